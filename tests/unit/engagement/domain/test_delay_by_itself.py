"""When a stage is looked at: as its time runs out, and whenever what is planned in it changes."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from services.engagement.domain.delay.rules import CheckStageForecast, NoteStageDelay
from services.engagement.domain.reactions import REACTIONS
from services.engagement.domain.timers import TIMERS
from services.engagement.projections.stage_delays import STAGE_DELAYS
from shared.kernel.timer import Due
from tests.facts.delays import STAGE_DELAY_ENDED, STAGE_DELAYED
from tests.facts.endings import COMPLETED, RESUMED, STOPPED
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.gaps import DUE, GAP_ID, LOAD_TEST_LINKED, OPENED, STAGE_LINKED, VERIFIED
from tests.facts.people import NOW
from tests.facts.stages import ENTERED, REOPENED
from tests.history import called_by_last, recorded, rows

pytestmark = pytest.mark.req("RB6")

TIMER = next(each for each in TIMERS if each.kind == "stage delay")
REACTION = next(each for each in REACTIONS if each.name == "stage forecast")
NOTE = NoteStageDelay(engagement_id=ENGAGEMENT)
CHECK = CheckStageForecast(engagement_id=ENGAGEMENT)


def due(*facts: object, at: datetime = NOW) -> list[date]:
    """Every day on which it is looked at."""
    found: dict[str, Due | None] = {}
    for fact in recorded(facts):
        for key in TIMER.keys(fact.event):
            found[key] = TIMER.fold(key, found.get(key), fact._replace(occurred_at=at))
    assert {each.command for each in found.values() if each} <= {NOTE}
    return [each.on for each in found.values() if each and each.on]


def called_for(*facts: object) -> list[object]:
    """By the last of the facts."""
    return called_by_last(REACTION, recorded(facts))


def test_a_stage_is_looked_at_on_the_first_day_beyond_the_slack() -> None:
    assert due(STARTED) == [date(2026, 3, 28), date(2026, 3, 29)]
    assert due(STARTED, ENTERED) == [date(2026, 5, 2), date(2026, 5, 3)]
    assert due(STARTED, ENTERED, REOPENED) == [date(2026, 3, 28), date(2026, 3, 29)]


@pytest.mark.req("RF9")
@pytest.mark.parametrize("zone", ["Etc/GMT+12", "America/Toronto", "UTC", "Asia/Kolkata", "Pacific/Kiritimati"])
def test_it_is_looked_at_on_that_day_wherever_the_tenant_is(zone: str) -> None:
    for hour in range(24):
        at = datetime(2026, 3, 2, hour, 30, tzinfo=UTC)
        there = at.astimezone(ZoneInfo(zone)).date()
        assert there + timedelta(days=21 + 5 + 1) in due(STARTED, at=at)


def test_nothing_is_due_while_a_delay_lasts_or_once_it_is_all_over() -> None:
    assert due(STARTED, ENTERED, STAGE_DELAYED) == []
    assert due(STARTED, ENTERED, STAGE_DELAYED, STAGE_DELAY_ENDED) == [date(2026, 5, 17)]
    assert (due(STARTED, STOPPED), due(STARTED, COMPLETED)) == ([], [])


def test_the_gaps_that_a_stage_closes_are_all_that_is_looked_at_and_where_it_stands() -> None:
    assert called_for(OPENED, STAGE_LINKED) == [CHECK]
    assert called_for(OPENED, STAGE_LINKED, DUE) == [CHECK]
    assert called_for(OPENED, STAGE_LINKED, VERIFIED) == [CHECK]
    assert called_for(OPENED, LOAD_TEST_LINKED, DUE) == []
    assert called_for(OPENED, DUE) == []
    assert [called_for(each) for each in (ENTERED, REOPENED, RESUMED)] == [[CHECK]] * 3
    assert LOAD_TEST_LINKED.gap_id != GAP_ID


def test_a_delay_ends_as_it_is_told_or_with_its_stage() -> None:
    for end in (STAGE_DELAY_ENDED, ENTERED, REOPENED, STOPPED, COMPLETED):
        ((_, row),) = rows(STAGE_DELAYS, (STAGE_DELAYED, end)).items()
        assert [each.ended_at is None for each in row.delays] == [False]
    ((_, row),) = rows(STAGE_DELAYS, (STAGE_DELAYED, STAGE_DELAY_ENDED, STAGE_DELAYED)).items()
    assert [each.ended_at is None for each in row.delays] == [False, True]
    assert rows(STAGE_DELAYS, (ENTERED,)) == {}
