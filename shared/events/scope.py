"""Facts about what an engagement takes to production, and for whom. Stream `scope-{engagement_id}`, by engagement."""

from uuid import UUID

from shared.kernel.record import record


@record
class ScopeDefined:
    """The whole scope, as it is from now on."""

    engagement_id: UUID
    in_scope: tuple[str, ...]
    out_of_scope: tuple[str, ...]
    target_users: tuple[str, ...]
    sites: tuple[str, ...]
