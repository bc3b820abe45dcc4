"""What happens by itself once its day is over: a gap comes back, a review was missed, a stage takes too long."""

from datetime import timedelta
from typing import TypeAlias, get_args

from services.engagement.domain.delay.course import day_of
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


def engagement_of(event: Paced) -> tuple[str, ...]:
    return (str(event.engagement_id),)


def delay(_key: str, _before: Due | None, recorded: Recorded[Paced]) -> Due | None:
    """Once the stage under way is later than the slack allows; days of rest, which put that off, the decision knows."""
    event = recorded.event
    match event:
        case EngagementStarted():
            expected = day_of(recorded) + LATEST_PACE.days[FIRST]
        case StageEntered() | StageReopened():
            expected = day_of(recorded) + LATEST_PACE.days[event.stage]
        case StageDelayEnded():
            expected = event.expected_on
        case _:
            return None
    command = NoteStageDelay(engagement_id=event.engagement_id)
    return Due(command=command, on=expected + LATEST_PACE.slack + DAY)


TIMERS = (
    Timer(kind="gap deferral", command=ExpireGapDeferral, handles=get_args(Advanced), keys=gap_of, fold=deferral),
    Timer(
        kind="review",
        command=RecordMissedReview,
        handles=(ReviewScheduled, ReviewHeld, ReviewMissed),
        keys=review_of,
        fold=review,
    ),
    Timer(kind="stage delay", command=NoteStageDelay, handles=get_args(Paced), keys=engagement_of, fold=delay),
)
