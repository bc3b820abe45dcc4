"""What `fairway rebuild` does: fill a service's views anew beside those that serve, compare both, and change over."""

from collections.abc import Mapping
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from cli.counting import counting
from cli.databases import database_of, pool_as
from cli.failures import Failure, Unusable
from deploy.installed import VIEWS
from shared.eventstore.install import role_of
from shared.eventstore.postgres import PostgresLog
from shared.kernel.record import record
from shared.projecting.comparing import TableReport
from shared.projecting.projection import Projection
from shared.projecting.rebuild import Report, rebuild
from shared.projecting.tables import tables
from shared.projecting.views import Views
from shared.settings import Settings

SERVICES: Mapping[str, Views] = {views.service: views for views in VIEWS}


class Different(Failure):
    """What was filled anew is not what serves, so nothing was changed over."""


@record
class Wanted:
    """A service's views, which are always rebuilt together, and the tables to report on."""

    views: Views
    tables: frozenset[str]


def wanted(name: str) -> Wanted:
    """By the name of a service, or of one of its projections."""
    if name in SERVICES:
        views = SERVICES[name]
        return Wanted(views=views, tables=names(*views.projections))
    for views in SERVICES.values():
        for projection in views.projections:
            if projection.name == name:
                return Wanted(views=views, tables=names(projection))
    known = [each for views in SERVICES.values() for each in (views.service, *(p.name for p in views.projections))]
    raise Unusable(f"There is no service or projection {name}; there are: {', '.join(known)}.")


def names(*projections: Projection[Any]) -> frozenset[str]:
    return frozenset(table.name for each in map(tables, projections) for table in (each.live, each.past))


async def rebuild_views(name: str, settings: Settings, console: Console, *, accept_differences: bool) -> None:
    """Fairway may run meanwhile: what serves goes on serving until the change-over."""
    which = wanted(name)
    async with database_of(settings) as address, pool_as(role_of(which.views.service, worker=True), address) as pool:
        with counting(console, f"Rebuilding the views of {which.views.service}") as count:
            report = await rebuild(
                pool,
                PostgresLog(pool),
                which.views,
                accept_differences=accept_differences,
                progress=lambda progress: count(progress.done, progress.total),
            )
    show(console, report, which)
    if not report.flipped:
        raise Different("The rebuilt views differ, so the old ones serve on; --accept-differences takes the new ones.")


def show(console: Console, report: Report, which: Wanted) -> None:
    table = Table("Table", "Rows", "Only before", "Only after", "", box=box.SIMPLE_HEAD)
    for column in (1, 2, 3):
        table.columns[column].justify = "right"
    for each in report.comparison.tables:
        if each.table in which.tables:
            table.add_row(*told(each))
    console.print(table)
    for tenant, scope in report.comparison.newly_parked:
        console.print(f"Parked in the new views only: {scope} of tenant {tenant}", highlight=False)
    if report.flipped:
        console.print(f"The views of {which.views.service} were rebuilt together; {report.build} serves now.")


def told(table: TableReport) -> tuple[str, ...]:
    verdict = "equal" if table.equal else "differs"
    return table.table, str(table.rows), str(table.only_before), str(table.only_after), verdict
