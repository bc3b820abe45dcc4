"""When each gap blocked going live: one row per gap, with the times that are over and the one that is not."""

from datetime import datetime
from typing import TypeAlias, get_args
from uuid import UUID

from shared.events.gaps import (
    GapCancelled,
    GapOpened,
    GapReopened,
    GapResolved,
    GapSeverityLowered,
    GapSeverityRaised,
    Severity,
)
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class Blocked:
    since: datetime
    until: datetime


@record
class Blockage:
    """`remaining`: still to be closed; `since`: it blocks, and has since then. `ended` stand in the log's order."""

    gap_id: UUID
    engagement_id: UUID
    severity: Severity
    remaining: bool = True
    since: datetime | None = None
    ended: tuple[Blocked, ...] = ()


Weighed: TypeAlias = GapSeverityRaised | GapSeverityLowered
Handled: TypeAlias = GapOpened | GapResolved | GapCancelled | GapReopened | Weighed


def keys(recorded: Recorded[Handled]) -> tuple[Key, ...]:
    return ((recorded.event.gap_id,),)


def fold(row: Blockage | None, recorded: Recorded[Handled]) -> Blockage:
    event, at = recorded.event, recorded.occurred_at
    match event:
        case GapOpened():
            opened = Blockage(gap_id=event.gap_id, engagement_id=event.engagement_id, severity=event.severity)
            return counted(opened, at)
        case GapSeverityRaised() | GapSeverityLowered():
            return counted(replaced(known(row), severity=event.severity), at)
        case _:
            return counted(replaced(known(row), remaining=isinstance(event, GapReopened)), at)


def counted(row: Blockage, at: datetime) -> Blockage:
    blocks = row.remaining and row.severity is Severity.BLOCKING
    if blocks:
        return row if row.since is not None else replaced(row, since=at)
    if row.since is None:
        return row
    return replaced(row, since=None, ended=(*row.ended, Blocked(since=row.since, until=max(row.since, at))))


BLOCKAGES = Projection(
    name="blockages",
    version=1,
    row=Blockage,
    key=("gap_id",),
    handles=get_args(Handled),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id",),),
)
