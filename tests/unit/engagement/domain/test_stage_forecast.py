"""When the stage under way will end: told from the read model as it is decided from the log."""

from datetime import UTC, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from services.engagement.domain.delay.course import Course
from services.engagement.domain.delay.forecast import forecast, foreseen
from services.engagement.domain.delay.rules import DELAY
from services.engagement.projections.stage_courses import STAGE_COURSES
from services.engagement.queries.stage_forecasts import Planned, course_of, dues
from shared.events.stages import Stage
from tests.facts.endings import COMPLETED, PARKED, RESUMED, STOPPED
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.people import NOW
from tests.facts.stages import ENTERED, REOPENED
from tests.history import recorded, rows

pytestmark = pytest.mark.req("RB6")

LIVES: tuple[tuple[Any, ...], ...] = (
    (STARTED,),
    (STARTED, PARKED, RESUMED),
    (STARTED, PARKED, RESUMED, ENTERED, PARKED, RESUMED),
    (STARTED, PARKED, ENTERED, RESUMED),
    (STARTED, ENTERED, PARKED, RESUMED, REOPENED),
)


@pytest.mark.parametrize("facts", LIVES, ids=lambda facts: str(len(facts)))
@pytest.mark.parametrize("zone", [UTC, ZoneInfo("America/Toronto")], ids=str)
def test_the_read_model_foresees_what_would_be_decided(facts: tuple[Any, ...], zone: ZoneInfo) -> None:
    """Each fact a day and a half after the other."""
    history = [each._replace(occurred_at=NOW + n * timedelta(hours=36)) for n, each in enumerate(recorded(facts))]
    row = None
    for each in history:
        row = STAGE_COURSES.after((ENGAGEMENT,), row, each)
    course: Course = DELAY.replay(history)
    day = NOW.date() + timedelta(days=9)
    assert row is not None
    assert course.stage is row.stage
    assert foreseen(course_of(row), row.stage, (), day, zone) == forecast(course, row.stage, day, zone)


def test_whatever_is_still_to_come_puts_the_end_off() -> None:
    expected = NOW.date() + timedelta(days=21)
    of = Planned(engagement_id=ENGAGEMENT, stage=Stage.ASSESSMENT, due=expected, deferred_until=None)
    later = Planned(
        engagement_id=ENGAGEMENT, stage=Stage.ASSESSMENT, due=expected, deferred_until=expected + timedelta(days=3)
    )
    elsewhere = Planned(
        engagement_id=ENGAGEMENT, stage=Stage.CLOSURE, due=expected + timedelta(days=99), deferred_until=None
    )
    undated = Planned(engagement_id=ENGAGEMENT, stage=Stage.ASSESSMENT, due=None, deferred_until=None)
    ((_, row),) = rows(STAGE_COURSES, (STARTED,)).items()
    planned = dues(Stage.ASSESSMENT, (of, later, elsewhere, undated))
    found = foreseen(course_of(row), row.stage, planned, NOW.date(), UTC)
    assert (found.expected_on, found.forecast_on, found.days_late) == (expected, expected + timedelta(days=3), 3)
    assert found.policy == 1


def test_a_rest_and_an_end_are_seen() -> None:
    ((_, resting),) = rows(STAGE_COURSES, (STARTED, PARKED)).items()
    ends = [rows(STAGE_COURSES, (STARTED, end)).popitem()[1].ended for end in (STOPPED, COMPLETED)]
    assert resting.parked_at is not None
    assert ends == [True, True]
