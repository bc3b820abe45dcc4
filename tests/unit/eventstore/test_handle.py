"""How a command becomes facts: once, by whoever may give it, on a state that nobody changed meanwhile."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from services.engagement.contract import (
    AssignGapOwner,
    CancelGap,
    LinkGaps,
    ReopenGap,
    RevokeRole,
    StartGap,
)
from services.engagement.domain.register import GapCycle, ProposalAlreadyTaken
from shared.events.gaps import GapDueDateSet
from shared.events.people import Role
from shared.eventstore.handle import TRIES
from shared.kernel.refusal import (
    IdempotencyKeyReused,
    TooMuchContention,
    VersionConflict,
)
from tests.facts.dimensions import PILOT_STATE, PRODUCTION_STATE
from tests.facts.engagements import ENGAGEMENT
from tests.facts.gaps import OPENED
from tests.facts.people import ANA, BO, CLEO, NOW
from tests.unit.eventstore.desk import GAP, OTHER, TENANT, Desk, gap


async def test_a_command_is_recorded_with_who_gave_it_and_what_it_is_about(desk: Desk) -> None:
    receipt = await desk.give(gap(GAP))
    (*_, entry) = await desk.log.after(TENANT, 0, 1_000)
    assert (receipt.stream, receipt.position, receipt.repeated) == (f"gap-{GAP}", entry.seq, False)
    assert (entry.actor, entry.engagement_id, entry.occurred_at) == (ANA, ENGAGEMENT, entry.recorded_at)


async def test_a_later_command_keeps_the_engagement_of_its_stream(desk: Desk) -> None:
    await desk.give(gap(GAP))
    await desk.give(AssignGapOwner(gap_id=GAP, owner=BO))
    (*_, entry) = await desk.log.after(TENANT, 0, 1_000)
    assert (entry.type, entry.version, entry.engagement_id) == ("GapOwnerAssigned", 2, ENGAGEMENT)


async def test_the_same_command_is_recorded_once_and_answered_alike(desk: Desk) -> None:
    first = await desk.give(gap(GAP), command_id=UUID(int=7))
    again = await desk.give(gap(GAP), command_id=UUID(int=7))
    assert again == replace(first, repeated=True)
    assert (await desk.types()).count("GapOpened") == 1


async def test_a_repeated_command_is_answered_even_where_it_would_be_refused_by_now(desk: Desk) -> None:
    await desk.give(gap(GAP))
    await desk.give(AssignGapOwner(gap_id=GAP, owner=BO))
    started = await desk.give(StartGap(gap_id=GAP), by=BO, command_id=UUID(int=7))
    await desk.give(RevokeRole(tenant_id=TENANT, person=BO, role=Role.MODEL_LEAD), by=CLEO)
    assert await desk.give(StartGap(gap_id=GAP), by=BO, command_id=UUID(int=7)) == replace(started, repeated=True)


async def test_a_command_that_changes_nothing_keeps_its_id_too(desk: Desk) -> None:
    await desk.give(gap(GAP))
    unchanged = await desk.give(gap(GAP), command_id=UUID(int=7))
    await desk.give(AssignGapOwner(gap_id=GAP, owner=BO))
    again = await desk.give(gap(GAP), command_id=UUID(int=7))
    assert (unchanged.repeated, again.repeated, again.position) == (False, True, unchanged.position)


@pytest.mark.parametrize("other", [{"command": gap(GAP, "Another title")}, {"by": BO}, {"expected_version": 0}])
async def test_an_id_is_refused_for_another_request(desk: Desk, other: dict[str, Any]) -> None:
    await desk.give(gap(GAP), command_id=UUID(int=7))
    command = other.pop("command", gap(GAP))
    with pytest.raises(IdempotencyKeyReused):
        await desk.give(command, command_id=UUID(int=7), **other)


async def test_a_version_that_was_expected_and_is_not_there_refuses_the_command(desk: Desk) -> None:
    await desk.give(gap(GAP))
    await desk.give(AssignGapOwner(gap_id=GAP, owner=BO), expected_version=1)
    with pytest.raises(VersionConflict, match="expected version 1, but it is at version 2"):
        await desk.give(AssignGapOwner(gap_id=GAP, owner=ANA), expected_version=1)


async def test_without_an_expected_version_the_decision_is_made_anew(desk: Desk) -> None:
    await desk.give(gap(GAP))
    desk.log.intrusions.append(lambda: desk.elsewhere(AssignGapOwner(gap_id=GAP, owner=BO)))
    await desk.give(AssignGapOwner(gap_id=GAP, owner=ANA))
    assert (await desk.types())[-2:] == ["GapOwnerAssigned", "GapOwnerAssigned"]


@pytest.mark.req("RA8")
async def test_two_people_cannot_close_a_cycle_between_them(desk: Desk) -> None:
    await desk.give(gap(GAP))
    await desk.give(gap(OTHER, "No load test"))
    desk.log.intrusions.append(
        lambda: desk.give(LinkGaps(engagement_id=ENGAGEMENT, gap_id=OTHER, needs=GAP), by=CLEO, system=True)
    )
    with pytest.raises(GapCycle):
        await desk.give(LinkGaps(engagement_id=ENGAGEMENT, gap_id=GAP, needs=OTHER))
    assert (await desk.types()).count("GapDependencyAdded") == 1


@pytest.mark.parametrize("looks", [0, 1], ids=["before it looked around", "after it looked around"])
async def test_what_a_command_stands_on_around_its_stream_has_not_changed_either(desk: Desk, looks: int) -> None:
    """A gap comes back to its place, which another one takes meanwhile."""
    for state in (PILOT_STATE, PRODUCTION_STATE):
        await desk.append(f"dimension-{ENGAGEMENT}-infrastructure", state)
    await desk.give(replace(gap(GAP), proposal=OPENED.proposal))
    await desk.give(CancelGap(gap_id=GAP, reason="It was none."))

    async def nothing() -> None:
        """Nobody intrudes yet."""

    desk.log.intrusions += [nothing] * looks
    desk.log.intrusions.append(lambda: desk.give(replace(gap(OTHER, "Again"), proposal=OPENED.proposal), by=BO))
    with pytest.raises(ProposalAlreadyTaken, match="Again"):
        await desk.give(ReopenGap(gap_id=GAP, reason="It was one."))
    assert "GapReopened" not in await desk.types()
    await desk.give(CancelGap(gap_id=OTHER, reason="It was none."))
    receipt = await desk.give(ReopenGap(gap_id=GAP, reason="It was one."), command_id=UUID(int=7))
    again = await desk.give(ReopenGap(gap_id=GAP, reason="It was one."), command_id=UUID(int=7))
    assert again == replace(receipt, repeated=True)


async def test_whoever_is_always_too_late_is_told_so(desk: Desk) -> None:
    await desk.give(gap(GAP))
    await desk.give(AssignGapOwner(gap_id=GAP, owner=BO))
    due = GapDueDateSet(gap_id=GAP, due=NOW.date())
    desk.log.intrusions += [lambda: desk.append(f"gap-{GAP}", due)] * TRIES
    with pytest.raises(TooMuchContention):
        await desk.give(StartGap(gap_id=GAP), by=BO)
