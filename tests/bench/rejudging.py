"""Judging the past anew: `fairway backtest` over the verdicts of 10,000 engagements, beside reading the same events.

Each engagement has a life of 12 events and one verdict on all criteria that ship, made of those. Memory is what the
process holds at its most while it judges, more than at its most while it reads.
"""

from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from itertools import islice
from pathlib import Path
from time import perf_counter
from uuid import UUID, uuid5

import asyncpg
from rich.console import Console

from cli.backtesting import Tally, tallied
from cli.verdicts import Past
from services.gates.contracts.retold import READ, Against
from services.gates.domain.framework.shipped import reference
from services.gates.domain.verdict.standing import ground_of
from shared.events.readiness import Purpose, ReadinessEvaluated
from shared.eventstore.codec import encode
from shared.eventstore.install import DatabaseKind, install, role_of
from shared.eventstore.log import Attempt, Log, Write
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.kernel.decider import Reach, Scope
from tests.bench.databases import as_role, fresh
from tests.bench.measure import Measure
from tests.fact_sheet import log
from tests.unit.engagement.projections.life import LIFE
from tests.unit.gates.domain.verdict.twenty import FAIRWAY, TODAY

ENGAGEMENTS, AT_ONCE = 10_000, 500
TENANT = UUID(int=2000)
PASSWORD = "for-measuring-only"  # noqa: S105 - the role of a throw-away database
LIMIT, NAME, MEMORY = "reading the same events", "back-test", "back-test, memory"
LIVED = tuple(each for each in LIFE if type(each).__name__ in READ and not isinstance(each, ReadinessEvaluated))[:12]


def verdict() -> ReadinessEvaluated:
    """What the rules say of that life."""
    ground = ground_of(log(LIVED))
    return ReadinessEvaluated(
        engagement_id=UUID(int=1),
        evaluation_id=UUID(int=1),
        purpose=Purpose.BASELINE,
        frameworks=(reference(FAIRWAY),),
        position=len(LIVED),
        verdict=ground.verdict((FAIRWAY,), None, TODAY),
    )


def attempts(engagements: int) -> Iterator[Attempt]:
    """A life each, whole; states are compared, and not positions, so that one verdict serves for all."""
    events = [*LIVED, verdict()]
    new = [encode(event, UUID(int=number)) for number, event in enumerate(events, start=1)]
    for engagement in range(engagements):
        engagement_id = uuid5(TENANT, f"engagement {engagement}")
        mine = tuple(replace(each, event_id=uuid5(engagement_id, str(n))) for n, each in enumerate(new))
        write = Write(stream=f"readiness-{engagement_id}", expected=0, engagement_id=engagement_id, events=mine)
        yield Attempt(command_id=engagement_id, digest=bytes(32), actor=engagement_id, writes=(write,))


async def run(dsn: str, engagements: int = ENGAGEMENTS) -> list[Measure]:
    """Measure in a new database on the server of `dsn`, a superuser's address, and drop it again."""
    async with fresh(dsn) as database:
        administrator = await asyncpg.connect(database)
        role, writer = role_of("gates", worker=True), role_of("gates")
        await install(administrator, kind=DatabaseKind.TEST, passwords={role: PASSWORD, writer: PASSWORD})
        async with await open_pool(as_role(database, writer, PASSWORD)) as pool:
            wanted = attempts(engagements)
            while some := list(islice(wanted, AT_ONCE)):
                await PostgresLog(pool).append(TENANT, some)
        await administrator.execute("vacuum analyze")
        await administrator.close()
        async with await open_pool(as_role(database, role, PASSWORD)) as pool:
            return await race(PostgresLog(pool), engagements)


async def race(log: Log, engagements: int) -> list[Measure]:
    start = perf_counter()
    await reading(log, engagements)
    limit = engagements / (perf_counter() - start)
    before = peak()
    start = perf_counter()
    tally = await tallied(log, FAIRWAY, Against(name="fairway"), Console(file=StringIO()))
    ours = engagements / (perf_counter() - start)
    if tally != Tally(judged=engagements, changed={}):
        raise ValueError("the past reads otherwise by its own rules")
    return [
        Measure(name=LIMIT, value=limit, unit="engagements/s"),
        Measure(name=NAME, value=ours, unit="engagements/s", limit_name=LIMIT, ratio=ours / limit),
        Measure(name=MEMORY, value=max(peak() - before, 1), unit="MiB", limit_name=LIMIT, ratio=0),
    ]


async def reading(log: Log, engagements: int) -> None:
    past = Past(log=log, tenant=TENANT, head=(await log.head(TENANT)).seq)
    judged = await past.judged()
    if len(judged) != engagements:
        raise ValueError("the log of the bench is not whole")
    for engagement_id in judged:
        async for _ in past.pages(Scope(reach=Reach.ENGAGEMENT, id=str(engagement_id), types=READ)):
            pass


def peak() -> float:
    """MiB that the process has held at its most since this was asked last."""
    status = Path("/proc/self/status").read_text()
    Path("/proc/self/clear_refs").write_text("5")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1_024
