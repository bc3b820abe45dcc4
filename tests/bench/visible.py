"""From a command to the subscriber who sees what it changed, against the shortest way there can be.

Fairway: `registerPilot` over HTTP, 100 a second whether or not the last one is answered, to one uvicorn process with
LISTEN; the clock stops when `pilotChanged` brings the pilot as it now reads over graphql-transport-ws. The floor: on
one connection at a time, in one loop, insert an event, read it back, write a row for it, read the row.
"""

import asyncio
import json
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import asyncpg
import websockets

from shared.kernel.record import record
from shared.web.remote.channel import KEPT_ALIVE
from tests.bench.databases import fresh
from tests.bench.measure import Measure, NotMeasured
from tests.bench.served import Served, serving
from tests.bench.wire import Connection, connected

ROUNDS, COMMANDS, PER_SECOND = 3, 500, 100
WARM_UP = 100
FLOOR_STEPS = 500
ARRIVES_WITHIN = 30.0
EVENT = b'{"name":"command","purpose":"Sort claims by urgency","run_by":"own_team","started_on":"2024-01-08"}'
NAME = "command to subscriber"
FLOOR = "append, read, write a row, read it"
REGISTER = """mutation ($given: RegisterPilotInput!) {
  registerPilot(input: $given) { pilot { id version } rejection { code } consistency { position } } }"""
FOLLOW = "subscription { pilotChanged { cursor event { seq type } pilot { id name purpose version } } }"
TABLES = """
create table floor_event (seq bigint generated always as identity primary key, data bytea not null);
create table floor_row (seq bigint primary key, data bytea not null)
"""


class TooBusy(NotMeasured):
    """Commands come faster than they can be answered here: what is measured would be the queue."""


@record
class Round:
    """Milliseconds."""

    p50: float
    p99: float


@dataclass(slots=True)
class Subscriber:
    """Knows when it saw the pilot of which name."""

    seen: dict[str, asyncio.Future[float]] = field(default_factory=dict)

    def expect(self, name: str) -> "asyncio.Future[float]":
        self.seen[name] = asyncio.get_running_loop().create_future()
        return self.seen[name]

    async def listen(self, socket: websockets.ClientConnection) -> None:
        async for message in socket:
            now = perf_counter()
            heard = json.loads(message)
            if heard["type"] != "next":
                raise ValueError(f"the subscription ended: {heard}")
            self.seen.pop(heard["payload"]["data"]["pilotChanged"]["pilot"]["name"]).set_result(now)


@dataclass(slots=True)
class Client:
    """Asks on a connection that is free, or opens one more. Each is free since some moment."""

    served: Served
    free: list[tuple[Connection, float]] = field(default_factory=list)

    async def register(self, name: str) -> None:
        connection = await self._connection()
        given = {"name": name, "purpose": "Sort claims by urgency", "runBy": "OWN_TEAM", "startedOn": "2024-01-08"}
        body = json.dumps({"query": REGISTER, "variables": {"given": given}}).encode()
        answer = json.loads(await connection.post("/graphql", body, key=name))
        if answer["data"]["registerPilot"]["pilot"] is None:
            raise ValueError(f"the command was not recorded: {answer}")
        self.free.append((connection, perf_counter()))

    async def close(self) -> None:
        for connection, _ in self.free:
            await connection.close()

    async def _connection(self) -> Connection:
        """The server closes one that was idle for some seconds, maybe just as it is used: it is left before that."""
        while self.free:
            connection, since = self.free.pop()
            if perf_counter() - since < KEPT_ALIVE:
                return connection
            await connection.close()
        return await connected(self.served.address, self.served.tokens["pilot_lead"])


async def run(dsn: str) -> list[Measure]:
    """Measure in a new database on the server of `dsn`, a superuser's address, and drop it again."""
    with tempfile.TemporaryDirectory(prefix="fairway-bench-") as folder:
        async with fresh(dsn) as database, serving(Path(folder), database) as served:
            return await measured(database, served, NAME)


