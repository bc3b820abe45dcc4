"""When adoption has lasted until day 90, and when it has faded."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from services.measurement.domain.lasting import Lasting, holds, last_windows, looked_at, of_engagement, of_indicator
from services.measurement.domain.lasting_policy import LATEST_LASTING, read_lasting
from services.measurement.domain.windows import window
from shared.events.pilots import Better
from shared.events.series import Cadence
from shared.policy.shipped import CatalogueInvalid

pytestmark = pytest.mark.req("RF12")

LIVE_ON = date(2026, 3, 2)
WINDOW = window(LIVE_ON, Cadence.WEEKLY, 13)
FIFTH = Decimal("0.2")


def test_the_windows_that_begin_in_the_last_thirty_days_are_looked_at() -> None:
    assert [each.number for each in last_windows(LIVE_ON, Cadence.WEEKLY)] == [10, 11, 12, 13]
    assert [each.number for each in last_windows(LIVE_ON, Cadence.MONTHLY)] == [3]


@pytest.mark.parametrize(
    ("better", "actual", "held"),
    [
        (Better.HIGHER, "0.500001", True),
        (Better.HIGHER, "0.480001", True),
        (Better.HIGHER, "0.48", False),
        (Better.HIGHER, "0.9", True),
        (Better.LOWER, "0.719999", True),
        (Better.LOWER, "0.72", False),
        (Better.LOWER, "0.1", True),
    ],
)
def test_whatever_is_a_fifth_behind_what_was_wanted_has_faded(better: Better, actual: str, *, held: bool) -> None:
    assert holds(better, Decimal(actual), Decimal("0.6"), FIFTH) is held


@pytest.mark.parametrize(("better", "worse"), [(Better.HIGHER, "-0.000001"), (Better.LOWER, "0.000001")])
def test_where_nothing_was_wanted_of_it_but_nothing_it_may_be_that(better: Better, worse: str) -> None:
    assert holds(better, Decimal(0), Decimal(0), FIFTH)
    assert not holds(better, Decimal(worse), Decimal(0), FIFTH)


def test_below_nothing_a_share_is_taken_of_how_much_it_is() -> None:
    assert holds(Better.HIGHER, Decimal("-11.9"), Decimal(-10), FIFTH)
    assert not holds(Better.HIGHER, Decimal(-12), Decimal(-10), FIFTH)


def state(held: str) -> Lasting:
    """Of windows that held (+), did not (-), or were missed (.)."""
    wanted = Decimal(1)
    known = {"+": wanted, "-": Decimal(0), ".": None}
    return of_indicator([looked_at(WINDOW, Better.HIGHER, known[each], wanted) for each in held])


def test_an_indicator_lasted_where_every_window_held_and_none_is_missing() -> None:
    assert state("++") is Lasting.LASTED
    assert state("+.") is Lasting.UNMEASURED
    assert state(".+-") is Lasting.FADED
    assert state("") is Lasting.UNMEASURED
    assert looked_at(WINDOW, Better.HIGHER, Decimal(1), None).held is None


def test_adoption_lasted_where_every_indicator_did() -> None:
    lasted, faded, unmeasured = Lasting.LASTED, Lasting.FADED, Lasting.UNMEASURED
    assert of_engagement([lasted, lasted]) is lasted
    assert of_engagement([lasted, unmeasured]) is unmeasured
    assert of_engagement([unmeasured, faded, lasted]) is faded
    assert of_engagement([]) is unmeasured


GOOD: dict[str, Any] = {"version": 1, "last_days": 30, "tolerance": "0.20"}


@pytest.mark.parametrize(
    "wrong",
    [{"version": 0}, {"last_days": 0}, {"last_days": 91}, {"tolerance": "1"}, {"tolerance": "much"}, {"more": 1}],
)
def test_a_policy_that_does_not_say_what_it_must_is_not_read(wrong: dict[str, Any]) -> None:
    assert read_lasting(str(GOOD)) == LATEST_LASTING
    with pytest.raises(CatalogueInvalid):
        read_lasting(str({**GOOD, **wrong}))
