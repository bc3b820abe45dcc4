"""Where the claims assistant meets the claims system: tested against its production, and withdrawn in the end."""

from datetime import date
from uuid import UUID

from shared.events.gaps import Evidence
from shared.events.integrations import (
    IntegrationDirection,
    IntegrationOutcome,
    IntegrationPointDeclared,
    IntegrationPointWithdrawn,
    IntegrationTarget,
    IntegrationTestRecorded,
)
from tests.facts.engagements import ENGAGEMENT
from tests.facts.environments import RELEASE_ID

POINT_ID, INTEGRATION_TEST_ID = UUID(int=0x90), UUID(int=0x91)

POINT_DECLARED = IntegrationPointDeclared(
    point_id=POINT_ID,
    engagement_id=ENGAGEMENT,
    system="Claims system",
    direction=IntegrationDirection.BOTH,
    workflow="A new claim asks for a draft; the draft goes to a handler for approval.",
)
INTEGRATION_PASSED = IntegrationTestRecorded(
    point_id=POINT_ID,
    test_id=INTEGRATION_TEST_ID,
    release_id=RELEASE_ID,
    outcome=IntegrationOutcome.PASSED,
    target=IntegrationTarget.PRODUCTION,
    ran_on=date(2026, 2, 26),
    evidence=Evidence(digest="7e" * 32, link="https://ci.example/runs/88", note="Twelve claims went all the way."),
)
POINT_WITHDRAWN = IntegrationPointWithdrawn(point_id=POINT_ID, reason="Drafts are fetched by the portal instead.")
