"""The second edition of what ships: where its twenty criteria hang on other facts than those of the first."""

from datetime import timedelta

from services.gates.domain.framework.shipped import FRAMEWORKS
from tests.unit.gates.domain.verdict.twenty import EARLIER, FIRST, LATER, Edition, ago

SECOND = Edition(
    framework=FRAMEWORKS["fairway", 2],
    green={
        **FIRST.green,
        "sources.oldest_approved_on": EARLIER,
        "evidence_network_security_scan.findings_critical": 0,
        "evidence_network_security_scan.findings_high": 0,
        "quality.measures": 2,
        "quality.measured": 2,
        "quality.met": 2,
        "quality.oldest_window_on": EARLIER,
        "measurement.baselines_complete_once": True,
        "measurement.baselines_until": EARLIER,
        "measurement.indicators": 5,
        "measurement.indicators_with_baseline": 5,
        "measurement.triggers": 1,
    },
    not_met={
        **FIRST.not_met,
        "network_security": (
            {"evidence_network_security_scan.findings_critical": 1},
            {"evidence_network_security_scan.findings_high": 1},
        ),
        "monitoring": (
            {"evidence_fire_drill.acknowledged_minutes": 16},
            {"evidence_fire_drill.severities": 4},
            {"evidence_fire_drill.severities": 2, "evidence_fire_drill.severities_with_response": 2},
        ),
        "adoption_dashboard": (
            {"measurement.baselines_complete_once": False},
            {"measurement.baselines_until": LATER},
            {"evidence_dashboard_baseline.live": False},
        ),
    },
    stale={
        **FIRST.stale,
        "data_access": (*FIRST.stale["data_access"], {"sources.oldest_approved_on": ago(181)}),
        "quality_threshold": (
            {"quality.met": 1},
            {"quality.measures": 3},
            {"quality.measured": 1},
            {"quality.oldest_window_on": EARLIER - timedelta(days=7)},
        ),
        "quality_baseline": (
            *FIRST.stale["quality_baseline"],
            {"threshold.metrics": 5, "threshold.set": 5},
        ),
        "adoption_dashboard": ({"measurement.indicators": 6},),
    },
)
