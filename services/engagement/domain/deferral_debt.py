"""What is put off: how many gaps, how much work, for how long, and what of it should not be put off any more."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from services.engagement.domain.effort import Effort, total_effort
from services.engagement.domain.estimate import Estimate
from shared.events.gaps import Severity
from shared.kernel.record import record


@record
class PutOff:
    """A gap that is put off, from one of the tenant's days until another one."""

    engagement_id: UUID
    severity: Severity
    estimate: Estimate | None
    since: date
    until: date
    extensions: int


@record
class DeferralDebt:
    """`days` add up from the first day of each deferral to its last; `over` and `past_go_live` count gaps."""

    gaps: int
    blocking: int
    effort: Effort
    unestimated: int
    days: int
    extensions: int
    over: int
    past_go_live: int


def debt(gaps: Iterable[PutOff], day: date, planned: Mapping[UUID, date]) -> DeferralDebt:
    """On that day, with the days planned for the engagements' go-live."""
    several = list(gaps)
    return DeferralDebt(
        gaps=len(several),
        blocking=sum(each.severity is Severity.BLOCKING for each in several),
        effort=total_effort([each.estimate for each in several if each.estimate is not None]),
        unestimated=sum(each.estimate is None for each in several),
        days=sum((each.until - each.since).days for each in several),
        extensions=sum(each.extensions for each in several),
        over=sum(each.until < day for each in several),
        past_go_live=sum(each.until > planned.get(each.engagement_id, each.until) for each in several),
    )
