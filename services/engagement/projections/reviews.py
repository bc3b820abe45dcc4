"""The reviews of a running system: when each is due, whether it was held, and whom a missed one was taken to."""

from datetime import date, datetime
from typing import TypeAlias, assert_never
from uuid import UUID

from shared.events.ownership import EscalationLevel, ReviewHeld, ReviewMissed, ReviewScheduled
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class ReviewEntry:
    review_id: UUID
    engagement_id: UUID
    due: date
    held_on: date | None = None
    held_at: datetime | None = None
    summary: str | None = None
    missed_at: datetime | None = None
    escalation: tuple[EscalationLevel, ...] = ()
    scheduled_at: datetime
    scheduled_seq: int


Handled: TypeAlias = ReviewScheduled | ReviewHeld | ReviewMissed


def keys(recorded: Recorded[Handled]) -> tuple[Key, ...]:
    return ((recorded.event.review_id,),)


def fold(entry: ReviewEntry | None, recorded: Recorded[Handled]) -> ReviewEntry:
    event = recorded.event
    match event:
        case ReviewScheduled():
            return ReviewEntry(
                review_id=event.review_id,
                engagement_id=event.engagement_id,
                due=event.due,
                scheduled_at=recorded.occurred_at,
                scheduled_seq=recorded.seq,
            )
        case ReviewHeld():
            return replaced(known(entry), held_on=event.held_on, held_at=recorded.occurred_at, summary=event.summary)
        case ReviewMissed():
            return replaced(known(entry), missed_at=recorded.occurred_at, escalation=event.escalation)
        case _:
            assert_never(event)


REVIEWS = Projection(
    name="reviews",
    version=2,
    row=ReviewEntry,
    key=("review_id",),
    handles=(ReviewScheduled, ReviewHeld, ReviewMissed),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "scheduled_seq"), ("held_on", "due")),
)
