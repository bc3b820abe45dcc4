"""A decision falls with what it stood on, by the very event that took it away, and by no other."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.gates.domain.gate import GATE, MarkOutdated
from services.gates.domain.gate.refusals import GateDecisionNotFound, StandsAsDecided
from shared.events.criteria import (
    CriterionAttested,
    WaiverGranted,
    WaiverRequested,
    WaiverRevoked,
)
from shared.events.evidence import EvidenceExpired
from shared.events.frameworks import CriteriaSetAdopted
from shared.events.gaps import Severity
from shared.events.gates import GateDecisionRevoked, GateOutdated, Outcome
from shared.kernel.decider import Asked
from tests.facts.endings import STOPPED
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.evidence import EVIDENCE_ID, EVIDENCE_REVISED, EVIDENCE_WITHDRAWN
from tests.facts.gaps import LOAD_TEST_ID, LOAD_TEST_OPENED, OWNED, RAISED, REOPENED, RESOLVED, VERIFIED
from tests.facts.gates import DECISION as OLD_DECISION
from tests.facts.gates import PASSED_ON_CONDITION
from tests.facts.people import BO, DEE, NOW
from tests.facts.sources import ACCESS_APPROVED, ACCESS_REVOKED, SOURCE_REGISTERED
from tests.facts.stages import ENTERED
from tests.facts.stages import REOPENED as STAGE_REOPENED
from tests.facts.tenants import TENANT_CONFIGURED
from tests.history import recorded
from tests.scenario import Scenario
from tests.unit.gates.domain.gate.house import (
    DECISION,
    GO,
    GREEN,
    REF,
    SPONSOR,
    STAGE,
    condition,
    conditional,
    happened,
    passed,
    signed,
)

pytestmark = pytest.mark.req("X3")

given = Scenario(decider=GATE).given
MARK = MarkOutdated(engagement_id=ENGAGEMENT, stage=STAGE, decision_id=DECISION)
PASSED = passed()


def outdated(position: int, criterion: str, fact: str, before: str, after: str) -> GateOutdated:
    """By the event at this position."""
    return GateOutdated(
        engagement_id=ENGAGEMENT,
        stage=STAGE,
        decision_id=DECISION,
        caused_by=UUID(int=position),
        criterion=criterion,
        fact=fact,
        before=before,
        after=after,
    )


BLOCKED = ("house/no_blockers", "gaps.blocking", "0", "1")
UNAPPROVED = ("house/sources", "sources.approved", "1", "0")
NEW_SOURCE = replace(SOURCE_REGISTERED, source_id=UUID(int=0x52))
NEW_OWNED = replace(OWNED, gap_id=LOAD_TEST_ID)


FALLS: list[tuple[tuple[Any, ...], int, tuple[str, str, str, str]]] = [
    ((RAISED,), 1, BLOCKED),
    ((OWNED, RESOLVED, RAISED), 3, BLOCKED),
    ((LOAD_TEST_OPENED, NEW_OWNED), 1, BLOCKED),
    ((RAISED, RESOLVED, VERIFIED), 1, BLOCKED),
    ((RESOLVED, VERIFIED, RAISED, REOPENED), 4, BLOCKED),
    ((ACCESS_REVOKED,), 1, UNAPPROVED),
    ((ACCESS_REVOKED, RAISED), 1, UNAPPROVED),
    ((RAISED, ACCESS_REVOKED), 1, BLOCKED),
    ((NEW_SOURCE,), 1, ("house/sources", "sources.in_scope", "1", "2")),
    ((EVIDENCE_WITHDRAWN,), 1, ("house/rehearsed", "evidence_drill.id", str(EVIDENCE_ID), "")),
    ((replace(EVIDENCE_REVISED, values=()),), 1, ("house/rehearsed", "evidence_drill.passed", "true", "")),
    (
        (replace(LOAD_TEST_OPENED, severity=Severity.MINOR),),
        1,
        ("house/owners", "gaps.without_owner", "0", "1"),
    ),
]


@pytest.mark.parametrize(("since", "at", "what"), FALLS)
def test_it_falls_by_the_first_event_after_which_something_lets_pass_no_longer(
    since: tuple[Any, ...], at: int, what: tuple[str, str, str, str]
) -> None:
    given(*PASSED, *since).when(MARK).then(outdated(len(PASSED) + at, *what))


APPROVED_LONGER = replace(ACCESS_APPROVED, access_id=UUID(int=0xAD), until=date(2026, 12, 31))


@pytest.mark.parametrize(
    "since",
    [
        (),
        (replace(OWNED, owner=DEE),),
        (RESOLVED, VERIFIED),
        (APPROVED_LONGER,),
        (APPROVED_LONGER, ACCESS_REVOKED),
        (replace(EVIDENCE_REVISED, values=GREEN[-1].values),),
        (
            CriterionAttested(
                engagement_id=ENGAGEMENT,
                criterion="house/no_blockers",
                attester=BO,
                role="sponsor",
                statement="I looked.",
                valid_until=date(2026, 5, 5),
                evidence=(),
            ),
        ),
        (TENANT_CONFIGURED,),
        (ENTERED,),
        (CriteriaSetAdopted(engagement_id=ENGAGEMENT, frameworks=(replace(REF, version=2),), reason="A new one."),),
        (replace(STAGE_REOPENED, stage=ENTERED.stage),),
    ],
)
def test_what_is_better_or_does_no_harm_leaves_it_standing(since: tuple[Any, ...]) -> None:
    given(*PASSED, *since).when(MARK).refused(StandsAsDecided)


UNTIL = date(2026, 3, 20)
WAIVED = (
    WaiverRequested(engagement_id=ENGAGEMENT, criterion="house/no_blockers", reason="Soon.", until=UNTIL, requester=BO),
    WaiverGranted(engagement_id=ENGAGEMENT, criterion="house/no_blockers", approver=DEE, until=UNTIL),
)
WAIVER_REVOKED = WaiverRevoked(engagement_id=ENGAGEMENT, criterion="house/no_blockers", reason="No.")


def test_where_no_fact_changed_but_what_people_say_the_states_are_told() -> None:
    past = passed(*GREEN, RAISED, *WAIVED)
    given(*past, WAIVER_REVOKED).when(MARK).then(outdated(len(past) + 1, "house/no_blockers", "", "waived", "not_met"))
    given(*PASSED, *WAIVED, WAIVER_REVOKED).when(MARK).refused(StandsAsDecided)


@pytest.mark.req("RSG9")
def test_it_falls_by_the_return_to_its_stage() -> None:
    at = len(PASSED) + 2
    given(*PASSED, ENTERED, STAGE_REOPENED, RAISED).when(MARK).then(outdated(at, "", "", "", ""))
    given(*PASSED, RAISED, STAGE_REOPENED).when(MARK).then(outdated(at - 1, *BLOCKED))


def test_what_a_condition_carries_does_not_fall_again() -> None:
    past = happened(signed(*GREEN, RAISED), conditional(condition("house/no_blockers")), SPONSOR)
    given(*past, RESOLVED, REOPENED).when(MARK).refused(StandsAsDecided)
    given(*past, RESOLVED, VERIFIED, REOPENED).when(MARK).refused(StandsAsDecided)
    given(*past, ACCESS_REVOKED).when(MARK).then(outdated(len(past) + 1, *UNAPPROVED))


def test_once_it_has_fallen_it_does_not_fall_again() -> None:
    revoked = GateDecisionRevoked(engagement_id=ENGAGEMENT, stage=STAGE, decision_id=DECISION, reason="No.")
    given(*PASSED, RAISED, outdated(len(PASSED) + 1, *BLOCKED)).when(MARK).then_nothing()
    given(*PASSED, RAISED, revoked).when(MARK).then_nothing()
    denied = happened(signed(), replace(GO, outcome=Outcome.HOLD, reason="No."), SPONSOR)
    given(*denied, RAISED).when(MARK).then_nothing()


def test_only_the_last_decision_falls() -> None:
    given(*GREEN).when(MARK).refused(GateDecisionNotFound, where=("input", "gateDecisionId"))
    given(*PASSED).when(replace(MARK, decision_id=UUID(int=0x2B))).refused(GateDecisionNotFound)


def test_a_decision_without_a_verdict_falls_by_the_return_to_its_stage_alone() -> None:
    mark = replace(MARK, decision_id=OLD_DECISION)
    given(STARTED, PASSED_ON_CONDITION, RAISED).when(mark).refused(StandsAsDecided)
    past = (STARTED, *[RAISED] * 60, PASSED_ON_CONDITION, STAGE_REOPENED)
    given(*past).when(mark).then(replace(outdated(len(past), "", "", "", ""), decision_id=OLD_DECISION))


def test_it_falls_where_the_engagement_has_ended_too() -> None:
    given(*PASSED, RAISED, STOPPED).when(MARK).then(outdated(len(PASSED) + 1, *BLOCKED))


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=NOW.tzinfo)


LAST = date(2026, 4, 30)
DRILL_AT = len(GREEN)


@pytest.mark.req("X6")
def test_while_nobody_has_gone_on_by_it_a_criterion_that_ran_out_takes_it_along() -> None:
    old = outdated(DRILL_AT, "house/rehearsed", "", "met", "stale")
    given(*PASSED).when(MARK, at=on(LAST)).refused(StandsAsDecided)
    given(*PASSED).when(MARK, at=on(LAST + timedelta(days=1))).then(old)
    expired = EvidenceExpired(evidence_id=EVIDENCE_ID, valid_until=LAST)
    said = replace(old, caused_by=UUID(int=len(PASSED) + 1))
    given(*PASSED, expired).when(MARK, at=on(LAST + timedelta(days=1))).then(said)


def test_once_somebody_has_gone_on_by_it_the_calendar_takes_nothing_away() -> None:
    given(*PASSED, ENTERED).when(MARK, at=on(LAST + timedelta(days=1))).refused(StandsAsDecided)
    given(*PASSED, ENTERED, RAISED).when(MARK).then(outdated(len(PASSED) + 2, *BLOCKED))


def test_what_ran_out_and_was_renewed_in_time_leaves_it_standing() -> None:
    renewed = replace(EVIDENCE_REVISED, values=GREEN[-1].values, valid_until=date(2026, 7, 31))
    given(*PASSED, renewed).when(MARK, at=on(LAST + timedelta(days=1))).refused(StandsAsDecided)


def test_a_waiver_that_ran_out_takes_it_along() -> None:
    past = passed(*GREEN, RAISED, *WAIVED)
    given(*past).when(MARK, at=on(UNTIL)).refused(StandsAsDecided)
    granted = len(GREEN) + 3
    given(*past).when(MARK, at=on(UNTIL + timedelta(days=1))).then(
        outdated(granted, "house/no_blockers", "", "waived", "not_met")
    )


def test_approvals_that_ran_out_take_it_along() -> None:
    drill = replace(GREEN[-1], valid_until=date(2027, 1, 1))
    past = passed(*GREEN[:-2], replace(ACCESS_APPROVED, until=date(2026, 5, 15)), drill)
    given(*past).when(MARK, at=on(date(2026, 5, 16))).then(outdated(10, *UNAPPROVED))


def test_an_event_is_judged_on_its_own_day_in_the_tenants_zone() -> None:
    """The waiver lives to the end of the 20th in Toronto, when it is the 21st in Greenwich."""
    past = passed(TENANT_CONFIGURED, *GREEN, RAISED, *WAIVED)
    late = datetime(2026, 3, 21, 3, 30, tzinfo=NOW.tzinfo)
    history = [*recorded((*past, WAIVER_REVOKED))]
    history[-1] = history[-1]._replace(recorded_at=late, occurred_at=late)
    asked = Asked(by=SPONSOR, at=late, day=date(2026, 3, 20))
    (fact,) = GATE.decide(MARK, GATE.replay(history), asked)
    assert fact == outdated(len(past) + 1, "house/no_blockers", "", "waived", "not_met")
    history[0] = history[0]._replace(event=replace(TENANT_CONFIGURED, time_zone="Europe/London"))
    (fact,) = GATE.decide(MARK, GATE.replay(history), replace(asked, day=date(2026, 3, 21)))
    assert fact.caused_by != UUID(int=len(past) + 1)
