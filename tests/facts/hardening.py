"""The claims assistant meets real claims: Bo measures it on a representative sample, Cleo approves what it reads.

Ana declared the sample, Dee approves a lower threshold and accepts what is lost.
"""

from datetime import date
from decimal import Decimal
from uuid import UUID

from shared.events.datasets import DatasetContent, DatasetDeclared, DatasetKind, DatasetRevised
from shared.events.gaps import Evidence
from shared.events.grounding import (
    GroundingSourceAccessControlled,
    GroundingSourceApproved,
    GroundingSourceDeclared,
    GroundingSourceRetired,
    GroundingSourceRevised,
    GroundingSourceScoped,
)
from shared.events.quality_metrics import (
    QualityMetricDefined,
    QualityThresholdLoweringRejected,
    QualityThresholdLoweringRequested,
    QualityThresholdSet,
)
from shared.events.validations import (
    ModelValidated,
    PerformanceDeltaAccepted,
    PerformanceDeltaAddressed,
    PerformanceDeltaMeasured,
)
from tests.facts.engagements import ENGAGEMENT
from tests.facts.gaps import OPENED
from tests.facts.people import ANA, BO, CLEO, DEE
from tests.facts.pilots import RESULT
from tests.facts.releases import PINNED
from tests.facts.sources import SOURCE_ID

DATASET_ID, METRIC_ID, RUN_ID = UUID(int=0xDA), UUID(int=0x3E), UUID(int=0x3F)
REPORT = Evidence(digest="d1" * 32, link="https://evidence.example/run-12.json", note="One run over 400 claims.")

CONTENT = DatasetContent(
    kind=DatasetKind.REPRESENTATIVE,
    drawn="By chance from all claims of the winter, in the shares of product, language and channel.",
    first_day=date(2025, 12, 1),
    last_day=date(2026, 2, 28),
    rows=400,
    digest="da" * 32,
    sources=(SOURCE_ID,),
)
WITH_SCANS = DatasetContent(
    kind=DatasetKind.REPRESENTATIVE,
    drawn="As before, with the claims that came as scans.",
    first_day=date(2025, 12, 1),
    last_day=date(2026, 2, 28),
    rows=500,
    digest="db" * 32,
    sources=(SOURCE_ID,),
)
DATASET_DECLARED = DatasetDeclared(
    dataset_id=DATASET_ID, engagement_id=ENGAGEMENT, name="Claims of the winter", content=CONTENT
)
DATASET_REVISED = DatasetRevised(
    dataset_id=DATASET_ID, version=2, content=WITH_SCANS, reason="One claim in five comes as a scan."
)

METRIC_DEFINED = QualityMetricDefined(
    metric_id=METRIC_ID,
    engagement_id=ENGAGEMENT,
    name="Drafts accepted unchanged",
    definition="Of a hundred drafts, how many the adjuster sent as they were.",
    unit=RESULT.unit,
    better=RESULT.better,
)
THRESHOLD_SET = QualityThresholdSet(
    metric_id=METRIC_ID, old=None, new=Decimal(70), why="Below that the adjusters gain no time.", setter=BO
)
LOWERING_REQUESTED = QualityThresholdLoweringRequested(
    metric_id=METRIC_ID, new=Decimal(60), why="Scans take a second reader anyway.", requester=BO
)
LOWERING_REJECTED = QualityThresholdLoweringRejected(metric_id=METRIC_ID, reason="Not before the scans were tried.")
THRESHOLD_LOWERED = QualityThresholdSet(
    metric_id=METRIC_ID,
    old=Decimal(70),
    new=Decimal(60),
    why="Scans take a second reader anyway.",
    setter=BO,
    approver=DEE,
)

VALIDATED = ModelValidated(
    metric_id=METRIC_ID,
    engagement_id=ENGAGEMENT,
    run_id=RUN_ID,
    dataset_id=DATASET_ID,
    dataset_version=1,
    dataset_kind=DatasetKind.REPRESENTATIVE,
    representative=True,
    policy=1,
    release_id=PINNED.release_id,
    value=Decimal("64.5"),
    sample_size=400,
    ran_on=date(2026, 3, 1),
    fresh_until=date(2026, 4, 30),
    evidence=REPORT,
)
DELTA_MEASURED = PerformanceDeltaMeasured(
    metric_id=METRIC_ID,
    engagement_id=ENGAGEMENT,
    run_id=RUN_ID,
    criterion=RESULT.criterion,
    pilot=RESULT.actual,
    production=Decimal("64.5"),
    delta=Decimal("-7.0"),
    measurer=BO,
)
DELTA_ACCEPTED = PerformanceDeltaAccepted(
    metric_id=METRIC_ID, run_id=RUN_ID, reason="Six drafts in ten still pay for it.", accepter=DEE
)
DELTA_ADDRESSED = PerformanceDeltaAddressed(metric_id=METRIC_ID, run_id=RUN_ID, gap_id=OPENED.gap_id)

GROUNDING_DECLARED = GroundingSourceDeclared(
    source_id=SOURCE_ID, engagement_id=ENGAGEMENT, revision="2026-01", digest="a1" * 32, declarer=ANA
)
GROUNDING_SCOPED = GroundingSourceScoped(source_id=SOURCE_ID, scope="Policies that are in force, without annexes.")
ACCESS_CONTROLLED = GroundingSourceAccessControlled(
    source_id=SOURCE_ID,
    control="Read by the service's own account, row by row as the adjuster may.",
    evidence=Evidence(
        digest="ac" * 32, link="https://evidence.example/access.pdf", note="Six attempts from outside failed."
    ),
)
GROUNDING_APPROVED = GroundingSourceApproved(
    source_id=SOURCE_ID,
    revision="2026-01",
    approver=CLEO,
    policy=1,
    fresh_until=date(2026, 8, 29),
)
GROUNDING_REVISED = GroundingSourceRevised(
    source_id=SOURCE_ID, revision="2026-02", digest="a2" * 32, reason="The new tariff came in.", reviser=ANA
)
GROUNDING_RETIRED = GroundingSourceRetired(source_id=SOURCE_ID, reason="Drafts no longer quote from it.")
