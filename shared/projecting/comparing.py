"""Whether two builds hold the same: every table by a hash that knows no order, and where it differs, by how much."""

from collections.abc import Iterable
from uuid import UUID

from shared.kernel.record import record
from shared.projecting.builds import Build
from shared.projecting.connections import Connection
from shared.projecting.tables import tables
from shared.projecting.views import Views

HASHES = """
select a.rows, b.rows, a.hash = b.hash
from (select count(*) as rows, coalesce(bit_xor(hash_record_extended(t, 0)), 0) as hash from {before}.{table} t) a,
     (select count(*) as rows, coalesce(bit_xor(hash_record_extended(t, 0)), 0) as hash from {after}.{table} t) b
"""
ONLY = "select count(*) from (select * from {one}.{table} except all select * from {other}.{table}) t"
NEWLY_PARKED = "select scope from {after}.parked except select scope from {before}.parked order by scope"


@record
class TableReport:
    """`only_before` and `only_after` count the rows that the other build does not have."""

    table: str
    rows: int
    only_before: int = 0
    only_after: int = 0

    @property
    def equal(self) -> bool:
        return not self.only_before and not self.only_after

    def __add__(self, other: "TableReport") -> "TableReport":
        return TableReport(
            table=self.table,
            rows=self.rows + other.rows,
            only_before=self.only_before + other.only_before,
            only_after=self.only_after + other.only_after,
        )


@record
class Comparison:
    """`newly_parked` are the tenants and scopes that wait in the new build but not in the old one."""

    tables: tuple[TableReport, ...]
    newly_parked: tuple[tuple[UUID, str], ...] = ()

    @property
    def equal(self) -> bool:
        return not self.newly_parked and all(table.equal for table in self.tables)


async def compared(
    connection: Connection, views: Views, before: Build, after: Build, tenants: Iterable[UUID]
) -> Comparison:
    """The live rows and the past of these tenants, in a transaction in which nobody changes them."""
    names = [table.name for each in map(tables, views.projections) for table in (each.live, each.past)]
    reports = [TableReport(table=name, rows=0) for name in names]
    newly_parked: list[tuple[UUID, str]] = []
    for tenant in tenants:
        await connection.execute("select set_config('fairway.tenant', $1, true)", str(tenant))
        reports = [report + await _compared(connection, report.table, before, after) for report in reports]
        scopes = await connection.fetch(NEWLY_PARKED.format(before=before.schema, after=after.schema))
        newly_parked += [(tenant, row["scope"]) for row in scopes]
    return Comparison(tables=tuple(reports), newly_parked=tuple(newly_parked))


async def _compared(connection: Connection, table: str, before: Build, after: Build) -> TableReport:
    (hashes,) = await connection.fetch(HASHES.format(table=table, before=before.schema, after=after.schema))
    old_rows, new_rows, same = hashes
    if same and old_rows == new_rows:
        return TableReport(table=table, rows=new_rows)
    return TableReport(
        table=table,
        rows=new_rows,
        only_before=await _only(connection, table, before, after),
        only_after=await _only(connection, table, after, before),
    )


async def _only(connection: Connection, table: str, one: Build, other: Build) -> int:
    rows: int = await connection.fetchval(ONLY.format(table=table, one=one.schema, other=other.schema))
    return rows
