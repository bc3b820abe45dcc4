"""A stop is the last word until the stage is reopened, and a no is heard whatever the verdict weighs."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from services.gates.domain.framework.canonical import digest, document
from services.gates.domain.gate import GATE
from services.gates.domain.gate.refusals import GateStopped, VerdictTooLong
from shared.events.frameworks import CriteriaSetAdopted, FrameworkPublished
from shared.events.gates import GateDecided, GateEvaluated, Outcome
from shared.events.stages import Stage
from shared.events.verdicts import FrameworkRef
from tests.facts.endings import PARKED, RESUMED
from tests.facts.engagements import ENGAGEMENT
from tests.facts.stages import REOPENED
from tests.scenario import Scenario
from tests.unit.gates.domain.gate.house import (
    GO,
    GREEN,
    HOUSE,
    LEAD,
    REQUEST_GATE,
    SPONSOR,
    condition,
    conditional,
    happened,
    requested,
    signed,
)

pytestmark = pytest.mark.req("RSG4")

given = Scenario(decider=GATE).given
STOP = replace(GO, outcome=Outcome.STOP, reason="The vendor is gone.", decision_id=UUID(int=0x5B))
HOLD = replace(STOP, outcome=Outcome.HOLD, decision_id=UUID(int=0x5C), reason="Nobody knows yet.")
STOPPED = happened(signed(), STOP, SPONSOR)
ASKED_AGAIN = replace(REQUEST_GATE, request_id=UUID(int=0x2A))


def test_nobody_asks_again_for_what_was_stopped_and_nobody_passes_it() -> None:
    given(*STOPPED).when(ASKED_AGAIN, by=LEAD).refused(GateStopped)
    given(*STOPPED).when(GO, by=SPONSOR).refused(GateStopped)
    given(*STOPPED).when(conditional(condition("house/no_blockers")), by=SPONSOR).refused(GateStopped)


def test_nothing_else_that_is_said_lifts_a_stop() -> None:
    held = happened(STOPPED, HOLD, SPONSOR)
    assert isinstance(held[-1], GateDecided)
    given(*held).when(GO, by=SPONSOR).refused(GateStopped)
    given(*held, PARKED, RESUMED).when(GO, by=SPONSOR).refused(GateStopped)
    later = replace(REOPENED, stage=Stage.CLOSURE)
    given(*held, later).when(ASKED_AGAIN, by=LEAD).refused(GateStopped)


def test_once_the_stage_is_reopened_the_gate_is_asked_for_and_passed_again() -> None:
    asked = happened((*STOPPED, REOPENED), ASKED_AGAIN, LEAD)
    assert isinstance(happened(asked, GO, SPONSOR)[-1], GateDecided)


def test_the_same_stop_again_changes_nothing() -> None:
    given(*STOPPED).when(STOP, by=SPONSOR).then_nothing()


def too_much() -> tuple[Any, ...]:
    """Held to so many criteria that no event can hold the verdict."""
    one, domains = HOUSE.criteria[0], HOUSE.domains[:1]
    many = tuple(replace(one, code=f"{'criterion' * 6}_{number}", number=number) for number in range(1, 101))
    gates = (replace(HOUSE.gates[0], criteria=tuple(each.code for each in many), requirements=()),)
    big = replace(HOUSE, criteria=many, gates=gates, domains=domains, evidence=())
    several = [replace(big, name=f"big_{number}") for number in range(6)]
    refs = tuple(FrameworkRef(name=each.name, version=1, digest=digest(each)) for each in several)
    return (
        *GREEN,
        *(
            FrameworkPublished(name=each.name, version=1, digest=digest(each), document=document(each))
            for each in several
        ),
        CriteriaSetAdopted(engagement_id=ENGAGEMENT, frameworks=refs, reason="All of it."),
    )


def test_a_no_is_always_heard_and_says_by_its_place_in_the_log_what_it_was_said_on() -> None:
    past = requested(*too_much())
    for outcome in (Outcome.NO_GO, Outcome.HOLD, Outcome.STOP):
        command = replace(STOP, outcome=outcome)
        after = happened(past, command, SPONSOR)
        (fact,) = after[len(past) :]
        assert isinstance(fact, GateDecided)
        assert (fact.outcome, fact.evaluation_id, fact.position) == (outcome, None, len(past))
        assert fact.framework.startswith("big_0 1, big_1 1")
        given(*after).when(command, by=SPONSOR).then_nothing()
    given(*past).when(GO, by=SPONSOR).refused(VerdictTooLong)


def test_a_no_on_a_verdict_that_fits_records_it() -> None:
    assert [type(each) for each in STOPPED[-2:]] == [GateEvaluated, GateDecided]
