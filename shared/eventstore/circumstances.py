"""What every decision within a tenant stands on, as of this instant: who may do what, and where its days begin."""

from dataclasses import replace
from datetime import UTC, tzinfo
from functools import reduce
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from shared.authority.grants import NOBODY, Grants, evolve
from shared.events.tenants import TenantConfigured, TenantRegistered
from shared.eventstore.codec import decode
from shared.eventstore.log import Look, View
from shared.kernel.decider import Scope, stream_scope
from shared.kernel.record import record


@record
class Circumstances:
    """Days are UTC's until the tenant is configured."""

    grants: Grants = NOBODY
    zone: tzinfo = UTC


UNKNOWN = Circumstances()


def people_scope(tenant: UUID, *types: type) -> Scope:
    return stream_scope(f"people-{tenant}", *types)


def tenant_scope(tenant: UUID) -> Scope:
    return stream_scope(f"tenant-{tenant}")


class KnownCircumstances:
    """Remembers each tenant's, so that only what is new in its streams is read again."""

    def __init__(self) -> None:
        self._known: dict[UUID, tuple[int, Circumstances]] = {}

    def looks(self, tenant: UUID) -> tuple[Look, ...]:
        """What has to be looked at before `advance`."""
        seq, _ = self._known.get(tenant, (0, UNKNOWN))
        return tuple(Look(scope=scope, after=seq) for scope in (people_scope(tenant), tenant_scope(tenant)))

    def advance(self, tenant: UUID, view: View) -> Circumstances:
        """The circumstances with all that `view` shows."""
        seq, before = self._known.get(tenant, (0, UNKNOWN))
        streams = {people_scope(tenant).id, tenant_scope(tenant).id}
        news = (entry for entry in view.entries if entry.stream in streams and entry.seq > seq)
        after = reduce(changed, (decode(entry).event for entry in news), before)
        if view.position:  # whoever names a tenant that is none leaves no trace
            self._known[tenant] = (max(seq, view.position), after)
        return after


def changed(before: Circumstances, event: Any) -> Circumstances:
    match event:
        case TenantConfigured():
            return replace(before, zone=ZoneInfo(event.time_zone))
        case TenantRegistered():
            return before
        case _:
            return replace(before, grants=evolve(before.grants, event))
