"""What a framework of one page makes of facts: every state, what does not hold, and until when."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from services.gates.domain.criterion.standing import Statement
from services.gates.domain.facts.model import Fact, Value
from services.gates.domain.verdict.evaluate import MOST_POSITIONS, evaluate
from services.gates.domain.verdict.states import let_pass, unmet
from shared.events.people import Role
from shared.events.stages import Stage
from shared.events.verdicts import CriterionState, SeenFact, VerdictOutcome
from tests.unit.gates.domain.verdict.small import FRAMEWORK, LOAD, SAID, TODAY, clause, facts, of, verdict

MET, STALE, NOT_MET = CriterionState.MET, CriterionState.STALE, CriterionState.NOT_MET
NOT_ASSESSED, IN_PROGRESS = CriterionState.NOT_ASSESSED, CriterionState.IN_PROGRESS
WAIVED, BLOCKED = CriterionState.WAIVED, CriterionState.BLOCKED_EXTERNAL
NO_LOAD_TEST = dict.fromkeys(("load_test__achieved", "load_test__peak_then", "load_test__held", "load_test__ran_on"))
UNKNOWN = {**NO_LOAD_TEST, "load_test__peak_now": None}
FAILED = {"load_test__held": False}


@pytest.mark.parametrize(
    ("changed", "state", "broken"),
    [
        ({}, MET, ()),
        ({"load_test__achieved": Decimal("149.9")}, NOT_MET, ("enough",)),
        ({"load_test__achieved": Decimal("149.999999")}, NOT_MET, ("enough",)),
        ({"load_test__achieved": Decimal(0), **FAILED}, NOT_MET, ("enough", "held")),
        ({"load_test__peak_now": Decimal("100.1")}, STALE, ("peak",)),
        ({"load_test__ran_on": date(2025, 12, 2)}, MET, ()),
        ({"load_test__ran_on": date(2025, 12, 1)}, STALE, ("fresh:load_test.ran_on",)),
        ({"load_test__peak_now": Decimal(200), **FAILED}, NOT_MET, ("held", "peak")),
        (UNKNOWN, NOT_ASSESSED, ("enough", "held", "peak", "fresh:load_test.ran_on")),
        (NO_LOAD_TEST, IN_PROGRESS, ("enough", "held", "peak", "fresh:load_test.ran_on")),
        ({"load_test__ran_on": None}, IN_PROGRESS, ("fresh:load_test.ran_on",)),
        ({"load_test__ran_on": "yesterday"}, IN_PROGRESS, ("fresh:load_test.ran_on",)),
    ],
)
@pytest.mark.req("RSG4")
def test_a_criterion_is_as_its_rules_say(
    changed: dict[str, Value | None], state: CriterionState, broken: tuple[str, ...]
) -> None:
    found = of("load_test", facts(**changed))
    assert (found.state, found.broken) == (state, broken)


@pytest.mark.parametrize(
    ("valid_until", "attested", "state", "broken"),
    [
        (TODAY, TODAY, MET, ()),
        (TODAY - timedelta(days=1), TODAY, STALE, ("evidence:scan",)),
        (TODAY, TODAY - timedelta(days=1), STALE, ("attestation",)),
        (None, TODAY, IN_PROGRESS, ("evidence:scan",)),
        (TODAY, None, IN_PROGRESS, ("attestation",)),
        (TODAY - timedelta(days=1), None, STALE, ("evidence:scan", "attestation")),
        (None, None, NOT_ASSESSED, ("evidence:scan", "attestation")),
    ],
)
def test_evidence_and_the_word_of_people_are_needed_and_run_out(
    valid_until: date | None, attested: date | None, state: CriterionState, broken: tuple[str, ...]
) -> None:
    words = {"small/scanned": Statement(attested={Role.SPONSOR: attested} if attested else {})}
    found = of("scanned", facts(evidence_scan__valid_until=valid_until), words)
    assert (found.state, found.broken) == (state, broken)


@pytest.mark.req("RSG4")
@pytest.mark.parametrize(
    ("valid_from", "day", "state"),
    [
        (date(2026, 2, 1), date(2026, 3, 3), MET),
        (date(2026, 2, 1), date(2026, 3, 4), STALE),
        (TODAY, date(2026, 3, 20), MET),
        (TODAY, date(2026, 3, 21), STALE),
    ],
)
def test_evidence_counts_for_as_long_as_its_criterion_says_and_no_longer_than_it_says_itself(
    valid_from: date, day: date, state: CriterionState
) -> None:
    given = facts(evidence_scan__valid_from=valid_from)
    found = of("scanned", given, day=day)
    assert found.state is state
    last = min(date(2026, 3, 20), valid_from + timedelta(days=30))
    assert of("scanned", given).until == last


def test_only_the_word_of_somebody_in_a_role_that_was_asked_for_counts() -> None:
    words = {"small/scanned": Statement(attested={Role.CHAMPION: TODAY})}
    assert of("scanned", facts(), words).state is IN_PROGRESS


YESTERDAY = TODAY - timedelta(days=1)
EXEMPT = Statement(not_applicable=True, waived_until=TODAY, blocked=True)


@pytest.mark.parametrize(
    ("said", "changed", "state"),
    [
        (EXEMPT, {}, CriterionState.NOT_APPLICABLE),
        (EXEMPT, FAILED, CriterionState.NOT_APPLICABLE),
        (Statement(waived_until=TODAY, blocked=True), FAILED, WAIVED),
        (Statement(waived_until=TODAY), UNKNOWN, WAIVED),
        (Statement(waived_until=TODAY, blocked=True), {}, MET),
        (Statement(waived_until=YESTERDAY), FAILED, NOT_MET),
        (Statement(blocked=True), FAILED, BLOCKED),
        (Statement(blocked=True, blocked_until=TODAY), FAILED, BLOCKED),
        (Statement(blocked=True, blocked_until=YESTERDAY), FAILED, NOT_MET),
        (Statement(blocked=True), {}, MET),
    ],
)
def test_exemptions_waivers_and_blocks_stand_beside_what_is_shown(
    said: Statement, changed: dict[str, Value | None], state: CriterionState
) -> None:
    assert of("load_test", facts(**changed), {"small/load_test": said}).state is state


LONG_AGO = {"load_test__ran_on": date(2025, 6, 1)}


@pytest.mark.parametrize(
    ("code", "changed", "said", "until"),
    [
        ("load_test", {}, Statement(), date(2026, 5, 2)),
        ("sources", {}, Statement(), date(2026, 6, 30)),
        ("scanned", {}, Statement(attested={Role.SPONSOR: date(2026, 4, 1)}), date(2026, 3, 20)),
        ("scanned", {}, Statement(attested={Role.SPONSOR: date(2026, 3, 9)}), date(2026, 3, 9)),
        ("load_test", FAILED, Statement(), None),
        ("load_test", FAILED, Statement(waived_until=date(2026, 4, 4)), date(2026, 4, 4)),
        ("load_test", {}, Statement(waived_until=date(2026, 4, 4)), date(2026, 5, 2)),
        ("load_test", {}, Statement(waived_until=date(2026, 7, 7)), date(2026, 5, 2)),
        ("load_test", FAILED, Statement(blocked=True, blocked_until=date(2026, 4, 4)), date(2026, 4, 4)),
        ("load_test", LONG_AGO, Statement(), None),
        ("load_test", {"load_test__ran_on": date.max}, Statement(), None),
        ("sources", {"sources__approved_until": date.max}, Statement(), None),
        ("load_test", FAILED, Statement(not_applicable=True, waived_until=date(2026, 4, 4)), None),
    ],
)
@pytest.mark.req("X6")
def test_a_state_lasts_until_the_calendar_ends_it(
    code: str, changed: dict[str, Value | None], said: Statement, until: date | None
) -> None:
    given, words = facts(**changed), {f"small/{code}": said}
    found = of(code, given, words)
    assert found.until == until
    if until is not None:
        assert of(code, given, words, until).state is found.state
        assert of(code, given, words, until + timedelta(days=1)).state is not found.state


OWN_WORD = SAID["small/scanned"]
WAIVED_LOAD = {"small/scanned": OWN_WORD, "small/load_test": Statement(waived_until=TODAY)}


@pytest.mark.parametrize(
    ("changed", "said", "outcome", "lacking"),
    [
        ({}, SAID, VerdictOutcome.PASS, ()),
        (FAILED, WAIVED_LOAD, VerdictOutcome.PASS_WITH_WAIVERS, ()),
        ({}, WAIVED_LOAD, VerdictOutcome.PASS, ()),
        (FAILED, SAID, VerdictOutcome.FAIL, ("small/load_test",)),
        (LONG_AGO, SAID, VerdictOutcome.FAIL, ("small/load_test",)),
        (UNKNOWN, SAID, VerdictOutcome.INCOMPLETE, ("small/load_test",)),
        ({**UNKNOWN, "sources__approved": 2}, SAID, VerdictOutcome.FAIL, ("small/load_test", "small/sources")),
        ({"gaps__without_owner": 1}, SAID, VerdictOutcome.FAIL, ("small/owned",)),
        ({"gaps__without_owner": None}, SAID, VerdictOutcome.INCOMPLETE, ("small/owned",)),
        ({"gaps__without_owner": 1, **UNKNOWN}, SAID, VerdictOutcome.FAIL, ("small/load_test", "small/owned")),
    ],
)
@pytest.mark.req("RSG4")
def test_a_verdict_passes_only_where_everything_lets_the_gate_pass(
    changed: dict[str, Value | None],
    said: dict[str, Statement],
    outcome: VerdictOutcome,
    lacking: tuple[str, ...],
) -> None:
    found = verdict(facts(**changed), said)
    assert (found.outcome, unmet(found)) == (outcome, lacking)
    assert len(let_pass(found)) == 4 - len(lacking)


def test_where_nothing_is_asked_for_nothing_passes() -> None:
    assert verdict(facts(), stage=Stage.LAUNCH).outcome is VerdictOutcome.INCOMPLETE


def test_without_a_stage_all_criteria_are_judged_and_no_requirement() -> None:
    found = verdict(facts(), stage=None)
    assert [each.code for each in found.criteria] == ["small/load_test", "small/sources", "small/scanned"]
    assert found.requirements == ()


@pytest.mark.req("RA12")
def test_stacked_frameworks_each_ask_for_what_they_ask_for() -> None:
    found = evaluate((FRAMEWORK, FRAMEWORK), Stage.HARDENING, facts(), {}, TODAY)
    assert [each.code for each in found.criteria] == ["small/load_test", "small/load_test"]


def test_a_verdict_tells_the_facts_it_saw_with_the_events_they_came_from() -> None:
    found = verdict(facts(sources__approved_until=None), stage=Stage.CLOSURE)
    told = {each.name: each for each in found.facts}
    assert list(told) == sorted(told)
    assert told["load_test.achieved"] == SeenFact(name="load_test.achieved", value="150.0", positions=(1,))
    assert told["sources.approved_until"] == SeenFact(name="sources.approved_until", value=None, positions=())
    assert (told["load_test.held"].value, told["load_test.ran_on"].value) == ("true", "2026-02-01")
    assert verdict(facts(load_test__held=False)).facts != found.facts
    assert "scope.defined" not in told


def test_the_evidence_that_a_criterion_stands_on_is_named() -> None:
    piece = "00000000-0000-0000-0000-0000000000d1"
    assert [str(each) for each in of("scanned", facts(evidence_scan__id=piece)).evidence] == [piece]
    assert of("scanned", facts()).evidence == ()


def test_of_very_many_events_the_latest_of_each_fact_are_told_so_that_the_verdict_can_be_recorded() -> None:
    many = {name: Fact(value=fact.value, positions=tuple(range(2_000))) for name, fact in facts().items()}
    few = {**many, "load_test.held": Fact(value=True, positions=(7,))}
    told = {each.name: each.positions for each in verdict(few).facts}
    assert sum(map(len, told.values())) <= MOST_POSITIONS
    assert told["load_test.held"] == (7,)
    assert told["sources.in_scope"][-1] == 1_999
    assert len(told["sources.in_scope"]) == 125


@pytest.mark.req("X6")
def test_of_rules_that_may_turn_on_thousands_of_days_it_is_told_how_long_the_state_surely_lasts() -> None:
    turning = " || ".join(f"day - load_test.ran_on == {at * at}" for at in range(10, 35))
    often = replace(LOAD, holds=(clause("often", f"load_test.held || {turning}"),), current=(), fresh=())
    rules = replace(FRAMEWORK, criteria=(often, *FRAMEWORK.criteria[1:]))
    found = evaluate((rules,), Stage.HARDENING, facts(), {}, TODAY).criteria[0]
    assert found.state is MET
    assert found.until is not None
    assert found.until > TODAY
    for day in (found.until, found.until + timedelta(days=1)):
        assert evaluate((rules,), Stage.HARDENING, facts(), {}, day).criteria[0].state is MET
