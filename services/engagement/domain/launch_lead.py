"""How long a programme runs before go-live: counted in the tenant's own days, whatever the clocks do meanwhile."""

from datetime import date, timedelta

from services.engagement.domain.change_policy import CHANGE_POLICIES, ChangePolicy, Figure


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
