"""Every trigger as it stands: its rules, whether it is quiet since it fired, how often it did."""

from datetime import datetime
from typing import TypeAlias, assert_never
from uuid import UUID

from shared.events.series import Cadence
from shared.events.triggers import (
    InterventionTriggered,
    TriggerCleared,
    TriggerDefined,
    TriggerRetired,
    TriggerRevised,
    TriggerSeverity,
    Watched,
)
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class TriggerEntry:
    """`firing`: it fired in `crossed_in` and has not cleared since; else it cleared there. `retired`: why it did."""

    trigger_id: UUID
    engagement_id: UUID
    name: str
    watches: tuple[Watched, ...]
    expression: str
    clears: str | None
    consecutive: int
    cadence: Cadence
    severity: TriggerSeverity
    playbook: str
    owner: UUID
    due_in_days: int
    template: str | None
    policy: int
    firing: bool
    crossed_in: int | None
    fired: int
    retired: str | None
    defined_at: datetime
    defined_seq: int
    changed_seq: int
    version: int


OfATrigger: TypeAlias = TriggerDefined | TriggerRevised | TriggerRetired | InterventionTriggered | TriggerCleared


def keys(recorded: Recorded[OfATrigger]) -> tuple[Key, ...]:
    return ((recorded.event.trigger_id,),)


def fold(row: TriggerEntry | None, recorded: Recorded[OfATrigger]) -> TriggerEntry:
    event = recorded.event
    if isinstance(event, TriggerDefined):
        return defined(event, recorded)
    changed = replaced(known(row), changed_seq=recorded.seq, version=recorded.version)
    match event:
        case TriggerRevised():
            return revised(changed, event)
        case TriggerRetired():
            return replaced(changed, retired=event.reason)
        case InterventionTriggered():
            return replaced(changed, firing=True, crossed_in=event.window, fired=changed.fired + 1)
        case TriggerCleared():
            return replaced(changed, firing=False, crossed_in=event.window)
        case _:
            assert_never(event)


def revised(row: TriggerEntry, event: TriggerRevised) -> TriggerEntry:
    return replaced(
        row,
        name=event.name,
        watches=event.watches,
        expression=event.expression,
        clears=event.clears,
        consecutive=event.consecutive,
        severity=event.severity,
        playbook=event.playbook,
        owner=event.owner,
        due_in_days=event.due_in_days,
        policy=event.policy,
    )


def defined(event: TriggerDefined, recorded: Recorded[OfATrigger]) -> TriggerEntry:
    return TriggerEntry(
        trigger_id=event.trigger_id,
        engagement_id=event.engagement_id,
        name=event.name,
        watches=event.watches,
        expression=event.expression,
        clears=event.clears,
        consecutive=event.consecutive,
        cadence=event.cadence,
        severity=event.severity,
        playbook=event.playbook,
        owner=event.owner,
        due_in_days=event.due_in_days,
        template=event.template,
        policy=event.policy,
        firing=False,
        crossed_in=None,
        fired=0,
        retired=None,
        defined_at=recorded.occurred_at,
        defined_seq=recorded.seq,
        changed_seq=recorded.seq,
        version=recorded.version,
    )


TRIGGERS = Projection(
    name="triggers",
    version=1,
    row=TriggerEntry,
    key=("trigger_id",),
    handles=(TriggerDefined, TriggerRevised, TriggerRetired, InterventionTriggered, TriggerCleared),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "defined_seq"),),
)
