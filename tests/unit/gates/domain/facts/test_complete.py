"""What was complete once stays so, whatever is asked for later; and what was never complete together never was."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from services.gates.domain.facts.complete import Span, complete_once
from shared.events.integrations import IntegrationOutcome
from shared.events.obligations import AdoptedDuty
from tests.fact_sheet import brief, told
from tests.facts import hardening, integrations, obligations, population, programme, releases, sources

pytestmark = pytest.mark.req("RA12")


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        ((), (False, (1,))),
        ((Span(since=2),), (False, (1, 2))),
        ((Span(since=2, complete=(2, 3)),), (True, (1, 2, 3))),
        ((Span(since=2, complete=(2, 3)), Span(since=4)), (True, (1, 2, 3))),
        ((Span(since=2, complete=(2, 5)), Span(since=4)), (False, (1, 4))),
        ((Span(since=2, complete=(2, 5)), Span(since=4, until=6)), (True, (1, 2, 5))),
        ((Span(since=2, until=3), Span(since=4)), (False, (1, 4))),
        ((Span(since=2, complete=(2, 3)), Span(since=4, complete=(4, 9)), Span(since=9)), (True, (1, 2, 3))),
    ],
)
def test_all_that_was_asked_for_was_complete_at_one_moment(
    spans: tuple[Span, ...], found: tuple[bool, tuple[int, ...]]
) -> None:
    fact = complete_once(spans, (1,))
    assert (fact.value, fact.positions) == found


APPROVED = (sources.SOURCE_REGISTERED, sources.SOURCE_OWNER_NAMED, sources.CLASSIFIED, sources.ACCESS_APPROVED)
ANOTHER = replace(sources.SOURCE_REGISTERED, source_id=UUID(int=0x52))


def test_a_source_that_is_added_later_was_not_there_when_all_were_approved() -> None:
    assert told(*APPROVED, ANOTHER)["sources.complete_once"].value is True
    assert told(ANOTHER, *APPROVED)["sources.complete_once"].value is False
    assert told(*APPROVED, sources.ACCESS_REVOKED)["sources.complete_once"].value is False


POINT = (releases.PINNED, integrations.POINT_DECLARED, integrations.INTEGRATION_PASSED)


def test_a_point_that_is_added_later_and_another_release_leave_what_passed() -> None:
    added = replace(integrations.POINT_DECLARED, point_id=UUID(int=0x53))
    other = replace(releases.PINNED, release_id=UUID(int=0x54))
    for more in (added, other):
        facts = brief(told(*POINT, more), "integration")
        assert (facts["complete_once"][0], facts["failed"][0], facts["target_production"][0]) == (True, 0, False)
    failed = replace(integrations.INTEGRATION_PASSED, outcome=IntegrationOutcome.FAILED)
    assert told(*POINT, failed)["integration.failed"].value == 1


GROUNDED = (
    sources.SOURCE_OWNER_NAMED,
    hardening.GROUNDING_DECLARED,
    hardening.GROUNDING_SCOPED,
    hardening.ACCESS_CONTROLLED,
    hardening.GROUNDING_APPROVED,
)


def test_what_answers_rest_on_was_in_order_before_it_changed() -> None:
    assert told(*GROUNDED, hardening.GROUNDING_REVISED)["grounding.complete_once"].value is True
    assert told(*GROUNDED[:3], GROUNDED[4])["grounding.complete_once"].value is False


PEOPLED = (programme.CREATED, population.POPULATION_DEFINED, population.HANDLERS_DEFINED)
WON = (*PEOPLED, programme.LAUNCHED, programme.AWARE, programme.WILLING)
WRITERS = replace(population.HANDLERS_DEFINED, cohort_id=UUID(int=0x55))


def test_a_cohort_that_is_added_later_was_not_there_when_all_were_won_over() -> None:
    facts = brief(told(*WON, WRITERS), "programme")
    assert (facts["complete_once"][0], facts["cohorts"][0], facts["cohorts_aware"][0]) == (True, 2, 1)
    again = replace(programme.AWARE, favourable=Decimal(71))
    assert told(*WON, WRITERS, again)["programme.complete_once"].value is True
    fallen = brief(told(*WON, replace(programme.AWARE, favourable=Decimal(69))), "programme")
    assert (fallen["complete_once"][0], fallen["cohorts_below"][0]) == (True, 1)


def test_training_was_complete_before_a_role_or_a_cohort_was_added() -> None:
    one_role = replace(population.POPULATION_DEFINED, roles=(programme.TRAINING.role,))
    enough = replace(programme.TRAINED, count=population.HANDLERS_DEFINED.headcount)
    trained = (programme.CREATED, one_role, population.HANDLERS_DEFINED, programme.TRAINING, enough)
    assert told(*trained)["training.complete_once"].value is True
    for more in (WRITERS, population.POPULATION_DEFINED, replace(programme.TRAINING, digest="6e" * 32)):
        assert told(*trained, more)["training.complete_once"].value is True
    assert told(trained[0], population.POPULATION_DEFINED, *trained[2:])["training.complete_once"].value is False


CHAMPIONS = (*PEOPLED[:2], programme.BO_NOMINATED, programme.CLEO_NOMINATED, programme.ACTIVATED, programme.BRIEFED)


def test_champions_who_left_were_briefed_nevertheless() -> None:
    facts = brief(told(*CHAMPIONS, programme.CLEO_LEFT), "champions")
    assert (facts["briefed_once"][0], facts["briefed_after_activation"][0]) == (True, False)


CONFIRMED = (obligations.SET_ADOPTED, obligations.EXCLUDED, obligations.MAPPED, obligations.CONFIRMED)
NEW_DUTY = AdoptedDuty(instrument="osfi_e23", at="Principle 4", jurisdiction="canada", criteria=(5,), digest="3c" * 32)


def test_duties_are_met_once_all_that_apply_are_mapped_and_confirmed() -> None:
    assert brief(told(*CONFIRMED), "obligations") == {
        "adopted": (True, (1,)),
        "applicable": (1, (1, 2)),
        "excluded": (1, (1, 2)),
        "mapped": (1, (1, 3)),
        "confirmed": (1, (1, 3, 4)),
        "complete_once": (True, (1, 2, 3, 4)),
    }
    assert told(*CONFIRMED[:3])["obligations.complete_once"].value is False


def test_a_newer_edition_asks_for_what_it_adds_and_for_what_reads_differently() -> None:
    both = obligations.SET_ADOPTED.duties
    newer = replace(obligations.SET_ADOPTED, edition=3, duties=(*both, NEW_DUTY))
    facts = brief(told(*CONFIRMED, newer), "obligations")
    assert [facts[name][0] for name in ("applicable", "mapped", "confirmed", "complete_once")] == [2, 1, 1, True]
    rewritten = replace(newer, duties=tuple(replace(each, digest="3d" * 32) for each in both))
    facts = brief(told(*CONFIRMED, rewritten), "obligations")
    assert [facts[name][0] for name in ("applicable", "excluded", "mapped", "confirmed")] == [2, 0, 1, 0]


def test_what_is_taken_back_or_applies_after_all_is_owed_again() -> None:
    taken_back = brief(told(*CONFIRMED, obligations.WITHDRAWN), "obligations")
    assert [taken_back[name][0] for name in ("mapped", "confirmed", "complete_once")] == [1, 0, False]
    reinstated = brief(told(*CONFIRMED, obligations.REINSTATED), "obligations")
    assert [reinstated[name][0] for name in ("applicable", "confirmed", "complete_once")] == [2, 1, True]
