"""The claims assistant as Brightwater built it, and how it passes to Bo and Cleo."""

from datetime import date
from uuid import UUID

from shared.events.gaps import Evidence
from shared.events.ownership import Party
from shared.events.provenance import (
    AssumptionBroken,
    AssumptionConfirmed,
    AssumptionRecorded,
    ComponentKind,
    ComponentRecorded,
    InfrastructureAccepted,
    InfrastructureTransferred,
    KnowledgeTransferDone,
    KnowledgeTransferPlanned,
    KnowledgeTransferVerified,
    VendorDecisionOverturned,
    VendorDecisionRatified,
    VendorDecisionRecorded,
)
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import BO, CLEO, DEE

COMPONENT_ID, OWN_COMPONENT_ID, ASSUMPTION_ID = UUID(int=0x41), UUID(int=0x42), UUID(int=0x51)
DECISION_ID, TRANSFER_ID, BROKEN_GAP_ID = UUID(int=0x21), UUID(int=0x11), UUID(int=0x63)

COMPONENT = ComponentRecorded(
    engagement_id=ENGAGEMENT,
    component_id=COMPONENT_ID,
    name="Cluster that serves the model",
    kind=ComponentKind.INFRASTRUCTURE,
    builder="Brightwater Analytics",
    held_by=Party.VENDOR,
    detail="Four nodes in the vendor's own account.",
)
OWN_COMPONENT = ComponentRecorded(
    engagement_id=ENGAGEMENT,
    component_id=OWN_COMPONENT_ID,
    name="Policy index",
    kind=ComponentKind.DATA,
    builder="The claims department",
    held_by=Party.CLIENT,
    detail="",
)
ASSUMPTION = AssumptionRecorded(
    engagement_id=ENGAGEMENT,
    assumption_id=ASSUMPTION_ID,
    component_id=COMPONENT_ID,
    statement="Every policy can be read as text.",
    detail="",
)
CONFIRMED = AssumptionConfirmed(
    engagement_id=ENGAGEMENT, assumption_id=ASSUMPTION_ID, note="A thousand policies were read."
)
BROKEN = AssumptionBroken(
    engagement_id=ENGAGEMENT,
    assumption_id=ASSUMPTION_ID,
    reason="One policy in five reaches production as a scan.",
    gap_id=BROKEN_GAP_ID,
    title="Scanned policies cannot be read",
)
DECISION = VendorDecisionRecorded(
    engagement_id=ENGAGEMENT,
    decision_id=DECISION_ID,
    decision="Answers are kept for thirty days.",
    detail="Set in the vendor's console.",
)
RATIFIED = VendorDecisionRatified(engagement_id=ENGAGEMENT, decision_id=DECISION_ID, ratifier=DEE, note="")
OVERTURNED = VendorDecisionOverturned(
    engagement_id=ENGAGEMENT, decision_id=DECISION_ID, overturner=DEE, reason="The law asks for seven years."
)
HANDED_OVER = InfrastructureTransferred(engagement_id=ENGAGEMENT, component_id=COMPONENT_ID, receiver=CLEO)
TAKEN_OVER = InfrastructureAccepted(engagement_id=ENGAGEMENT, component_id=COMPONENT_ID, receiver=CLEO)
PLANNED = KnowledgeTransferPlanned(
    engagement_id=ENGAGEMENT,
    transfer_id=TRANSFER_ID,
    task="Roll out a new version of the prompts",
    giver=BO,
    receiver=CLEO,
    due=date(2026, 4, 15),
)
DONE = KnowledgeTransferDone(engagement_id=ENGAGEMENT, transfer_id=TRANSFER_ID, note="Two afternoons, with the code.")
VERIFIED_ALONE = KnowledgeTransferVerified(
    engagement_id=ENGAGEMENT,
    transfer_id=TRANSFER_ID,
    verifier=CLEO,
    evidence=Evidence(
        digest="9f" * 32, link="https://ci.example/runs/41", note="Version 12, rolled out by Cleo alone."
    ),
)
