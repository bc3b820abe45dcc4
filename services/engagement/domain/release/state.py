"""What was pinned, expected and tested, as far as decisions need to know."""

from collections.abc import Mapping
from dataclasses import field, replace
from typing import TypeAlias, assert_never
from uuid import UUID

from shared.events.engagements import EngagementStarted
from shared.events.environments import EnvironmentDeclared, EnvironmentKind
from shared.events.releases import (
    LoadTestRecorded,
    PeakLoadExpected,
    ReleaseEvent,
    ReleasePinned,
    ServiceLevel,
    ServiceLevelSet,
)
from shared.kernel.record import record


@record
class NotStarted:
    """The engagement was not started, so nothing goes live."""


@record
class Planned:
    """`releases` are all that were ever pinned, `pinned` is the last of them."""

    releases: Mapping[UUID, ReleasePinned] = field(default_factory=dict)
    pinned: UUID | None = None
    peak: PeakLoadExpected | None = None
    level: ServiceLevel | None = None
    tests: Mapping[UUID, LoadTestRecorded] = field(default_factory=dict)
    environments: Mapping[UUID, EnvironmentKind] = field(default_factory=dict)


Plan: TypeAlias = NotStarted | Planned


def evolve(plan: Plan, event: ReleaseEvent | EngagementStarted | EnvironmentDeclared) -> Plan:
    if isinstance(event, EngagementStarted):
        return Planned()
    if isinstance(plan, Planned):
        return changed(plan, event)
    raise LookupError("what goes live belongs to an engagement that was started")


def changed(plan: Planned, event: ReleaseEvent | EnvironmentDeclared) -> Planned:
    match event:
        case ReleasePinned():
            return replace(plan, releases={**plan.releases, event.release_id: event}, pinned=event.release_id)
        case PeakLoadExpected():
            return replace(plan, peak=event)
        case ServiceLevelSet():
            return replace(plan, level=event.level)
        case LoadTestRecorded():
            return replace(plan, tests={**plan.tests, event.test_id: event})
        case EnvironmentDeclared():
            return replace(plan, environments={**plan.environments, event.environment_id: event.kind})
        case _:
            assert_never(event)
