"""What somebody may read, by where they hold a role or are lent one."""

from uuid import UUID

from shared.events.people import RoleDelegated, RoleGranted
from shared.kernel.record import record


@record
class Readable:
    """What somebody may read: the whole tenant or, with `engagements`, only those, and who the tenant's people are."""

    engagements: frozenset[UUID] | None = None

    def includes(self, engagement_id: UUID | None) -> bool:
        """None: what belongs to the tenant and to no engagement."""
        return self.engagements is None or engagement_id is None or engagement_id in self.engagements

    def scopes(self, tenant: UUID) -> frozenset[str] | None:
        """The scopes of the log whose rows may be read; None: all."""
        if self.engagements is None:
            return None
        return frozenset({f"tenant-{tenant}", f"people-{tenant}", *map(str, self.engagements)})


WHOLE_TENANT = Readable()


def opening(given: frozenset[UUID | None]) -> Readable | None:
    if not given:
        return None
    named = frozenset(each for each in given if each is not None)
    return WHOLE_TENANT if None in given else Readable(engagements=named)


def met(lent: RoleDelegated, own: RoleGranted) -> tuple[UUID | None, ...]:
    """Where the role that was lent meets one that its delegator holds."""
    if lent.role is not own.role:
        return ()
    if lent.engagement_id is None or lent.engagement_id == own.engagement_id:
        return (own.engagement_id,)
    return () if own.engagement_id is not None else (lent.engagement_id,)
