"""Since when nothing has blocked going live: what a forecast of being ready is held against."""

from collections.abc import Iterable
from datetime import date, datetime, tzinfo

from shared.kernel.record import record


@record
class Stretch:
    """A time in which a gap blocked; `until` is None where it still does."""

    since: datetime
    until: datetime | None


@record
class Readiness:
    """`blocked`: something still blocks, or did as the system went live. `since`: None where nothing ever did."""

    blocked: bool
    since: date | None

    def come_after(self, made_on: date) -> date | None:
        """The day on which that came which was forecast on `made_on`; None until it comes."""
        return None if self.blocked else max(made_on, self.since or made_on)


def readiness(stretches: Iterable[Stretch], went_live_at: datetime | None, zone: tzinfo) -> Readiness:
    """What blocks once the system is live says nothing of whether it was ready to be."""
    before = [each for each in stretches if went_live_at is None or each.since < went_live_at]
    over = [each.until for each in before if each.until and (went_live_at is None or each.until <= went_live_at)]
    return Readiness(
        blocked=len(over) < len(before),
        since=max(over).astimezone(zone).date() if over else None,
    )
