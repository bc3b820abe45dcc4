"""A back-test tells of known dips exactly how many were caught, how early, and how often it fired in vain."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.measurement.domain.backtest import Dip, Firing, back_test
from services.measurement.domain.trigger.judging import Rules
from tests.unit.measurement.domain.watching import NAME, course, fired

pytestmark = pytest.mark.req("X10")
BELOW = Rules(expression=f"{NAME}.value < {NAME}.target", consecutive=2)
USUAL, LOW = "0.6", "0.3"


def synthetic(length: int, dips: Sequence[Dip], noise: Sequence[Dip] = ()) -> list[str]:
    """Low within dips and within the noise, usual elsewhere."""
    return [LOW if any(each.has(window) for each in (*dips, *noise)) else USUAL for window in range(1, length + 1)]


def test_two_dips_and_one_false_alarm_are_told_as_they_are() -> None:
    long, short, noise = Dip(first=3, last=6), Dip(first=9, last=9), Dip(first=11, last=12)
    found = back_test(
        fired(BELOW, {NAME: course(*synthetic(13, (long, short), (noise,)))}, range(1, 14)), (long, short)
    )
    assert found.firings == (Firing(window=4, dip=long), Firing(window=12, dip=None))
    assert [(each.fired, each.lead) for each in found.dips] == [(4, 2), (None, None)]
    assert (found.precision, found.recall, found.false_alarms) == (Decimal("0.5"), Decimal("0.5"), 1)


def test_without_a_firing_there_is_no_precision_and_without_a_dip_no_recall() -> None:
    silent = back_test((), (Dip(first=1, last=2),))
    assert (silent.precision, silent.recall) == (None, Decimal(0))
    quiet = back_test((3,), ())
    assert (quiet.precision, quiet.recall, quiet.false_alarms) == (Decimal(0), None, 1)


LOWS = st.lists(st.tuples(st.integers(1, 5), st.booleans()), max_size=12)


@given(LOWS)
def test_precision_and_recall_are_those_that_the_series_was_made_with(lows: list[tuple[int, bool]]) -> None:
    """Each low is as long as said and labelled a dip or not; one of two windows or more is noticed in its second."""
    at, spans = 2, list[tuple[Dip, bool]]()
    for length, labelled in lows:
        spans.append((Dip(first=at, last=at + length - 1), labelled))
        at += length + 1
    dips = tuple(dip for dip, labelled in spans if labelled)
    noise = tuple(dip for dip, labelled in spans if not labelled)
    found = back_test(fired(BELOW, {NAME: course(*synthetic(at, dips, noise))}, range(1, at + 1)), dips)
    noticed = [(dip, labelled) for dip, labelled in spans if dip.last > dip.first]
    caught = [dip for dip, labelled in noticed if labelled]
    assert [firing.window for firing in found.firings] == [dip.first + 1 for dip, _ in noticed]
    assert found.false_alarms == len(noticed) - len(caught)
    assert found.precision == (round(Decimal(len(caught)) / len(noticed), 4) if noticed else None)
    assert found.recall == (round(Decimal(len(caught)) / len(dips), 4) if dips else None)
    assert [each.lead for each in found.dips] == [dip.last - dip.first - 1 if dip in caught else None for dip in dips]
