"""When the stage under way is expected to end, and when it will by what is planned and by the calendar."""

from collections.abc import Iterable, Iterator
from datetime import date, tzinfo
from uuid import UUID

from services.engagement.domain.delay.course import Course
from services.engagement.domain.gap.state import Deferred, InProgress, Open, Unsettled
from services.engagement.domain.stage_pace import LATEST_PACE, PacePolicy
from shared.events.stages import Stage
from shared.kernel.record import record


@record
class Forecast:
    """`forecast_on` is never before the day on which it is made."""

    stage: Stage
    entered_on: date
    expected_on: date
    forecast_on: date

    @property
    def days_late(self) -> int:
        return max(0, (self.forecast_on - self.expected_on).days)

    @property
    def policy(self) -> int:
        return LATEST_PACE.version


def forecast(course: Course, stage: Stage, day: date, zone: tzinfo, policy: PacePolicy = LATEST_PACE) -> Forecast:
    """A stage is not done before the last of its gaps is due; one that is put off is due when that is over.

    All days are those of the tenant, whose `zone` it is.
    """
    dues = (due for _, gap in gaps_of(course, stage) if (due := due_on(gap)))
    return foreseen(course, stage, dues, day, zone, policy)


def foreseen(
    course: Course, stage: Stage, dues: Iterable[date], day: date, zone: tzinfo, policy: PacePolicy = LATEST_PACE
) -> Forecast:
    """The same where the gaps' days are told by a read model."""
    entered = course.entered_on(zone)
    expected = entered + policy.days[stage] + course.rested(zone)
    return Forecast(
        stage=stage,
        entered_on=entered,
        expected_on=expected,
        forecast_on=max((expected, day, *dues)),
    )


def gaps_of(course: Course, stage: Stage) -> Iterator[tuple[UUID, Unsettled]]:
    """Those that the stage closes, and that are not settled."""
    for gap_id, each in course.gaps.items():
        if isinstance(each, Open | InProgress | Deferred) and each.terms.stage == stage:
            yield gap_id, each


def due_on(gap: Unsettled) -> date | None:
    return gap.until if isinstance(gap, Deferred) else gap.terms.due


def late(found: Forecast, policy: PacePolicy = LATEST_PACE) -> bool:
    return found.forecast_on > found.expected_on + policy.slack


def on_time(found: Forecast) -> bool:
    """Not late is not yet on time: what lies within the slack changes nothing."""
    return found.forecast_on <= found.expected_on
