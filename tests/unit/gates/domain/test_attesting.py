"""Somebody says that a criterion is met, one sentence per test."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.gates.domain.bounds import LastDayOutOfBounds
from services.gates.domain.criterion.commands import (
    AttestCriterion,
    NobodysWordAsked,
    OwnEvidence,
    RevokeAttestation,
    WithdrawAttestation,
)
from services.gates.domain.criterion.rules import CRITERION
from services.gates.domain.criterion.state import Case
from services.gates.domain.evidence import EvidenceNotFound
from services.gates.domain.verdict.standing import HANDLED
from shared.events.criteria import CriterionAttested
from shared.events.people import DelegationEnded, Role, RoleDelegated, RoleRevoked
from shared.kernel.refusal import NotPermitted, NotWellFormed
from tests.facts.criteria import (
    ATTESTATION_WITHDRAWN,
    ATTESTED,
)
from tests.facts.criteria import (
    CRITERION as LOAD_TEST,
)
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.evidence import EVIDENCE_ID, EVIDENCE_REVISED, EVIDENCE_SUBMITTED, EVIDENCE_WITHDRAWN
from tests.facts.people import ANA, CLEO, DEE, as_role
from tests.scenario import Scenario
from tests.unit.gates.domain.measured import A_DAY, HANGING_ON_A_REPORT, NEVER_WAIVED, SPONSOR, TODAY, given

pytestmark = pytest.mark.req("RSG4")

BACKED = (STARTED, EVIDENCE_SUBMITTED)
ATTEST = AttestCriterion(
    engagement_id=ENGAGEMENT,
    criterion=LOAD_TEST,
    statement=ATTESTED.statement,
    valid_until=ATTESTED.valid_until,
    evidence=(EVIDENCE_ID,),
)
WITHDRAW = WithdrawAttestation(engagement_id=ENGAGEMENT, criterion=LOAD_TEST, reason=ATTESTATION_WITHDRAWN.reason)
REVOKE = RevokeAttestation(
    engagement_id=ENGAGEMENT, criterion=LOAD_TEST, attester=DEE, reason=ATTESTATION_WITHDRAWN.reason
)


def test_somebody_in_a_role_that_the_framework_names_attests_a_criterion() -> None:
    given(*BACKED).when(ATTEST, by=SPONSOR).then(ATTESTED)


def test_the_word_of_others_is_not_asked_for() -> None:
    given(*BACKED).when(ATTEST, by=as_role(ANA, Role.ENGAGEMENT_LEAD)).refused(NotPermitted, saying="sponsor")


def test_what_is_computed_is_not_attested() -> None:
    given(STARTED).when(replace(ATTEST, criterion=NEVER_WAIVED), by=SPONSOR).refused(NobodysWordAsked)


def test_nobody_attests_by_their_own_evidence() -> None:
    own = replace(EVIDENCE_SUBMITTED, submitter=DEE)
    given(STARTED, own).when(ATTEST, by=SPONSOR).refused(OwnEvidence)
    given(STARTED, own).when(replace(ATTEST, evidence=()), by=SPONSOR).refused(OwnEvidence)


def test_whoever_revised_the_evidence_does_not_attest_either() -> None:
    given(*BACKED, replace(EVIDENCE_REVISED, reviser=DEE)).when(ATTEST, by=SPONSOR).refused(OwnEvidence)


def test_evidence_that_the_criterion_hangs_on_is_ones_own_whatever_it_was_shown_for() -> None:
    astray = replace(EVIDENCE_SUBMITTED, criterion=NEVER_WAIVED, submitter=DEE)
    asking = Scenario(decider=replace(CRITERION, initial=Case(adopted=HANGING_ON_A_REPORT)))
    asking.given(STARTED, astray).when(replace(ATTEST, evidence=()), by=SPONSOR).refused(OwnEvidence)


def test_evidence_of_another_criterion_keeps_nobody_from_attesting() -> None:
    other = replace(EVIDENCE_SUBMITTED, submitter=DEE, evidence_id=UUID(int=0xEE2), criterion=NEVER_WAIVED)
    given(*BACKED, other).when(ATTEST, by=SPONSOR).then(ATTESTED)
    given(*BACKED, other).when(replace(ATTEST, evidence=(other.evidence_id,)), by=SPONSOR).refused(
        EvidenceNotFound, where=("input", "evidence")
    )


def test_what_was_looked_at_is_there_and_was_not_withdrawn() -> None:
    given(STARTED).when(ATTEST, by=SPONSOR).refused(EvidenceNotFound)
    given(*BACKED, EVIDENCE_WITHDRAWN).when(ATTEST, by=SPONSOR).refused(EvidenceNotFound)


def test_what_was_looked_at_is_named_once_and_not_without_end() -> None:
    twice = replace(ATTEST, evidence=(EVIDENCE_ID, EVIDENCE_ID))
    given(*BACKED).when(twice, by=SPONSOR).refused(NotWellFormed, where=("input", "evidence"))
    many = replace(ATTEST, evidence=tuple(UUID(int=number) for number in range(51)))
    given(*BACKED).when(many, by=SPONSOR).refused(NotWellFormed, where=("input", "evidence"))


@pytest.mark.parametrize("days", [-1, 91])
def test_a_word_counts_from_today_and_no_longer_than_the_framework_says(days: int) -> None:
    long = replace(ATTEST, valid_until=TODAY + days * A_DAY)
    given(*BACKED).when(long, by=SPONSOR).refused(LastDayOutOfBounds, where=("input", "validUntil"))


def test_the_longest_word_is_taken() -> None:
    longest = TODAY + 90 * A_DAY
    given(*BACKED).when(replace(ATTEST, valid_until=longest), by=SPONSOR).then(replace(ATTESTED, valid_until=longest))


def test_saying_the_same_again_is_nothing_new() -> None:
    given(*BACKED, ATTESTED).when(ATTEST, by=SPONSOR).then_nothing()


def test_saying_it_for_longer_replaces_what_was_said() -> None:
    longer = ATTESTED.valid_until + A_DAY
    given(*BACKED, ATTESTED).when(replace(ATTEST, valid_until=longer), by=SPONSOR).then(
        replace(ATTESTED, valid_until=longer)
    )


def test_the_attester_takes_their_word_back() -> None:
    given(*BACKED, ATTESTED).when(WITHDRAW, by=DEE).then(ATTESTATION_WITHDRAWN)


def test_where_one_has_said_nothing_there_is_nothing_to_take_back() -> None:
    given(*BACKED, ATTESTED).when(WITHDRAW, by=CLEO).then_nothing()
    given(*BACKED, ATTESTED, ATTESTATION_WITHDRAWN).when(WITHDRAW, by=DEE).then_nothing()


def test_whoever_leads_or_grants_waivers_ends_anybodys_word() -> None:
    leads = {Role.ENGAGEMENT_LEAD, Role.PILOT_LEAD}
    assert CRITERION.permits[RevokeAttestation] == leads | {Role.SPONSOR, Role.BUSINESS_OWNER}
    given(*BACKED, ATTESTED).when(REVOKE, by=as_role(ANA, Role.ENGAGEMENT_LEAD)).then(ATTESTATION_WITHDRAWN)


def test_only_the_word_of_the_one_who_is_named_ends_and_it_ends_once() -> None:
    other = replace(ATTESTED, attester=CLEO)
    given(*BACKED, ATTESTED, other).when(REVOKE, by=as_role(ANA, Role.ENGAGEMENT_LEAD)).then(ATTESTATION_WITHDRAWN)
    gone = (*BACKED, ATTESTED, other, ATTESTATION_WITHDRAWN)
    given(*gone).when(REVOKE, by=as_role(ANA, Role.ENGAGEMENT_LEAD)).then_nothing()


@pytest.mark.req("RSG4")
def test_a_word_outlives_the_role_that_it_was_given_in_since_verdicts_hear_of_nobodys_roles() -> None:
    assert CriterionAttested in HANDLED
    assert set(HANDLED).isdisjoint({RoleRevoked, RoleDelegated, DelegationEnded})
