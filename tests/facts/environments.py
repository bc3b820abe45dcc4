"""Production of the claims assistant: hardened in its endpoint, which Bo completed and Cleo verified, and deployed."""

from datetime import date
from uuid import UUID

from shared.events.environments import (
    EnvironmentDeclared,
    EnvironmentKind,
    HardeningCompleted,
    HardeningItemAdded,
    HardeningKind,
    HardeningReopened,
    HardeningVerified,
    ProductionEnvironmentDeployed,
)
from shared.events.gaps import Evidence
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import BO, CLEO

ENVIRONMENT_ID, ITEM_ID = UUID(int=0xE0), UUID(int=0x17E)
RELEASE_ID = UUID(int=0x4E)

PRODUCTION_DECLARED = EnvironmentDeclared(
    environment_id=ENVIRONMENT_ID,
    engagement_id=ENGAGEMENT,
    name="Claims production, Montreal",
    kind=EnvironmentKind.PRODUCTION,
)
ITEM_ADDED = HardeningItemAdded(
    environment_id=ENVIRONMENT_ID,
    item_id=ITEM_ID,
    kind=HardeningKind.PRIVATE_ENDPOINT,
    title="The model answers inside the insurer's network only",
)
HARDENING_COMPLETED = HardeningCompleted(
    environment_id=ENVIRONMENT_ID,
    item_id=ITEM_ID,
    evidence=Evidence(
        digest="5c" * 32, link="https://evidence.example/scan.json", note="No public address answered in the scan."
    ),
    completer=BO,
)
HARDENING_VERIFIED = HardeningVerified(environment_id=ENVIRONMENT_ID, item_id=ITEM_ID, verifier=CLEO)
HARDENING_REOPENED = HardeningReopened(
    environment_id=ENVIRONMENT_ID, item_id=ITEM_ID, reason="The network was divided anew."
)
DEPLOYED = ProductionEnvironmentDeployed(
    environment_id=ENVIRONMENT_ID,
    release_id=RELEASE_ID,
    deployed_on=date(2026, 3, 1),
    evidence=Evidence(digest="6d" * 32, link="https://ci.example/deployments/7", note="Rolled out without a restart."),
)
