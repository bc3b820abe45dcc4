"""What happens at a gate, what people say of criteria and what they show, after an engagement has begun."""

from decimal import Decimal

from shared.events.roi import RoiFigures, RoiReportPublished
from tests.facts import criteria, engagements, evidence, gates, measurement, packages, series, triggers
from tests.facts.engagements import ENGAGEMENT

AT_THE_GATE = (gates.REQUESTED, gates.SIGNED_OFF, gates.SIGN_OFF_WITHDRAWN, gates.EVALUATED, gates.READINESS)
SAID = (
    criteria.NOT_APPLICABLE_REQUESTED,
    criteria.NOT_APPLICABLE_REJECTED,
    criteria.NOT_APPLICABLE_REQUESTED,
    criteria.NOT_APPLICABLE_APPROVED,
    criteria.NOT_APPLICABLE_ENDED,
    criteria.ATTESTED,
    criteria.ATTESTATION_WITHDRAWN,
    criteria.ATTESTED,
    criteria.BLOCKED,
    criteria.UNBLOCKED,
    criteria.BLOCKED,
    criteria.WAIVER_REQUESTED,
    criteria.WAIVER_REJECTED,
    criteria.WAIVER_REQUESTED,
    criteria.WAIVER_GRANTED,
    criteria.WAIVER_EXTENDED,
    criteria.WAIVER_REVOKED,
)
SHOWN = (
    engagements.OWNER_VACATED,
    evidence.EVIDENCE_SUBMITTED,
    evidence.EVIDENCE_REVISED,
    evidence.EVIDENCE_WITHDRAWN,
    packages.PACKAGE_ASSEMBLED,
)
RETURN_REPORTED = RoiReportPublished(
    engagement_id=ENGAGEMENT,
    day=90,
    position=641,
    digest="7b" * 32,
    figures=RoiFigures(
        currency="CAD",
        days=90,
        benefit=4_000_000,
        run_cost=1_000_000,
        pilot_cost=2_000_000,
        scale_cost=4_000_000,
        roi=Decimal("0.5"),
        annualised=Decimal("2.0278"),
    ),
)
LIVE = (
    *(series.SERIES_DEFINED, series.KPI_DEFINED, series.BASELINE_SET, series.TARGET_SET, series.PLAN_CURVE_SET),
    *(triggers.BEHIND_PLAN, measurement.MEASUREMENT_STARTED, measurement.FIRST_WEEK_CLOSED),
    *(measurement.FIRST_WEEK_MISSED, series.SERIES_RETIRED, triggers.TRIGGER_RETIRED, RETURN_REPORTED),
)
