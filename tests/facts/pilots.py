"""The claims assistant's pilot, run by a vendor from September to February, and what its close-out review held."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from shared.events.pilots import (
    Better,
    DecisionDeferred,
    FindingDismissed,
    FindingKind,
    FindingRecorded,
    PilotClosed,
    PilotCostRecorded,
    PilotRegistered,
    PilotResultRecorded,
    RunBy,
)
from shared.kernel.money import Money
from tests.facts.engagements import ENGAGEMENT

PILOT_ID = ENGAGEMENT
FINDING_ID, COST_ID = UUID(int=0xF1), UUID(int=0xC1)

REGISTERED = PilotRegistered(
    pilot_id=PILOT_ID,
    name="Claims assistant",
    purpose="Draft the answer to a household claim from the policy's text.",
    run_by=RunBy.VENDOR,
    vendor="Brightwater Analytics",
    started_on=date(2025, 9, 1),
)
RESULT = PilotResultRecorded(
    pilot_id=PILOT_ID,
    criterion="Drafts accepted unchanged",
    unit="%",
    better=Better.HIGHER,
    target=Decimal(60),
    actual=Decimal("71.5"),
)
RESULT_WITHOUT_TARGET = PilotResultRecorded(
    pilot_id=PILOT_ID,
    criterion="Time to answer",
    unit="minutes",
    better=Better.LOWER,
    target=None,
    actual=Decimal("8.25"),
)
FOUND = FindingRecorded(
    pilot_id=PILOT_ID,
    finding_id=FINDING_ID,
    kind=FindingKind.DATA,
    title="Scanned policies are unreadable",
    detail="One policy in five reaches production as a scan; the pilot had none.",
)
FINDING_DISMISSED = FindingDismissed(
    pilot_id=PILOT_ID, finding_id=FINDING_ID, reason="Scanned policies are out of scope until 2027."
)
COST = PilotCostRecorded(
    pilot_id=PILOT_ID,
    cost_id=COST_ID,
    amount=Money(minor=18_500_000, currency="CAD"),
    purpose="The vendor's fee for six months",
)
PUT_OFF = DecisionDeferred(
    pilot_id=PILOT_ID, times=1, until=date(2026, 3, 31), reason="The sponsor wants one more month of results."
)
CLOSED = PilotClosed(
    pilot_id=PILOT_ID,
    closed_on=date(2026, 2, 27),
    summary="Adjusters kept seven drafts in ten; scans were never tried.",
)
