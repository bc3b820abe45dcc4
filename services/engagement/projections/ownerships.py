"""Who answers for each system: its owner, what they accepted, and the path on which trouble climbs."""

from datetime import date, datetime
from typing import TypeAlias, assert_never
from uuid import UUID

from shared.events.engagements import EngagementStarted, SystemOwnerAssigned, SystemOwnerVacated
from shared.events.ownership import (
    EscalationLevel,
    EscalationPathDefined,
    ObligationsAccepted,
    OwnershipEvent,
    ResponsibilityAssigned,
    ReviewCycle,
    ReviewHeld,
    ReviewMissed,
    ReviewScheduled,
)
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class OwnershipEntry:
    """`former_owner`, `vacated_at` and `vacated_reason` tell of an owner who left and was not replaced."""

    engagement_id: UUID
    system_owner: UUID | None = None
    owned_at: datetime | None = None
    former_owner: UUID | None = None
    vacated_at: datetime | None = None
    vacated_reason: str | None = None
    accepted_by: UUID | None = None
    accepted_on: date | None = None
    obligations: tuple[str, ...] = ()
    cycle: ReviewCycle | None = None
    escalation: tuple[EscalationLevel, ...] = ()
    version: int


Owned: TypeAlias = EngagementStarted | SystemOwnerAssigned | SystemOwnerVacated
Handled: TypeAlias = Owned | OwnershipEvent


def keys(recorded: Recorded[Handled]) -> tuple[Key, ...]:
    return ((recorded.event.engagement_id,),)


def fold(entry: OwnershipEntry | None, recorded: Recorded[Handled]) -> OwnershipEntry:
    """The version counts the events of the ownership's own stream."""
    event = recorded.event
    match event:
        case EngagementStarted():
            return OwnershipEntry(engagement_id=event.engagement_id, version=0)
        case SystemOwnerAssigned():
            return replaced(
                known(entry),
                system_owner=event.owner,
                owned_at=recorded.occurred_at,
                former_owner=None,
                vacated_at=None,
                vacated_reason=None,
            )
        case SystemOwnerVacated():
            return replaced(
                known(entry),
                system_owner=None,
                owned_at=None,
                former_owner=event.owner,
                vacated_at=recorded.occurred_at,
                vacated_reason=event.reason,
            )
        case _:
            return replaced(changed(known(entry), event), version=recorded.version)


def changed(entry: OwnershipEntry, event: OwnershipEvent) -> OwnershipEntry:
    match event:
        case ObligationsAccepted():
            return replaced(
                entry,
                accepted_by=event.owner,
                accepted_on=event.accepted_on,
                obligations=event.obligations,
                cycle=event.cycle,
            )
        case EscalationPathDefined():
            return replaced(entry, escalation=event.levels)
        case ResponsibilityAssigned() | ReviewScheduled() | ReviewHeld() | ReviewMissed():
            return entry
        case _:
            assert_never(event)


OWNERSHIPS = Projection(
    name="ownerships",
    version=2,
    row=OwnershipEntry,
    key=("engagement_id",),
    handles=(
        EngagementStarted,
        SystemOwnerAssigned,
        SystemOwnerVacated,
        ObligationsAccepted,
        EscalationPathDefined,
        ResponsibilityAssigned,
        ReviewScheduled,
        ReviewHeld,
        ReviewMissed,
    ),
    keys=keys,
    fold=fold,
    indexes=(("system_owner",),),
)
