"""Forecasts held against what came: each, and all of them counted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from importlib.resources import files
from itertools import product
from math import prod
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from services.engagement.domain.calibration import (
    CALIBRATION_POLICIES,
    Calibration,
    Judgement,
    Promised,
    at_most,
    calibrated,
    read_policy,
)
from services.engagement.domain.readiness import Readiness, Stretch, readiness
from shared.events.forecasts import ForecastDates
from shared.policy.shipped import CatalogueInvalid

pytestmark = pytest.mark.req("X5")

POLICY = CALIBRATION_POLICIES[1]
TEXT = files("services.engagement.domain").joinpath("calibration_v1.yaml").read_text("utf-8")
MONDAY = date(2026, 3, 2)
P50, P80, P95 = (MONDAY + timedelta(days=days) for days in (10, 20, 30))
DATES = ForecastDates(p50=P50, p80=P80, p95=P95)
LATER = P95 + timedelta(days=1)


def of(number: int, came_on: date | None) -> Promised:
    return Promised(engagement_id=UUID(int=number), dates=DATES, came_on=came_on)


def counted(promised: Sequence[Promised], today: date = LATER) -> Calibration:
    return calibrated(promised, today, POLICY)


def judgements(promised: Sequence[Promised]) -> list[Judgement]:
    return [each.judgement for each in counted(promised).kept]


@pytest.mark.parametrize(
    ("came_on", "days_late", "within"),
    [
        (None, None, None),
        (P50 - timedelta(days=5), -5, 50),
        (P50, 0, 50),
        (P50 + timedelta(days=1), 1, 80),
        (P95, 20, 95),
        (LATER, 21, 100),
    ],
)
def test_a_forecast_is_as_late_as_what_came_after_its_p50(
    came_on: date | None, days_late: int | None, within: int | None
) -> None:
    assert (of(1, came_on).days_late, of(1, came_on).within) == (days_late, within)


def test_a_date_counts_once_its_day_is_over_whether_the_thing_was_done_or_not() -> None:
    several = [of(1, P50), of(1, P80), of(2, None)]
    shown = [
        [(each.due, each.engagements, each.kept) for each in counted(several, today).kept]
        for today in (P50, P50 + timedelta(days=1), P80, LATER)
    ]
    assert shown == [
        [(0, 0, 0)] * 3,
        [(3, 2, 1), (0, 0, 0), (0, 0, 0)],
        [(3, 2, 1), (0, 0, 0), (0, 0, 0)],
        [(3, 2, 1), (3, 2, 2), (3, 2, 2)],
    ]


def test_the_error_is_the_median_of_those_that_came() -> None:
    found = counted([of(1, P80), of(1, P50), of(2, P95), of(3, None)])
    assert (found.forecasts, found.engagements, found.came, found.days_late) == (4, 3, 3, 10)
    assert (counted([]).came, counted([]).days_late) == (0, None)


def test_nothing_is_judged_by_a_few_engagements_however_many_forecasts_they_have() -> None:
    few = [of(number % 9, None) for number in range(900)]
    assert judgements(few) == [Judgement.TOO_FEW] * 3
    assert judgements([*few, of(9, None)]) == [Judgement.TOO_EARLY] * 3


def test_dates_that_are_kept_as_often_as_they_say_are_borne_out() -> None:
    came = [P50] * 5 + [P80] * 3 + [P95] * 2
    assert judgements([of(*each) for each in enumerate(came)]) == [Judgement.BORNE_OUT] * 3


def test_dates_that_are_always_kept_were_promised_later_than_need_be_once_that_is_no_chance() -> None:
    early = [of(number, P50) for number in range(60)]
    assert judgements(early[:10]) == [Judgement.TOO_LATE, Judgement.BORNE_OUT, Judgement.BORNE_OUT]
    assert judgements(early) == [Judgement.TOO_LATE] * 3


def test_an_engagement_has_one_voice_however_often_its_forecast_was_recorded() -> None:
    """Ten of eleven kept whatever they said; the eleventh said it a hundred times, and was late."""
    often = [of(0, None)] * 100
    assert judgements([*often, *(of(number, P50) for number in range(1, 11))])[1:] == [Judgement.BORNE_OUT] * 2
    punctual = [of(0, P50)] * 100
    assert judgements([*punctual, *(of(number, None) for number in range(1, 11))]) == [Judgement.TOO_EARLY] * 3


def test_how_likely_so_few_are_kept_is_what_counting_all_ways_gives() -> None:
    chance = Fraction(4, 5)
    for most in range(-1, 6):
        ways = (way for way in product((True, False), repeat=5) if sum(way) <= most)
        assert at_most(most, 5, chance) == sum(prod(chance if one else 1 - chance for one in way) for way in ways)


# --- When it was ready ------------------------------------------------------

ZONE = ZoneInfo("America/Toronto")
NOON = datetime(2026, 3, 2, 17, tzinfo=UTC)


def blocked(since: int, until: int | None) -> Stretch:
    over = None if until is None else NOON + timedelta(days=until)
    return Stretch(since=NOON + timedelta(days=since), until=over)


def test_it_is_ready_since_the_last_that_blocked_was_closed() -> None:
    found = readiness([blocked(0, 9), blocked(2, 4)], None, ZONE)
    assert found == Readiness(blocked=False, since=MONDAY + timedelta(days=9))
    assert found.come_after(MONDAY) == MONDAY + timedelta(days=9)
    assert found.come_after(P80) == P80


def test_it_is_not_ready_while_anything_blocks_and_always_was_where_nothing_did() -> None:
    found = readiness([blocked(0, 9), blocked(2, None)], None, ZONE)
    assert found.blocked
    assert found.come_after(MONDAY) is None
    assert readiness([], None, ZONE) == Readiness(blocked=False, since=None)
    assert readiness([], None, ZONE).come_after(P50) == P50


def test_what_blocks_after_go_live_says_nothing_and_what_it_went_live_with_was_not_ready() -> None:
    live = NOON + timedelta(days=5)
    assert readiness([blocked(0, 3), blocked(6, None), blocked(7, 8)], live, ZONE).since == MONDAY + timedelta(days=3)
    for left in (blocked(1, None), blocked(1, 8)):
        assert readiness([blocked(0, 3), left], live, ZONE).blocked


def test_its_day_is_the_tenants() -> None:
    late = Stretch(since=NOON, until=datetime(2026, 3, 11, 3, tzinfo=UTC))
    assert readiness([late], None, ZONE).since == date(2026, 3, 10)


# --- The policy -------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("version: 1", "version: 0", "has a version"),
        ("enough: 10", "enough: 0", "has a version"),
        ("enough: 10", "since: 1", "has a version"),
        ("version: 1", "version: 1\nsince: soon", "since a day"),
        ('"0.05"', '"1"', "between 0 and 1"),
        ('"0.05"', '"much"', "between 0 and 1"),
        ("too_few:", "few:", "none of"),
        ("  too_few:\n", "  too_few: {en: a, fr: b}\n  other:\n", "none of"),
    ],
)
def test_a_policy_says_when_to_judge_and_what(old: str, new: str, complaint: str) -> None:
    assert read_policy(TEXT) == POLICY
    assert read_policy(f"since: 2026-12-31\n{TEXT}") == replace(POLICY, since=date(2026, 12, 31))
    with pytest.raises(CatalogueInvalid, match=complaint):
        read_policy(TEXT.replace(old, new, 1))


def test_every_judgement_has_its_words() -> None:
    with pytest.raises(CatalogueInvalid, match="its words"):
        read_policy(TEXT[: TEXT.index("  too_late:")])
