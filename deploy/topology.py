"""The processes that Fairway consists of: a later service joins by its `app.py`, a module and a line here."""

from shared.kernel.record import record


@record
class Entry:
    """`port` is the setting that says where the process listens, `module` what runs it, by its `serving`.

    It is named and not imported: of the others, a process needs no more than that.
    """

    name: str
    port: str
    module: str


TOPOLOGY = (
    Entry(name="engagement", port="engagement_port", module="deploy.distributed.engagement"),
    Entry(name="gates", port="gates_port", module="deploy.distributed.gates"),
    Entry(name="measurement", port="measurement_port", module="deploy.distributed.measurement"),
    Entry(name="ledger", port="ledger_port", module="deploy.distributed.ledger"),
    Entry(name="gateway", port="port", module="deploy.distributed.gateway"),
)
