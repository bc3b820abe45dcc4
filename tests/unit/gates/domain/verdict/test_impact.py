"""What changed between two verdicts, and event by event; and what the calendar will change."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.gates.domain.facts.sheet import items_of
from services.gates.domain.framework.model import Framework
from services.gates.domain.verdict.decay import decay, earliest_all_green
from services.gates.domain.verdict.impact import Change, FactChange, impact, steps
from services.gates.domain.verdict.standing import Ground, further, ground_of
from services.gates.domain.verdict.states import let_pass
from shared.events.criteria import NotApplicableApproved, NotApplicableRequested, WaiverGranted, WaiverRequested
from shared.events.stages import Stage
from shared.kernel.canonical import canonical
from tests.facts.engagements import ENGAGEMENT
from tests.facts.evidence import EVIDENCE_REVISED, EVIDENCE_WITHDRAWN
from tests.facts.gaps import DEFERRED, LOAD_TEST_OPENED, OPENED, OWNED, RAISED, REOPENED, RESOLVED, VERIFIED
from tests.facts.people import BO, DEE, NOW
from tests.facts.sources import ACCESS_APPROVED, ACCESS_REVOKED, CLASSIFIED, SOURCE_OWNER_NAMED
from tests.history import recorded
from tests.unit.gates.domain.gate.house import GREEN, HOUSE

TODAY = NOW.date()
STAGE = Stage.ASSESSMENT
FRAMEWORKS: tuple[Framework, ...] = (HOUSE,)
UNTIL = date(2026, 4, 4)
ASKED = WaiverRequested(
    engagement_id=ENGAGEMENT, criterion="house/no_blockers", reason="Soon.", until=UNTIL, requester=BO
)
GRANTED = WaiverGranted(engagement_id=ENGAGEMENT, criterion="house/no_blockers", approver=DEE, until=UNTIL)
NOT_APPLICABLE = (
    NotApplicableRequested(engagement_id=ENGAGEMENT, criterion="house/rehearsed", justification="No.", requester=BO),
    NotApplicableApproved(engagement_id=ENGAGEMENT, criterion="house/rehearsed", approver=DEE),
)


def ground(*facts: Any) -> Ground:  # noqa: ANN401 - any facts
    return ground_of(recorded(facts))


@pytest.mark.req("X3", "X9")
def test_what_changed_is_told_with_the_facts_that_read_differently() -> None:
    before = ground(*GREEN).verdict(FRAMEWORKS, STAGE, TODAY)
    after = ground(*GREEN, LOAD_TEST_OPENED).verdict(FRAMEWORKS, STAGE, TODAY)
    blocked = Change(
        code="house/no_blockers",
        before="met",
        after="not_met",
        let_pass=True,
        lets_pass=False,
        facts=(FactChange(name="gaps.blocking", before="0", after="1"),),
    )
    owned = Change(
        code="house/owners",
        before="holds",
        after="lacks",
        let_pass=True,
        lets_pass=False,
        facts=(FactChange(name="gaps.without_owner", before="0", after="1"),),
    )
    assert impact(before, after) == (blocked, owned)
    assert [each.lost for each in impact(after, before)] == [False, False]
    assert impact(before, before) == ()


ANYTHING = st.lists(
    st.sampled_from(
        (
            *GREEN[4:],
            RAISED,
            RESOLVED,
            VERIFIED,
            REOPENED,
            DEFERRED,
            LOAD_TEST_OPENED,
            SOURCE_OWNER_NAMED,
            ACCESS_REVOKED,
            replace(ACCESS_APPROVED, until=date(2026, 3, 20)),
            EVIDENCE_REVISED,
            replace(EVIDENCE_REVISED, values=GREEN[-1].values, valid_from=date(2026, 3, 9)),
            EVIDENCE_WITHDRAWN,
        )
    ),
    max_size=12,
)


def sensible(facts: list[Any]) -> tuple[Any, ...]:
    """After a beginning that makes them possible."""
    return (*GREEN, *facts, ASKED, GRANTED, *NOT_APPLICABLE[: len(facts) % 2 * 2])


@pytest.mark.req("X2", "X9")
@settings(max_examples=25, deadline=None)
@given(facts=ANYTHING)
def test_over_any_history_the_steps_lead_from_the_first_verdict_to_the_last(facts: list[Any]) -> None:
    history = tuple(recorded(sensible(facts)))
    found = list(steps(FRAMEWORKS, STAGE, Ground(), history, lambda _: TODAY))
    for one, following in pairwise(found):
        assert one.after == following.before
    whole = ground_of(history)
    last = whole.verdict(FRAMEWORKS, STAGE, TODAY)
    assert canonical(found[-1].after) == canonical(last)
    assert canonical(last) == canonical(ground_of(history).verdict(FRAMEWORKS, STAGE, TODAY))
    stood = {each.code: each.state.value for each in found[0].before.criteria}
    stood |= {change.code: change.after for step in found for change in step.changes}
    assert {each.code: stood[each.code] for each in last.criteria} == {
        each.code: each.state.value for each in last.criteria
    }


@settings(max_examples=25, deadline=None)
@given(facts=ANYTHING, cut=st.integers(0, 30))
def test_folding_what_is_new_onto_what_was_there_equals_folding_all(facts: list[Any], cut: int) -> None:
    history = tuple(recorded(sensible(facts)))
    grown = further(ground_of(history[:cut]), history[cut:])
    assert grown == ground_of(history)
    assert grown.items == items_of(history)


def simulated(ground: Ground, until: date) -> tuple[Mapping[str, date], date | None]:
    """Day by day: when each that is green today is no longer, and the first day on which all is."""
    fallen: dict[str, date] = {}
    green = let_pass(ground.verdict(FRAMEWORKS, STAGE, TODAY))
    first: date | None = None
    day = TODAY
    while day <= until:
        verdict = ground.verdict(FRAMEWORKS, STAGE, day)
        passing = let_pass(verdict)
        fallen |= {code: day for code in green - passing if code not in fallen}
        if first is None and len(passing) == len(verdict.criteria) + len(verdict.requirements):
            first = day
        day += timedelta(days=1)
    return fallen, first


@pytest.mark.req("X6")
@settings(max_examples=12, deadline=None)
@given(facts=ANYTHING)
def test_what_is_foreseen_to_decay_is_what_decays_in_a_simulated_calendar(facts: list[Any]) -> None:
    until = TODAY + timedelta(days=220)
    found = ground(*sensible(facts))
    fallen, first = simulated(found, until)
    assert decay(FRAMEWORKS, STAGE, found, TODAY, until) == fallen
    assert earliest_all_green(FRAMEWORKS, STAGE, found, TODAY, until) == first


@pytest.mark.req("X6")
def test_each_criterion_has_the_day_on_which_it_turns() -> None:
    found = ground(*GREEN)
    expected = {"house/rehearsed": date(2026, 5, 1), "house/sources": date(2026, 9, 1)}
    assert decay(FRAMEWORKS, STAGE, found, TODAY, date(2026, 12, 31)) == expected
    assert decay(FRAMEWORKS, STAGE, found, TODAY, date(2026, 5, 1)) == {"house/rehearsed": date(2026, 5, 1)}
    assert decay(FRAMEWORKS, STAGE, found, TODAY, date(2026, 4, 30)) == {}


@pytest.mark.req("X6")
def test_all_is_green_together_on_the_first_day_on_which_everything_counts() -> None:
    later = replace(GREEN[-1], valid_from=date(2026, 3, 16))
    assert earliest_all_green(FRAMEWORKS, STAGE, ground(*GREEN), TODAY, UNTIL) == TODAY
    assert earliest_all_green(FRAMEWORKS, STAGE, ground(*GREEN[:-1], later), TODAY, UNTIL) == date(2026, 3, 16)
    assert earliest_all_green(FRAMEWORKS, STAGE, ground(*GREEN[:-1], later), TODAY, date(2026, 3, 15)) is None
    assert earliest_all_green(FRAMEWORKS, STAGE, ground(*GREEN, RAISED), TODAY, UNTIL) is None


def test_what_is_no_matter_for_verdicts_is_no_step() -> None:
    assert list(steps(FRAMEWORKS, STAGE, Ground(), recorded((OPENED, OWNED, CLASSIFIED)[:0]), lambda _: TODAY)) == []
    (only,) = steps(FRAMEWORKS, STAGE, ground(*GREEN), recorded((GREEN[1], RAISED)), lambda _: TODAY)
    assert only.recorded.event == RAISED
