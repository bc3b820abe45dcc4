"""Two gaps of an engagement: no private endpoint, which Bo owns and resolves, and no load test, which waits for it."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from shared.events.dimensions import Dimension
from shared.events.gaps import (
    Cause,
    Evidence,
    GapCancelled,
    GapDeferralExpired,
    GapDeferred,
    GapDependencyAdded,
    GapDependencyRemoved,
    GapDueDateSet,
    GapEstimated,
    GapKind,
    GapOpened,
    GapOwnerAssigned,
    GapOwnerVacated,
    GapReopened,
    GapResolved,
    GapSeverityLowered,
    GapSeverityRaised,
    GapStageLinked,
    GapStarted,
    GapTemplateUsed,
    GapVerified,
    GapWorkstreamTagged,
    GapWorkstreamUntagged,
    Proposal,
    Severity,
)
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import ANA, BO, DEE

GAP_ID, LOAD_TEST_ID = UUID(int=0x61), UUID(int=0x62)

OPENED = GapOpened(
    gap_id=GAP_ID,
    engagement_id=ENGAGEMENT,
    title="No private endpoint",
    detail="The pilot called the model over the public internet.",
    kind=GapKind.INFRASTRUCTURE,
    cause=Cause.INFRASTRUCTURE_NOT_PRODUCTION_GRADE,
    severity=Severity.MAJOR,
    proposal=Proposal(dimension=Dimension.INFRASTRUCTURE, aspect="network"),
)
LOAD_TEST_OPENED = GapOpened(
    gap_id=LOAD_TEST_ID,
    engagement_id=ENGAGEMENT,
    title="No load test",
    detail="",
    kind=GapKind.PERFORMANCE,
    cause=Cause.INFRASTRUCTURE_NOT_PRODUCTION_GRADE,
    severity=Severity.BLOCKING,
)
OWNED = GapOwnerAssigned(gap_id=GAP_ID, owner=BO)
OWNER_LEFT = GapOwnerVacated(gap_id=GAP_ID, owner=BO, reason="The person was erased.")
ESTIMATED = GapEstimated(gap_id=GAP_ID, low=Decimal("2.00"), likely=Decimal("3.50"), high=Decimal("8.00"))
DUE = GapDueDateSet(gap_id=GAP_ID, due=date(2026, 4, 1))
RAISED = GapSeverityRaised(
    gap_id=GAP_ID, severity=Severity.BLOCKING, reason="The regulator asked about the open route."
)
LOWERED = GapSeverityLowered(
    gap_id=GAP_ID, severity=Severity.MINOR, reason="The traffic stays inside the building.", approver=DEE
)
NEEDED = GapDependencyAdded(gap_id=LOAD_TEST_ID, needs=GAP_ID)
NEEDED_NO_MORE = GapDependencyRemoved(gap_id=LOAD_TEST_ID, needs=GAP_ID)
BEGUN = GapStarted(gap_id=GAP_ID)
EVIDENCE = Evidence(digest="9f" * 32, link="https://evidence.example/scan.pdf", note="No public route is left.")
RESOLVED = GapResolved(gap_id=GAP_ID, evidence=EVIDENCE, resolver=BO)
VERIFIED = GapVerified(gap_id=GAP_ID, verifier=ANA)
REOPENED = GapReopened(gap_id=GAP_ID, reason="The scan was of the test network.")
DEFERRED = GapDeferred(gap_id=GAP_ID, until=date(2026, 5, 4), reason="The new network arrives in April.", approver=DEE)
CANCELLED = GapCancelled(gap_id=GAP_ID, reason="The model moves in-house.")
BLOCKER_CANCELLED = GapCancelled(gap_id=GAP_ID, reason="The model moves in-house.", approver=DEE)
TAGGED = GapWorkstreamTagged(gap_id=GAP_ID, workstream="infrastructure", policy=1)
UNTAGGED = GapWorkstreamUntagged(gap_id=GAP_ID, workstream="infrastructure")
STAGE_LINKED = GapStageLinked(gap_id=GAP_ID, stage="hardening")
LOAD_TEST_LINKED = GapStageLinked(gap_id=LOAD_TEST_ID, stage="hardening")
TEMPLATE_USED = GapTemplateUsed(gap_id=GAP_ID, template="loose_grounding", policy=1)
EXPIRED = GapDeferralExpired(gap_id=GAP_ID, until=date(2026, 5, 4))
