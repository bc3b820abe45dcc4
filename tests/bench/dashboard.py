"""The dashboard of the first ninety days, asked for as a front end does: one request, by HTTP, of the whole Fairway.

It runs in this process, on the database that holds the observations, so that its SQL statements can be counted; a token
is checked, the request is parsed and measured, and nothing of an answer is kept for the next.
"""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any
from uuid import UUID

from cli.serving import HOST, free_socket, served
from deploy.embedded.app import Fairway, fairway
from deploy.embedded.sample import bootstrap, populate
from deploy.tenancy import Tenancy
from gateway.schema.ids import global_id
from shared.events.people import Role
from shared.eventstore.install import PROCESSES, DatabaseKind, role_of
from shared.kernel.record import record
from shared.projecting.positions import Reached
from shared.settings import Settings
from tests.bench.measure import Measure
from tests.bench.measured_series import Sheet
from tests.bench.wire import Connection, connected
from tests.facts.engagements import ENGAGEMENT

WITHIN = 3_600.0
ROUNDS = 101
ASKED, STATEMENTS = "go-live dashboard", "go-live dashboard, SQL"
TENFOLD, P99, OF_TENTH = f"{ASKED}, tenfold", f"{ASKED}, p99", f"{ASKED}, of a tenth"
STATEMENTS_OF_TENTH = f"{STATEMENTS}, of a tenth"
DASHBOARD = """query Dashboard($id: ID!) { engagement(id: $id) { name goLiveDashboard {
  position lag wentLiveOn day
  series {
    seriesId kind name unit better cadence baseline target retired latest trend owner { id name }
    windows { number startsOn endsOn state actual plan planAtGoLive shortfall observations corrections }
    parts { department actual observations cohort { id } }
  }
  openInterventions { interventionId trigger playbook cadence window dueOn late standing owner { id name } }
} } }"""


@record
class FrontEnd:
    """`statements`: the SQL statements that questions of the whole Fairway sent so far."""

    connection: Connection
    statements: list[str]

    async def asked(self) -> Any:  # noqa: ANN401
        body = {"query": DASHBOARD, "variables": {"id": global_id("Engagement", ENGAGEMENT)}}
        answer = json.loads(await self.connection.post("/graphql", json.dumps(body).encode()))
        return answer["data"]["engagement"]["goLiveDashboard"]

    async def counted(self, observations: int) -> int:
        """The statements of one request, whose answer tells of so many observations."""
        before = len(self.statements)
        board = await self.asked()
        told = sum(window["observations"] for series in board["series"] for window in series["windows"])
        if told != observations:
            raise ValueError(f"the dashboard tells of {told} of {observations} observations")
        return len(self.statements) - before

    async def milliseconds(self) -> float:
        start = perf_counter()
        await self.asked()
        return (perf_counter() - start) * 1_000


async def latencies(database: str, password: str, sheets: tuple[Sheet, Sheet], query: Measure) -> list[Measure]:
    """Of the first sheet, which has a tenth, and of the second, in turn; `query` is a plain one of the same run."""
    async with front_ends(database, password, [sheet.tenant for sheet in sheets]) as (tenth, whole):
        few, many = await tenth.counted(sheets[0].rows), await whole.counted(sheets[1].rows)
        of_tenth, ours = list[float](), list[float]()
        for _ in range(ROUNDS):
            of_tenth.append(await tenth.milliseconds())
            ours.append(await whole.milliseconds())
    less, value, slow = median(of_tenth), median(ours), quantiles(ours, n=100)[98]
    return [
        Measure(name=OF_TENTH, value=less, unit="ms"),
        Measure(name=ASKED, value=value, unit="ms", limit_name=query.name, ratio=value / query.value),
        Measure(name=P99, value=slow, unit="ms", limit_name=query.name, ratio=slow / query.value),
        Measure(name=TENFOLD, value=value, unit="ms", limit_name=OF_TENTH, ratio=value / less),
        Measure(name=STATEMENTS_OF_TENTH, value=few, unit="statements"),
        Measure(name=STATEMENTS, value=many, unit="statements", limit_name=STATEMENTS_OF_TENTH, ratio=many / few),
    ]


@asynccontextmanager
async def front_ends(database: str, password: str, tenants: Sequence[UUID]) -> AsyncIterator[list[FrontEnd]]:
    statements = list[str]()
    passwords = {role_of(each, worker=worker): password for each in PROCESSES for worker in (False, True)}
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="fairway-bench-")))
        settings = Settings(data=folder, database=database, timers_and_reactions=False)
        running = await stack.enter_async_context(
            fairway(settings, DatabaseKind.TEST, passwords=passwords, on_statement=statements.append)
        )
        listening = stack.enter_context(free_socket(0))
        await stack.enter_async_context(served(running.app, listening))
        address = f"http://{HOST}:{listening.getsockname()[1]}/graphql"
        found = list[FrontEnd]()
        for tenant in tenants:
            connection = await connected(address, await auditor(running, tenant))
            stack.push_async_callback(connection.close)
            found.append(FrontEnd(connection=connection, statements=statements))
        yield found


async def auditor(running: Fairway, tenant: UUID) -> str:
    """The token of one in this tenant, whose people are registered, once all views show it."""
    issuer, parts = running.issuer.name, running.parts
    tenancy = Tenancy(tenant=tenant, name="Northern Benefits", issuer=issuer, administrator="administrator")
    await bootstrap(parts.engagement.service, parts.directory, tenancy, "Administrator")
    await populate(parts.engagement.service, parts.directory, tenancy)
    head = await parts.engagement.ledger.head(tenant)
    for service in (parts.engagement.service, parts.gates.service, parts.measurement.service):
        if await service.reached(tenant, head.seq, WITHIN) is not Reached.REACHED:
            raise ValueError("the views do not show all that was recorded")
    return running.token(tenant, Role.AUDITOR)
