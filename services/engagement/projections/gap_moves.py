"""Every move of a gap from one state to the next: what a burn-down counts."""

from datetime import datetime
from typing import TypeAlias, get_args
from uuid import UUID

from services.engagement.domain.gap_status import GapStatus
from shared.events.gaps import (
    GapCancelled,
    GapDeferralExpired,
    GapDeferred,
    GapOpened,
    GapReopened,
    GapResolved,
    GapStarted,
    GapVerified,
)
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.projecting.projection import Key, Projection


@record
class GapMove:
    """The gap was in `status` from `at` on; `seq` orders moves of the same moment."""

    gap_id: UUID
    seq: int
    engagement_id: UUID
    at: datetime
    status: GapStatus


Handled: TypeAlias = (
    GapOpened | GapStarted | GapResolved | GapVerified | GapReopened | GapDeferred | GapCancelled | GapDeferralExpired
)

STATUS: dict[type, GapStatus] = {
    GapOpened: GapStatus.OPEN,
    GapStarted: GapStatus.IN_PROGRESS,
    GapResolved: GapStatus.RESOLVED,
    GapVerified: GapStatus.VERIFIED,
    GapReopened: GapStatus.OPEN,
    GapDeferred: GapStatus.DEFERRED,
    GapCancelled: GapStatus.CANCELLED,
    GapDeferralExpired: GapStatus.OPEN,
}


def keys(recorded: Recorded[Handled]) -> tuple[Key, ...]:
    return ((recorded.event.gap_id, recorded.seq),)


def fold(_: GapMove | None, recorded: Recorded[Handled]) -> GapMove:
    return GapMove(
        gap_id=recorded.event.gap_id,
        seq=recorded.seq,
        engagement_id=known(recorded.engagement_id),
        at=recorded.occurred_at,
        status=STATUS[type(recorded.event)],
    )


GAP_MOVES = Projection(
    name="gap_moves",
    version=2,
    row=GapMove,
    key=("gap_id", "seq"),
    handles=get_args(Handled),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "seq"),),
)
