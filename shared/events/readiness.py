"""Facts about how ready the system is by all criteria. Stream `readiness-{engagement_id}`, by gates."""

from enum import StrEnum
from uuid import UUID

from shared.events.verdicts import FrameworkRef, Verdict
from shared.kernel.record import record


class Purpose(StrEnum):
    """The framework is applied twice: to find what lacks, and to find whether anything still does."""

    BASELINE = "baseline"
    GO_NO_GO = "go_no_go"


@record
class ReadinessEvaluated:
    """What the rules made of all criteria, with the log as it stood at `position`; the last of a purpose counts."""

    engagement_id: UUID
    evaluation_id: UUID
    purpose: Purpose
    frameworks: tuple[FrameworkRef, ...]
    position: int
    verdict: Verdict
