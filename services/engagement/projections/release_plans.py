"""What goes live in each engagement, and what it must bear: one row each, from the start of the engagement on."""

from datetime import datetime
from decimal import Decimal
from typing import TypeAlias, assert_never, get_args
from uuid import UUID

from shared.events.engagements import EngagementStarted
from shared.events.releases import (
    LoadTestRecorded,
    PeakLoadExpected,
    ReleaseEvent,
    ReleasePinned,
    ServiceLevel,
    ServiceLevelSet,
)
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class ReleasePlanEntry:
    engagement_id: UUID
    release_id: UUID | None = None
    peak: Decimal | None = None
    peak_basis: str | None = None
    peak_author: UUID | None = None
    peak_expected_at: datetime | None = None
    level: ServiceLevel | None = None
    level_set_at: datetime | None = None
    level_set_by: UUID | None = None
    version: int = 0


Handled: TypeAlias = EngagementStarted | ReleaseEvent


def keys(recorded: Recorded[Handled]) -> tuple[Key, ...]:
    return ((recorded.event.engagement_id,),)


def fold(entry: ReleasePlanEntry | None, recorded: Recorded[Handled]) -> ReleasePlanEntry:
    event = recorded.event
    if isinstance(event, EngagementStarted):
        return ReleasePlanEntry(engagement_id=event.engagement_id)
    return replaced(changed(known(entry), event, recorded), version=recorded.version)


def changed(entry: ReleasePlanEntry, event: ReleaseEvent, recorded: Recorded[Handled]) -> ReleasePlanEntry:
    match event:
        case ReleasePinned():
            return replaced(entry, release_id=event.release_id)
        case PeakLoadExpected():
            return replaced(
                entry,
                peak=event.requests_per_second,
                peak_basis=event.basis,
                peak_author=event.author,
                peak_expected_at=recorded.occurred_at,
            )
        case ServiceLevelSet():
            return replaced(entry, level=event.level, level_set_at=recorded.occurred_at, level_set_by=recorded.actor)
        case LoadTestRecorded():
            return entry
        case _:
            assert_never(event)


RELEASE_PLANS = Projection(
    name="release_plans",
    version=1,
    row=ReleasePlanEntry,
    key=("engagement_id",),
    handles=(EngagementStarted, *get_args(ReleaseEvent)),
    keys=keys,
    fold=fold,
)
