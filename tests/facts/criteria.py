"""What people said of two criteria: that one is met, and that another one should not hold the gate up."""

from datetime import date

from shared.events.criteria import (
    AttestationWithdrawn,
    CriterionAttested,
    CriterionBlocked,
    CriterionUnblocked,
    NotApplicableApproved,
    NotApplicableEnded,
    NotApplicableRejected,
    NotApplicableRequested,
    WaiverExtended,
    WaiverGranted,
    WaiverRejected,
    WaiverRequested,
    WaiverRevoked,
)
from tests.facts.engagements import ENGAGEMENT
from tests.facts.evidence import EVIDENCE_ID
from tests.facts.people import ANA, BO, DEE

CRITERION = "fairway/load_test"

ATTESTED = CriterionAttested(
    engagement_id=ENGAGEMENT,
    criterion=CRITERION,
    attester=DEE,
    role="sponsor",
    statement="I saw the run, and the load was that of the storm.",
    valid_until=date(2026, 5, 28),
    evidence=(EVIDENCE_ID,),
)
ATTESTATION_WITHDRAWN = AttestationWithdrawn(
    engagement_id=ENGAGEMENT, criterion=CRITERION, attester=DEE, reason="The batch was not running."
)
BLOCKED = CriterionBlocked(
    engagement_id=ENGAGEMENT,
    criterion=CRITERION,
    party="Hosting provider",
    reason="The test needs a larger quota, which the provider grants in March.",
    until=date(2026, 3, 31),
)
UNBLOCKED = CriterionUnblocked(engagement_id=ENGAGEMENT, criterion=CRITERION, reason="The quota came early.")
NOT_APPLICABLE_REQUESTED = NotApplicableRequested(
    engagement_id=ENGAGEMENT,
    criterion=CRITERION,
    justification="Twelve people use it, one after the other.",
    requester=BO,
)
NOT_APPLICABLE_APPROVED = NotApplicableApproved(engagement_id=ENGAGEMENT, criterion=CRITERION, approver=DEE)
NOT_APPLICABLE_REJECTED = NotApplicableRejected(
    engagement_id=ENGAGEMENT, criterion=CRITERION, reason="Storms bring everybody at once.", rejecter=DEE
)
NOT_APPLICABLE_ENDED = NotApplicableEnded(
    engagement_id=ENGAGEMENT, criterion=CRITERION, reason="A second department joins in June."
)
WAIVER_REQUESTED = WaiverRequested(
    engagement_id=ENGAGEMENT,
    criterion=CRITERION,
    reason="The quota comes after the launch, and the first cohort is small.",
    until=date(2026, 4, 30),
    requester=ANA,
)
WAIVER_GRANTED = WaiverGranted(engagement_id=ENGAGEMENT, criterion=CRITERION, approver=DEE, until=date(2026, 4, 15))
WAIVER_REJECTED = WaiverRejected(
    engagement_id=ENGAGEMENT, criterion=CRITERION, reason="The launch can wait for the quota.", rejecter=DEE
)
WAIVER_EXTENDED = WaiverExtended(
    engagement_id=ENGAGEMENT,
    criterion=CRITERION,
    until=date(2026, 5, 15),
    reason="The provider is late by a month.",
    approver=DEE,
    extension=1,
)
WAIVER_REVOKED = WaiverRevoked(
    engagement_id=ENGAGEMENT, criterion=CRITERION, reason="The second cohort is ten times as large."
)
