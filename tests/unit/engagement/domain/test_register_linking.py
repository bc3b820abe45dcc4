"""What waits for what in the register: never in a circle, never into nowhere."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from graphlib import TopologicalSorter
from uuid import UUID

import hypothesis
import pytest
from hypothesis import strategies as st

from services.engagement.domain.not_found import GapNotFound
from services.engagement.domain.register import (
    LINKING,
    DanglingLink,
    GapCycle,
    LinkCommand,
    LinkGaps,
    SelfLink,
    TooManyNeeds,
    UnlinkGaps,
)
from shared.events.gaps import GapDependencyAdded, GapEvent, GapOpened
from shared.events.people import Role
from shared.kernel.decider import Actor, Asked, engagement_scope
from tests.facts.engagements import ENGAGEMENT
from tests.facts.gaps import (
    CANCELLED,
    ESTIMATED,
    GAP_ID,
    LOAD_TEST_ID,
    LOAD_TEST_OPENED,
    NEEDED,
    NEEDED_NO_MORE,
    OPENED,
    REOPENED,
)
from tests.facts.people import ANA, NOW
from tests.scenario import Scenario

pytestmark = pytest.mark.req("RA8")

given = Scenario(decider=LINKING).given

REGISTER = (OPENED, LOAD_TEST_OPENED)
LINK = LinkGaps(gap_id=LOAD_TEST_ID, needs=GAP_ID, engagement_id=ENGAGEMENT)
BACK = LinkGaps(gap_id=GAP_ID, needs=LOAD_TEST_ID, engagement_id=ENGAGEMENT)
UNLINK = UnlinkGaps(gap_id=LOAD_TEST_ID, needs=GAP_ID, engagement_id=ENGAGEMENT)
ELSEWHERE = UUID(int=0xE2)


def numbered(count: int) -> list[GapOpened]:
    return [replace(OPENED, gap_id=UUID(int=number), title=f"G{number}") for number in range(1, count + 1)]


def in_a_row(count: int) -> list[GapDependencyAdded]:
    """G1 waits for G2, which waits for G3, and so on."""
    return [GapDependencyAdded(gap_id=UUID(int=each), needs=UUID(int=each + 1)) for each in range(1, count)]


def link(gap: int, needs: int) -> LinkGaps:
    return LinkGaps(gap_id=UUID(int=gap), needs=UUID(int=needs), engagement_id=ENGAGEMENT)


# --- Linking ----------------------------------------------------------------


def test_a_gap_waits_for_another() -> None:
    given(*REGISTER).when(LINK).then(NEEDED)


def test_linking_again_changes_nothing() -> None:
    given(*REGISTER, NEEDED).when(LINK).then_nothing()
    given(*REGISTER, NEEDED, CANCELLED).when(LINK).then_nothing()


def test_a_removed_link_can_come_back() -> None:
    given(*REGISTER, NEEDED, NEEDED_NO_MORE).when(LINK).then(NEEDED)


def test_a_gap_does_not_wait_for_itself() -> None:
    given(*REGISTER).when(replace(LINK, needs=LOAD_TEST_ID)).refused(SelfLink, where=("input", "needs"))


@pytest.mark.parametrize("command", [LINK, UNLINK])
@pytest.mark.parametrize("past", [(), (OPENED,), (OPENED, replace(LOAD_TEST_OPENED, engagement_id=ELSEWHERE))])
def test_the_waiting_gap_is_one_of_the_engagement(command: LinkCommand, past: tuple[GapEvent, ...]) -> None:
    given(*past).when(command).refused(GapNotFound, where=("input", "gapId"))


@pytest.mark.parametrize(
    "past", [(), (replace(OPENED, engagement_id=ELSEWHERE),), (OPENED, CANCELLED)], ids=["none", "elsewhere", "gone"]
)
def test_the_needed_gap_is_one_of_the_engagement_and_not_cancelled(past: tuple[GapEvent, ...]) -> None:
    given(LOAD_TEST_OPENED, *past).when(LINK).refused(DanglingLink, where=("input", "needs"))


def test_a_cancelled_gap_waits_for_nothing_more_until_it_is_reopened() -> None:
    given(*REGISTER, CANCELLED).when(BACK).refused(DanglingLink, where=("input", "gapId"))
    back = GapDependencyAdded(gap_id=GAP_ID, needs=LOAD_TEST_ID)
    given(*REGISTER, CANCELLED, REOPENED).when(BACK).then(back)


def test_a_gap_waits_for_at_most_fifty() -> None:
    gaps = numbered(52)
    fifty = [GapDependencyAdded(gap_id=UUID(int=1), needs=UUID(int=number)) for number in range(2, 52)]
    given(*gaps, *fifty).when(link(1, 52)).refused(TooManyNeeds, where=("input", "needs"), saying="50")
    given(*gaps, *fifty).when(link(1, 51)).then_nothing()
    last = GapDependencyAdded(gap_id=UUID(int=1), needs=UUID(int=52))
    given(*gaps, *fifty[1:]).when(link(1, 52)).then(last)


# --- Circles ----------------------------------------------------------------


def test_two_gaps_do_not_wait_for_each_other() -> None:
    circle = "No private endpoint → No load test → No private endpoint"
    given(*REGISTER, NEEDED).when(BACK).refused(GapCycle, where=("input", "needs"), saying=circle)


def test_the_shortest_circle_is_told() -> None:
    shortcut = GapDependencyAdded(gap_id=UUID(int=1), needs=UUID(int=4))
    linked = given(*numbered(5), *in_a_row(5), shortcut)
    linked.when(link(5, 1)).refused(GapCycle, saying=": G5 → G1 → G4 → G5.")


@pytest.mark.parametrize(("length", "circle"), [(5, "G5 → G1 → G2 → G3 → G4 → G5"), (6, "G6 → G1 → G2 → G3 → … → G6")])
def test_a_long_circle_is_told_in_short(length: int, circle: str) -> None:
    linked = given(*numbered(length), *in_a_row(length))
    linked.when(link(length, 1)).refused(GapCycle, saying=f": {circle}.")


def test_the_links_of_a_cancelled_gap_count_for_it_may_be_reopened() -> None:
    cancelled = replace(CANCELLED, gap_id=UUID(int=2))
    given(*numbered(3), *in_a_row(3), cancelled).when(link(3, 1)).refused(GapCycle)


def test_a_removed_link_closes_no_circle() -> None:
    back = GapDependencyAdded(gap_id=GAP_ID, needs=LOAD_TEST_ID)
    given(*REGISTER, NEEDED, NEEDED_NO_MORE).when(BACK).then(back)


def test_two_ways_to_the_same_gap_are_no_circle() -> None:
    aside = GapDependencyAdded(gap_id=UUID(int=1), needs=UUID(int=3))
    given(*numbered(3), *in_a_row(3)).when(link(1, 3)).then(aside)


NUMBERS = st.integers(1, 6)
WISHES = st.lists(
    st.builds(
        lambda kind, gap, needs: kind(gap_id=UUID(int=gap), needs=UUID(int=needs), engagement_id=ENGAGEMENT),
        st.sampled_from([LinkGaps, LinkGaps, LinkGaps, UnlinkGaps]),
        NUMBERS,
        NUMBERS,
    ),
    max_size=40,
)


@hypothesis.given(WISHES)
def test_no_sequence_of_links_ends_in_a_circle_and_none_is_refused_without_one(wishes: Sequence[LinkCommand]) -> None:
    history: list[GapEvent] = [*numbered(6)]
    linked: dict[int, set[int]] = {number: set() for number in range(1, 7)}
    for command in wishes:
        gap, needs = command.gap_id.int, command.needs.int
        with suppress(SelfLink):
            try:
                facts = LINKING.decide(
                    command, LINKING.replay(history), Asked(by=Actor(person=ANA), at=NOW, day=NOW.date())
                )
            except GapCycle:
                assert reachable(linked, needs, gap)
                continue
            history.extend(facts)
            linked[gap] = linked[gap] | {needs} if isinstance(command, LinkGaps) else linked[gap] - {needs}
        assert tuple(TopologicalSorter(linked).static_order())


def reachable(linked: dict[int, set[int]], start: int, end: int) -> bool:
    return start == end or any(reachable(linked, step, end) for step in linked[start])


# --- Unlinking --------------------------------------------------------------


def test_a_link_is_removed() -> None:
    given(*REGISTER, NEEDED).when(UNLINK).then(NEEDED_NO_MORE)


def test_a_link_to_a_cancelled_gap_is_removed_too() -> None:
    given(*REGISTER, NEEDED, CANCELLED).when(UNLINK).then(NEEDED_NO_MORE)


@pytest.mark.parametrize("past", [(), (NEEDED, NEEDED_NO_MORE)])
def test_removing_what_is_not_linked_changes_nothing(past: tuple[GapEvent, ...]) -> None:
    given(*REGISTER, *past).when(UNLINK).then_nothing()


# --- What the decision stands on --------------------------------------------


@pytest.mark.parametrize("command", [LINK, UNLINK])
def test_the_decision_looks_at_the_links_of_the_whole_engagement(command: LinkCommand) -> None:
    facts = (OPENED, CANCELLED, REOPENED, NEEDED, NEEDED_NO_MORE)
    assert LINKING.looks_at(command) == (engagement_scope(ENGAGEMENT, *map(type, facts)),)
    assert LINKING.engagement(command) == ENGAGEMENT
    assert LINKING.stream(command) == f"gap-{LOAD_TEST_ID}"


def test_estimates_make_no_difference() -> None:
    assert LINKING.replay([*REGISTER, ESTIMATED]) == LINKING.replay(REGISTER)


@pytest.mark.parametrize("command", [LinkGaps, UnlinkGaps])
def test_everybody_who_works_on_the_engagement_links_gaps(command: type) -> None:
    assert set(Role) - LINKING.permits[command] == {Role.AUDITOR, Role.INTEGRATOR, Role.ADMINISTRATOR}
