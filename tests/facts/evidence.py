"""The report of a load test that backs a criterion, from the day it was submitted to the day it expired."""

from datetime import date
from uuid import UUID

from shared.events.evidence import (
    EvidenceExpired,
    EvidenceExpiryNoted,
    EvidenceRevised,
    EvidenceSubmitted,
    EvidenceValue,
    EvidenceWithdrawn,
)
from tests.facts.engagements import ENGAGEMENT
from tests.facts.environments import RELEASE_ID
from tests.facts.people import BO, CLEO

EVIDENCE_ID = UUID(int=0xEE1)

EVIDENCE_SUBMITTED = EvidenceSubmitted(
    engagement_id=ENGAGEMENT,
    evidence_id=EVIDENCE_ID,
    criterion="fairway/load_test",
    kind="load_test_report",
    title="Load test of the release 2026.3",
    digest="1f" * 32,
    size=48_213,
    media_type="application/json",
    source="https://ci.example/load/12",
    format="k6_summary",
    values=(EvidenceValue(name="achieved_rps", value="62.50"), EvidenceValue(name="held", value="true")),
    release_id=RELEASE_ID,
    valid_from=date(2026, 2, 27),
    valid_until=date(2026, 5, 28),
    submitter=BO,
)
EVIDENCE_REVISED = EvidenceRevised(
    evidence_id=EVIDENCE_ID,
    revision=2,
    digest="2e" * 32,
    size=50_001,
    media_type="application/json",
    source="https://ci.example/load/13",
    format="k6_summary",
    values=(EvidenceValue(name="achieved_rps", value="64.00"), EvidenceValue(name="held", value="true")),
    release_id=RELEASE_ID,
    valid_from=date(2026, 3, 2),
    valid_until=date(2026, 5, 31),
    reason="The first run left out the nightly batch.",
    reviser=BO,
)
EVIDENCE_EXPIRY_NOTED = EvidenceExpiryNoted(evidence_id=EVIDENCE_ID, days_left=30, valid_until=date(2026, 5, 28))
EVIDENCE_EXPIRED = EvidenceExpired(evidence_id=EVIDENCE_ID, valid_until=date(2026, 5, 28))
EVIDENCE_WITHDRAWN = EvidenceWithdrawn(
    evidence_id=EVIDENCE_ID, reason="The test ran against a stub of the claims system.", withdrawer=CLEO
)
