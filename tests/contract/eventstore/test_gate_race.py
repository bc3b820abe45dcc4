"""A gap is reopened in the very second in which a gate is decided: the decision loses, on every log."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio
from uuid_utils.compat import uuid7

from services.gates.domain.gate import GATE
from services.gates.domain.gate.refusals import VerdictDoesNotPass
from services.gates.domain.verdict.standing import ground_of
from shared.events.gaps import GapReopened
from shared.events.gates import GateDecided, GateEvaluated
from shared.events.people import PersonRegistered, Role, RoleGranted
from shared.events.registry import STREAMS
from shared.eventstore.batching import Batched
from shared.eventstore.codec import decode, encode
from shared.eventstore.handle import Handler, Request
from shared.eventstore.log import Attempt, Entry, Log, Look, Outcome, View, Write
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.kernel.canonical import canonical
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from tests.contract.eventstore.conftest import NOON, in_memory, in_postgres
from tests.database import Database
from tests.facts.engagements import ENGAGEMENT
from tests.facts.gaps import GAP_ID, RAISED, REOPENED, RESOLVED, VERIFIED
from tests.facts.people import DEE
from tests.history import CATEGORIES, OF_AN_ENGAGEMENT
from tests.unit.gates.domain.gate.house import DATA_OWNER, GO, GREEN, HOUSE, INFRASTRUCTURE, STAGE, signed

pytestmark = [pytest.mark.req("RSG4"), pytest.mark.asyncio]

ROUNDS, AFTER = 10, 3
WHO = {DEE: Role.SPONSOR, INFRASTRUCTURE.person: Role.INFRASTRUCTURE_LEAD, DATA_OWNER.person: Role.DATA_OWNER}
PEOPLE = tuple(
    fact
    for person, role in WHO.items()
    for fact in (PersonRegistered(person=person), RoleGranted(person=person, role=role))
)
READY = (*PEOPLE, *signed(*GREEN, RAISED, RESOLVED, VERIFIED))
OWN_NAME = {"framework": "house", "gate": f"{ENGAGEMENT}-{STAGE}", "gap": str(GAP_ID)}


SERVICES = {stream.category: stream.service for stream in STREAMS}


@record
class Two:
    """One log, as each of the two services reaches it."""

    engagement: Log
    gates: Log


@pytest_asyncio.fixture(params=["memory", "postgres", "batched"])
async def logs(request: pytest.FixtureRequest, database: Database) -> AsyncIterator[Two]:
    if request.param == "memory":
        log = in_memory().log
        yield Two(engagement=log, gates=log)
        return
    async with in_postgres(database) as store, await open_pool(database.dsn("gates"), size=3) as pool:
        gates = PostgresLog(pool)
        yield Two(engagement=store.log, gates=Batched(gates) if request.param == "batched" else gates)


class Watched:
    """A log in which something happens before the call of this number, counted from 0."""

    def __init__(self, log: Log, at: int, happens: Callable[[], Awaitable[object]]) -> None:
        self.log, self.at, self.happens, self.calls = log, at, happens, 0

    async def look(self, tenant: UUID, looks: Sequence[Look], command_id: UUID, digest: bytes) -> View:
        await self.before()
        return await self.log.look(tenant, looks, command_id, digest)

    async def append(self, tenant: UUID, attempts: Sequence[Attempt]) -> list[Outcome]:
        await self.before()
        return await self.log.append(tenant, attempts)

    async def before(self) -> None:
        self.calls += 1
        if self.calls == self.at + 1:
            await self.happens()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - the rest of the log
        return getattr(self.log, name)


def stream_of(fact: object, tenant: UUID) -> str:
    category = CATEGORIES[type(fact)]
    own = str(getattr(fact, "source_id", ENGAGEMENT if category in OF_AN_ENGAGEMENT else tenant))
    return f"{category}-{OWN_NAME.get(category, own)}"


async def append(logs: Two, tenant: UUID, *facts: object, versions: dict[str, int]) -> None:
    """Facts from elsewhere, each by itself."""
    for service, own in groupby(facts, key=lambda fact: SERVICES[CATEGORIES[type(fact)]]):
        attempts = [attempt(fact, tenant, versions) for fact in own]
        await (logs.gates if service == "gates" else logs.engagement).append(tenant, attempts)


def attempt(fact: object, tenant: UUID, versions: dict[str, int]) -> Attempt:
    stream = stream_of(fact, tenant)
    engagement = ENGAGEMENT if CATEGORIES[type(fact)] in OF_AN_ENGAGEMENT - {"framework"} else None
    write = Write(
        stream=stream,
        expected=versions.get(stream, 0),
        engagement_id=engagement,
        events=(encode(fact, uuid7()),),
    )
    versions[stream] = write.expected + 1
    return Attempt(command_id=uuid7(), digest=bytes(32), actor=DEE, writes=(write,))


async def decided(log: Log, tenant: UUID) -> bool:
    request = Request(tenant=tenant, person=DEE, command_id=uuid7(), command=GO)
    try:
        await Handler(log, uuid7).handle(GATE, request)
    except VerdictDoesNotPass:
        return False
    return True


async def settled(log: Log, tenant: UUID, *, passed: bool) -> None:
    """What is on record says the same: a decision stands on everything that came before it."""
    entries: Sequence[Entry] = await log.after(tenant, 0, 1_000)
    history: list[Recorded[Any]] = [decode(entry) for entry in entries]
    reopened = [each.seq for each in history if isinstance(each.event, GapReopened)]
    decisions = [each for each in history if isinstance(each.event, GateDecided)]
    assert len(decisions) == passed
    assert len(reopened) == 1
    for decision in decisions:
        assert decision.seq < reopened[0]
        evaluated = history[decision.seq - 2].event
        assert isinstance(evaluated, GateEvaluated)
        before = ground_of(history[: decision.seq - 2])
        assert canonical(before.verdict((HOUSE,), STAGE, NOON.date())) == canonical(evaluated.verdict)


@pytest.mark.parametrize(
    "at", range(AFTER + 1), ids=["before it looks", "as it looks further", "as it appends", "after it"]
)
async def test_whichever_comes_first_counts(logs: Two, tenant: UUID, at: int) -> None:
    versions: dict[str, int] = {}
    await append(logs, tenant, *READY, versions=versions)
    watched = Watched(logs.gates, at, lambda: append(logs, tenant, REOPENED, versions=versions))
    passed = await decided(watched, tenant)
    if passed:
        await append(logs, tenant, REOPENED, versions=versions)
    assert passed is (at == AFTER)
    await settled(logs.gates, tenant, passed=passed)


async def test_many_times_over_no_decision_stands_on_what_had_changed(logs: Two) -> None:
    for _ in range(ROUNDS):
        tenant, versions = uuid7(), dict[str, int]()
        await append(logs, tenant, *READY, versions=versions)
        passed, _ = await asyncio.gather(decided(logs.gates, tenant), append(logs, tenant, REOPENED, versions=versions))
        await settled(logs.gates, tenant, passed=passed)
