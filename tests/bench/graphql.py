"""A page of the gap register by GraphQL, against one SQL statement that gives the same bytes to the same client.

100 gaps with ten fields each and two nested lists, what each needs and what needs it, of 2,000 gaps with two needs each
in ten engagements; real schema, real tokens, row-level security, no cache of answers. The statement is run by the same
process for a superuser, who needs no token and is held to no tenant. Four clients ask in turn as fast as they are
answered.
"""

import asyncio
import json
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from uuid import UUID, uuid5

import asyncpg

from deploy.embedded.issuers import LOCAL
from deploy.embedded.sample import sample
from shared.events.engagements import EngagementStarted
from shared.events.gaps import Cause, GapDependencyAdded, GapEstimated, GapKind, GapOpened, GapOwnerAssigned, Severity
from shared.eventstore.codec import encode
from shared.eventstore.install import DatabaseKind, install, role_of
from shared.eventstore.log import Attempt, Write
from shared.eventstore.postgres import PostgresLog, open_pool
from tests.bench.databases import as_role, fresh
from tests.bench.graphql_in_sql import PAGE_IN_SQL
from tests.bench.measure import Measure
from tests.bench.served import Served, serving
from tests.bench.wire import Connection, connected
from tests.facts.pilots import CLOSED, REGISTERED

ENGAGEMENTS, GAPS_EACH, NEEDS = 10, 200, 2
ROUNDS, SECONDS, CLIENTS = 5, 2.0, 4
PASSWORD = "for-measuring-only"  # noqa: S105 - the role of a throw-away database
LIMIT = "the same page by one json_agg statement"
PAGE = """{ gaps(first: 100) { nodes {
  id title detail kind cause severity status foundAfterClose openedAt version
  needs { id title severity status } neededBy { id title severity status } } } }"""
DETAIL = "The pilot ran on a shared account; production needs named ones, reviewed every quarter by the owner."

Ask = Callable[[Connection], Awaitable[bytes]]


async def run(dsn: str) -> list[Measure]:
    """Measure in a new database on the server of `dsn`, a superuser's address, and drop it again."""
    with tempfile.TemporaryDirectory(prefix="fairway-bench-") as folder:
        async with fresh(dsn) as database:
            await _fill(database)
            async with serving(Path(folder), database) as served:
                return await _measure(database, served)


async def _measure(database: str, served: Served) -> list[Measure]:
    administrator = await asyncpg.connect(database)
    await administrator.execute("vacuum analyze")
    await administrator.close()
    clients = [await connected(served.address, served.tokens["auditor"]) for _ in range(CLIENTS)]
    size = await _check(clients[0])
    limits, rates = [], []
    for _ in range(ROUNDS):
        limits.append(await _rate(clients, in_sql))
        rates.append(await _rate(clients, by_graphql))
    for client in clients:
        await client.close()
    name = f"GraphQL page of {size // 1000} kB"
    ratio = median(ours / theirs for ours, theirs in zip(rates, limits, strict=True))
    return [
        Measure(name=LIMIT, value=median(limits), unit="requests/s"),
        Measure(name=name, value=median(rates), unit="requests/s", limit_name=LIMIT, ratio=ratio),
    ]


async def by_graphql(client: Connection) -> bytes:
    return await client.post("/graphql", json.dumps({"query": PAGE}).encode())


async def in_sql(client: Connection) -> bytes:
    return await client.post("/limit", PAGE_IN_SQL.encode())


async def _check(client: Connection) -> int:
    """Both say the same; give how much that is."""
    ours, theirs = await by_graphql(client), await in_sql(client)
    if _sorted(json.loads(ours)) != _sorted(json.loads(theirs)):
        raise ValueError("the statement does not give what GraphQL gives")
    return len(ours)


def _sorted(answer: Any) -> Sequence[Any]:  # noqa: ANN401
    """Nested lists in one order."""
    nodes: Sequence[Any] = answer["data"]["gaps"]["nodes"]
    for node in nodes:
        for name in ("needs", "neededBy"):
            node[name].sort(key=lambda gap: gap["id"])
    return nodes


async def _rate(clients: Sequence[Connection], ask: Ask) -> float:
    start = perf_counter()
    answers = await asyncio.gather(*(_keep_asking(client, ask, start + SECONDS) for client in clients))
    return sum(answers) / (perf_counter() - start)


async def _keep_asking(client: Connection, ask: Ask, end: float) -> int:
    answers = 0
    while perf_counter() < end:
        await ask(client)
        answers += 1
    return answers


async def _fill(database: str) -> None:
    administrator = await asyncpg.connect(database)
    role = role_of("engagement")
    await install(administrator, kind=DatabaseKind.PRODUCTION, passwords={role: PASSWORD})
    await administrator.close()
    async with await open_pool(as_role(database, role, PASSWORD)) as pool:
        log, tenant = PostgresLog(pool), sample(LOCAL).tenant
        for number in range(ENGAGEMENTS):
            await log.append(tenant, list(_attempts(uuid5(tenant, f"engagement {number}"))))


def _attempts(engagement: UUID) -> Iterator[Attempt]:
    pilot = (replace(fact, pilot_id=engagement) for fact in (REGISTERED, CLOSED))
    yield _attempt(f"pilot-{engagement}", engagement, *pilot)
    yield _attempt(f"engagement-{engagement}", engagement, EngagementStarted(engagement_id=engagement, name="Claims"))
    for number in range(GAPS_EACH):
        gap = _gap(engagement, number)
        yield _attempt(f"gap-{gap}", engagement, *_events(gap, engagement, number))


def _events(gap: UUID, engagement: UUID, number: int) -> Iterator[object]:
    yield GapOpened(
        gap_id=gap,
        engagement_id=engagement,
        title=f"Access reviews are not recorded, {number}",
        detail=DETAIL,
        kind=tuple(GapKind)[number % len(GapKind)],
        cause=tuple(Cause)[number % len(Cause)],
        severity=tuple(Severity)[number % len(Severity)],
    )
    yield GapOwnerAssigned(gap_id=gap, owner=uuid5(gap, "owner"))
    yield GapEstimated(gap_id=gap, low=Decimal("1.5"), likely=Decimal(3), high=Decimal(8))
    for other in range(max(number - NEEDS, 0), number):
        yield GapDependencyAdded(gap_id=gap, needs=_gap(engagement, other))


def _gap(engagement: UUID, number: int) -> UUID:
    return uuid5(engagement, f"gap {number}")


def _attempt(stream: str, engagement: UUID, *events: object) -> Attempt:
    new = tuple(encode(event, uuid5(engagement, f"{stream} {place}")) for place, event in enumerate(events))
    return Attempt(
        command_id=uuid5(engagement, stream),
        digest=bytes(32),
        actor=uuid5(engagement, "ana"),
        writes=(Write(stream=stream, expected=0, engagement_id=engagement, events=new),),
    )
