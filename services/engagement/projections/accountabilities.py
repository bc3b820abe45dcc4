"""Who answers for the model of an engagement: whoever it was assigned to last."""

from datetime import datetime
from typing import assert_never, get_args
from uuid import UUID

from shared.events.accountability import (
    AccountabilityEvent,
    ModelAccountabilityAccepted,
    ModelAccountabilityAssigned,
    ModelAccountabilityVacated,
)
from shared.events.people import Role
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class AccountabilityEntry:
    """`person` is whoever it was assigned to last; since `vacated_at` nobody answers for it."""

    engagement_id: UUID
    person: UUID
    role: Role
    assigned_at: datetime
    assigned_by: UUID
    accepted_at: datetime | None
    version: int
    vacated_at: datetime | None = None
    vacated_reason: str | None = None


def keys(recorded: Recorded[AccountabilityEvent]) -> tuple[Key, ...]:
    return ((recorded.event.engagement_id,),)


def fold(entry: AccountabilityEntry | None, recorded: Recorded[AccountabilityEvent]) -> AccountabilityEntry:
    event = recorded.event
    match event:
        case ModelAccountabilityAssigned():
            return AccountabilityEntry(
                engagement_id=event.engagement_id,
                person=event.person,
                role=Role(event.role),
                assigned_at=recorded.occurred_at,
                assigned_by=recorded.actor,
                accepted_at=None,
                version=recorded.version,
            )
        case ModelAccountabilityAccepted():
            return replaced(known(entry), accepted_at=recorded.occurred_at, version=recorded.version)
        case ModelAccountabilityVacated():
            left = replaced(known(entry), vacated_at=recorded.occurred_at, vacated_reason=event.reason)
            return replaced(left, accepted_at=None, version=recorded.version)
        case _:
            assert_never(event)


ACCOUNTABILITIES = Projection(
    name="accountabilities",
    version=3,
    row=AccountabilityEntry,
    key=("engagement_id",),
    handles=get_args(AccountabilityEvent),
    keys=keys,
    fold=fold,
    indexes=(("person",),),
)
