"""Setting the scene of triggers through the API: a series with a plan, what watches it, and a system that is live."""

from datetime import date
from typing import Any
from uuid import UUID

from gateway.schema.ids import global_id, uuid_of
from services.measurement.domain.trigger.noticing import intervention_of
from shared.events.go_live import WentLive
from shared.events.people import Role
from shared.events.series import Cadence
from shared.events.triggers import InterventionTriggered, Seen, TriggerSeverity
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.going_live import owned, said
from tests.acceptance.api.story import in_days, started_engagement

RULES: dict[str, Any] = {
    "name": "Too few",
    "expression": "used.value < used.plan",
    "consecutive": 1,
    "severity": "WARNING",
    "playbook": "Ask those who stopped.",
    "dueInDays": 7,
}


async def planned_series(desk: Desk, engagement: str, why: str = "") -> str:
    """The share of active users, half of them planned from the first day on."""
    of = {"engagementId": engagement, "source": "Sign-ins", "owner": desk.person(Role.CHANGE_LEAD)}
    series = str((await desk.do("defineSeries", **of, template="active_share"))["id"])
    await desk.do("setPlanCurve", seriesId=series, points=[{"day": 0, "value": "0.5"}], why=why)
    return series


def own(desk: Desk, series: str) -> dict[str, Any]:
    """A trigger without a template."""
    return {**RULES, "watches": [{"name": "used", "seriesId": series}], "owner": desk.person(Role.CHANGE_LEAD)}


async def watched(desk: Desk, engagement: str, series: str) -> Answer:
    """By the shipped trigger: a fifth below plan in two weeks in a row."""
    of = {"engagementId": engagement, "template": "adoption_behind_plan"}
    watches = [{"name": "active_share", "seriesId": series}]
    return await desk.do("defineTrigger", **of, watches=watches, owner=desk.person(Role.CHANGE_LEAD))


async def watched_engagement(desk: Desk) -> dict[str, str]:
    """Owned, and not live yet."""
    engagement = await started_engagement(desk)
    series = await planned_series(desk, engagement)
    trigger = await watched(desk, engagement, series)
    await owned(desk, engagement)
    return {"engagement": engagement, "series": series, "trigger": str(trigger["id"])}


def went_live(engagement: str, on: str | None = None) -> WentLive:
    return WentLive(
        engagement_id=uuid_of("Engagement", engagement),
        release_id=UUID(int=0x91),
        decision_id=UUID(int=0x92),
        went_live_on=date.fromisoformat(on or in_days(0)),
    )


def intervention(trigger: str) -> str:
    """The id of the one that the second week starts."""
    return str(global_id("Intervention", intervention_of(uuid_of("Trigger", trigger), 2)))


def fired(engagement: str, trigger: str, owner: UUID, due_on: date) -> InterventionTriggered:
    """As Fairway itself records it when a window closes."""
    return InterventionTriggered(
        trigger_id=uuid_of("Trigger", trigger),
        intervention_id=intervention_of(uuid_of("Trigger", trigger), 2),
        engagement_id=uuid_of("Engagement", engagement),
        cadence=Cadence.WEEKLY,
        window=2,
        seen=(Seen(name="active_share.shortfall", value="0.4"), Seen(name="active_share.value", value="0.3")),
        reasons=(),
        severity=TriggerSeverity.SERIOUS,
        owner=owner,
        due_on=due_on,
    )


async def fired_engagement(desk: Desk) -> dict[str, str]:
    """Its trigger has fired, and nobody has done anything yet."""
    ids = await watched_engagement(desk)
    owner, due_on = desk.tenancy.person(Role.CHANGE_LEAD), date.fromisoformat(in_days(7))
    await said(desk, went_live(ids["engagement"]), fired(ids["engagement"], ids["trigger"], owner, due_on))
    return ids
