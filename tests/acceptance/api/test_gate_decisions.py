"""What was decided at the gates, through the API: read from the gates service, beside what others tell of the stage."""

from datetime import date
from uuid import UUID

import pytest

from gateway.schema.ids import global_id
from shared.events.gates import GateCondition, Outcome
from shared.events.stages import Stage
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.gates import met, overtaken, revoked
from tests.acceptance.api.stages import decided, recorded, stages
from tests.acceptance.api.story import started_engagement

THEN = """query ($seq: Long, $id: ID!) { asOf(seq: $seq) { engagement(id: $id) {
  stages { decisions { outcome revoked { reason } conditions { metOn } } }
} } }"""


@pytest.mark.req("RSG1")
async def test_all_that_was_decided_at_a_gate_is_shown_newest_first_and_as_it_was(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    owed = GateCondition(condition_id=UUID(int=9), what="Agree on retention", owner=UUID(int=8), due=date(2027, 1, 8))
    first = await decided(desk, engagement, Stage.ASSESSMENT, Outcome.CONDITIONAL_GO, (owed,))
    before = await desk.head()
    await recorded(desk, met(first, owed))
    await recorded(desk, revoked(first))
    second = await decided(desk, engagement, Stage.ASSESSMENT)
    await recorded(desk, overtaken(second))
    newest, oldest = (await stages(desk, engagement))["ASSESSMENT"]["decisions"]
    assert (newest["outcome"], newest["revoked"], newest["conditions"]) == ("GO", None, [])
    assert newest["outdated"] == {"causedBy": global_id("LogEvent", UUID(int=5))}
    assert (oldest["outcome"], oldest["revoked"]) == ("CONDITIONAL_GO", {"reason": "Signed by mistake"})
    condition = {"what": "Agree on retention", "due": "2027-01-08", "owner": None}
    assert oldest["conditions"] == [condition | {"metOn": "2027-01-07"}]
    assert (await stages(desk, engagement))["CLOSURE"]["decisions"] == []
    then = (await desk.ask(THEN, seq=before, id=engagement))["asOf"]["engagement"]["stages"][0]["decisions"]
    assert then == [{"outcome": "CONDITIONAL_GO", "revoked": None, "conditions": [{"metOn": None}]}]
