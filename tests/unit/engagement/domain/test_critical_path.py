"""The critical path: by hand, and against every chain there is."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.engagement.domain.critical_path import Needs, Schedule, Times, Work, schedule
from services.engagement.domain.estimate import Estimate, mean

pytestmark = pytest.mark.req("RA8")

NETWORK, ENDPOINT, LOAD_TEST, TRAINING = (UUID(int=number) for number in range(1, 5))


def work(gap_id: UUID, days: int | None, *, finished: bool = False) -> Work:
    return Work(gap_id=gap_id, expected=None if days is None else Fraction(days), finished=finished)


def times(*days: int) -> Times:
    start, finish, latest_start, latest_finish = map(Fraction, days)
    return Times(earliest_start=start, earliest_finish=finish, latest_start=latest_start, latest_finish=latest_finish)


# --- By hand ----------------------------------------------------------------

WORKS = [work(NETWORK, 5), work(ENDPOINT, 2), work(LOAD_TEST, 3), work(TRAINING, 4)]
NEEDS = {ENDPOINT: frozenset({NETWORK}), LOAD_TEST: frozenset({ENDPOINT, TRAINING})}


def test_each_gap_has_its_earliest_and_latest_times() -> None:
    assert schedule(WORKS, NEEDS).times == {
        NETWORK: times(0, 5, 0, 5),
        ENDPOINT: times(5, 7, 5, 7),
        LOAD_TEST: times(7, 10, 7, 10),
        TRAINING: times(0, 4, 3, 7),
    }


def test_slack_is_how_long_a_gap_can_wait() -> None:
    found = schedule(WORKS, NEEDS).times
    assert [found[gap_id].slack for gap_id in (NETWORK, TRAINING)] == [0, 3]


def test_the_critical_path_is_the_longest_chain() -> None:
    found = schedule(WORKS, NEEDS)
    assert found.length == 10
    assert found.critical_path == (NETWORK, ENDPOINT, LOAD_TEST)


def test_critical_gaps_come_first_in_the_order_of_work() -> None:
    assert schedule(WORKS, NEEDS).order == (NETWORK, ENDPOINT, TRAINING, LOAD_TEST)


def test_among_gaps_of_equal_slack_the_one_that_can_begin_earlier_comes_first() -> None:
    works = [work(NETWORK, 2), work(ENDPOINT, 8), work(LOAD_TEST, 10)]
    assert schedule(works, {ENDPOINT: frozenset({NETWORK})}).order == (NETWORK, LOAD_TEST, ENDPOINT)


def test_an_unestimated_gap_takes_no_time_and_is_listed() -> None:
    found = schedule([work(NETWORK, None), work(ENDPOINT, 2)], {ENDPOINT: frozenset({NETWORK})})
    assert found.length == 2
    assert found.unknown == (NETWORK,)
    assert found.critical_path == (NETWORK, ENDPOINT)


def test_a_finished_gap_takes_no_time_and_holds_nothing_back() -> None:
    works = [work(NETWORK, 5), work(ENDPOINT, None, finished=True), work(LOAD_TEST, 3)]
    found = schedule(works, {ENDPOINT: frozenset({NETWORK}), LOAD_TEST: frozenset({ENDPOINT})})
    assert found.length == 5
    assert found.critical_path == found.order[:1] == (NETWORK,)
    assert found.unknown == ()
    assert found.times == {NETWORK: times(0, 5, 0, 5), LOAD_TEST: times(0, 3, 2, 5)}


def test_nothing_left_takes_no_time() -> None:
    for works in ([], [work(NETWORK, 5, finished=True)]):
        assert schedule(works, {}) == Schedule(length=Fraction(0), critical_path=(), order=(), times={}, unknown=())


def test_thirds_of_a_day_add_up_exactly() -> None:
    third = mean(Estimate(low=Decimal("0.30"), likely=Decimal("0.30"), high=Decimal("0.50")))
    works = [Work(gap_id=gap_id, expected=third, finished=False) for gap_id in (NETWORK, ENDPOINT, LOAD_TEST)]
    assert schedule(works, {ENDPOINT: frozenset({NETWORK}), LOAD_TEST: frozenset({ENDPOINT})}).length == 1


def test_among_equal_chains_the_one_with_more_gaps_then_the_lowest_id_is_shown() -> None:
    works = [work(NETWORK, 2), work(ENDPOINT, 1), work(LOAD_TEST, 1), work(TRAINING, 1)]
    assert schedule(works, {TRAINING: frozenset({ENDPOINT})}).critical_path == (ENDPOINT, TRAINING)
    both = frozenset({ENDPOINT, LOAD_TEST})
    assert schedule(works, {TRAINING: both}).critical_path == (ENDPOINT, TRAINING)


@pytest.mark.parametrize(
    "needs", [{NETWORK: frozenset({LOAD_TEST})}, {LOAD_TEST: frozenset({NETWORK})}, {LOAD_TEST: frozenset[UUID]()}]
)
def test_a_link_to_an_unlisted_gap_is_an_error(needs: Needs) -> None:
    with pytest.raises(ValueError, match="not listed"):
        schedule([work(NETWORK, 1), work(ENDPOINT, 1)], needs)


@pytest.mark.parametrize("finished", [False, True])
def test_a_circle_is_an_error(finished: bool) -> None:  # noqa: FBT001
    works = [work(NETWORK, 1, finished=finished), work(ENDPOINT, 1), work(LOAD_TEST, 1)]
    with pytest.raises(ValueError, match="circle"):
        schedule(works, {NETWORK: frozenset({ENDPOINT}), ENDPOINT: frozenset({NETWORK})})


def test_a_gap_listed_twice_is_an_error() -> None:
    with pytest.raises(ValueError, match="twice"):
        schedule([work(NETWORK, 1), work(NETWORK, 1)], {})


# --- Against every chain ----------------------------------------------------


@st.composite
def registers(draw: st.DrawFn) -> tuple[list[Work], dict[UUID, frozenset[UUID]]]:
    """Up to seven gaps, each waiting for some of those before it; the ids rise and fall as they like."""
    ids = [UUID(int=number) for number in draw(st.permutations(range(draw(st.integers(0, 7)))))]
    days = st.none() | st.fractions(0, 5, max_denominator=6)
    works = [Work(gap_id=gap_id, expected=draw(days), finished=draw(st.booleans())) for gap_id in ids]
    needs = {gap_id: draw(st.frozensets(st.sampled_from(ids[:place]))) for place, gap_id in enumerate(ids) if place}
    return works, needs


def chains(left: set[UUID], needs: Needs) -> Iterator[tuple[UUID, ...]]:
    """Every way along the links, over unfinished gaps only."""
    ways: list[tuple[UUID, ...]] = [(gap_id,) for gap_id in left]
    while ways:
        way = ways.pop()
        yield way
        ways.extend((other, *way) for other in needs.get(way[0], frozenset()) & left)


def days_of(way: tuple[UUID, ...], works: list[Work]) -> Fraction:
    return sum((work.expected or Fraction(0) for work in works if work.gap_id in way), Fraction(0))


@settings(max_examples=50)
@given(registers())
def test_no_chain_is_longer_than_the_critical_path(register: tuple[list[Work], dict[UUID, frozenset[UUID]]]) -> None:
    works, needs = register
    found = schedule(works, needs)
    every = list(chains({work.gap_id for work in works if not work.finished}, needs))
    assert found.length == max((days_of(way, works) for way in every), default=0)
    assert days_of(found.critical_path, works) == found.length
    assert found.critical_path in [*every, ()]
    assert all(found.times[gap_id].slack == 0 for gap_id in found.critical_path)


@settings(max_examples=50)
@given(registers())
def test_slack_is_what_the_longest_chain_through_a_gap_falls_short(
    register: tuple[list[Work], dict[UUID, frozenset[UUID]]],
) -> None:
    works, needs = register
    found = schedule(works, needs)
    every = list(chains({work.gap_id for work in works if not work.finished}, needs))
    for gap_id, when in found.times.items():
        assert when.slack == found.length - max(days_of(way, works) for way in every if gap_id in way)
        assert when.earliest_finish == max(days_of(way, works) for way in every if way[-1] == gap_id)
        assert when.latest_finish - when.latest_start == when.earliest_finish - when.earliest_start


@settings(max_examples=50)
@given(registers(), st.data())
def test_the_answer_does_not_depend_on_the_order_of_the_question(
    register: tuple[list[Work], dict[UUID, frozenset[UUID]]], data: st.DataObject
) -> None:
    works, needs = register
    shuffled = data.draw(st.permutations(works))
    turned = dict(reversed(needs.items()))
    assert schedule(shuffled, turned) == schedule(works, needs)


@settings(max_examples=50)
@given(registers())
def test_the_order_of_work_takes_each_gap_once_and_after_what_it_needs(
    register: tuple[list[Work], dict[UUID, frozenset[UUID]]],
) -> None:
    works, needs = register
    order = schedule(works, needs).order
    assert sorted(order) == sorted(work.gap_id for work in works if not work.finished)
    for place, gap_id in enumerate(order):
        assert not needs.get(gap_id, frozenset()) & set(order[place:])
