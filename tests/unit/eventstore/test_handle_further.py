"""Decisions that find out only by looking what else they stand on, and that say on which events."""

from collections.abc import Iterable
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from services.engagement.contract import AssignGapOwner, LinkGaps
from shared.events.engagements import CloseOutReportPublished
from shared.events.gaps import GapDependencyAdded, GapOwnerAssigned
from shared.events.people import Role
from shared.eventstore.handle import Request
from shared.kernel.decider import Asked, Decider, Scope, engagement_scope, stream_scope
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import ANA, BO
from tests.unit.eventstore.desk import GAP, OTHER, TENANT, Desk, gap


@record
class Report:
    """Tells where the first owner was named of what other gaps need."""

    engagement_id: UUID


def report(command: Report, owned: tuple[int, ...], _: Asked) -> list[CloseOutReportPublished]:
    position = min(owned, default=0)
    return [CloseOutReportPublished(engagement_id=command.engagement_id, position=position, digest="ab" * 32)]


def evolve(owned: tuple[int, ...], recorded: Recorded[Any]) -> tuple[int, ...]:
    return (*owned, recorded.seq) if isinstance(recorded.event, GapOwnerAssigned) else owned


def needed(_: Report, seen: Iterable[Recorded[Any]]) -> tuple[Scope, ...]:
    links = (recorded.event for recorded in seen if isinstance(recorded.event, GapDependencyAdded))
    return tuple(stream_scope(f"gap-{link.needs}", GapOwnerAssigned) for link in links)


def reporting(looks_further: Any) -> Decider[tuple[int, ...], Report, Any]:  # noqa: ANN401
    return Decider(
        initial=(),
        decide=report,
        evolve=evolve,
        stream=lambda command: f"engagement-{command.engagement_id}",
        permits={Report: frozenset({Role.PILOT_LEAD})},
        looks_at=lambda command: (engagement_scope(command.engagement_id, GapDependencyAdded),),
        looks_further=looks_further,
        with_envelope=True,
    )


async def reported(desk: Desk, decider: Decider[Any, Any, Any] | None = None, command_id: int = 7) -> bool:
    command = Report(engagement_id=ENGAGEMENT)
    request = Request(tenant=TENANT, person=ANA, command_id=UUID(int=command_id), command=command)
    return (await desk.handler.handle(decider or reporting(needed), request)).repeated


@pytest.fixture
async def linked(desk: Desk) -> Desk:
    for each in (GAP, OTHER):
        await desk.give(gap(each, f"Gap {each}"))
    await desk.give(LinkGaps(engagement_id=ENGAGEMENT, gap_id=GAP, needs=OTHER))
    return desk


async def last(desk: Desk) -> str:
    return (await desk.log.after(TENANT, 0, 1_000))[-1].data.decode()


async def test_a_decision_sees_what_it_found_out_to_look_at_with_its_place_in_the_log(linked: Desk) -> None:
    owned = await linked.give(AssignGapOwner(gap_id=OTHER, owner=BO))
    await linked.give(AssignGapOwner(gap_id=GAP, owner=BO))
    await reported(linked)
    assert f'"position":{owned.position}' in await last(linked)


@pytest.mark.parametrize("looks", [0, 1], ids=["before it looked further", "after it looked further"])
async def test_what_a_decision_found_out_to_look_at_has_not_changed_either(linked: Desk, looks: int) -> None:
    async def nothing() -> None:
        """Nobody intrudes yet."""

    linked.log.intrusions += [nothing] * looks
    linked.log.intrusions.append(partial(linked.elsewhere, AssignGapOwner(gap_id=OTHER, owner=BO)))
    await reported(linked)
    assert '"position":0' not in await last(linked)


async def test_what_it_need_not_look_at_may_change_meanwhile(linked: Desk) -> None:
    linked.log.intrusions += [partial(linked.elsewhere, AssignGapOwner(gap_id=GAP, owner=BO))]
    await reported(linked)
    assert '"position":0' in await last(linked)


def unasked(_: Report, seen: Iterable[Recorded[Any]]) -> tuple[Scope, ...]:
    pytest.fail(f"asked what else to look at, having seen {seen}")


async def test_a_repeated_command_is_answered_without_looking_any_further(linked: Desk) -> None:
    first = await reported(linked)
    assert (first, await reported(linked, reporting(unasked))) == (False, True)


async def test_a_decision_that_would_look_for_ever_is_a_mistake_in_it(linked: Desk) -> None:
    def more(_: Report, seen: Iterable[Recorded[Any]]) -> tuple[Scope, ...]:
        rounds.append(sum(1 for _ in seen))
        return (stream_scope(f"gap-{UUID(int=len(rounds))}"),)

    rounds: list[int] = []
    with pytest.raises(LookupError, match="Report names ever more"):
        await reported(linked, reporting(more))
