"""What waits for what: links between the gaps of one engagement, never in a circle.

A decision looks at all links of the engagement, so that two people linking at once cannot close a circle between them.
"""

from collections import deque
from dataclasses import field, replace
from typing import TypeAlias, assert_never
from uuid import UUID

from services.engagement.domain.not_found import GapNotFound
from services.engagement.domain.roles import CONTRIBUTORS
from shared.events.gaps import (
    GapCancelled,
    GapDependencyAdded,
    GapDependencyRemoved,
    GapEvent,
    GapOpened,
    GapReopened,
)
from shared.kernel.decider import Asked, Decider, engagement_scope
from shared.kernel.growing import Growing
from shared.kernel.record import record
from shared.kernel.refusal import Refused

MOST_NEEDS = 50
SHOWN_OF_A_CIRCLE = 6


@record
class LinkGaps:
    """`gap_id` cannot be finished before `needs` is."""

    gap_id: UUID
    needs: UUID
    engagement_id: UUID


@record
class UnlinkGaps:
    gap_id: UUID
    needs: UUID
    engagement_id: UUID


LinkCommand: TypeAlias = LinkGaps | UnlinkGaps


class SelfLink(Refused):
    """A gap cannot wait for itself."""


class DanglingLink(Refused):
    """Both ends of a link are gaps of the same engagement, and neither is cancelled."""


class TooManyNeeds(Refused):
    """A gap waits for at most {most} others."""


class GapCycle(Refused):
    """These gaps would wait for each other for ever: {path}."""


@record
class Links:
    """The links of cancelled gaps count too: such a gap may be reopened."""

    gaps: Growing[UUID, GapOpened] = field(default_factory=Growing)
    cancelled: frozenset[UUID] = frozenset()
    needs: Growing[UUID, frozenset[UUID]] = field(default_factory=Growing)

    def of(self, gap_id: UUID) -> frozenset[UUID]:
        return self.needs.get(gap_id, frozenset())

    def has(self, gap_id: UUID, engagement_id: UUID) -> bool:
        return gap_id in self.gaps and self.gaps[gap_id].engagement_id == engagement_id


def evolve(links: Links, event: GapEvent) -> Links:
    match event:
        case GapOpened():
            return replace(links, gaps=links.gaps.having(event.gap_id, event))
        case GapCancelled():
            return replace(links, cancelled=links.cancelled | {event.gap_id})
        case GapReopened():
            return replace(links, cancelled=links.cancelled - {event.gap_id})
        case GapDependencyAdded():
            return replace(links, needs=links.needs.having(event.gap_id, links.of(event.gap_id) | {event.needs}))
        case GapDependencyRemoved():
            return replace(links, needs=links.needs.having(event.gap_id, links.of(event.gap_id) - {event.needs}))
        case _:
            return links


def decide(command: LinkCommand, links: Links, _: Asked) -> list[GapEvent]:
    if not links.has(command.gap_id, command.engagement_id):
        raise GapNotFound(where=("input", "gapId"))
    match command:
        case LinkGaps():
            return link(command, links)
        case UnlinkGaps():
            return unlink(command, links)
        case _:
            assert_never(command)


def link(command: LinkGaps, links: Links) -> list[GapEvent]:
    if command.needs in links.of(command.gap_id):
        return []
    if command.needs == command.gap_id:
        raise SelfLink(where=("input", "needs"))
    if command.gap_id in links.cancelled:
        raise DanglingLink(where=("input", "gapId"))
    if command.needs in links.cancelled or not links.has(command.needs, command.engagement_id):
        raise DanglingLink(where=("input", "needs"))
    if len(links.of(command.gap_id)) >= MOST_NEEDS:
        raise TooManyNeeds(where=("input", "needs"), most=MOST_NEEDS)
    way_back = shortest_way(links, command.needs, command.gap_id)
    if way_back:
        raise GapCycle(where=("input", "needs"), path=told([command.gap_id, *way_back], links))
    return [GapDependencyAdded(gap_id=command.gap_id, needs=command.needs)]


def unlink(command: UnlinkGaps, links: Links) -> list[GapEvent]:
    if command.needs not in links.of(command.gap_id):
        return []
    return [GapDependencyRemoved(gap_id=command.gap_id, needs=command.needs)]


def shortest_way(links: Links, start: UUID, end: UUID) -> list[UUID]:
    """From one gap along its needs to another, both included; empty if none leads there."""
    came_from: dict[UUID, UUID | None] = {start: None}
    ahead = deque([start])
    while ahead and end not in came_from:
        here = ahead.popleft()
        for needed in sorted(links.of(here) - came_from.keys()):
            came_from[needed] = here
            ahead.append(needed)
    way: list[UUID] = []
    step = end if end in came_from else None
    while step is not None:
        way.insert(0, step)
        step = came_from[step]
    return way


def told(circle: list[UUID], links: Links) -> str:
    titles = [links.gaps[gap_id].title for gap_id in circle]
    if len(titles) > SHOWN_OF_A_CIRCLE:
        titles[SHOWN_OF_A_CIRCLE - 2 : -1] = ["…"]
    return " → ".join(titles)


LINKING: Decider[Links, LinkCommand, GapEvent] = Decider(
    initial=Links(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"gap-{command.gap_id}",
    permits={LinkGaps: CONTRIBUTORS, UnlinkGaps: CONTRIBUTORS},
    looks_at=lambda command: (
        engagement_scope(
            command.engagement_id, GapOpened, GapCancelled, GapReopened, GapDependencyAdded, GapDependencyRemoved
        ),
    ),
    engagement=lambda command: command.engagement_id,
)
