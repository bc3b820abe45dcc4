"""Whatever people say of a criterion, one sentence per test."""

from dataclasses import replace

import pytest

from services.gates.domain.adopted import CriterionNotFound
from services.gates.domain.criterion.commands import (
    ApproveNotApplicable,
    AttestCriterion,
    BlockCriterion,
    CriterionCommand,
    EndNotApplicable,
    ExtendWaiver,
    GrantWaiver,
    RejectNotApplicable,
    RejectWaiver,
    RequestNotApplicable,
    RequestWaiver,
    RevokeAttestation,
    RevokeWaiver,
    UnblockCriterion,
    WithdrawAttestation,
)
from services.gates.domain.criterion.rules import CRITERION
from services.gates.domain.exemption_policy import LATEST_EXEMPTIONS
from services.gates.domain.not_found import EngagementNotFound
from shared.events.people import Role
from shared.kernel.decider import Reach
from shared.kernel.refusal import NotWellFormed
from tests.facts.criteria import (
    ATTESTATION_WITHDRAWN,
    ATTESTED,
    BLOCKED,
    NOT_APPLICABLE_ENDED,
    NOT_APPLICABLE_REJECTED,
    NOT_APPLICABLE_REQUESTED,
    UNBLOCKED,
    WAIVER_EXTENDED,
    WAIVER_GRANTED,
    WAIVER_REJECTED,
    WAIVER_REQUESTED,
    WAIVER_REVOKED,
)
from tests.facts.criteria import (
    CRITERION as LOAD_TEST,
)
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.evidence import EVIDENCE_ID, EVIDENCE_SUBMITTED
from tests.facts.frameworks import ADOPTED, CLAIMS_PUBLISHED, STACKED
from tests.scenario import Scenario
from tests.unit.gates.domain.measured import SPONSOR, given

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
BLOCK = BlockCriterion(
    engagement_id=ENGAGEMENT, criterion=LOAD_TEST, party=BLOCKED.party, reason=BLOCKED.reason, until=BLOCKED.until
)
UNBLOCK = UnblockCriterion(engagement_id=ENGAGEMENT, criterion=LOAD_TEST, reason=UNBLOCKED.reason)
ASK_NOT_TO_APPLY = RequestNotApplicable(
    engagement_id=ENGAGEMENT, criterion=LOAD_TEST, justification=NOT_APPLICABLE_REQUESTED.justification
)
APPROVE = ApproveNotApplicable(engagement_id=ENGAGEMENT, criterion=LOAD_TEST)
REJECT = RejectNotApplicable(engagement_id=ENGAGEMENT, criterion=LOAD_TEST, reason=NOT_APPLICABLE_REJECTED.reason)
END = EndNotApplicable(engagement_id=ENGAGEMENT, criterion=LOAD_TEST, reason=NOT_APPLICABLE_ENDED.reason)
REQUEST = RequestWaiver(
    engagement_id=ENGAGEMENT, criterion=LOAD_TEST, reason=WAIVER_REQUESTED.reason, until=WAIVER_REQUESTED.until
)
GRANT = GrantWaiver(engagement_id=ENGAGEMENT, criterion=LOAD_TEST, until=WAIVER_GRANTED.until)
REJECT_WAIVER = RejectWaiver(engagement_id=ENGAGEMENT, criterion=LOAD_TEST, reason=WAIVER_REJECTED.reason)
EXTEND = ExtendWaiver(
    engagement_id=ENGAGEMENT, criterion=LOAD_TEST, until=WAIVER_EXTENDED.until, reason=WAIVER_EXTENDED.reason
)
REVOKE = RevokeWaiver(engagement_id=ENGAGEMENT, criterion=LOAD_TEST, reason=WAIVER_REVOKED.reason)
REVOKE_WORD = RevokeAttestation(
    engagement_id=ENGAGEMENT,
    criterion=LOAD_TEST,
    attester=ATTESTATION_WITHDRAWN.attester,
    reason=ATTESTATION_WITHDRAWN.reason,
)
ALL: tuple[CriterionCommand, ...] = (
    *(ATTEST, WITHDRAW, BLOCK, UNBLOCK, ASK_NOT_TO_APPLY, APPROVE, REJECT),
    *(END, REQUEST, GRANT, REJECT_WAIVER, EXTEND, REVOKE, REVOKE_WORD),
)
WITH_A_REASON = tuple(each for each in ALL if not isinstance(each, ApproveNotApplicable | GrantWaiver))