async def measured(
    database: str, served: Served, name: str, per_second: int = PER_SECOND, commands: int = COMMANDS
) -> list[Measure]:
    """Beside the floor on this database, whatever stands behind the address."""
    floors, rounds = [], []
    async with _subscribed(served) as subscriber, _floor(database) as connection:
        client = Client(served)
        await _commands(client, subscriber, "warm up", WARM_UP, per_second)
        await _floor_steps(connection)
        for number in range(ROUNDS):
            floors.append(await _floor_steps(connection))
            rounds.append(await _commands(client, subscriber, f"round {number}", commands, per_second))
        await client.close()
    return [*_rows(name, floors, rounds, "p50"), *_rows(name, floors, rounds, "p99")]


@asynccontextmanager
async def _subscribed(served: Served) -> AsyncIterator[Subscriber]:
    subscriber = Subscriber()
    address = served.address.replace("http", "ws", 1)
    async with websockets.connect(address, subprotocols=[websockets.Subprotocol("graphql-transport-ws")]) as socket:
        credentials = {"authorization": f"Bearer {served.tokens['auditor']}"}
        await socket.send(json.dumps({"type": "connection_init", "payload": credentials}))
        await socket.recv()
        await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": {"query": FOLLOW}}))
        listening = asyncio.create_task(subscriber.listen(socket))
        try:
            yield subscriber
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)


async def _commands(client: Client, subscriber: Subscriber, called: str, number: int, per_second: int) -> Round:
    """At their moments, however long the earlier ones take."""
    start = perf_counter() + 0.05
    try:
        async with asyncio.timeout(number / per_second + ARRIVES_WITHIN):
            waits = await asyncio.gather(
                *(_command(client, subscriber, f"{called} {one}", start + one / per_second) for one in range(number))
            )
    except TimeoutError:
        raise TooBusy(f"{len(subscriber.seen)} of {number} commands were not seen; the machine is too busy") from None
    return _round(waits)


async def _command(client: Client, subscriber: Subscriber, name: str, at: float) -> float:
    seen = subscriber.expect(name)
    await asyncio.sleep(at - perf_counter())
    start = perf_counter()
    await client.register(name)
    return await seen - start


@asynccontextmanager
async def _floor(database: str) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
    connection = await asyncpg.connect(database)
    try:
        await connection.execute(TABLES)
        yield connection
    finally:
        await connection.close()


async def _floor_steps(connection: "asyncpg.Connection[asyncpg.Record]") -> Round:
    append = await connection.prepare("insert into floor_event (data) values ($1)")
    news = await connection.prepare("select seq, data from floor_event where seq > $1 order by seq limit 100")
    write = await connection.prepare("insert into floor_row (seq, data) values ($1, $2)")
    read = await connection.prepare("select data from floor_row where seq = $1")
    seq = await connection.fetchval("select coalesce(max(seq), 0) from floor_event")
    waits = []
    for _ in range(FLOOR_STEPS):
        start = perf_counter()
        await append.fetch(EVENT)
        (event,) = await news.fetch(seq)
        seq = event["seq"]
        await write.fetch(seq, event["data"])
        await read.fetchval(seq)
        waits.append(perf_counter() - start)
    return _round(waits)


def _round(waits: list[float]) -> Round:
    cuts = quantiles(waits, n=100)
    return Round(p50=cuts[49] * 1000, p99=cuts[98] * 1000)


def _rows(name: str, floors: list[Round], rounds: list[Round], which: str) -> list[Measure]:
    limit = f"{FLOOR}, {which}"
    floor, value = (median(getattr(each, which) for each in side) for side in (floors, rounds))
    ratio = median(getattr(r, which) / getattr(f, which) for r, f in zip(rounds, floors, strict=True))
    return [
        Measure(name=limit, value=floor, unit="ms"),
        Measure(name=f"{name}, {which}", value=value, unit="ms", limit_name=limit, ratio=ratio),
    ]
