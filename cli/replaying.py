"""What `fairway replay --verdicts` does: compute every recorded verdict anew, and hold it against what was said."""

from rich.console import Console

from cli.counting import counting
from cli.databases import database_of, pool_as
from cli.failures import Failure
from cli.verdicts import Past
from services.gates.app import NAME
from services.gates.contracts.retold import Given, Problem, replayed
from shared.eventstore.install import role_of
from shared.eventstore.log import Log
from shared.eventstore.postgres import PostgresLog
from shared.settings import Settings


class Differs(Failure):
    """A verdict is not what the rules make of the log."""


async def replay(settings: Settings, console: Console) -> None:
    async with database_of(settings) as address, pool_as(role_of(NAME, worker=True), address) as pool:
        await replay_all(PostgresLog(pool), console)


async def replay_all(log: Log, console: Console) -> None:
    """Of every tenant: how many verdicts there are, or the first that differs."""
    for tenant, head in sorted((await log.heads()).items()):
        count = await replay_tenant(Past(log=log, tenant=tenant, head=head), console)
        console.print(f"{tenant}  {count} verdicts, all as recorded", highlight=False)


async def replay_tenant(past: Past, console: Console) -> int:
    documents, judged, count = await past.documents(), await past.judged(), 0
    with counting(console, f"Tenant {past.tenant}") as done:
        for number, engagement_id in enumerate(judged, start=1):
            async for verdict in past.of_engagement(engagement_id):
                if found := replayed(verdict, documents):
                    raise Differs(sentence(past, verdict, found[0]))
                count += 1
            done(number, len(judged))
    return count


def sentence(past: Past, verdict: Given, problem: Problem) -> str:
    where = f"tenant {past.tenant}, event {verdict.seq}, engagement {verdict.engagement_id}"
    return f"{where}: {problem.part}: {problem.says}."
