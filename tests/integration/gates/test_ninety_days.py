"""Ninety days go by, and nobody asks for anything: what happens by itself at the gates is on record, once each."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import asyncpg
import pytest
import pytest_asyncio
from uuid_utils.compat import uuid7

from services.gates import app
from services.gates.domain.evidence import EVIDENCE
from services.gates.domain.gate import GATE
from shared.events.evidence import EvidenceExpired, EvidenceExpiryNoted
from shared.events.gates import GateDecisionRevoked, GateOutdated
from shared.events.registry import STREAMS
from shared.eventstore.codec import decode, encode
from shared.eventstore.handle import Handler, Receipt, Request
from shared.eventstore.log import Appended, Attempt, Write
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.eventstore.system import FAIRWAY
from shared.kernel.recorded import Recorded
from shared.projecting.positions import Positions
from shared.projecting.runner import Projector
from shared.reacting.follower import Follower
from shared.reacting.poller import Poller
from shared.reacting.postgres import PostgresCheckpoints, PostgresStanding
from shared.web.service import by_command
from tests.conftest import FreshDatabase
from tests.facts.engagements import ENGAGEMENT
from tests.facts.gaps import GAP_ID, RAISED
from tests.facts.people import ANA, NOW
from tests.history import CATEGORIES, OF_AN_ENGAGEMENT
from tests.unit.gates.domain.gate.house import (
    DRILL,
    GREEN,
    SPONSOR,
    STAGE,
    condition,
    conditional,
    happened,
    passed,
    signed,
)

DECIDERS = by_command([EVIDENCE, GATE])
SERVICES = {stream.category: stream.service for stream in STREAMS}
OWN_NAMES = {"framework": "house", "gate": f"{ENGAGEMENT}-{STAGE}", "gap": str(GAP_ID)}
LAST = DRILL.valid_until
QUIET, OWING, BROKEN = (uuid5(ANA, f"ninety days {name}") for name in ("quiet", "owing", "broken"))
OWED = condition("house/no_blockers")


def stream_of(fact: Any) -> str:  # noqa: ANN401 - any fact
    category = CATEGORIES[type(fact)]
    own = getattr(fact, "evidence_id", None) or getattr(fact, "source_id", ENGAGEMENT)
    return f"{category}-{OWN_NAMES.get(category, str(own))}"


class House:
    """Gates without its process: the parts that act, each twice, as two processes have them."""

    def __init__(self, requests: dict[str, PostgresLog], workers: asyncpg.Pool, clock: asyncpg.Pool) -> None:
        self.logs, self.workers, self.clock = requests, workers, clock
        self.log = PostgresLog(workers)
        self.projector = Projector(
            pool=workers, log=self.log, views=app.VIEWS, positions=Positions(workers, self.log, app.VIEWS)
        )
        self.followers = [self.follower(), self.follower()]
        self.pollers = [self.poller(), self.poller()]

    def follower(self) -> Follower:
        return Follower(
            log=self.log,
            checkpoints=PostgresCheckpoints(self.workers, app.NAME),
            reactions=app.BY_ITSELF.reactions,
            send=self.send,
            service=app.NAME,
        )

    def poller(self) -> Poller:
        return Poller(
            log=self.log,
            standing=PostgresStanding(self.workers, app.VIEWS, app.BY_ITSELF.projection),
            shown=self.shown,
            timers=app.BY_ITSELF.timers,
            send=self.send,
            service=app.NAME,
        )

    async def send(self, request: Request) -> Receipt:
        return await Handler(self.logs["gates"], uuid7).handle(DECIDERS[type(request.command)], request)

    async def shown(self, _tenant: UUID, _seq: int) -> bool:
        await self.projector.catch_up()
        return True

    async def record(self, tenant: UUID, *facts: Any) -> None:  # noqa: ANN401 - any facts
        """In this order, so that each stands where those that look back expect it."""
        versions: dict[str, int] = {}
        for fact in facts:
            stream, category = stream_of(fact), CATEGORIES[type(fact)]
            engagement = ENGAGEMENT if category in OF_AN_ENGAGEMENT else None
            write = Write(
                stream=stream,
                expected=versions.get(stream, 0),
                engagement_id=engagement,
                events=(encode(fact, uuid7()),),
            )
            attempt = Attempt(command_id=uuid7(), digest=bytes(32), actor=ANA, writes=(write,))
            (outcome,) = await self.logs[SERVICES[category]].append(tenant, [attempt])
            assert isinstance(outcome, Appended)
            versions[stream] = versions.get(stream, 0) + 1

    async def at(self, moment: datetime) -> None:
        """The clock says so, and all look once."""
        await self.clock.execute("select es.set_clock($1)", moment)
        await asyncio.gather(*(poller.fire() for poller in self.pollers))
        await asyncio.gather(*(follower.catch_up() for follower in self.followers))

    async def told(self, tenant: UUID) -> list[Recorded[Any]]:
        """What nobody did."""
        return [decode(entry) for entry in await self.log.after(tenant, 0, 1_000) if entry.actor == FAIRWAY]


@pytest_asyncio.fixture
async def house(fresh_database: FreshDatabase) -> AsyncIterator[House]:
    async with fresh_database() as database, AsyncExitStack() as stack:
        admin = await asyncpg.connect(database.superuser)
        await app.install(admin)
        await admin.close()

        async def pool(service: str, *, worker: bool = False) -> Any:  # noqa: ANN401 - as asyncpg has it
            return await stack.enter_async_context(
                await open_pool(database.dsn(service, worker=worker), size=10 if worker else 4)
            )

        requests = {service: await pool(service) for service in ("engagement", "gates")}
        await requests["gates"].execute("select es.set_clock($1)", NOW)
        yield House(
            {service: PostgresLog(each) for service, each in requests.items()},
            await pool("gates", worker=True),
            requests["gates"],
        )


@pytest.mark.req("X3", "X6", "RSG4")
async def test_what_runs_out_is_missed_or_breaks_is_on_record_once_each(house: House) -> None:
    for follower in house.followers:
        await follower.catch_up()
    await house.record(QUIET, *passed())
    await house.record(OWING, *happened(signed(*GREEN, RAISED), conditional(OWED), SPONSOR))
    await house.record(BROKEN, *passed(), RAISED)
    await house.at(NOW)
    (broken,) = await house.told(BROKEN)
    assert isinstance(broken.event, GateOutdated)
    assert (broken.event.criterion, broken.event.fact) == ("house/no_blockers", "gaps.blocking")
    assert (await house.told(QUIET), await house.told(OWING)) == ([], [])

    for day in range(1, 91):
        await house.at(datetime(2026, 3, 2, 6, tzinfo=UTC) + timedelta(days=day))

    shown_in_time(await house.told(QUIET))
    missed_in_time(await house.told(OWING))


def shown_in_time(quiet: list[Recorded[Any]]) -> None:
    """People were told three times, then the drill ran out, and with it what was decided on it."""
    noted = [each for each in quiet if isinstance(each.event, EvidenceExpiryNoted)]
    assert [(each.event.days_left, each.recorded_at.date()) for each in noted] == [
        (days, LAST - timedelta(days=days)) for days in (30, 7, 1)
    ]
    (expired,) = [each for each in quiet if isinstance(each.event, EvidenceExpired)]
    (fallen,) = [each for each in quiet if isinstance(each.event, GateOutdated)]
    assert expired.recorded_at.date() == fallen.recorded_at.date() == LAST + timedelta(days=1)
    assert fallen.event.criterion == "house/rehearsed"
    assert len(quiet) == len(noted) + 2


def missed_in_time(owing: list[Recorded[Any]]) -> None:
    """The decision fell with its condition, and did not fall again with anything else."""
    (revoked,) = [each for each in owing if isinstance(each.event, GateDecisionRevoked | GateOutdated)]
    assert isinstance(revoked.event, GateDecisionRevoked)
    assert revoked.event.condition_id == OWED.condition_id
    assert revoked.recorded_at.date() == OWED.due + timedelta(days=1)
