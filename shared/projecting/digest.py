"""What read models hold, as one digest: equal wherever the same happened, in one process or in several.

Every row counts to the byte, as it is now and as it was before. Ids of events are made anew wherever something is
recorded, so that each is read as its place in the log.
"""

import hashlib
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from shared.kernel.record import record
from shared.projecting.connections import Connection
from shared.projecting.projection import Projection
from shared.projecting.tables import tables
from shared.projecting.views import Views

PAGE = 1_000
OPENING = "set local timezone to 'UTC'; set local datestyle to 'ISO, YMD'; set local extra_float_digits to 1"
SERVING = "select schema from {service}.build where state = 'SERVING'"
SHOWN = "select coalesce((select seq from {schema}.checkpoint where tenant_id = $1), 0)"
HEAD = "select coalesce((select seq from es.tenant_head where tenant_id = $1), 0)"
ROWS = "select t::text from {schema}.{table} t where tenant_id = $1 order by {key}"
PLACES = "select event_id::text, seq from es.event where tenant_id = $1 and event_id = any($2::text[]::uuid[])"
EVENT_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


class ViewsBehind(Exception):
    """A service's views do not show all that the log holds, so there is nothing yet to compare."""


@record
class Digest:
    """`events` is how far log and views are."""

    events: int
    tables: int
    rows: int
    sha256: str


async def digest(superuser: Connection, services: Sequence[Views], tenant: UUID) -> Digest:
    """Of everything that these services show of the tenant, at one instant. Raises ViewsBehind."""
    found, rows, count = hashlib.sha256(), 0, 0
    async with superuser.transaction(isolation="repeatable_read", readonly=True):
        await superuser.execute(OPENING)
        head: int = await superuser.fetchval(HEAD, tenant)
        for views in services:
            schema = await _shown(superuser, views, tenant, head)
            for table, key in _tables(views):
                found.update(f"{table}\n".encode())
                count += 1
                async for row in _rows(superuser, ROWS.format(schema=schema, table=table, key=key), tenant):
                    found.update(f"{row}\n".encode())
                    rows += 1
    return Digest(events=head, tables=count, rows=rows, sha256=found.hexdigest())


async def _shown(superuser: Connection, views: Views, tenant: UUID, head: int) -> str:
    """The schema of the build that serves."""
    schema: str | None = await superuser.fetchval(SERVING.format(service=views.service))
    shown = 0 if schema is None else await superuser.fetchval(SHOWN.format(schema=schema), tenant)
    if schema is None or shown < head:
        raise ViewsBehind(f"The views of {views.service} show {shown} of {head} events.")
    return schema


def _tables(views: Views) -> list[tuple[str, str]]:
    """Each with the columns that say in which order its rows come."""
    both: list[tuple[str, str]] = []
    for projection in sorted(views.projections, key=_name):
        key, pair = ", ".join(projection.key), tables(projection)
        both += [(pair.live.name, key), (pair.past.name, f"{key}, since_seq")]
    return both


def _name(projection: Projection[Any]) -> str:
    return projection.name


async def _rows(superuser: Connection, statement: str, tenant: UUID) -> AsyncIterator[str]:
    cursor = await superuser.cursor(statement, tenant)
    while page := [row[0] for row in await cursor.fetch(PAGE)]:
        places = await _places(superuser, tenant, page)
        for row in page:
            yield placed(row, places)


def placed(row: str, places: Mapping[str, str]) -> str:
    return EVENT_ID.sub(lambda found: places.get(found[0], found[0]), row)


async def _places(superuser: Connection, tenant: UUID, rows: Sequence[str]) -> Mapping[str, str]:
    wanted = {each for row in rows for each in EVENT_ID.findall(row)}
    found = await superuser.fetch(PLACES, tenant, sorted(wanted)) if wanted else ()
    return {row[0]: f"event {row[1]}" for row in found}
