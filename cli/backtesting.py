"""What `fairway backtest` does: judge every verdict of the past by another framework, and count what it changes."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from cli.checking import framework_in
from cli.counting import counting
from cli.databases import database_of, pool_as
from cli.verdicts import Past
from services.gates.app import NAME
from services.gates.contracts.frameworks import Framework
from services.gates.contracts.retold import Against, Change, rejudged
from shared.eventstore.install import role_of
from shared.eventstore.log import Log
from shared.eventstore.postgres import PostgresLog
from shared.kernel.record import record
from shared.settings import Settings


@record
class Tally:
    """`judged`: so many verdicts were judged anew; `changed` how often each change came."""

    judged: int
    changed: Mapping[Change, int]


async def backtest(file: Path, against: Against | None, settings: Settings, console: Console) -> None:
    """Without `against`: every version of the framework that the file is a version of."""
    candidate = framework_in(file)
    wanted = against or Against(name=candidate.name)
    async with database_of(settings) as address, pool_as(role_of(NAME, worker=True), address) as pool:
        show(await tallied(PostgresLog(pool), candidate, wanted, console), candidate, wanted, console)


async def tallied(log: Log, candidate: Framework, against: Against, console: Console) -> Tally:
    """Over the verdicts of all tenants; nothing is recorded."""
    judged, changed = 0, Counter[Change]()
    for tenant, head in sorted((await log.heads()).items()):
        past = Past(log=log, tenant=tenant, head=head)
        documents, engagements = await past.documents(), await past.judged()
        with counting(console, f"Tenant {tenant}") as done:
            for number, engagement_id in enumerate(engagements, start=1):
                async for verdict in past.of_engagement(engagement_id):
                    changes = rejudged(verdict, candidate, against, documents)
                    judged += changes is not None
                    changed.update(changes or ())
                done(number, len(engagements))
    return Tally(judged=judged, changed=changed)


def show(tally: Tally, candidate: Framework, against: Against, console: Console) -> None:
    version = "every version" if against.version is None else f"version {against.version}"
    judged = f"{tally.judged} verdicts of {against.name}, {version}"
    console.print(f"{judged}, under {candidate.name} version {candidate.version}:", highlight=False)
    if not tally.changed:
        console.print("Nothing would have been said otherwise.")
        return
    table = Table("Criterion", "Was", "Would be", "Times", box=box.SIMPLE_HEAD)
    table.columns[3].justify = "right"
    for change, times in sorted(tally.changed.items(), key=lambda each: (each[0].code, each[0].before, each[0].after)):
        table.add_row(change.code or "the verdict", change.before, change.after, str(times))
    console.print(table)
