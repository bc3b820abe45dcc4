"""Whatever may wait for somebody: its kind, the mutation that does it, and the command that is weighed for it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from enum import Enum
from uuid import UUID

import strawberry

from gateway.schema import permitted
from gateway.schema.ids import global_id
from gateway.schema.permissions import A_DAY, SAID, SHOWN, Trial, trial
from services.engagement.contract import governance
from services.engagement.contracts import going_live, ownership, provenance, stages
from services.gates.contracts import decisions, evidence
from shared.events.ownership import CycleUnit, ReviewCycle
from shared.events.sources import DataClass
from shared.events.stages import Stage
from shared.kernel.known import known
from shared.kernel.record import record
from shared.projecting.waited import Waited


class WaitingKind(Enum):
    GATE_SIGN_OFF = "gate_sign_off"
    GATE_DECISION = "gate_decision"
    GAP_TO_RESOLVE = "gap_to_resolve"
    GAP_TO_VERIFY = "gap_to_verify"
    WAIVER_TO_GRANT = "waiver"
    NOT_APPLICABLE_TO_APPROVE = "not_applicable"
    CONDITION_TO_MEET = "condition"
    EVIDENCE_TO_RENEW = "evidence"
    DATA_ACCESS_TO_APPROVE = "data_access"
    DATA_TO_CLASSIFY = "data_classification"
    DELIVERABLE_TO_ACCEPT = "deliverable"
    ACCOUNTABILITY_TO_ACCEPT = "accountability"
    OBLIGATIONS_TO_ACCEPT = "obligations"
    HAND_OVER_TO_ACCEPT = "hand_over"
    INFRASTRUCTURE_TO_ACCEPT = "infrastructure"
    KNOWLEDGE_TRANSFER_TO_VERIFY = "knowledge"
    VENDOR_DECISION_TO_RATIFY = "vendor_decision"
    REVIEW_TO_HOLD = "review"


strawberry.enum(WaitingKind, description="What is waited for.")
COMMANDS = {
    WaitingKind.GATE_SIGN_OFF: "recordSignOff",
    WaitingKind.GATE_DECISION: "decideGate",
    WaitingKind.GAP_TO_RESOLVE: "resolveGap",
    WaitingKind.GAP_TO_VERIFY: "verifyGap",
    WaitingKind.WAIVER_TO_GRANT: "grantWaiver",
    WaitingKind.NOT_APPLICABLE_TO_APPROVE: "approveNotApplicable",
    WaitingKind.CONDITION_TO_MEET: "meetCondition",
    WaitingKind.EVIDENCE_TO_RENEW: "reviseEvidence",
    WaitingKind.DATA_ACCESS_TO_APPROVE: "approveDataAccess",
    WaitingKind.DATA_TO_CLASSIFY: "classifyData",
    WaitingKind.DELIVERABLE_TO_ACCEPT: "acceptDeliverable",
    WaitingKind.ACCOUNTABILITY_TO_ACCEPT: "acceptModelAccountability",
    WaitingKind.OBLIGATIONS_TO_ACCEPT: "acceptObligations",
    WaitingKind.HAND_OVER_TO_ACCEPT: "acceptHandOver",
    WaitingKind.INFRASTRUCTURE_TO_ACCEPT: "acceptInfrastructure",
    WaitingKind.KNOWLEDGE_TRANSFER_TO_VERIFY: "verifyKnowledgeTransfer",
    WaitingKind.VENDOR_DECISION_TO_RATIFY: "ratifyVendorDecision",
    WaitingKind.REVIEW_TO_HOLD: "holdReview",
}
NOUNS: Mapping[WaitingKind, str] = {
    WaitingKind.GAP_TO_RESOLVE: "Gap",
    WaitingKind.GAP_TO_VERIFY: "Gap",
    WaitingKind.CONDITION_TO_MEET: "GateCondition",
    WaitingKind.EVIDENCE_TO_RENEW: "EvidencePiece",
    WaitingKind.DATA_ACCESS_TO_APPROVE: "DataAccess",
    WaitingKind.DATA_TO_CLASSIFY: "DataSource",
    WaitingKind.INFRASTRUCTURE_TO_ACCEPT: "Component",
    WaitingKind.KNOWLEDGE_TRANSFER_TO_VERIFY: "KnowledgeTransfer",
    WaitingKind.VENDOR_DECISION_TO_RATIFY: "VendorDecision",
    WaitingKind.REVIEW_TO_HOLD: "Review",
}
"""What the command names, where that is neither a gate nor a criterion nor a whole engagement."""
NO_DAY = date.max
THOUGH = {WaitingKind.CONDITION_TO_MEET: frozenset({"CONDITION_STILL_UNMET"})}


@record
class Waits:
    """`by` orders what has no due date behind what has one; `key` tells it from all the others.

    It waits `though` it is refused by these rules: what they ask for is part of what is to be done.
    """

    kind: WaitingKind
    key: str
    since: datetime
    by: date
    engagement_id: UUID
    trial: Trial
    thing: UUID | None = None
    subject: str = ""
    stage: Stage | None = None
    domain: str | None = None
    criterion: str | None = None
    gap_id: UUID | None = None
    though: frozenset[str] = frozenset()

    @property
    def about(self) -> strawberry.ID | None:
        noun = NOUNS.get(self.kind)
        return None if noun is None or self.thing is None else global_id(noun, self.thing)


def exempted(it: Waited, day: date) -> Trial:
    action = "GRANT_WAIVER" if it.matter == WaitingKind.WAIVER_TO_GRANT.value else "APPROVE_NOT_APPLICABLE"
    of = permitted.OfCriterion(engagement_id=it.engagement_id, criterion=it.part, today=day, until=it.due)
    return permitted.OF_CRITERION[action](of)


def met(it: Waited, _: date) -> Trial:
    stage, decision = Stage(known(it.stage)), known(it.within)
    return trial(
        decisions.MeetCondition(
            engagement_id=it.engagement_id, stage=stage, decision_id=decision, condition_id=it.thing
        )
    )


def renewed(it: Waited, day: date) -> Trial:
    shown = evidence.Artefact(
        digest=SHOWN.digest,
        size=1,
        media_type=next(iter(evidence.LATEST_EVIDENCE.media_types)),
        source=SAID,
        format=None,
        values=(),
        release_id=None,
        valid_from=day,
        valid_until=day + A_DAY,
    )
    open_ = ("digest", "size", "mediaType", "source", "format", "values", "releaseId", "validFrom", "validUntil")
    return trial(evidence.ReviseEvidence(evidence_id=it.thing, artefact=shown, reason=SAID), *open_)


def approved(it: Waited, day: date) -> Trial:
    until = day + timedelta(days=7)
    return trial(governance.ApproveDataAccess(source_id=known(it.within), access_id=it.thing, until=until), "until")


def classified(it: Waited, _: date) -> Trial:
    return trial(
        governance.ClassifyData(source_id=it.thing, data_class=DataClass.INTERNAL, personal_data=False), "dataClass"
    )


def accepted(it: Waited, _: date) -> Trial:
    stage = Stage(known(it.stage))
    return trial(stages.AcceptDeliverable(engagement_id=it.engagement_id, stage=stage, deliverable=it.part))


def obliged(it: Waited, _: date) -> Trial:
    monthly = ReviewCycle(every=1, unit=CycleUnit.MONTH)
    command = ownership.AcceptObligations(engagement_id=it.engagement_id, obligations=(SAID,), cycle=monthly)
    return trial(command, "obligations", "reviewCycle")


def verified(it: Waited, _: date) -> Trial:
    command = provenance.VerifyKnowledgeTransfer(engagement_id=it.engagement_id, transfer_id=it.thing, evidence=SHOWN)
    return trial(command, "evidence")


def ratified(it: Waited, _: date) -> Trial:
    command = provenance.RatifyVendorDecision(engagement_id=it.engagement_id, decision_id=it.thing, note=SAID)
    return trial(command, "note")


def held(it: Waited, day: date) -> Trial:
    command = ownership.HoldReview(engagement_id=it.engagement_id, review_id=it.thing, held_on=day, summary=SAID)
    return trial(command, "heldOn", "summary")


def of_engagement(command: Callable[..., object]) -> Callable[[Waited, date], Trial]:
    return lambda it, _: trial(command(engagement_id=it.engagement_id))


TRIALS: Mapping[WaitingKind, Callable[[Waited, date], Trial]] = {
    WaitingKind.WAIVER_TO_GRANT: exempted,
    WaitingKind.NOT_APPLICABLE_TO_APPROVE: exempted,
    WaitingKind.CONDITION_TO_MEET: met,
    WaitingKind.EVIDENCE_TO_RENEW: renewed,
    WaitingKind.DATA_ACCESS_TO_APPROVE: approved,
    WaitingKind.DATA_TO_CLASSIFY: classified,
    WaitingKind.DELIVERABLE_TO_ACCEPT: accepted,
    WaitingKind.ACCOUNTABILITY_TO_ACCEPT: of_engagement(governance.AcceptModelAccountability),
    WaitingKind.OBLIGATIONS_TO_ACCEPT: obliged,
    WaitingKind.HAND_OVER_TO_ACCEPT: of_engagement(going_live.AcceptHandOver),
    WaitingKind.INFRASTRUCTURE_TO_ACCEPT: lambda it, _: trial(
        provenance.AcceptInfrastructure(engagement_id=it.engagement_id, component_id=it.thing)
    ),
    WaitingKind.KNOWLEDGE_TRANSFER_TO_VERIFY: verified,
    WaitingKind.VENDOR_DECISION_TO_RATIFY: ratified,
    WaitingKind.REVIEW_TO_HOLD: held,
}
OF_A_CRITERION = frozenset(
    {
        WaitingKind.WAIVER_TO_GRANT,
        WaitingKind.NOT_APPLICABLE_TO_APPROVE,
        WaitingKind.CONDITION_TO_MEET,
        WaitingKind.EVIDENCE_TO_RENEW,
    }
)


def of_thing(it: Waited, day: date) -> Waits:
    """A waiver is asked for until a day, but nothing is due on it."""
    kind = WaitingKind(it.matter)
    due = None if kind is WaitingKind.WAIVER_TO_GRANT else it.due
    return Waits(
        kind=kind,
        key=f"{it.matter} {it.thing} {it.stage or ''} {it.part}",
        since=it.since,
        by=due or NO_DAY,
        engagement_id=it.engagement_id,
        trial=TRIALS[kind](it, day),
        thing=it.thing,
        subject=it.subject,
        stage=Stage(it.stage) if it.stage else None,
        criterion=it.part or None if kind in OF_A_CRITERION else None,
        though=THOUGH.get(kind, frozenset()),
    )
