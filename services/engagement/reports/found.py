"""What the close-out review found, and what became of each finding."""

from collections.abc import Sequence
from enum import StrEnum
from uuid import UUID

from services.engagement.projections.findings import Finding
from services.engagement.reports.register import ReportedGap
from shared.events.pilots import FindingKind
from shared.kernel.record import record


class Fate(StrEnum):
    GAP = "gap"
    DISMISSED = "dismissed"
    UNDECIDED = "undecided"  # neither a gap nor a reason why none is needed


@record
class ReportedFinding:
    """`gaps` are the numbers of the gaps that came from it; `reason` is why it was dismissed."""

    finding_id: UUID
    kind: FindingKind
    title: str
    detail: str
    fate: Fate
    gaps: tuple[int, ...]
    reason: str | None


def findings(rows: Sequence[Finding], gaps: Sequence[ReportedGap]) -> tuple[ReportedFinding, ...]:
    """By kind, then in the order in which they were recorded."""
    kinds = list(FindingKind)
    ordered = sorted(rows, key=lambda row: (kinds.index(row.kind), row.recorded_seq))
    return tuple(reported(row, [gap for gap in gaps if gap.finding_id == row.finding_id]) for row in ordered)


def reported(row: Finding, gaps: Sequence[ReportedGap]) -> ReportedFinding:
    return ReportedFinding(
        finding_id=row.finding_id,
        kind=row.kind,
        title=row.title,
        detail=row.detail,
        fate=fate(row, gaps),
        gaps=tuple(gap.number for gap in gaps),
        reason=row.dismissed,
    )


def fate(row: Finding, gaps: Sequence[ReportedGap]) -> Fate:
    """A cancelled gap stands for its finding until the finding is dismissed as well."""
    if any(gap.stands for gap in gaps):
        return Fate.GAP
    if row.dismissed is not None:
        return Fate.DISMISSED
    return Fate.GAP if gaps else Fate.UNDECIDED
