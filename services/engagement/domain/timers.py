"""What happens by itself once its day is over: a gap comes back, a review was missed, a stage takes too long."""

from datetime import date, datetime, timedelta
from typing import TypeAlias, get_args

from services.engagement.domain.delay.rules import NoteStageDelay
from services.engagement.domain.gap.deferring import ExpireGapDeferral
from services.engagement.domain.gap.state import Advanced
from services.engagement.domain.ownership.commands import RecordMissedReview
from services.engagement.domain.stage.state import FIRST
from services.engagement.domain.stage_pace import LATEST_PACE
from shared.events.delays import StageDelayed, StageDelayEnded
from shared.events.endings import EngagementCompleted, EngagementStopped
from shared.events.engagements import EngagementStarted
from shared.events.gaps import GapDeferred
from shared.events.ownership import ReviewHeld, ReviewMissed, ReviewScheduled
from shared.events.stages import StageEntered, StageReopened
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


Paced: TypeAlias = (
    EngagementStarted
    | StageEntered
    | StageReopened
    | StageDelayed
    | StageDelayEnded
    | EngagementStopped
    | EngagementCompleted
)


DAYS_IT_MAY_BE = 3
WEST, EAST = timedelta(hours=12), timedelta(hours=14)
"""How far the clocks of the world are behind UTC, and before it."""


def looks(event: Paced) -> tuple[str, ...]:
    """One for each day that it may be where the tenant is as it happens: all but one come to nothing, or too late."""
    of = str(event.engagement_id)
    return tuple(f"{of} {place}" if place else of for place in range(DAYS_IT_MAY_BE))


def delay(key: str, _before: Due | None, recorded: Recorded[Paced]) -> Due | None:
    """Once the stage under way is later than the slack allows; days of rest, which put that off, the decision knows."""
    event, place = recorded.event, int(key.partition(" ")[2] or 0)
    match event:
        case EngagementStarted():
            begun, takes = somewhere(recorded.occurred_at, place), LATEST_PACE.days[FIRST]
        case StageEntered() | StageReopened():
            begun, takes = somewhere(recorded.occurred_at, place), LATEST_PACE.days[event.stage]
        case StageDelayEnded():
            begun, takes = None if place else event.expected_on, timedelta()
        case _:
            return None
    command = NoteStageDelay(engagement_id=event.engagement_id)
    return Due(command=command, on=begun + takes + LATEST_PACE.slack + DAY) if begun else None


def somewhere(at: datetime, place: int) -> date | None:
    """Of the days that it is then in some place on earth, from the earliest on."""
    day = (at - WEST).date() + place * DAY
    return day if day <= (at + EAST).date() else None


TIMERS = (
    Timer(kind="gap deferral", command=ExpireGapDeferral, handles=get_args(Advanced), keys=gap_of, fold=deferral),
    Timer(
        kind="review",
        command=RecordMissedReview,
        handles=(ReviewScheduled, ReviewHeld, ReviewMissed),
        keys=review_of,
        fold=review,
    ),
    Timer(kind="stage delay", command=NoteStageDelay, handles=get_args(Paced), keys=looks, fold=delay),
)
