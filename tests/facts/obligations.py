"""The claims assistant is looked at under Canadian guidance: one duty is met and confirmed, another does not apply."""

from shared.events.gaps import Evidence
from shared.events.obligations import (
    AdoptedDuty,
    ComplianceConfirmed,
    ComplianceWithdrawn,
    ObligationExcluded,
    ObligationMapped,
    ObligationReinstated,
    ObligationSetAdopted,
)
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import ANA, BO, CLEO, DEE

DATA = AdoptedDuty(
    instrument="osfi_e23", at="Principle 3.2", jurisdiction="canada", criteria=(1, 11, 13), digest="3a" * 32
)
INVENTORY = AdoptedDuty(
    instrument="osfi_e23", at="Principle 2.1", jurisdiction="canada", criteria=(5,), digest="3b" * 32
)
SET_ADOPTED = ObligationSetAdopted(
    engagement_id=ENGAGEMENT, edition=2, jurisdictions=("canada",), duties=(INVENTORY, DATA), adopter=ANA
)
EXCLUDED = ObligationExcluded(
    engagement_id=ENGAGEMENT,
    instrument="osfi_e23",
    at="Principle 2.1",
    reason="The group's inventory holds it already.",
    approver=DEE,
)
REINSTATED = ObligationReinstated(
    engagement_id=ENGAGEMENT, instrument="osfi_e23", at="Principle 2.1", reason="The group keeps no inventory of it."
)
MAPPED = ObligationMapped(
    engagement_id=ENGAGEMENT,
    instrument="osfi_e23",
    at="Principle 3.2",
    criteria=(11, 13),
    how="Letters of all five offices, drawn by the month.",
    evidence=Evidence(digest="7d" * 32, link="https://evidence.example/lineage.pdf", note="Where each letter is from."),
    mapper=BO,
)
CONFIRMED = ComplianceConfirmed(
    engagement_id=ENGAGEMENT,
    instrument="osfi_e23",
    at="Principle 3.2",
    evidence=Evidence(digest="7e" * 32, link="https://evidence.example/review.pdf", note="Forty letters were traced."),
    confirmer=CLEO,
)
WITHDRAWN = ComplianceWithdrawn(
    engagement_id=ENGAGEMENT, instrument="osfi_e23", at="Principle 3.2", reason="Two offices were left out."
)
LIFE = (SET_ADOPTED, EXCLUDED, REINSTATED, MAPPED, CONFIRMED, WITHDRAWN, CONFIRMED, EXCLUDED)
