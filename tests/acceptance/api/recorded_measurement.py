"""The part of a recorded run in which it is said what is counted, and then counted."""

from datetime import timedelta
from typing import Any

from shared.events.people import Role
from tests.acceptance.api.going_live import said
from tests.acceptance.api.recording import Run
from tests.acceptance.api.watching import RULES, fired, intervention


async def series_are_defined(run: Run) -> None:
    """Before the system is live: what was before it is measured before it is there."""
    of: dict[str, Any] = {"engagementId": run.ids["engagement"]}
    owned = {"source": "Help desk", "owner": run.desk.person(Role.CHANGE_LEAD)}
    run.ids["series"] = str((await run.do("defineSeries", **of, template="help_requests", **owned))["id"])
    series = {"seriesId": run.ids["series"]}
    months = {"measuredFrom": (run.day - timedelta(days=60)).isoformat(), "measuredUntil": run.day.isoformat()}
    await run.do("setBaseline", **series, value="120.5", **months, note="Two months")
    await run.do("setTarget", by=Role.SPONSOR, **series, value="40", why="As the business case says")
    points = [{"day": 0, "value": "120"}, {"day": 60, "value": "40"}]
    await run.do("setPlanCurve", **series, points=points)


async def triggers_are_defined(run: Run) -> None:
    of: dict[str, Any] = {"engagementId": run.ids["engagement"], "owner": run.desk.person(Role.CHANGE_LEAD)}
    share = await run.do("defineSeries", **of, template="active_share", source="Sign-ins")
    watches = [{"name": "active_share", "seriesId": share["id"]}]
    defined = await run.do("defineTrigger", **of, template="adoption_behind_plan", watches=watches)
    run.ids.update(trigger=str(defined["id"]), intervention=intervention(str(defined["id"])))
    rules = {**RULES, "expression": "active_share.value < 500000", "watches": watches, "owner": of["owner"]}
    await run.do("reviseTrigger", triggerId=run.ids["trigger"], **rules, reason="Half of them, whatever was planned")


async def a_trigger_fires(run: Run) -> None:
    owner = run.desk.tenancy.person(Role.CHANGE_LEAD)
    await said(run.desk, fired(run.ids["engagement"], run.ids["trigger"], owner, run.day + timedelta(days=7)))
    of = {"triggerId": run.ids["trigger"], "interventionId": run.ids["intervention"]}
    await run.do("acknowledgeIntervention", by=Role.CHANGE_LEAD, **of)
    await run.do("completeIntervention", by=Role.CHANGE_LEAD, **of, outcome="Five teams were shown how")
    await run.do("retireTrigger", triggerId=run.ids["trigger"], reason="The plan is met by another measure")


async def observations_come_in(run: Run) -> None:
    series = {"seriesId": run.ids["series"]}
    of: dict[str, Any] = {"engagementId": run.ids["engagement"], **series, "day": run.day.isoformat()}
    several = [{"key": f"desk {number}", "value": str(number)} for number in (3, 4)]
    await run.do("recordObservations", by=Role.INTEGRATOR, **of, source="Help desk", observations=several)
    mended = {"key": "desk 3", "value": "2.25"}
    await run.do("correctObservation", **of, key="desk 3", observation=mended, reason="One call was not about it")
    await run.do("publishAdoptionReport", engagementId=run.ids["engagement"])
    await run.do("handOverSeries", **series, owner=run.desk.person(Role.MANAGER))
    await run.do("setPlanCurve", **series, points=[{"day": 0, "value": "100"}], why="Fewer joined")
    await run.do("retireSeries", **series, reason="Calls are counted by the tool")
