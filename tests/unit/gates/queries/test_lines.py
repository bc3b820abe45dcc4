"""Verdicts in words, and what would be under another framework."""

from dataclasses import replace
from datetime import date

import pytest

from services.gates.domain.framework.model import Framework
from services.gates.domain.framework.shipped import FRAMEWORKS, reference
from services.gates.domain.verdict.assuming import AssumedFact
from services.gates.domain.verdict.standing import Ground
from services.gates.queries.grounds import Grounded
from services.gates.queries.verdict_lines import line_of
from services.gates.queries.what_ifs import WhatIf, what_if, with_other
from shared.events.stages import Stage
from tests.facts.engagements import ENGAGEMENT
from tests.unit.gates.domain.gate.house import HOUSE

TODAY = date(2026, 3, 2)
SHIPPED = FRAMEWORKS["fairway", 1]
ASKED = WhatIf(engagement_id=ENGAGEMENT, stage=None, framework=None, facts=())
HELD = Grounded(ground=Ground(adopted=(reference(SHIPPED),)), frameworks=(SHIPPED,))
NOTHING = Grounded(ground=Ground(), frameworks=())


@pytest.mark.parametrize("stage", [None, *Stage])
def test_everything_that_a_verdict_of_what_ships_may_tell_is_told_in_words(stage: Stage | None) -> None:
    verdict = Ground().verdict((SHIPPED,), stage, TODAY)
    line = line_of(ENGAGEMENT, stage, (reference(SHIPPED),), (SHIPPED,), verdict)
    assert [each.code for each in line.criteria] == [each.code for each in verdict.criteria]
    words = [each.words for criterion in line.criteria for each in criterion.broken]
    facts = [fact for criterion in line.criteria for fact in criterion.facts]
    words += [fact.meaning for fact in (*facts, *(fact for each in line.requirements for fact in each.facts))]
    assert all(each.en and each.fr and "{" not in each.en + each.fr for each in words)
    assert sum(each.of for each in line.domains) == len(line.criteria)
    assert sum(each.met for each in line.domains) == 0


@pytest.mark.parametrize("framework", FRAMEWORKS.values(), ids=lambda each: f"{each.name} {each.version}")
def test_a_verdict_says_of_every_criterion_what_it_asks_for_and_which_of_it_holds(framework: Framework) -> None:
    verdict = Ground().verdict((framework,), Stage.ADOPTION, TODAY)
    line = line_of(ENGAGEMENT, Stage.ADOPTION, (reference(framework),), (framework,), verdict)
    written = {f"fairway/{each.code}": each for each in framework.criteria}
    for criterion in line.criteria:
        clauses = (*written[criterion.code].holds, *written[criterion.code].current)
        assert [(each.code, each.rule) for each in criterion.asked if each.rule] == [(c.code, c.rule) for c in clauses]
        assert all((each.rule is None) == (each.days is not None) for each in criterion.asked)
        assert {each.code for each in criterion.asked if not each.holds} == {each.code for each in criterion.broken}
        assert all(each.words.en and each.words.fr for each in criterion.asked)
    gate = framework.gate(Stage.ADOPTION)
    assert gate is not None
    assert [each.rule for each in line.requirements] == [each.rule for each in gate.requirements]


@pytest.mark.req("X7")
def test_another_version_stands_in_for_the_one_that_was_adopted_and_another_framework_comes_on_top() -> None:
    later = replace(SHIPPED, version=2)
    assert with_other((SHIPPED, HOUSE), later) == (later, HOUSE)
    assert with_other((SHIPPED,), HOUSE) == (SHIPPED, HOUSE)
    assert with_other((SHIPPED,), None) == (SHIPPED,)


@pytest.mark.req("X7")
def test_a_framework_may_be_assumed_where_none_was_adopted() -> None:
    found = what_if(replace(ASKED, framework=("house", 1)), NOTHING, HOUSE, TODAY)
    assert found.verdict is not None
    assert [(each.code, each.before) for each in found.changes] == [
        (f"house/{each.code}", None) for each in HOUSE.criteria
    ]


@pytest.mark.req("X7")
def test_what_cannot_be_assumed_has_no_verdict() -> None:
    assert not what_if(replace(ASKED, framework=("house", 9)), HELD, None, TODAY).framework_found
    colour = (AssumedFact(name="gaps.colour", value="red"),)
    assert what_if(replace(ASKED, facts=colour), HELD, None, TODAY).unreadable == ("gaps.colour",)
    nothing = what_if(ASKED, NOTHING, None, TODAY)
    assert (nothing.verdict, nothing.changes, nothing.unreadable) == (None, (), ())
