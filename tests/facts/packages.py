"""A governance package as it was assembled."""

from datetime import date
from uuid import UUID

from services.gates.domain.package.manifest import Manifest, assembled
from shared.events.packages import PackagedAttestation, PackagedCriterion, PackagedEvidence, PackagedExemption
from shared.events.verdicts import CriterionState
from tests.facts.engagements import ENGAGEMENT
from tests.facts.gates import SHIPPED
from tests.facts.people import ANA, BO, DEE

PACKAGE = UUID(int=0xBA1)
MET = PackagedCriterion(
    code="fairway/obligations",
    state=CriterionState.MET,
    until=date(2027, 2, 28),
    rule_digest="1a" * 32,
    verdict_digest="2b" * 32,
    evidence=(
        PackagedEvidence(
            evidence_id=UUID(int=0xEE1),
            kind="compliance_confirmation",
            digest="3c" * 32,
            valid_until=date(2027, 2, 28),
            position=48,
        ),
    ),
    attestations=(
        PackagedAttestation(attester=BO, role="governance_reviewer", valid_until=date(2027, 2, 28), position=51),
    ),
    waiver=None,
    not_applicable=None,
)
WAIVED = PackagedCriterion(
    code="fairway/incident_playbook",
    state=CriterionState.WAIVED,
    until=date(2026, 4, 15),
    rule_digest="4d" * 32,
    verdict_digest="5e" * 32,
    evidence=(),
    attestations=(),
    waiver=PackagedExemption(requester=ANA, approver=DEE, until=date(2026, 4, 15), positions=(52, 53)),
    not_applicable=None,
)
PACKAGE_ASSEMBLED = assembled(
    Manifest(
        engagement_id=ENGAGEMENT,
        package_id=PACKAGE,
        number=1,
        assembler=ANA,
        day=date(2026, 3, 2),
        position=57,
        frameworks=(SHIPPED,),
        criteria=(MET, WAIVED),
    )
)
