"""What a verdict stands on after each event of a span: read from the versions of rows, and not from the log."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from typing import Any, TypeAlias, assert_never
from uuid import UUID

from sqlalchemy import BigInteger, Select, cast, null, select, union_all

from services.gates.domain.verdict.standing import Ground
from services.gates.projections.criteria_sets import CRITERIA_SETS, CriteriaSetEntry
from services.gates.projections.criterion_statements import CRITERION_STATEMENTS, StatementsEntry
from services.gates.projections.fact_items import FACT_ITEMS, FactItem, item_of
from shared.kernel.record import record
from shared.kernel.replacing import replaced
from shared.projecting.columns import columns
from shared.projecting.projection import Projection
from shared.projecting.reading import Reader
from shared.projecting.tables import tables


@record
class ItemVersion(FactItem):
    """`until_seq` None: it still stands."""

    since_seq: int
    until_seq: int | None


@record
class SaidVersion(StatementsEntry):
    since_seq: int
    until_seq: int | None


@record
class SetVersion(CriteriaSetEntry):
    since_seq: int
    until_seq: int | None


Version: TypeAlias = ItemVersion | SaidVersion | SetVersion


@record
class Span:
    """From after the position `after` up to and including `until`."""

    after: int
    until: int


async def versions_of(reader: Reader, engagement_id: UUID, span: Span) -> list[Version]:
    """Every row that stood at the beginning of the span, and every one that it brought."""
    return [
        *await reader.rows(spanning(FACT_ITEMS, engagement_id, span), ItemVersion),
        *await reader.rows(spanning(CRITERION_STATEMENTS, engagement_id, span), SaidVersion),
        *await reader.rows(spanning(CRITERIA_SETS, engagement_id, span), SetVersion),
    ]


def spanning(projection: Projection[Any], engagement_id: UUID, span: Span) -> Select[Any]:
    stored = tables(projection)
    names = list(columns(projection.row))
    live, past = stored.live.c, stored.past.c
    endless = cast(null(), BigInteger).label("until_seq")
    standing = select(*(live[name] for name in names), live.since_seq, endless).where(
        live.engagement_id == engagement_id, live.since_seq <= span.until
    )
    ended = select(*(past[name] for name in names), past.since_seq, past.until_seq).where(
        past.engagement_id == engagement_id, past.since_seq <= span.until, past.until_seq > span.after
    )
    return select(union_all(standing, ended).subquery(projection.name))


def replayed(
    versions: Iterable[Version], span: Span, time_zone: str | None = None
) -> tuple[Ground, Iterator[tuple[int, Ground]]]:
    """The ground as the span begins, and after each position that changed it."""
    versions = tuple(versions)
    begun = reduce(begins, (each for each in versions if each.since_seq <= span.after), Ground(time_zone=time_zone))
    return begun, moved(begun, changes_of(versions, span))


def moved(ground: Ground, changes: Mapping[int, list[tuple[Version, bool]]]) -> Iterator[tuple[int, Ground]]:
    for position in sorted(changes):
        for version, begun in sorted(changes[position], key=lambda change: change[1]):
            ground = begins(ground, version) if begun else ends(ground, version)
        yield position, ground


def changes_of(versions: Iterable[Version], span: Span) -> Mapping[int, list[tuple[Version, bool]]]:
    """By position: the versions that end there, and those that begin."""
    changes: defaultdict[int, list[tuple[Version, bool]]] = defaultdict(list)
    for version in versions:
        if version.since_seq > span.after:
            changes[version.since_seq].append((version, True))
        if version.until_seq is not None and version.until_seq <= span.until:
            changes[version.until_seq].append((version, False))
    return changes


def begins(ground: Ground, version: Version) -> Ground:
    match version:
        case ItemVersion():
            area = {**ground.items.get(version.area, {}), version.item: item_of(version)}
            return replaced(ground, items={**ground.items, version.area: area})
        case SaidVersion():
            return replaced(ground, said={**ground.said, version.criterion: version.said})
        case SetVersion():
            return replaced(ground, adopted=version.frameworks)
        case _:
            assert_never(version)


def ends(ground: Ground, version: Version) -> Ground:
    """Only items may end for good: what is said or adopted is followed by what is said or adopted next."""
    if not isinstance(version, ItemVersion):
        return ground
    area = {key: item for key, item in ground.items[version.area].items() if key != version.item}
    return replaced(ground, items={**ground.items, version.area: area})
