"""What is known of the people who are taken along, and by which events."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.fact_sheet import TODAY, brief, told
from tests.facts import population, programme

PEOPLED = (programme.CREATED, population.POPULATION_DEFINED, population.PIONEERS_DEFINED, population.HANDLERS_DEFINED)
LAUNCHED = (*PEOPLED, programme.LAUNCHED, programme.AWARE, programme.WILLING)


@pytest.mark.req("RA12")
def test_cohorts_are_aware_and_willing_by_their_last_survey() -> None:
    facts = brief(told(*LAUNCHED), "programme")
    assert facts == {
        "created": (True, (1,)),
        "launched": (True, (1, 5)),
        "launched_on": (programme.LAUNCHED.launched_on, (1, 5)),
        "cohorts": (1, (1, 4)),
        "cohorts_aware": (1, (1, 4, 6)),
        "cohorts_desiring": (1, (1, 4, 7)),
        "cohorts_below": (0, (1, 4)),
        "complete_once": (True, (1, 4, 6, 7)),
        "oldest_measure_on": (programme.AWARE.measured_on, (1, 4, 6)),
        "population": (50, (2,)),
        "placed": (population.HANDLERS_DEFINED.headcount, (2, 4)),
    }


def test_volunteers_alone_are_no_coverage() -> None:
    facts = brief(told(*PEOPLED[:3]), "programme")
    assert (facts["cohorts"], facts["placed"]) == ((0, (1, 3)), (0, (2, 3)))


@pytest.mark.parametrize(("favourable", "aware"), [("69.99", 0), ("70.00", 1)])
def test_awareness_is_complete_from_the_share_that_the_policy_names(favourable: str, aware: int) -> None:
    measured = replace(programme.AWARE, favourable=Decimal(favourable))
    assert told(*PEOPLED, measured)["programme.cohorts_aware"].value == aware


def test_a_survey_of_an_earlier_day_changes_nothing_afterwards() -> None:
    earlier = replace(programme.AWARE, favourable=Decimal(1), measured_on=TODAY - timedelta(days=30))
    assert told(*LAUNCHED, earlier)["programme.cohorts_aware"].value == 1


def test_too_few_who_completed_their_training_are_not_enough() -> None:
    assert (
        told(*PEOPLED, programme.TRAINING, replace(programme.TRAINED, count=1))["training.cohorts_trained"].value == 0
    )


def test_a_cohort_that_was_withdrawn_is_not_counted() -> None:
    gone = replace(population.WRITERS_WITHDRAWN, cohort_id=population.HANDLERS_DEFINED.cohort_id)
    facts = told(*LAUNCHED, gone)
    assert [facts[f"programme.{name}"].value for name in ("cohorts", "cohorts_aware", "placed")] == [0, 0, 0]
    assert facts["programme.cohorts"].positions == (1, 4, 8)


TRAINED = (*PEOPLED, programme.TRAINING, programme.TRAINED)


@pytest.mark.req("RA12")
def test_a_cohort_is_trained_in_what_is_published_for_its_role_now() -> None:
    facts = brief(told(*TRAINED), "training")
    share = programme.TRAINED.count * 100 >= population.HANDLERS_DEFINED.headcount * 90
    assert facts["roles"] == (2, (1, 2))
    assert facts["roles_published"] == (1, (1, 2, 5))
    assert facts["cohorts"] == (1, (1, 2, 4))
    assert facts["cohorts_trained"] == ((1, (1, 2, 4, 5, 6)) if share else (0, (1, 2, 4, 6)))
    enough = replace(programme.TRAINED, count=population.HANDLERS_DEFINED.headcount)
    assert told(*TRAINED, enough)["training.oldest_on"].value == TODAY
    anew = replace(programme.TRAINING, digest="6e" * 32)
    assert told(*TRAINED, enough, anew)["training.cohorts_trained"].value == 0


CHAMPIONS = (*PEOPLED[:2], programme.BO_NOMINATED, programme.CLEO_NOMINATED)


@pytest.mark.req("RA12")
def test_what_champions_were_told_before_the_network_was_active_does_not_count() -> None:
    early = brief(told(*CHAMPIONS, programme.BRIEFED, programme.ACTIVATED), "champions")
    assert early == {
        "departments": (2, (1, 2)),
        "departments_covered": (2, (1, 2, 3, 4)),
        "active": (True, (1, 2, 6)),
        "briefed_after_activation": (False, (1, 2, 6)),
        "briefed_once": (False, (1, 2, 6)),
    }
    facts = brief(told(*CHAMPIONS, programme.ACTIVATED, programme.BRIEFED), "champions")
    assert facts["briefed_after_activation"] == (True, (1, 2, 3, 4, 5, 6))
    assert facts["briefed_on"][0] == TODAY


def test_a_champion_who_leaves_leaves_the_department_uncovered() -> None:
    facts = brief(told(*CHAMPIONS, programme.ACTIVATED, programme.BRIEFED, programme.CLEO_LEFT), "champions")
    assert (facts["departments_covered"], facts["briefed_after_activation"]) == ((1, (1, 2, 3)), (False, (1, 2, 5)))


def test_a_network_is_not_active_before_it_is() -> None:
    assert brief(told(*CHAMPIONS), "champions")["active"] == (False, (1, 2))


@pytest.mark.req("RA12")
def test_managers_are_equipped_department_by_department() -> None:
    facts = brief(told(*PEOPLED[:2], programme.EQUIPPED), "managers")
    assert facts == {
        "total": (5, (1, 2)),
        "equipped": (3, (1, 2, 3)),
        "departments": (2, (1, 2)),
        "departments_equipped": (0, (1, 2)),
        "equipped_on": (TODAY, (1, 2, 3)),
    }
    all_of_it = replace(programme.EQUIPPED, count=4)
    assert brief(told(*PEOPLED[:2], all_of_it), "managers")["departments_equipped"] == (1, (1, 2, 3))
