"""Engagements: one row each, as their lead reads it."""

from datetime import datetime
from typing import assert_never, get_args
from uuid import UUID

from shared.events.endings import (
    EndingEvent,
    EngagementCompleted,
    EngagementParked,
    EngagementResumed,
    EngagementStopped,
)
from shared.events.engagements import (
    CloseOutReportPublished,
    EngagementEvent,
    EngagementStarted,
    GapRegisterBaselined,
    SystemOwnerAssigned,
    SystemOwnerVacated,
)
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class EngagementEntry:
    """`baseline_seq` is the position at which the register was baselined: gaps opened later were found after close."""

    engagement_id: UUID
    name: str
    started_at: datetime
    started_seq: int
    baseline_seq: int | None
    baseline_at: datetime | None
    baseline_gaps: int | None
    system_owner: UUID | None
    report_position: int | None
    report_digest: str | None
    report_at: datetime | None
    version: int


def keys(recorded: Recorded[EngagementEvent]) -> tuple[Key, ...]:
    return ((recorded.event.engagement_id,),)


def fold(entry: EngagementEntry | None, recorded: Recorded[EngagementEvent]) -> EngagementEntry:
    event = recorded.event
    if isinstance(event, EngagementStarted):
        return started(event, recorded)
    return replaced(changed(known(entry), event, recorded), version=recorded.version)


def started(event: EngagementStarted, recorded: Recorded[EngagementEvent]) -> EngagementEntry:
    return EngagementEntry(
        engagement_id=event.engagement_id,
        name=event.name,
        started_at=recorded.occurred_at,
        started_seq=recorded.seq,
        baseline_seq=None,
        baseline_at=None,
        baseline_gaps=None,
        system_owner=None,
        report_position=None,
        report_digest=None,
        report_at=None,
        version=recorded.version,
    )


def changed(
    entry: EngagementEntry,
    event: GapRegisterBaselined | SystemOwnerAssigned | SystemOwnerVacated | CloseOutReportPublished | EndingEvent,
    recorded: Recorded[EngagementEvent],
) -> EngagementEntry:
    match event:
        case GapRegisterBaselined():
            return replaced(
                entry, baseline_seq=recorded.seq, baseline_at=recorded.occurred_at, baseline_gaps=event.gaps
            )
        case SystemOwnerAssigned():
            return replaced(entry, system_owner=event.owner)
        case SystemOwnerVacated():
            return replaced(entry, system_owner=None)
        case CloseOutReportPublished():
            return replaced(
                entry, report_position=event.position, report_digest=event.digest, report_at=recorded.occurred_at
            )
        case EngagementStopped() | EngagementParked() | EngagementResumed() | EngagementCompleted():
            return entry
        case _:
            assert_never(event)


ENGAGEMENTS = Projection(
    name="engagements",
    version=2,
    row=EngagementEntry,
    key=("engagement_id",),
    handles=(
        EngagementStarted,
        GapRegisterBaselined,
        SystemOwnerAssigned,
        SystemOwnerVacated,
        CloseOutReportPublished,
        *get_args(EndingEvent),
    ),
    keys=keys,
    fold=fold,
    indexes=(("started_seq",), ("name",)),
)
