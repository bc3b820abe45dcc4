"""What the report has to own up to: the things that nobody has settled, by the numbers of the gaps they concern."""

from collections.abc import Callable, Sequence
from datetime import date

from services.engagement.domain.gap_status import GapStatus
from services.engagement.reports.compared import ComparedDimension, Standing
from services.engagement.reports.found import Fate, ReportedFinding
from services.engagement.reports.register import ReportedGap
from services.engagement.reports.tried import Outcome, Result
from shared.kernel.record import record


@record
class OpenPoints:
    """Numbers of gaps still to be closed; `deferred` is the deferral debt, `lapsed` what of it is overdue."""

    without_owner: tuple[int, ...]
    without_estimate: tuple[int, ...]
    without_due_date: tuple[int, ...]
    late: tuple[int, ...]
    deferred: tuple[int, ...]
    lapsed: tuple[int, ...]
    awaiting_verification: tuple[int, ...]
    reopened: tuple[int, ...]
    found_after_close: tuple[int, ...]
    criteria_without_target: int
    undecided_findings: int
    undecided_differences: int


def open_points(
    gaps: Sequence[ReportedGap],
    results: Sequence[Result],
    findings: Sequence[ReportedFinding],
    dimensions: Sequence[ComparedDimension],
    today: date,
) -> OpenPoints:
    def those(true_of: Callable[[ReportedGap], bool]) -> tuple[int, ...]:
        return tuple(gap.number for gap in gaps if true_of(gap))

    aspects = [aspect for dimension in dimensions for aspect in dimension.aspects]
    return OpenPoints(
        without_owner=those(lambda gap: gap.remains and gap.owner is None),
        without_estimate=those(lambda gap: gap.remains and gap.estimate is None),
        without_due_date=those(lambda gap: gap.remains and gap.due is None),
        late=those(lambda gap: is_late(gap, today)),
        deferred=those(lambda gap: gap.status is GapStatus.DEFERRED),
        lapsed=those(lambda gap: is_lapsed(gap, today)),
        awaiting_verification=those(lambda gap: gap.status is GapStatus.RESOLVED),
        reopened=those(lambda gap: gap.reopened > 0),
        found_after_close=those(lambda gap: gap.found_after_close and gap.stands),
        criteria_without_target=sum(result.outcome is Outcome.NO_TARGET for result in results),
        undecided_findings=sum(finding.fate is Fate.UNDECIDED for finding in findings),
        undecided_differences=sum(aspect.standing is Standing.UNDECIDED for aspect in aspects),
    )


def is_late(gap: ReportedGap, today: date) -> bool:
    """A deferred gap has another date to meet."""
    return gap.remains and gap.status is not GapStatus.DEFERRED and gap.due is not None and gap.due < today


def is_lapsed(gap: ReportedGap, today: date) -> bool:
    return gap.status is GapStatus.DEFERRED and gap.deferred_until is not None and gap.deferred_until < today
