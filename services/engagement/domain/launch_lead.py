"""How long a programme runs before go-live: counted in the tenant's own days, whatever the clocks do meanwhile."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from services.engagement.domain.change_policy import CHANGE_POLICIES, ChangePolicy, Figure

SECOND = timedelta(seconds=1)


def earliest_go_live(launched_on: date, lead_days: int) -> date:
    """The first of the tenant's days on which the system may go live."""
    return launched_on + timedelta(days=lead_days)


def lead_days(policy: ChangePolicy) -> int:
    return policy.figure(Figure.LEAD_DAYS)


def earliest_after(launched_on: date | None, policy: int | None) -> date | None:
    """By the version of the policy that the programme was created under; None until it was launched."""
    if launched_on is None or policy is None:
        return None
    return earliest_go_live(launched_on, lead_days(CHANGE_POLICIES[policy]))


def too_early(planned: date, launched_on: date | None, lead: int) -> bool:
    """Whether going live on that day leaves people less time than they are due; any day is too early before launch."""
    return launched_on is None or planned < earliest_go_live(launched_on, lead)


def day_begins(day: date, zone: tzinfo) -> datetime:
    """The first instant of the day there, in UTC.

    Some days begin after midnight, since clocks are put forward at it; a day that is left out begins with the next.
    """
    midnight = datetime.combine(day, time(), zone)
    late, soon = (midnight.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if late <= soon:
        return late
    return _first_of_the_day(day, zone, soon - SECOND, late)


def _first_of_the_day(day: date, zone: tzinfo, before: datetime, within: datetime) -> datetime:
    """Between an instant before the day begins and one after that, to the second: clocks are changed at those."""
    while within - before > SECOND:
        half = before + timedelta(seconds=(within - before) // SECOND // 2)
        before, within = (before, half) if half.astimezone(zone).date() >= day else (half, within)
    return within
