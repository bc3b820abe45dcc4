"""What can be asked about with `can` at gates and criteria, and the command that is weighed for each action."""

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from gateway.schema.permissions import A_DAY, SAID, Trial, actions, trial
from services.gates.contracts import criteria, decisions
from shared.events.gates import Outcome
from shared.events.stages import Stage
from shared.kernel.record import record

NOTHING_YET = UUID(int=0)
"""The id of what a weighed command would make."""


@record
class AtGate:
    engagement_id: UUID
    stage: Stage
    domain: str


def decided(at: AtGate, outcome: Outcome) -> Trial:
    command = decisions.DecideGate(
        engagement_id=at.engagement_id,
        stage=at.stage,
        decision_id=NOTHING_YET,
        evaluation_id=NOTHING_YET,
        outcome=outcome,
        conditions=(),
        reason=SAID,
    )
    return trial(command, "reason")


def signed(at: AtGate) -> Trial:
    return trial(decisions.RecordSignOff(engagement_id=at.engagement_id, stage=at.stage, domain=at.domain))


def unsigned(at: AtGate) -> Trial:
    return trial(
        decisions.WithdrawSignOff(engagement_id=at.engagement_id, stage=at.stage, domain=at.domain, reason=SAID)
    )


def requested(at: AtGate) -> Trial:
    return trial(decisions.RequestGate(engagement_id=at.engagement_id, stage=at.stage, request_id=NOTHING_YET))


AT_GATE: Mapping[str, Callable[[AtGate], Trial]] = {
    "REQUEST_GATE": requested,
    "RECORD_SIGN_OFF": signed,
    "WITHDRAW_SIGN_OFF": unsigned,
    "DECIDE_GATE": lambda at: decided(at, Outcome.HOLD),
    "PASS_GATE": lambda at: decided(at, Outcome.GO),
}


@record
class OfCriterion:
    """`until` is the day that somebody asked a waiver for, or up to which it lives; `attester` gave their word last."""

    engagement_id: UUID
    criterion: str
    today: date
    until: date | None
    attester: UUID | None = None

    def command(self, kind: Callable[..., object], *still_open: str, **fields: object) -> Trial:
        return trial(kind(engagement_id=self.engagement_id, criterion=self.criterion, **fields), *still_open)


def attested(of: OfCriterion) -> Trial:
    fields = {"statement": SAID, "valid_until": of.today + A_DAY, "evidence": ()}
    return of.command(criteria.AttestCriterion, "validUntil", **fields)


OF_CRITERION: Mapping[str, Callable[[OfCriterion], Trial]] = {
    "ATTEST_CRITERION": attested,
    "WITHDRAW_ATTESTATION": lambda of: of.command(criteria.WithdrawAttestation, reason=SAID),
    "BLOCK_CRITERION": lambda of: of.command(criteria.BlockCriterion, party=SAID, reason=SAID, until=None),
    "UNBLOCK_CRITERION": lambda of: of.command(criteria.UnblockCriterion, reason=SAID),
    "REQUEST_NOT_APPLICABLE": lambda of: of.command(criteria.RequestNotApplicable, justification=SAID),
    "APPROVE_NOT_APPLICABLE": lambda of: of.command(criteria.ApproveNotApplicable),
    "REJECT_NOT_APPLICABLE": lambda of: of.command(criteria.RejectNotApplicable, reason=SAID),
    "END_NOT_APPLICABLE": lambda of: of.command(criteria.EndNotApplicable, reason=SAID),
    "REQUEST_WAIVER": lambda of: of.command(criteria.RequestWaiver, "until", reason=SAID, until=of.today + A_DAY),
    "GRANT_WAIVER": lambda of: of.command(criteria.GrantWaiver, "until", until=of.until or of.today),
    "REJECT_WAIVER": lambda of: of.command(criteria.RejectWaiver, reason=SAID),
    "EXTEND_WAIVER": lambda of: of.command(
        criteria.ExtendWaiver, "until", until=(of.until or of.today) + A_DAY, reason=SAID
    ),
    "REVOKE_WAIVER": lambda of: of.command(criteria.RevokeWaiver, reason=SAID),
    "REVOKE_ATTESTATION": lambda of: of.command(
        criteria.RevokeAttestation, attester=of.attester or NOTHING_YET, reason=SAID
    ),
}

GateAction = actions("GateAction", "To pass a gate is to decide GO; to decide is to say anything else.", AT_GATE)
CriterionAction = actions("CriterionAction", "What can be said of a criterion.", OF_CRITERION)
