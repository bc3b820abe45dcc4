"""The processes that Fairway consists of: a later service joins by its `app.py` and a line here."""

from deploy.distributed import gateway, ledger
from deploy.distributed.services import Runner, service
from services.engagement import app as engagement
from shared.kernel.record import record


@record
class Entry:
    """`port` is the setting that says where the process listens."""

    name: str
    port: str
    run: Runner


TOPOLOGY = (
    Entry(name=engagement.NAME, port="engagement_port", run=service(engagement.NAME, engagement.serving)),
    Entry(name="ledger", port="ledger_port", run=ledger.serving),
    Entry(name="gateway", port="port", run=gateway.serving),
)
