"""The framework that ships: what its editions are for ever, and what the first one asks for."""

from datetime import date
from decimal import Decimal

import pytest

from services.gates.domain.facts.model import Fact, Facts, Value
from services.gates.domain.framework.canonical import digest
from services.gates.domain.framework.rules import values
from services.gates.domain.framework.shipped import FRAMEWORKS, reference
from shared.events.stages import Stage
from shared.events.verdicts import FrameworkRef
from shared.rules.asking import facts_of, holds

DIGESTS = {
    ("fairway", 1): "8c5a2a82610c3eac33f47fb3a04f262d810abbe57ddc3d8d95e5fc80af739a29",
    ("fairway", 2): "9259b9a6584dbbbb688c016c03c533cc912927f0c26f5259d59a0a0c4a3b827d",
    ("fairway", 3): "a8b61fcd95d5ec75df593f6baef5403773a82747e574af167c6b75c7b4ed458c",
}

FIRST = FRAMEWORKS["fairway", 1]
BY_NUMBER = {criterion.number: criterion for criterion in FIRST.criteria}


@pytest.mark.req("RSG4")
def test_an_edition_that_shipped_never_changes() -> None:
    assert {edition: digest(framework) for edition, framework in FRAMEWORKS.items()} == DIGESTS
    assert reference(FIRST) == FrameworkRef(name="fairway", version=1, digest=DIGESTS["fairway", 1])


@pytest.mark.req("RSG7")
def test_it_has_twenty_criteria_five_in_each_of_four_domains() -> None:
    assert list(BY_NUMBER) == list(range(1, 21))
    assert [criterion.domain for criterion in FIRST.criteria] == [
        domain for domain in ("governance", "technical", "data", "organisation") for _ in range(5)
    ]


@pytest.mark.req("RSG4")
def test_five_of_them_cannot_be_waived() -> None:
    assert [number for number, criterion in BY_NUMBER.items() if not criterion.waivable] == [1, 2, 3, 6, 15]


@pytest.mark.req("RSG4")
def test_every_stage_has_its_gate() -> None:
    numbers = {criterion.code: criterion.number for criterion in FIRST.criteria}
    asked = {gate.stage: [numbers[code] for code in gate.criteria] for gate in FIRST.gates}
    assert asked == {
        Stage.ASSESSMENT: [],
        Stage.CLOSURE: [1, 2, 3, 4, 5, 6, 7, 9, 10],
        Stage.HARDENING: [8, 11, 12, 13, 14, 15],
        Stage.ADOPTION: list(range(1, 21)),
        Stage.LAUNCH: [],
    }


@pytest.mark.req("RSG7")
def test_what_was_shown_counts_for_its_days() -> None:
    days = {
        number: sorted({each.days for each in criterion.fresh} | {each.days for each in criterion.evidence})
        for number, criterion in BY_NUMBER.items()
    }
    assert {number: found for number, found in days.items() if found} == {
        1: [0],
        3: [30],
        4: [365],
        7: [30],
        8: [90],
        9: [30],
        10: [90],
        11: [60],
        12: [7],
        13: [0],
        14: [1, 365],
        15: [90],
        16: [30],
        17: [180],
        18: [90],
        19: [90],
        20: [365],
    }


def verdict(number: int, part: str, **given: Value) -> list[bool | None]:
    """What the clauses of a criterion say of these facts."""
    facts: Facts = {name.replace("__", "."): Fact(value=value) for name, value in given.items()}
    seen = values(facts, date(2026, 3, 2))
    return [holds(clause.rule, seen) for clause in getattr(BY_NUMBER[number], part)]


@pytest.mark.req("X3")
def test_149_9_percent_of_the_peak_fails_150_passes_and_a_raised_peak_is_no_longer_current() -> None:
    def held(achieved: str) -> bool | None:
        return verdict(8, "holds", load_test__achieved=Decimal(achieved), load_test__expected_peak_then=Decimal(1_000))[
            0
        ]

    assert [held(each) for each in ("1499", "1499.999999", "1500", "1501")] == [False, False, True, True]
    now = {"load_test__achieved": Decimal(1_500), "load_test__peak_expected_now": Decimal("1000.000001")}
    assert verdict(8, "current", **now)[0] is False
    assert verdict(8, "current", **{**now, "load_test__peak_expected_now": Decimal(1_000)})[0] is True


@pytest.mark.req("RSG4")
@pytest.mark.parametrize(("equipped", "met"), [(8, False), (9, True), (10, True)])
def test_managers_are_ready_from_nine_in_ten_on(equipped: int, met: bool) -> None:  # noqa: FBT001 - a case
    assert verdict(19, "holds", managers__total=10, managers__equipped=equipped) == [met]


@pytest.mark.req("RSG4")
def test_a_new_version_of_the_playbook_makes_old_acknowledgements_stale() -> None:
    read = {"evidence_incident_playbook__acknowledged_version": "2"}
    assert verdict(4, "current", **read, evidence_incident_playbook__version="2") == [True]
    assert verdict(4, "current", **read, evidence_incident_playbook__version="3") == [False]
    assert verdict(4, "holds", evidence_incident_playbook__acknowledged_share=Decimal("0.899999")) == [False]
    assert verdict(4, "holds", evidence_incident_playbook__acknowledged_share=Decimal("0.9")) == [True]


@pytest.mark.req("RSG4")
def test_what_a_vendor_decided_is_asked_for_only_where_a_vendor_ran_the_pilot() -> None:
    gate = FIRST.gate(Stage.CLOSURE)
    assert gate is not None
    rule = next(each.rule for each in gate.requirements if each.code == "vendor_decisions")
    day = date(2026, 3, 2)
    assert holds(rule, values({"vendor.runs": Fact(value=False)}, day)) is True
    assert holds(rule, values({"vendor.runs": Fact(value=True)}, day)) is None
    assert holds(rule, values({"vendor.runs": Fact(value=True), "vendor.decisions_open": Fact(value=1)}, day)) is False


@pytest.mark.req("RSG4")
def test_all_that_people_read_is_there_in_both_languages() -> None:
    clauses = [clause for criterion in FIRST.criteria for clause in (*criterion.holds, *criterion.current)]
    asked = [requirement for gate in FIRST.gates for requirement in gate.requirements]
    told = [clause.words for clause in clauses] + [requirement.words for requirement in asked]
    told += [domain.words for domain in FIRST.domains] + [kind.words for kind in FIRST.evidence]
    told += [criterion.statement for criterion in FIRST.criteria]
    assert all(words.en != words.fr or words.en in {"Organisation", "Governance"} for words in told)
    assert len(facts_of(clause.rule for clause in clauses)) > 60
