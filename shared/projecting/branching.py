"""A branch of an engagement: assumed events folded onto its rows as they were at a position. Nothing is stored."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any
from uuid import UUID, uuid5

import asyncpg
import orjson
import structlog
from sqlalchemy import BigInteger, Select, Text, bindparam, select, union_all

from shared.eventstore.log import Entry
from shared.kernel.record import record
from shared.kernel.refusal import AssumptionDoesNotFit, AssumptionHasNoAnswer
from shared.projecting.as_of import Branch, Given, Source, recordset, same_key
from shared.projecting.columns import columns, once
from shared.projecting.folding import Folds, Poison, Staged, Version, fold
from shared.projecting.language import PUBLISHED, Language
from shared.projecting.projection import Part, Projection
from shared.projecting.reading import Reader
from shared.projecting.tables import tables
from shared.projecting.views import Views

SEQ, KEYS = "seq", "keys"
NONSENSE = (ArithmeticError, ValueError, LookupError, TypeError, asyncpg.DataError)
"""What comes of events that no rule looked at: an estimate below nothing, a day beyond the calendar."""


@record
class Branching:
    """How a service folds what is assumed: by the folds and the language that fill its views."""

    folds: Folds
    language: Language

    @asynccontextmanager
    async def rows(self, reader: Reader, tenant: UUID, source: Source) -> AsyncIterator[Source]:
        """What a question may read from. Raises AssumptionDoesNotFit, and AssumptionHasNoAnswer where that fails."""
        if not isinstance(source, Branch):
            yield source
            return
        folded = await self.folded(reader, tenant, source)
        try:
            yield folded
        except NONSENSE as error:
            if not source.assumed:
                raise
            structlog.get_logger().warning("assumption_has_no_answer", error=type(error).__name__)
            raise AssumptionHasNoAnswer from error

    async def folded(self, reader: Reader, tenant: UUID, branch: Branch) -> Given:
        """The rows that the assumed events change, as they leave them; every other row as it was at that position."""
        staged: dict[str, Staged] = {}
        work = []
        for number, entry in enumerate(entries(tenant, branch), start=1):
            if entry.type in self.folds.handled:
                with fitting(number, entry):
                    recorded = self.language.decode(entry)
                    work.append((number, entry, recorded, self.folds.asked(recorded, staged)))
        for each in staged.values():
            await stand(reader, branch.since.seq, each)
        for number, entry, recorded, asked in work:
            with fitting(number, entry):
                fold(recorded, str(branch.engagement_id), asked)
        return given(branch, staged)


@once
def branching_of(views: Views) -> Branching:
    return Branching(folds=Folds(views.projections), language=PUBLISHED)


def entries(tenant: UUID, branch: Branch) -> Iterator[Entry]:
    """The assumed events as the log would hold them."""
    for number, each in enumerate(branch.assumed, start=1):
        new_id = uuid5(branch.engagement_id, f"assumed {branch.since.seq} {number}")
        yield Entry(
            tenant=tenant,
            seq=branch.since.seq + number,
            event_id=new_id,
            stream="",
            version=each.version,
            engagement_id=branch.engagement_id,
            type=each.type,
            schema_version=each.schema_version,
            occurred_at=each.occurred_at,
            recorded_at=each.recorded_at,
            actor=each.actor,
            on_behalf_of=None,
            command_id=new_id,
            correlation_id=new_id,
            causation_id=None,
            traceparent=None,
            data=each.data.encode(),
            chain=b"",
        )


@contextmanager
def fitting(number: int, entry: Entry) -> Iterator[None]:
    try:
        yield
    except Poison as error:
        raise AssumptionDoesNotFit(where=("assume",), number=number, type=entry.type) from error


async def stand(reader: Reader, seq: int, staged: Staged) -> None:
    """Put the rows as they were after event `seq` in their places."""
    given = {SEQ: seq, KEYS: keys_of(staged)}
    for row, scope in await reader.owned(stood(staged.projection), staged.projection.row, given):
        place = staged.places[staged.key_of(row)]
        place.stored = place.now = Version(row, scope, seq)


@once
def stood(projection: Projection[Any]) -> Select[Any]:
    """The rows with certain keys as they were after a certain event, each with its scope."""
    stored, names, seq = tables(projection), (*columns(projection.row), "scope"), bindparam(SEQ, type_=BigInteger())
    live, past = stored.live.c, stored.past.c
    standing = select(*(live[name] for name in names)).where(live.since_seq <= seq)
    ended = select(*(past[name] for name in names)).where(past.since_seq <= seq, past.until_seq > seq)
    rows = union_all(standing, ended).subquery(projection.name)
    wanted = recordset(bindparam(KEYS, type_=Text()), projection, projection.key, "wanted")
    return select(*rows.c).join_from(rows, wanted, same_key(rows, wanted, projection))


def given(branch: Branch, staged: dict[str, Staged]) -> Given:
    return Given(
        rows={name: rows_of(each) for name, each in staged.items()},
        otherwise=branch.since,
        instead_of={name: keys_of(each) for name, each in staged.items()},
    )


def rows_of(staged: Staged) -> list[Any]:
    return [place.now.row for place in staged.places.values() if place.now is not None]


def keys_of(staged: Staged) -> str:
    """As JSON rows."""
    names = staged.projection.key
    return orjson.dumps([dict(zip(names, map(plain, key), strict=True)) for key in staged.places]).decode()


def plain(part: Part) -> str | int:
    return part if isinstance(part, int) else str(part)
