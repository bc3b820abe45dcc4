"""Where an integration point stands, as far as decisions need to know."""

from collections.abc import Mapping
from dataclasses import field, replace
from typing import TypeAlias
from uuid import UUID

from shared.events.engagements import EngagementStarted
from shared.events.integrations import (
    IntegrationEvent,
    IntegrationPointDeclared,
    IntegrationPointWithdrawn,
    IntegrationTestRecorded,
)
from shared.events.releases import ReleasePinned
from shared.kernel.record import record


@record
class NotStarted:
    """The engagement was not started, or nobody asked."""


@record
class Undeclared:
    """The engagement is under way and has no such point."""


@record
class Declared:
    first: IntegrationPointDeclared
    tests: Mapping[UUID, IntegrationTestRecorded] = field(default_factory=dict)
    withdrawn: bool = False


Point: TypeAlias = NotStarted | Undeclared | Declared


@record
class Meeting:
    """The point, and what was ever pinned to go live."""

    point: Point = field(default_factory=NotStarted)
    releases: frozenset[UUID] = frozenset()


def evolve(meeting: Meeting, event: IntegrationEvent | EngagementStarted | ReleasePinned) -> Meeting:
    match event:
        case EngagementStarted():
            return replace(meeting, point=Undeclared())
        case ReleasePinned():
            return replace(meeting, releases=meeting.releases | {event.release_id})
        case IntegrationPointDeclared():
            return replace(meeting, point=Declared(first=event))
        case _:
            return replace(meeting, point=changed(meeting.point, event))


def changed(point: Point, event: IntegrationTestRecorded | IntegrationPointWithdrawn) -> Declared:
    if isinstance(point, Declared):
        return after(point, event)
    raise LookupError("a point's history begins with its declaration")


def after(point: Declared, event: IntegrationTestRecorded | IntegrationPointWithdrawn) -> Declared:
    if isinstance(event, IntegrationPointWithdrawn):
        return replace(point, withdrawn=True)
    return replace(point, tests={**point.tests, event.test_id: event})
