"""What somebody may be waited for: what a service's read models tell of it, whatever it is."""

from datetime import date, datetime
from uuid import UUID

from shared.kernel.record import record


@record
class Somebody:
    """And which of the tenant's days it is."""

    person: UUID
    day: date


@record
class Waited:
    """`thing` is waited for by `matter`; `subject` names it to people.

    `stage`, `part` and `within` are what else the command needs: a criterion, say, or the source of an access.
    """

    matter: str
    thing: UUID
    engagement_id: UUID
    subject: str
    since: datetime
    due: date | None = None
    stage: str | None = None
    part: str = ""
    within: UUID | None = None


@record
class AllWaited:
    """Of each matter as much as is looked at; `more`: there is more of one of them."""

    things: tuple[Waited, ...]
    more: bool