@pytest.mark.parametrize("command", ALL, ids=lambda each: type(each).__name__)
def test_an_engagement_that_was_not_started_has_no_criteria(command: CriterionCommand) -> None:
    given().when(command, by=SPONSOR).refused(EngagementNotFound)


@pytest.mark.parametrize("command", ALL, ids=lambda each: type(each).__name__)
@pytest.mark.parametrize("other", ["fairway/other", "another/load_test"])
def test_something_is_said_of_criteria_that_were_adopted(command: CriterionCommand, other: str) -> None:
    given(STARTED).when(replace(command, criterion=other), by=SPONSOR).refused(
        CriterionNotFound, where=("input", "criterion")
    )


def test_a_criterion_is_named_by_framework_and_code() -> None:
    given(STARTED).when(replace(BLOCK, criterion="load_test")).refused(NotWellFormed, where=("input", "criterion"))


@pytest.mark.parametrize("command", ALL, ids=lambda each: type(each).__name__)
def test_what_is_said_of_a_criterion_has_a_stream_in_its_engagement(command: CriterionCommand) -> None:
    assert CRITERION.stream(command) == f"criterion-{ENGAGEMENT}-fairway/load_test"
    assert CRITERION.engagement(command) == ENGAGEMENT
    within, adopted = CRITERION.looks_at(command)
    assert (within.reach, within.id) == (Reach.ENGAGEMENT, str(ENGAGEMENT))
    assert adopted.id == f"criteria-{ENGAGEMENT}"


def test_whoever_attests_stands_on_the_evidence_of_that_instant() -> None:
    assert "EvidenceSubmitted" in CRITERION.looks_at(ATTEST)[0].types
    assert "EvidenceSubmitted" not in CRITERION.looks_at(BLOCK)[0].types


@pytest.mark.parametrize("command", WITH_A_REASON, ids=lambda each: type(each).__name__)
def test_whoever_says_something_says_why(command: CriterionCommand) -> None:
    match command:
        case AttestCriterion():
            mute: CriterionCommand = replace(command, statement="")
        case RequestNotApplicable():
            mute = replace(command, justification="")
        case ApproveNotApplicable() | GrantWaiver():
            pytest.fail("these say nothing in words")
        case _:
            mute = replace(command, reason="")
    given(*BACKED, WAIVER_REQUESTED, WAIVER_GRANTED).when(mute, by=SPONSOR).refused(NotWellFormed)


def test_nobody_approves_alone_what_leads_ask_for() -> None:
    for hands, grant in (
        (LATEST_EXEMPTIONS.waiver, GrantWaiver),
        (LATEST_EXEMPTIONS.not_applicable, ApproveNotApplicable),
    ):
        assert CRITERION.permits[grant] == hands.approved_by
        assert {Role.SPONSOR, Role.BUSINESS_OWNER} <= hands.approved_by
        assert Role.ENGAGEMENT_LEAD not in hands.approved_by


def test_criteria_of_a_tenants_own_framework_are_known_from_where_it_was_published() -> None:
    own = replace(BLOCK, criterion="claims/appeals")
    assert [scope.id for scope in CRITERION.looks_at(own)[1:]] == [f"criteria-{ENGAGEMENT}", "framework-claims"]
    plain = Scenario(decider=CRITERION).given
    plain(STARTED, CLAIMS_PUBLISHED, STACKED).when(own).then(replace(BLOCKED, criterion="claims/appeals"))
    plain(STARTED, CLAIMS_PUBLISHED, ADOPTED).when(own).refused(CriterionNotFound)
    plain(STARTED, CLAIMS_PUBLISHED, STACKED).when(BLOCK).then(BLOCKED)
