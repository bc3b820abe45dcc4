"""A forecast from what is known of an engagement, and what came of one."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from services.engagement.domain.forecast_policy import LATEST_FORECAST, ThreePoints
from services.engagement.domain.gap_status import GapStatus
from services.engagement.projections.gap_links import GapLink
from services.engagement.projections.gap_moves import GapMove
from services.engagement.projections.milestones import MilestonesEntry
from services.engagement.queries.forecasts import ForecastLine, Past, PastForecastLine, forecast, spans_of
from services.engagement.queries.gap_register import GapLine
from shared.events.forecasts import ForecastDates
from shared.events.gaps import Cause, GapKind, Severity
from tests.facts.engagements import ENGAGEMENT
from tests.facts.forecasts import FORECAST_RECORDED
from tests.facts.people import ANA, BO, NOW

pytestmark = pytest.mark.req("X5")

MONDAY = date(2026, 3, 2)
ZONE = ZoneInfo("America/Toronto")


def gap(number: int, days: str | None = "5", owner: UUID | None = BO) -> GapLine:
    exactly = None if days is None else Decimal(days)
    return GapLine(
        gap_id=UUID(int=number),
        engagement_id=ENGAGEMENT,
        title="No private endpoint",
        detail="",
        kind=GapKind.INFRASTRUCTURE,
        cause=Cause.INFRASTRUCTURE_NOT_PRODUCTION_GRADE,
        severity=Severity.BLOCKING,
        status=GapStatus.OPEN,
        finding_id=None,
        dimension=None,
        aspect=None,
        opened_at=NOW,
        opened_by=ANA,
        opened_seq=number,
        version=1,
        changed_at=NOW,
        owner=owner,
        low=exactly,
        likely=exactly,
        high=exactly,
        found_after_close=False,
    )


def move(number: int, seq: int, day: int, status: GapStatus) -> GapMove:
    at = datetime(2026, 2, day, 17, tzinfo=UTC)
    return GapMove(gap_id=UUID(int=number), seq=seq, engagement_id=ENGAGEMENT, at=at, status=status)


def made(
    *gaps: GapLine,
    links: tuple[GapLink, ...] = (),
    moves: tuple[GapMove, ...] = (),
    launched_on: date | None = None,
) -> ForecastLine:
    days = MilestonesEntry(engagement_id=ENGAGEMENT, launched_on=launched_on)
    past = Past(gaps=gaps, links=links, moves=moves, milestones=days if launched_on else None)
    return forecast(past, ZONE, MONDAY, {1: LATEST_FORECAST})


def all_on(day: date) -> ForecastDates:
    return ForecastDates(p50=day, p80=day, p95=day)


def test_an_engagement_without_gaps_is_ready_today_and_live_when_the_programme_has_had_its_time() -> None:
    found = made()
    assert (found.ready, found.all_resolved) == (all_on(MONDAY), all_on(MONDAY))
    assert found.go_live == all_on(date(2026, 3, 30))
    assert found.drivers == ()


def test_go_live_comes_28_days_after_the_launch_of_the_programme_or_when_all_is_ready_if_that_is_later() -> None:
    assert made(launched_on=date(2026, 2, 20)).go_live == all_on(date(2026, 3, 20))
    late = made(*(gap(number) for number in range(1, 6)), launched_on=date(2026, 2, 20))
    assert late.launched_on == date(2026, 2, 20)
    assert late.go_live == late.ready == all_on(date(2026, 4, 3))


@pytest.mark.req("RPF7")
def test_the_larger_the_gaps_the_later_it_goes_live() -> None:
    small, large, unknown = (made(gap(1, days), launched_on=date(2026, 2, 2)).go_live for days in ("5", "40", None))
    assert (small, large) == (all_on(date(2026, 3, 6)), all_on(date(2026, 4, 24)))
    assert small.p50 < unknown.p50 < unknown.p95 < large.p50


def test_of_what_is_live_the_day_that_came_is_told() -> None:
    live = MilestonesEntry(engagement_id=ENGAGEMENT, launched_on=date(2026, 1, 5), went_live_on=date(2026, 2, 9))
    past = Past(gaps=(gap(1, "2"),), links=(), moves=(), milestones=live)
    found = forecast(past, ZONE, MONDAY, {1: LATEST_FORECAST})
    assert (found.ready, found.go_live) == (all_on(date(2026, 3, 3)), all_on(date(2026, 2, 9)))


def test_only_blocking_gaps_keep_it_from_being_ready() -> None:
    found = made(gap(1, "2"), replace(gap(2, "4", None), severity=Severity.MINOR))
    assert (found.ready, found.all_resolved) == (all_on(date(2026, 3, 3)), all_on(date(2026, 3, 5)))
    assert (found.unestimated, found.unowned) == (0, 1)
    assert [(each.gap_id, str(each.critical)) for each in found.drivers] == [(UUID(int=1), "1.0000")]


def test_a_gap_waits_for_another_unless_that_is_closed_or_cancelled() -> None:
    link = GapLink(gap_id=UUID(int=2), needs=UUID(int=1), engagement_id=ENGAGEMENT)
    first, second = gap(1, "3", ANA), gap(2, "2")
    assert made(first, second, links=(link,)).ready == all_on(date(2026, 3, 6))
    for status in (GapStatus.RESOLVED, GapStatus.CANCELLED):
        assert made(replace(first, status=status), second, links=(link,)).ready == all_on(date(2026, 3, 3))


def test_what_nobody_has_estimated_counts_all_the_same() -> None:
    found = made(gap(1, None))
    assert found.unestimated == 1
    assert MONDAY < found.ready.p50 < found.ready.p80 < found.ready.p95


def test_a_deferred_gap_begins_when_its_deferral_ends() -> None:
    later = replace(gap(1, "1"), status=GapStatus.DEFERRED, deferred_until=date(2026, 3, 9))
    assert made(later).ready == all_on(date(2026, 3, 9))


def test_whoever_took_longer_than_estimated_is_expected_to_do_so_again() -> None:
    resolved = replace(gap(1), status=GapStatus.VERIFIED, resolver=BO)
    moves = (move(1, 1, 2, GapStatus.IN_PROGRESS), move(1, 2, 20, GapStatus.RESOLVED))
    slow = made(resolved, gap(2, "5"), moves=moves)
    assert slow.pace == Decimal("1.67")
    assert slow.ready.p50 > made(resolved, gap(2, "5")).ready.p50 == date(2026, 3, 6)
    for unknown in (replace(resolved, low=None, likely=None, high=None), replace(resolved, resolver=None)):
        assert made(unknown, moves=moves).pace == 1


def test_what_is_in_progress_has_taken_its_days_already() -> None:
    begun = replace(gap(1), status=GapStatus.IN_PROGRESS)
    assert made(begun, moves=(move(1, 1, 25, GapStatus.IN_PROGRESS),)).ready == all_on(date(2026, 3, 3))


def test_a_gap_is_in_progress_from_each_start_to_the_move_that_ends_it() -> None:
    moves = (
        move(1, 1, 2, GapStatus.IN_PROGRESS),
        move(2, 2, 3, GapStatus.RESOLVED),
        move(1, 3, 4, GapStatus.DEFERRED),
        move(1, 4, 9, GapStatus.IN_PROGRESS),
        move(1, 5, 6, GapStatus.RESOLVED),
    )
    two, four, nine = (date(2026, 2, day) for day in (2, 4, 9))
    assert spans_of(moves, ZONE) == {UUID(int=1): [(two, four), (nine, nine)]}


@pytest.mark.parametrize(
    ("went_live_on", "days_late", "within"),
    [
        (None, None, None),
        (date(2026, 4, 1), -5, 50),
        (date(2026, 4, 6), 0, 50),
        (date(2026, 4, 7), 1, 95),
        (date(2026, 4, 8), 2, 100),
    ],
)
def test_a_forecast_is_held_against_the_day_that_came(
    went_live_on: date | None, days_late: int | None, within: int | None
) -> None:
    fact = FORECAST_RECORDED
    line = PastForecastLine(
        engagement_id=ENGAGEMENT,
        position=fact.position,
        made_on=fact.made_on,
        policy=fact.policy,
        ready=fact.ready,
        all_resolved=fact.all_resolved,
        go_live=fact.go_live,
        recorded_at=NOW,
        recorded_by=ANA,
        recorded_seq=43,
        went_live_on=went_live_on,
    )
    assert (line.days_late, line.within) == (days_late, within)


def test_a_policy_that_comes_later_says_nothing_of_the_days_before() -> None:
    """A date that was read in March reads the same when March is looked back at."""
    april = date(2026, 4, 1)
    slower = replace(
        LATEST_FORECAST,
        version=2,
        since=april,
        unestimated=ThreePoints(low=Fraction(90), likely=Fraction(90), high=Fraction(90)),
    )
    editions = {1: LATEST_FORECAST, 2: slower}
    past = Past(gaps=(gap(1, None),), links=(), moves=(), milestones=None)
    before, after = (forecast(past, ZONE, day, editions) for day in (date(2026, 3, 31), april))
    assert (before.policy, after.policy) == (1, 2)
    assert before == forecast(past, ZONE, before.made_on, {1: LATEST_FORECAST})
    assert after.ready.p50 - after.made_on > timedelta(days=90)
