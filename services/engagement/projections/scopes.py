"""What each engagement takes to production, as it was last defined."""

from datetime import datetime
from uuid import UUID

from shared.events.scope import ScopeDefined
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.projecting.projection import Key, Projection


@record
class ScopeEntry:
    engagement_id: UUID
    in_scope: tuple[str, ...]
    out_of_scope: tuple[str, ...]
    target_users: tuple[str, ...]
    sites: tuple[str, ...]
    defined_at: datetime
    defined_by: UUID
    version: int


def keys(recorded: Recorded[ScopeDefined]) -> tuple[Key, ...]:
    return ((recorded.event.engagement_id,),)


def fold(_: ScopeEntry | None, recorded: Recorded[ScopeDefined]) -> ScopeEntry:
    event = recorded.event
    return ScopeEntry(
        engagement_id=event.engagement_id,
        in_scope=event.in_scope,
        out_of_scope=event.out_of_scope,
        target_users=event.target_users,
        sites=event.sites,
        defined_at=recorded.occurred_at,
        defined_by=recorded.actor,
        version=recorded.version,
    )


SCOPES = Projection(
    name="scopes",
    version=1,
    row=ScopeEntry,
    key=("engagement_id",),
    handles=(ScopeDefined,),
    keys=keys,
    fold=fold,
)
