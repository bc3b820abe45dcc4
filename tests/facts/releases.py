"""What goes live for household claims, the load that Dee expects, and the test that it passed."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from shared.events.environments import EnvironmentKind
from shared.events.gaps import Evidence
from shared.events.releases import LoadTestRecorded, PeakLoadExpected, ReleasePinned, ServiceLevel, ServiceLevelSet
from tests.facts.engagements import ENGAGEMENT
from tests.facts.environments import ENVIRONMENT_ID, RELEASE_ID
from tests.facts.people import DEE

LOAD_TEST_ID = UUID(int=0x7E)

PINNED = ReleasePinned(
    engagement_id=ENGAGEMENT,
    release_id=RELEASE_ID,
    name="2026.3",
    model_digest="a1" * 32,
    prompt_digest="b2" * 32,
    data_digest="c3" * 32,
    configuration_digest="d4" * 32,
)
PEAK_EXPECTED = PeakLoadExpected(
    engagement_id=ENGAGEMENT,
    requests_per_second=Decimal("40.00"),
    basis="The busiest hour after the storm of 2024, and half as much again.",
    author=DEE,
)
LEVEL = ServiceLevel(percentile=Decimal("95.000"), latency_ms=1_200, error_share=Decimal("0.00500"))
LEVEL_SET = ServiceLevelSet(engagement_id=ENGAGEMENT, level=LEVEL)
LOAD_TESTED = LoadTestRecorded(
    engagement_id=ENGAGEMENT,
    test_id=LOAD_TEST_ID,
    release_id=RELEASE_ID,
    environment_id=ENVIRONMENT_ID,
    environment=EnvironmentKind.PRODUCTION,
    ran_on=date(2026, 2, 27),
    achieved=Decimal("62.50"),
    expected_peak=Decimal("40.00"),
    level=LEVEL,
    latency_ms=940,
    error_share=Decimal("0.00120"),
    held=True,
    policy=1,
    evidence=Evidence(digest="8f" * 32, link="https://ci.example/load/12", note="An hour at the full rate."),
)
