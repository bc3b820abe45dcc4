"""What the close-out review found in a pilot, and what became of each finding: a gap, or dismissed with a reason."""

from datetime import datetime
from typing import TypeAlias, assert_never
from uuid import UUID

from shared.events.gaps import GapOpened
from shared.events.pilots import FindingDismissed, FindingKind, FindingRecorded
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class Finding:
    finding_id: UUID
    pilot_id: UUID
    kind: FindingKind
    title: str
    detail: str
    dismissed: str | None
    gap_id: UUID | None
    recorded_at: datetime
    recorded_by: UUID
    recorded_seq: int


Handled: TypeAlias = FindingRecorded | FindingDismissed | GapOpened


def keys(recorded: Recorded[Handled]) -> tuple[Key, ...]:
    finding_id = recorded.event.finding_id
    return () if finding_id is None else ((finding_id,),)


def fold(finding: Finding | None, recorded: Recorded[Handled]) -> Finding:
    event = recorded.event
    match event:
        case FindingRecorded():
            return Finding(
                finding_id=event.finding_id,
                pilot_id=event.pilot_id,
                kind=event.kind,
                title=event.title,
                detail=event.detail,
                dismissed=None,
                gap_id=None,
                recorded_at=recorded.occurred_at,
                recorded_by=recorded.actor,
                recorded_seq=recorded.seq,
            )
        case FindingDismissed():
            return replaced(known(finding), dismissed=event.reason)
        case GapOpened():
            return replaced(known(finding), gap_id=event.gap_id)
        case _:
            assert_never(event)


FINDINGS = Projection(
    name="findings",
    version=1,
    row=Finding,
    key=("finding_id",),
    handles=(FindingRecorded, FindingDismissed, GapOpened),
    keys=keys,
    fold=fold,
    indexes=(("pilot_id", "recorded_seq"),),
)
