"""The five stages from pilot close to production, through the API."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from shared.events.gates import GateCondition, Outcome
from shared.events.people import Role
from shared.events.stages import Stage
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.gates import overtaken, revoked
from tests.acceptance.api.stages import decided, delivered, ended, entered, led, recorded, scoped, stages
from tests.acceptance.api.story import EVIDENCE, in_days, started_engagement

ORDER = [stage.name for stage in Stage]
REGISTER = {"stage": "ASSESSMENT", "deliverable": "gap_register"}


async def statuses(desk: Desk, engagement: str) -> list[str]:
    return [stage["status"] for stage in (await stages(desk, engagement)).values()]


async def unmet(desk: Desk, engagement: str, stage: Stage) -> list[str]:
    return [each["name"] for each in (await stages(desk, engagement))[stage.name]["entryCheck"]["unmet"]]


async def ready(desk: Desk) -> str:
    """An engagement whose second stage lacks nothing but a decision at the gate."""
    engagement = await started_engagement(desk)
    await delivered(desk, engagement, Stage.ASSESSMENT)
    await led(desk, engagement, Stage.CLOSURE)
    await scoped(desk, engagement)
    return engagement


@pytest.mark.req("RSG1")
async def test_an_engagement_goes_through_five_stages_in_their_order(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    found = await stages(desk, engagement)
    assert [(stage["stage"], stage["number"]) for stage in found.values()] == list(zip(ORDER, range(1, 6), strict=True))
    assert await statuses(desk, engagement) == ["ENTERED", *["NOT_ENTERED"] * 4]
    assert found["ASSESSMENT"]["label"] == "Pilot assessment and gap mapping"
    assert found["ASSESSMENT"]["french"] == "Bilan du pilote et recensement des écarts"
    for stage in tuple(Stage)[1:]:
        await entered(desk, engagement, stage)
    assert await statuses(desk, engagement) == [*["COMPLETED"] * 4, "ENTERED"]
    await ended(desk, engagement, Stage.LAUNCH)
    assert await statuses(desk, engagement) == ["COMPLETED"] * 5


@pytest.mark.req("RSG1", "RSG2")
async def test_the_next_stage_waits_for_a_decision_that_stands(desk: Desk) -> None:
    engagement = await ready(desk)
    enter = {"engagementId": engagement, "stage": "CLOSURE"}
    assert await unmet(desk, engagement, Stage.CLOSURE) == ["PREVIOUS_GATE"]
    for outcome in (Outcome.NO_GO, Outcome.HOLD, Outcome.STOP):
        await decided(desk, engagement, Stage.ASSESSMENT, outcome)
        assert (await desk.refused("enterStage", **enter))["code"] == "ENTRY_CRITERIA_NOT_MET"
        assert (await stages(desk, engagement))["ASSESSMENT"]["gate"]["standing"] == "DENIED"
    went = await decided(desk, engagement, Stage.ASSESSMENT)
    await recorded(desk, revoked(went))
    refused = await desk.refused("enterStage", **enter)
    assert refused["message"].endswith("lacking: previous_gate.")
    outdated = await decided(desk, engagement, Stage.ASSESSMENT)
    await recorded(desk, overtaken(outdated))
    assert (await desk.refused("enterStage", **enter))["where"] == ["input", "stage"]
    await decided(desk, engagement, Stage.ASSESSMENT)
    assert await unmet(desk, engagement, Stage.CLOSURE) == []
    await desk.do("enterStage", **enter)
    assert (await stages(desk, engagement))["CLOSURE"]["enteredAt"] is not None


@pytest.mark.req("RSG1")
@pytest.mark.parametrize(("days", "standing"), [(-1, "CONDITION_MISSED"), (0, "STANDS"), (5, "STANDS")])
async def test_a_conditional_go_revokes_itself_when_a_condition_misses_its_date(
    desk: Desk, days: int, standing: str
) -> None:
    engagement = await ready(desk)
    due = date.fromisoformat(in_days(days))
    owed = GateCondition(condition_id=UUID(int=9), what="Agree on retention", owner=UUID(int=8), due=due)
    await decided(desk, engagement, Stage.ASSESSMENT, Outcome.CONDITIONAL_GO, (owed,))
    gate = (await stages(desk, engagement))["ASSESSMENT"]["gate"]
    assert (gate["outcome"], gate["standing"]) == ("CONDITIONAL_GO", standing)
    enter = await desk.send("enterStage", engagementId=engagement, stage="CLOSURE")
    assert (enter["rejection"] is None) is (standing == "STANDS")


@pytest.mark.req("RSG2")
async def test_each_stage_says_in_both_languages_what_still_keeps_it_from_being_entered(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    found = await stages(desk, engagement)
    assert found["ASSESSMENT"]["entryCheck"] == {"met": [{"name": "ENGAGEMENT_STARTED"}], "unmet": []}
    lacking = {each["name"]: (each["label"], each["french"]) for each in found["HARDENING"]["entryCheck"]["unmet"]}
    assert list(lacking) == [
        "PREVIOUS_STAGE",
        "PREVIOUS_TRACKS",
        "PREVIOUS_DELIVERABLES",
        "PREVIOUS_GATE",
        "LEAD_NAMED",
    ]
    assert lacking["LEAD_NAMED"] == ("The stage has a lead", "L'étape a un responsable")


@pytest.mark.req("RSG2")
async def test_how_a_stage_stood_to_its_criteria_goes_on_record(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    check = {"engagementId": engagement, "stage": "CLOSURE"}
    await desk.do("checkStageEntry", by=Role.GOVERNANCE_REVIEWER, **check)
    await led(desk, engagement, Stage.CLOSURE)
    closure = (await stages(desk, engagement))["CLOSURE"]
    kept = closure["lastRecordedCheck"]
    assert kept["checkedBy"] == {"id": desk.person(Role.GOVERNANCE_REVIEWER)}
    unmet_then = ["PREVIOUS_DELIVERABLES", "PREVIOUS_GATE", "LEAD_NAMED", "SCOPE_DEFINED"]
    assert [each["name"] for each in kept["unmet"]] == unmet_then
    unmet_now = [each["name"] for each in closure["entryCheck"]["unmet"]]
    assert unmet_now == ["PREVIOUS_DELIVERABLES", "PREVIOUS_GATE", "SCOPE_DEFINED"]
    assert closure["lead"] == {"id": desk.person(Role.MODEL_LEAD)}


@pytest.mark.req("RSG3")
async def test_a_deliverable_is_submitted_returned_submitted_again_and_accepted_by_somebody_else(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    which = {"engagementId": engagement, **REGISTER}
    await desk.do("submitDeliverable", **which, evidence=EVIDENCE)
    await desk.do("returnDeliverable", by=Role.SPONSOR, **which, reason="Two gaps have no estimate")
    assert [each["status"] for each in await shown(desk, engagement)] == ["NOT_SUBMITTED", "RETURNED", "NOT_SUBMITTED"]
    assert (await shown(desk, engagement))[1]["reason"] == "Two gaps have no estimate"
    await desk.do("submitDeliverable", **which, evidence={**EVIDENCE, "note": "All estimated"})
    refused = await desk.refused("acceptDeliverable", **which)
    assert refused["code"] == "SELF_ACCEPTANCE"
    await desk.do("acceptDeliverable", by=Role.SPONSOR, **which)
    register = (await shown(desk, engagement))[1]
    assert (register["status"], register["label"], register["reason"]) == ("ACCEPTED", "Gap register with owners", None)
    assert register["submitter"] == {"id": desk.person(Role.ENGAGEMENT_LEAD)}
    assert register["accepter"] == {"id": desk.person(Role.SPONSOR)}
    assert register["evidence"] == {**EVIDENCE, "note": "All estimated"}
    assert register["acceptedAt"] >= register["submittedAt"]


async def shown(desk: Desk, engagement: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await stages(desk, engagement))["ASSESSMENT"]["deliverables"]
    return found


@pytest.mark.req("RSG8")
async def test_the_second_stage_has_two_tracks_and_ends_with_the_last_of_them(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    await entered(desk, engagement, Stage.CLOSURE)
    await delivered(desk, engagement, Stage.CLOSURE)
    of = {"engagementId": engagement}
    await desk.do("completeTrack", by=Role.GOVERNANCE_REVIEWER, **of, track="GOVERNANCE")
    closure = (await stages(desk, engagement))["CLOSURE"]
    done = {track["track"]: track["completedAt"] is not None for track in closure["tracks"]}
    assert (done, closure["status"]) == ({"GOVERNANCE": True, "INFRASTRUCTURE": False}, "ENTERED")
    assert "PREVIOUS_TRACKS" in await unmet(desk, engagement, Stage.HARDENING)
    await desk.do("completeTrack", by=Role.INFRASTRUCTURE_LEAD, **of, track="INFRASTRUCTURE")
    assert (await stages(desk, engagement))["CLOSURE"]["status"] == "COMPLETED"
    assert "PREVIOUS_TRACKS" not in await unmet(desk, engagement, Stage.HARDENING)
    await desk.do("reopenTrack", by=Role.GOVERNANCE_REVIEWER, **of, track="GOVERNANCE", reason="A new source")
    assert (await stages(desk, engagement))["CLOSURE"]["status"] == "ENTERED"


@pytest.mark.req("RSG9")
async def test_a_return_to_an_earlier_stage_takes_back_all_that_came_after_it_and_stays_in_sight(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    for stage in (Stage.CLOSURE, Stage.HARDENING):
        await entered(desk, engagement, stage)
    back = {"engagementId": engagement, "stage": "CLOSURE", "reason": "The vendor replaced the model"}
    await desk.do("reopenStage", by=Role.SPONSOR, **back)
    found = await stages(desk, engagement)
    assert await statuses(desk, engagement) == ["COMPLETED", "ENTERED", "NOT_ENTERED", "NOT_ENTERED", "NOT_ENTERED"]
    assert [found[name]["gate"]["standing"] for name in ORDER[:2]] == ["STANDS", "OUTDATED"]
    assert {each["status"] for each in found["CLOSURE"]["deliverables"]} == {"SUBMITTED"}
    assert [moves(found[name]) for name in ORDER[:3]] == [
        [("ENTERED", None)],
        [("ENTERED", None), ("REOPENED", back["reason"])],
        [("ENTERED", None), ("LEFT", back["reason"])],
    ]
    assert found["CLOSURE"]["history"][1]["by"] == {"id": desk.person(Role.SPONSOR)}
    assert await unmet(desk, engagement, Stage.HARDENING) == [
        "PREVIOUS_TRACKS",
        "PREVIOUS_DELIVERABLES",
        "PREVIOUS_GATE",
    ]
    await ended(desk, engagement, Stage.CLOSURE)
    await desk.do("enterStage", engagementId=engagement, stage="HARDENING")
    assert [move for move, _ in moves((await stages(desk, engagement))["HARDENING"])] == ["ENTERED", "LEFT", "ENTERED"]


def moves(stage: dict[str, list[dict[str, str]]]) -> list[tuple[str, str]]:
    return [(move["move"], move["reason"]) for move in stage["history"]]


async def test_a_command_that_was_decided_on_another_version_of_the_stage_is_rejected(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    which = {"engagementId": engagement, **REGISTER}
    await desk.do("submitDeliverable", **which, evidence=EVIDENCE, expectedVersion=0)
    assert (await stages(desk, engagement))["ASSESSMENT"]["version"] == 1
    better = {**EVIDENCE, "note": "Better"}
    refused = await desk.refused("submitDeliverable", **which, evidence=better, expectedVersion=0)
    assert refused["code"] == "VERSION_CONFLICT"
    await desk.do("submitDeliverable", **which, evidence=better, expectedVersion=1)
