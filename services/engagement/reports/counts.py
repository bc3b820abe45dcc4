"""The gaps counted: by cause, kind and status, and by who has them left to do."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from uuid import UUID

from services.engagement.domain.gap_status import GapStatus
from services.engagement.reports.figures import total
from services.engagement.reports.register import ReportedGap
from shared.events.gaps import Cause, GapKind, Severity
from shared.kernel.record import record


@record
class CauseCount:
    """How many gaps have this cause, by severity; cancelled ones do not count."""

    cause: Cause
    blocking: int
    major: int
    minor: int


@record
class KindCount:
    kind: GapKind
    blocking: int
    major: int
    minor: int


@record
class StatusCount:
    status: GapStatus
    gaps: int


@record
class OwnerLoad:
    """What is left to one owner; None stands for nobody. `likely` leaves out the gaps without an estimate."""

    owner: UUID | None
    gaps: int
    blocking: int
    unestimated: int
    likely: Decimal


@record
class Counts:
    by_cause: tuple[CauseCount, ...]
    by_kind: tuple[KindCount, ...]
    by_status: tuple[StatusCount, ...]
    owners: tuple[OwnerLoad, ...]


def counted(gaps: Sequence[ReportedGap]) -> Counts:
    return Counts(by_cause=by_cause(gaps), by_kind=by_kind(gaps), by_status=by_status(gaps), owners=owners(gaps))


def by_cause(gaps: Iterable[ReportedGap]) -> tuple[CauseCount, ...]:
    """All six causes, the largest first."""
    counts = Counter((gap.cause, gap.severity) for gap in gaps if gap.stands)
    found = [
        CauseCount(
            cause=cause,
            blocking=counts[cause, Severity.BLOCKING],
            major=counts[cause, Severity.MAJOR],
            minor=counts[cause, Severity.MINOR],
        )
        for cause in Cause
    ]
    return tuple(sorted(found, key=lambda count: -(count.blocking + count.major + count.minor)))


def by_kind(gaps: Iterable[ReportedGap]) -> tuple[KindCount, ...]:
    """All kinds, the largest first."""
    counts = Counter((gap.kind, gap.severity) for gap in gaps if gap.stands)
    found = [
        KindCount(
            kind=kind,
            blocking=counts[kind, Severity.BLOCKING],
            major=counts[kind, Severity.MAJOR],
            minor=counts[kind, Severity.MINOR],
        )
        for kind in GapKind
    ]
    return tuple(sorted(found, key=lambda count: -(count.blocking + count.major + count.minor)))


def by_status(gaps: Iterable[ReportedGap]) -> tuple[StatusCount, ...]:
    counts = Counter(gap.status for gap in gaps)
    return tuple(StatusCount(status=status, gaps=counts[status]) for status in GapStatus if counts[status])


def owners(gaps: Iterable[ReportedGap]) -> tuple[OwnerLoad, ...]:
    """Who has what left to do: nobody first, then those with most blocking gaps."""
    held: defaultdict[UUID | None, list[ReportedGap]] = defaultdict(list)
    for each in gaps:
        if each.remains:
            held[each.owner].append(each)
    loads = [load(owner, mine) for owner, mine in held.items()]
    return tuple(sorted(loads, key=lambda one: (one.owner is not None, -one.blocking, -one.gaps, str(one.owner))))


def load(owner: UUID | None, gaps: Sequence[ReportedGap]) -> OwnerLoad:
    return OwnerLoad(
        owner=owner,
        gaps=len(gaps),
        blocking=sum(gap.severity is Severity.BLOCKING for gap in gaps),
        unestimated=sum(gap.estimate is None for gap in gaps),
        likely=total(gap.estimate.likely for gap in gaps if gap.estimate is not None),
    )
