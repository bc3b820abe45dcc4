"""What is asked for in the address of a table, and whether it may be had."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final, TypeVar
from uuid import UUID

from gateway.context import Backends, Context
from gateway.links import still_readable
from gateway.masking import BadId, Expected
from gateway.schema.ids import uuid_of
from gateway.schema.moments import position_at
from gateway.tables.links import TableLinks
from shared.authority.grants import Readable
from shared.events.series import Cadence
from shared.kernel.record import record

TABLES: Final = ("days", "windows")
PARAMETERS: Final = frozenset({"at", "seq", "cadence", "parts", "link"})
LONGEST_NUMBER: Final = 18

Value = TypeVar("Value")


class TableUnknown(Expected):
    """There is no such table: there are days.csv and windows.csv of a series."""

    status = 404


class ParameterNotRead(Expected):
    """A table takes `at` (2026-03-31T12:00:00Z), `seq`, `cadence` (weekly, monthly) and `parts` (false), each once."""


@record
class Wanted:
    """By whose right, and as of which position. `cadence` None: the series' own."""

    tenant: UUID
    readable: Readable
    series_id: UUID
    table: str
    position: int
    cadence: Cadence | None
    parts: bool


async def wanted(context: Context, series: str, table: str) -> Wanted:
    """Nothing is read before it is known who asks."""
    backends, said = context.backends, parameters(context)
    series_id = series_of(series) if table in TABLES else None
    if "link" in said:
        tenant, readable, position = await linked(backends, series_id, table, said["link"])
    else:
        tenant, readable = (await context.identity()).tenant, await context.readable()
        position = await asked(backends, tenant, said)
    if series_id is None:
        raise TableUnknown
    return Wanted(
        tenant=tenant,
        readable=readable,
        series_id=series_id,
        table=table,
        position=position,
        cadence=read(said, "cadence", lambda text: Cadence(text.lower())),
        parts=read(said, "parts", {"true": True, "false": False}.__getitem__) is not False,
    )


async def linked(backends: Backends, series_id: UUID | None, table: str, link: str) -> tuple[UUID, Readable, int]:
    """As long as the person who asked for the link may read the engagement."""
    if series_id is None:
        raise TableUnknown
    found = TableLinks(key=backends.cursor_key, now=backends.now).opened(series_id, table, link)
    return found.by.tenant, await still_readable(backends.engagement.readable, found.by), found.position


async def asked(backends: Backends, tenant: UUID, said: Mapping[str, str]) -> int:
    """The position that is named, else as far as the views are."""
    at, seq = read(said, "at", moment), read(said, "seq", number)
    if at is None and seq is None:
        return (await backends.measurement.position(tenant)).seq
    return await position_at(backends, tenant, at, seq)


def parameters(context: Context) -> Mapping[str, str]:
    request = context.request
    given = request.query_params if request else {}
    if not set(given) <= PARAMETERS or (request and len(request.query_params.multi_items()) != len(given)):
        raise ParameterNotRead
    return dict(given)


def read(said: Mapping[str, str], name: str, as_value: Callable[[str], Value]) -> Value | None:
    try:
        return as_value(said[name]) if name in said else None
    except (ValueError, KeyError):
        raise ParameterNotRead from None


def moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(text)
    return found


def number(text: str) -> int:
    if not text.isdecimal() or len(text) > LONGEST_NUMBER:
        raise ValueError(text)
    return int(text)


def series_of(given: str) -> UUID | None:
    try:
        return uuid_of("Series", given)
    except BadId:
        return None
