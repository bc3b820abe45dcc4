"""Indicators of many engagements: quartiles of enough of them, at weeks that are over, and nothing of any one."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, strategies

from services.measurement.domain.benchmarks import (
    BENCHMARKS,
    LATEST_BENCHMARKS,
    Quartiles,
    quartiles,
    read_benchmarks,
    rounded,
    shown,
)
from services.measurement.domain.windows import window
from services.measurement.projections.measurement_windows import MEASUREMENT_WINDOWS
from services.measurement.projections.series import SERIES
from services.measurement.projections.series_days import SERIES_DAYS
from services.measurement.queries.benchmarks import IndicatorBenchmark, benchmarks
from shared.events.measurement import MeasurementWindowClosed
from shared.events.series import Cadence
from shared.policy.shipped import CatalogueInvalid
from tests.facts.measurement import MEASUREMENT_STARTED, WENT_LIVE_ON
from tests.facts.observations import ACTIVE_OTHERS, INDICATOR_RECORDED
from tests.facts.series import SERIES_DEFINED
from tests.history import rows

pytestmark = pytest.mark.req("RF11")

FOURTH = window(WENT_LIVE_ON, Cadence.WEEKLY, 4)
CLOSED = MeasurementWindowClosed(
    engagement_id=SERIES_DEFINED.engagement_id,
    cadence=Cadence.WEEKLY,
    number=4,
    starts_on=FOURTH.starts_on,
    ends_on=FOURTH.ends_on,
)


def life(number: int, active: int, *, over: bool = True) -> Iterator[Any]:
    """Of an engagement in whose fourth week so many of a hundred people were active."""
    engagement, series = UUID(int=0xE00 + number), UUID(int=0x5E00 + number)
    yield replace(SERIES_DEFINED, engagement_id=engagement, series_id=series)
    yield replace(MEASUREMENT_STARTED, engagement_id=engagement)
    one = replace(ACTIVE_OTHERS, value=Decimal(active), of=Decimal(100))
    yield replace(
        INDICATOR_RECORDED, engagement_id=engagement, series_id=series, day=FOURTH.starts_on, observations=(one,)
    )
    if over:
        yield replace(CLOSED, engagement_id=engagement)


def told(*facts: Any) -> dict[tuple[str, int], IndicatorBenchmark]:  # noqa: ANN401 - any facts
    over = [each for each in rows(MEASUREMENT_WINDOWS, facts).values() if each.closed_at]
    days = [each for each in rows(SERIES_DAYS, facts).values() if each.split == ""]
    return {(each.template, each.week): each for each in benchmarks(rows(SERIES, facts).values(), over, days)}


def test_five_engagements_are_told_by_their_quartiles() -> None:
    facts = [fact for number, active in enumerate((10, 20, 40, 60, 100)) for fact in life(number, active)]
    found = told(*facts)["active_share", 4]
    assert found.engagements == 5
    assert found.quartiles == Quartiles(lower=Decimal("0.2"), median=Decimal("0.4"), upper=Decimal("0.6"))
    assert told(*facts)["active_share", 8].quartiles is None


def test_of_four_nothing_is_told_and_not_even_how_many_there_are() -> None:
    four = [fact for number in range(4) for fact in life(number, 50)]
    hidden = IndicatorBenchmark(template="active_share", week=4, engagements=None, quartiles=None)
    assert told(*four)["active_share", 4] == hidden
    assert told(*four, *life(4, 50, over=False))["active_share", 4] == hidden


def test_an_engagement_with_two_series_of_a_template_counts_once() -> None:
    facts = [fact for number in range(4) for fact in life(number, 50)]
    again = [
        replace(fact, series_id=UUID(int=0x5EFF)) for fact in life(0, 90) if isinstance(fact, type(SERIES_DEFINED))
    ]
    recorded = [
        replace(fact, series_id=UUID(int=0x5EFF)) for fact in life(0, 90) if isinstance(fact, type(INDICATOR_RECORDED))
    ]
    assert told(*facts, *again, *recorded)["active_share", 4].quartiles is None


def test_an_engagement_joins_once_five_have_come_and_a_late_one_joins_last() -> None:
    facts = [fact for number, active in enumerate((10, 20, 40, 60, 100)) for fact in life(number, active)]
    first = told(*facts)["active_share", 4]
    for number in range(5, 9):
        facts += life(number, 77)
        assert told(*facts)["active_share", 4] == first
    late = list(life(9, 77))
    half, most = Decimal("0.45"), Decimal("0.77")
    joined = told(*late[:2], late[3], *facts, late[2])["active_share", 4]
    assert (joined.engagements, joined.quartiles) == (
        10,
        Quartiles(lower=half, median=most, upper=most),
    )


@given(strategies.permutations(range(12)), strategies.integers(0, 12))
def test_two_answers_differ_by_five_engagements_or_by_none(order: list[int], several: int) -> None:
    """So that nobody who sees both can take one from the other and be left with an engagement."""
    values = [Decimal(each) for each in order]
    before, after = (shown(values[:number], LATEST_BENCHMARKS) for number in (several, several + 1))
    of = [each.engagements if each else 0 for each in (before, after)]
    assert of[1] - of[0] in {0, 5}
    assert (before == after) is (of[0] == of[1])


@pytest.mark.parametrize(
    ("value", "said"), [("0.437219", "0.44"), ("0.965", "0.96"), ("1287.5", "1300"), ("0", "0"), ("-3.14159", "-3.1")]
)
def test_no_figure_is_told_as_exactly_as_it_was_measured(value: str, said: str) -> None:
    assert str(rounded(Decimal(value), 2)) == said
    assert rounded(Decimal(value), None) == Decimal(value)


@given(strategies.lists(strategies.decimals(-1000, 1000, places=3), min_size=5, max_size=40))
def test_quartiles_rise_and_lie_among_the_values_in_whatever_order_these_come(values: list[Decimal]) -> None:
    found = quartiles(values, 5)
    assert found is not None
    assert min(values) <= found.lower <= found.median <= found.upper <= max(values)
    assert quartiles(values[::-1], 5) == found


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": 0},
        {"fewest": 3},
        {"digits": 0},
        {"digits": "2"},
        {"weeks": []},
        {"weeks": [14]},
        {"weeks": [8, 4]},
        {"weeks": ["4"]},
        {"more": 1},
    ],
)
def test_a_policy_that_does_not_say_what_it_must_is_not_read(wrong: dict[str, Any]) -> None:
    good: dict[str, Any] = {"version": 2, "fewest": 5, "digits": 2, "weeks": [4, 8, 13]}
    assert read_benchmarks(str(good)) == LATEST_BENCHMARKS
    assert BENCHMARKS[1] == replace(LATEST_BENCHMARKS, version=1, digits=None)
    with pytest.raises(CatalogueInvalid):
        read_benchmarks(str({**good, **wrong}))
