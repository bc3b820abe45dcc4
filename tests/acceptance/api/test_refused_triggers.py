"""Rules about triggers and interventions: each is broken once, and told as data."""

from typing import Any

import pytest

from shared.events.people import Role
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.going_live import live_engagement
from tests.acceptance.api.refusals import Attempt, told
from tests.acceptance.api.story import started_engagement, unknown
from tests.acceptance.api.watching import RULES, fired_engagement, intervention, own, planned_series, watched_engagement

DEFINE, COMPLETE = "defineTrigger", "completeIntervention"
DONE: dict[str, Any] = {"outcome": "Five teams were shown how"}


async def defining(desk: Desk) -> dict[str, Any]:
    engagement = await started_engagement(desk)
    return {"engagementId": engagement, "cadence": "WEEKLY", **own(desk, await planned_series(desk, engagement))}


async def started(desk: Desk) -> dict[str, Any]:
    ids = await fired_engagement(desk)
    return {"triggerId": ids["trigger"], "interventionId": intervention(ids["trigger"])}


async def trigger_template_not_found(desk: Desk) -> Answer:
    return await desk.refused(DEFINE, **await defining(desk), template="likes")


async def trigger_rule_wrong(desk: Desk) -> Answer:
    return await desk.refused(DEFINE, **{**await defining(desk), "expression": "used.value <"})


async def watched_at_another_cadence(desk: Desk) -> Answer:
    return await desk.refused(DEFINE, **{**await defining(desk), "cadence": "MONTHLY"})


async def trigger_after_go_live(desk: Desk) -> Answer:
    engagement = await live_engagement(desk)
    series = await planned_series(desk, engagement, why="Too late")
    return await desk.refused(DEFINE, engagementId=engagement, cadence="WEEKLY", **own(desk, series))


async def trigger_not_found(desk: Desk) -> Answer:
    return await desk.refused("retireTrigger", triggerId=unknown("Trigger"), reason="Nobody looks")


async def trigger_has_retired(desk: Desk) -> Answer:
    ids = await watched_engagement(desk)
    await desk.do("retireTrigger", triggerId=ids["trigger"], reason="Nobody looks")
    rules = {**RULES, **own(desk, ids["series"])}
    return await desk.refused("reviseTrigger", triggerId=ids["trigger"], **rules, reason="Once more")


async def intervention_not_found(desk: Desk) -> Answer:
    ids = await watched_engagement(desk)
    of = {"triggerId": ids["trigger"], "interventionId": unknown("Intervention")}
    return await desk.refused(COMPLETE, **of, **DONE)


async def intervention_of_somebody_else(desk: Desk) -> Answer:
    return await desk.refused("acknowledgeIntervention", by=Role.VENDOR, **await started(desk))


async def intervention_already_completed(desk: Desk) -> Answer:
    of = await started(desk)
    await desk.do(COMPLETE, **of, **DONE)
    return await desk.refused(COMPLETE, **of, outcome="Nobody came")


ATTEMPTS: dict[Attempt, list[str]] = {
    trigger_template_not_found: ["input", "template"],
    trigger_rule_wrong: ["input", "expression"],
    watched_at_another_cadence: ["input", "watches"],
    trigger_after_go_live: [],
    trigger_not_found: [],
    trigger_has_retired: [],
    intervention_not_found: [],
    intervention_of_somebody_else: [],
    intervention_already_completed: [],
}


@pytest.mark.req("RL6")
@pytest.mark.parametrize(("attempt", "where"), ATTEMPTS.items(), ids=lambda given: getattr(given, "__name__", ""))
async def test_a_broken_rule_is_told_as_data_and_nothing_is_recorded(
    desk: Desk, attempt: Attempt, where: list[str]
) -> None:
    told(await attempt(desk), attempt, where)


REPLAYED = """query($id: ID!, $trigger: ID, $rules: TriggerRulesInput, $dips: [DipInput!]) {
  engagement(id: $id) { triggerBacktest(trigger: $trigger, rules: $rules, dips: $dips) { recall } }
}"""


@pytest.mark.req("X10")
async def test_a_back_test_that_cannot_be_is_told_why(desk: Desk) -> None:
    ids = await watched_engagement(desk)
    rules = {"watches": [{"name": "used", "seriesId": ids["series"]}], "expression": "used.missed"}
    wrong: dict[str, dict[str, Any]] = {
        "BACKTEST_INCOMPLETE": {},
        "BACKTEST_RULE_WRONG": {"rules": {**rules, "expression": "used.likes > 3"}},
        "BACKTEST_OUT_OF_BOUNDS": {"rules": {**rules, "consecutive": 7}},
        "BACKTEST_DIPS_WRONG": {"rules": rules, "dips": [{"first": 2, "last": 3}, {"first": 3, "last": 14}]},
    }
    told = {code: await desk.codes(REPLAYED, id=ids["engagement"], **given) for code, given in wrong.items()}
    assert told == {code: [code] for code in wrong}
    monthly = await desk.ask(REPLAYED, id=ids["engagement"], rules={**rules, "cadence": "MONTHLY"})
    assert monthly["engagement"]["triggerBacktest"] is None
