"""Where the log goes: the internal topic takes all of it, the public one what subscribers may read."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeAlias
from uuid import UUID

from shared.eventstore.log import Entry
from shared.kernel.record import record
from shared.transport.cloudevents import PUBLIC, cloud_event, is_public, knows
from shared.transport.records import Record, encode
from shared.transport.relay_checkpoint import Connection
from shared.transport.topics import EVENTS, LOG

Records: TypeAlias = Callable[[Connection, UUID, Sequence[Entry]], Awaitable[Mapping[int, Record]]]

PUBLIC_CATEGORIES = ",".join(category for category, public in PUBLIC.items() if public)


@record
class Outlet:
    """A topic; the events that it can tell what to do with; and, by seq, what it takes of a tenant's next ones."""

    topic: str
    knows: Callable[[Entry], bool]
    records: Records


def outlets(signing_key: bytes, *, log: str = LOG.name, events: str = EVENTS.name) -> tuple[Outlet, ...]:
    """Where all goes; the topics may have other names only in tests."""

    async def signed(_: Connection, __: UUID, entries: Sequence[Entry]) -> Mapping[int, Record]:
        return {entry.seq: encode(entry, signing_key) for entry in entries}

    return (
        Outlet(topic=log, knows=lambda _: True, records=signed),
        Outlet(topic=events, knows=knows, records=public_records),
    )


async def public_records(connection: Connection, tenant: UUID, entries: Sequence[Entry]) -> Mapping[int, Record]:
    """Each tells which public event of its engagement came before, as the log has it."""
    public = [entry for entry in entries if is_public(entry)]
    previous = await before(connection, tenant, public)
    records = {}
    for entry in public:
        records[entry.seq] = cloud_event(entry, previous[entry.engagement_id])
        previous[entry.engagement_id] = entry.seq
    return records


async def before(connection: Connection, tenant: UUID, public: Sequence[Entry]) -> dict[UUID | None, int]:
    """For every engagement among these events the public event before its first one here, in one question."""
    first = {entry.engagement_id: entry.seq for entry in reversed(public)}
    if not first:
        return {}
    found = await connection.fetchval(
        "select es.previous($1, $2, $3, $4)", tenant, list(first), list(first.values()), PUBLIC_CATEGORIES
    )
    return dict(zip(first, found, strict=True))
