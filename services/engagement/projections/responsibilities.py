"""Which party is accountable for what: one row for each activity or gap that somebody was named for."""

from datetime import datetime
from uuid import UUID

from shared.events.ownership import Party, ResponsibilityAssigned
from shared.events.people import Role
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.projecting.projection import Key, Projection


@record
class Responsibility:
    """`subject` is the activity's name, or the gap's id."""

    engagement_id: UUID
    subject: str
    activity: str | None
    gap_id: UUID | None
    party: Party
    role: Role
    assigned_at: datetime
    assigned_by: UUID


def subject(event: ResponsibilityAssigned) -> str:
    return event.activity or str(event.gap_id)


def keys(recorded: Recorded[ResponsibilityAssigned]) -> tuple[Key, ...]:
    return ((recorded.event.engagement_id, subject(recorded.event)),)


def fold(_: Responsibility | None, recorded: Recorded[ResponsibilityAssigned]) -> Responsibility:
    event = recorded.event
    return Responsibility(
        engagement_id=event.engagement_id,
        subject=subject(event),
        activity=event.activity,
        gap_id=event.gap_id,
        party=event.party,
        role=Role(event.role),
        assigned_at=recorded.occurred_at,
        assigned_by=recorded.actor,
    )


RESPONSIBILITIES = Projection(
    name="responsibilities",
    version=1,
    row=Responsibility,
    key=("engagement_id", "subject"),
    handles=(ResponsibilityAssigned,),
    keys=keys,
    fold=fold,
    indexes=(("gap_id",),),
)
