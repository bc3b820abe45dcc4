"""The engagement that meets all twenty criteria, moved to the second edition of what ships, and meeting them by it."""

from dataclasses import replace
from typing import Any

from services.gates.domain.framework.shipped import FRAMEWORKS, reference
from shared.events.evidence import EvidenceSubmitted, EvidenceValue
from shared.events.frameworks import CriteriaSetAdopted
from tests.facts import hardening, series, triggers
from tests.facts.engagements import ENGAGEMENT
from tests.unit.gates.domain.gate.twenty_met import ALL, FIRE_DRILL, SCAN, WINDOW, YESTERDAY, Met

EDITION = FRAMEWORKS["fairway", 2]
MOVED = CriteriaSetAdopted(engagement_id=ENGAGEMENT, frameworks=(reference(EDITION),), reason="It asks for more.")
NAME = hardening.METRIC_DEFINED.name


def saying(piece: EvidenceSubmitted, **values: str) -> EvidenceSubmitted:
    """A value named in parts is told as `findings__high`."""
    told = (EvidenceValue(name=name.replace("__", "."), value=value) for name, value in values.items())
    return replace(piece, values=tuple(told))


MEASURED = saying(WINDOW, metric=NAME, metric_value="70", window_end=YESTERDAY.isoformat())
SCANNED = saying(SCAN, private_endpoint="true", findings__critical="0", findings__high="0")
DRILLED = saying(
    FIRE_DRILL, monitors_live="true", severities="3", severities_with_response="3", acknowledged_minutes="15"
)
MEASURING = (series.SERIES_DEFINED, series.BASELINE_SET, triggers.BEHIND_PLAN)
ANEW = {WINDOW.evidence_id: MEASURED, SCAN.evidence_id: SCANNED, FIRE_DRILL.evidence_id: DRILLED}


def shown_anew(*others: EvidenceSubmitted) -> tuple[Any, ...]:
    """As the second edition takes it, and the engagement moved to it."""
    pieces = {**ANEW, **{each.evidence_id: each for each in others}}
    past = tuple(pieces.get(each.evidence_id, each) if isinstance(each, EvidenceSubmitted) else each for each in ALL)
    return (*past, *MEASURING, MOVED)


SECOND = Met(framework=EDITION, happened=shown_anew())
