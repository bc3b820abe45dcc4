"""What would be, what is recommended, and how one verdict became another."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gates.domain.facts.model import Value
from services.gates.domain.gate.recommending import recommended
from services.gates.domain.verdict.assuming import AssumedFact, beyond_reading, verdict_if
from services.gates.domain.verdict.compared import Compared, compared
from services.gates.domain.verdict.standing import ground_of
from services.gates.domain.verdict.waterfall import summed, waterfall
from shared.events.gates import Outcome
from shared.events.stages import Stage
from shared.events.verdicts import Verdict, VerdictOutcome
from tests.facts.people import NOW
from tests.history import recorded
from tests.unit.gates.domain.gate.house import GREEN, HOUSE
from tests.unit.gates.domain.verdict.small import FRAMEWORK, facts, verdict

FRAMEWORKS = (HOUSE,)
TODAY = NOW.date()


def judged(**changed: Value | None) -> Verdict:
    return verdict(facts(**changed))


def if_so(*assumed: AssumedFact) -> Verdict:
    return verdict_if(assumed, FRAMEWORKS, Stage.ASSESSMENT, ground_of(recorded(GREEN)), TODAY)


def as_it_is() -> Verdict:
    return ground_of(recorded(GREEN)).verdict(FRAMEWORKS, Stage.ASSESSMENT, TODAY)


@pytest.mark.req("X7")
def test_nothing_assumed_is_what_is() -> None:
    assert if_so() == as_it_is()


@pytest.mark.req("X7")
def test_an_assumed_fact_stands_in_for_what_is_known() -> None:
    after = if_so(AssumedFact(name="gaps.blocking", value="3"))
    assert [(each.code, each.before, each.after) for each in compared(as_it_is(), after)] == [
        ("house/no_blockers", "met", "not_met")
    ]


@pytest.mark.req("X7")
def test_a_fact_may_be_assumed_to_be_unknown() -> None:
    after = if_so(AssumedFact(name="gaps.blocking", value=None))
    assert next(each for each in after.facts if each.name == "gaps.blocking").value is None


@pytest.mark.req("X7")
def test_what_is_no_fact_or_no_value_of_its_is_named() -> None:
    assumed = (
        AssumedFact(name="gaps.blocking", value="many"),
        AssumedFact(name="gaps.colour", value="1"),
        AssumedFact(name="gaps.without_owner", value="2"),
        AssumedFact(name="evidence_drill.passed", value="true"),
    )
    assert beyond_reading(assumed, FRAMEWORKS) == ("gaps.blocking", "gaps.colour")
    assert beyond_reading(assumed, ()) == ("gaps.blocking", "gaps.colour", "evidence_drill.passed")


def test_what_one_verdict_does_not_ask_for_is_told_beside_what_the_other_says() -> None:
    full, part = judged(), verdict(facts(), stage=Stage.HARDENING)
    assert Compared(code="small/sources", before="met", after=None, let_pass=True, lets_pass=False) in compared(
        full, part
    )
    assert compared(full, full) == ()


CHANGES = st.fixed_dictionaries(
    {
        "load_test__held": st.sampled_from((True, False, None)),
        "load_test__peak_now": st.sampled_from((Decimal(100), Decimal(101))),
        "sources__approved": st.sampled_from((3, 2, None)),
        "gaps__without_owner": st.sampled_from((0, 1)),
    }
)


@pytest.mark.req("X9")
@given(st.lists(CHANGES, min_size=1, max_size=8))
def test_the_steps_of_a_waterfall_add_up_to_what_lies_between_its_ends(states: list[dict[str, Value | None]]) -> None:
    verdicts = [judged(**state) for state in states]
    falls = list(waterfall(verdicts[0], enumerate(verdicts[1:], start=1)))
    whole = {each.code: (each.before, each.after) for each in compared(verdicts[0], verdicts[-1])}
    assert summed(falls) == whole
    assert [fall.position for fall in falls] == [
        position for position, (one, other) in enumerate(pairwise(verdicts), start=1) if compared(one, other)
    ]


@pytest.mark.parametrize(
    ("changed", "outcome"),
    [
        ({}, Outcome.GO),
        ({"load_test__held": False}, Outcome.CONDITIONAL_GO),
        ({"load_test__held": None}, Outcome.CONDITIONAL_GO),
        ({"sources__approved": 2}, Outcome.NO_GO),
        ({"sources__approved": None}, Outcome.HOLD),
    ],
)
@pytest.mark.req("RSG4")
def test_what_may_be_owed_is_recommended_to_be_owed_and_the_unknown_to_be_waited_for(
    changed: dict[str, Value | None], outcome: Outcome
) -> None:
    assert recommended((FRAMEWORK,), judged(**changed)) is outcome


def test_where_nothing_is_asked_nothing_is_recommended_but_to_wait() -> None:
    nothing = replace(judged(), criteria=(), requirements=(), outcome=VerdictOutcome.INCOMPLETE)
    assert recommended((FRAMEWORK,), nothing) is Outcome.HOLD
