"""Who may do what, as of this instant: the people stream of each tenant, folded and kept up to date."""

from functools import reduce
from uuid import UUID

from shared.authority.grants import NOBODY, Grants, evolve
from shared.eventstore.codec import decode
from shared.eventstore.log import View
from shared.kernel.decider import Scope, stream_scope


def people_scope(tenant: UUID, *types: type) -> Scope:
    return stream_scope(f"people-{tenant}", *types)


class Authority:
    """Remembers each tenant's grants, so that only what is new in its people stream is read again."""

    def __init__(self) -> None:
        self._known: dict[UUID, tuple[int, Grants]] = {}

    def position(self, tenant: UUID) -> int:
        return self._known.get(tenant, (0, NOBODY))[0]

    def advance(self, tenant: UUID, view: View) -> Grants:
        """The grants with all that `view` shows of the people stream; it was read from `position` on."""
        seq, grants = self._known.get(tenant, (0, NOBODY))
        scope = people_scope(tenant)
        news = [entry for entry in view.entries if entry.stream == scope.id and entry.seq > seq]
        grants = reduce(evolve, (decode(entry).event for entry in news), grants)
        self._known[tenant] = (max(seq, view.position), grants)
        return grants
