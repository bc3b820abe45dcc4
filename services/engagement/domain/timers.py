"""What happens by itself once its day is over: a gap comes back from being put off, a review was missed."""

from datetime import timedelta
from typing import get_args

from services.engagement.domain.gap.deferring import ExpireGapDeferral
from services.engagement.domain.gap.state import Advanced
from services.engagement.domain.ownership.commands import RecordMissedReview
from shared.events.gaps import GapDeferred
from shared.events.ownership import ReviewHeld, ReviewMissed, ReviewScheduled
from shared.kernel.recorded import Recorded
from shared.kernel.timer import Due, Timer

DAY = timedelta(days=1)


def gap_of(event: Advanced) -> tuple[str, ...]:
    return (str(event.gap_id),)


def deferral(_key: str, _before: Due | None, recorded: Recorded[Advanced]) -> Due | None:
    """Over with the day until which the gap was put off, or with the next thing that becomes of it."""
    event = recorded.event
    if isinstance(event, GapDeferred):
        return Due(command=ExpireGapDeferral(gap_id=event.gap_id), on=event.until + DAY)
    return None


def review_of(event: ReviewScheduled | ReviewHeld | ReviewMissed) -> tuple[str, ...]:
    return (str(event.review_id),)


def review(
    _key: str, _before: Due | None, recorded: Recorded[ReviewScheduled | ReviewHeld | ReviewMissed]
) -> Due | None:
    """Missed as soon as its day is over; whom that is taken to, the decision knows."""
    event = recorded.event
    if isinstance(event, ReviewScheduled):
        command = RecordMissedReview(engagement_id=event.engagement_id, review_id=event.review_id)
        return Due(command=command, on=event.due + DAY)
    return None


TIMERS = (
    Timer(kind="gap deferral", command=ExpireGapDeferral, handles=get_args(Advanced), keys=gap_of, fold=deferral),
    Timer(
        kind="review",
        command=RecordMissedReview,
        handles=(ReviewScheduled, ReviewHeld, ReviewMissed),
        keys=review_of,
        fold=review,
    ),
)
