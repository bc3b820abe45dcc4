"""Every intervention: what started it, whose it is and by when, what came of it, and whether it helped."""

from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias, assert_never
from uuid import UUID

from shared.events.series import Cadence
from shared.events.triggers import (
    InterventionAcknowledged,
    InterventionCompleted,
    InterventionEffective,
    InterventionIneffective,
    InterventionTriggered,
    Seen,
    TriggerSeverity,
)
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class InterventionEntry:
    """`open` until it is completed. `effective` None: not measured yet.

    It compares `value_before` with `value_after`, of window `measured_in`. `fired_in` is a window, too: the word
    itself is one that SQL keeps.
    """

    intervention_id: UUID
    trigger_id: UUID
    engagement_id: UUID
    cadence: Cadence
    fired_in: int
    seen: tuple[Seen, ...]
    reasons: tuple[str, ...]
    severity: TriggerSeverity
    owner: UUID
    due_on: date
    open: bool
    triggered_at: datetime
    triggered_seq: int
    acknowledged_at: datetime | None
    acknowledged_by: UUID | None
    completed_on: date | None
    completed_by: UUID | None
    outcome: str | None
    effective: bool | None
    value_before: Decimal | None
    value_after: Decimal | None
    measured_in: int | None
    changed_seq: int
    version: int


InterventionEvent: TypeAlias = (
    InterventionTriggered
    | InterventionAcknowledged
    | InterventionCompleted
    | InterventionEffective
    | InterventionIneffective
)


def keys(recorded: Recorded[InterventionEvent]) -> tuple[Key, ...]:
    return ((recorded.event.intervention_id,),)


def fold(row: InterventionEntry | None, recorded: Recorded[InterventionEvent]) -> InterventionEntry:
    event = recorded.event
    if isinstance(event, InterventionTriggered):
        return triggered(event, recorded)
    changed = replaced(known(row), changed_seq=recorded.seq, version=recorded.version)
    match event:
        case InterventionAcknowledged():
            return replaced(changed, acknowledged_at=recorded.occurred_at, acknowledged_by=event.person)
        case InterventionCompleted():
            return completed(changed, event)
        case InterventionEffective() | InterventionIneffective():
            helped = isinstance(event, InterventionEffective)
            return replaced(
                changed, effective=helped, value_before=event.before, value_after=event.after, measured_in=event.window
            )
        case _:
            assert_never(event)


def completed(row: InterventionEntry, event: InterventionCompleted) -> InterventionEntry:
    return replaced(row, open=False, completed_on=event.completed_on, completed_by=event.person, outcome=event.outcome)


def triggered(event: InterventionTriggered, recorded: Recorded[InterventionEvent]) -> InterventionEntry:
    return InterventionEntry(
        intervention_id=event.intervention_id,
        trigger_id=event.trigger_id,
        engagement_id=event.engagement_id,
        cadence=event.cadence,
        fired_in=event.window,
        seen=event.seen,
        reasons=event.reasons,
        severity=event.severity,
        owner=event.owner,
        due_on=event.due_on,
        open=True,
        triggered_at=recorded.occurred_at,
        triggered_seq=recorded.seq,
        acknowledged_at=None,
        acknowledged_by=None,
        completed_on=None,
        completed_by=None,
        outcome=None,
        effective=None,
        value_before=None,
        value_after=None,
        measured_in=None,
        changed_seq=recorded.seq,
        version=recorded.version,
    )


INTERVENTIONS = Projection(
    name="interventions",
    version=1,
    row=InterventionEntry,
    key=("intervention_id",),
    handles=(
        InterventionTriggered,
        InterventionAcknowledged,
        InterventionCompleted,
        InterventionEffective,
        InterventionIneffective,
    ),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "triggered_seq"),),
)
