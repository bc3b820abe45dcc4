"""The same over Kafka: killed between two steps nothing is lost or done twice, and without Kafka it goes on.

The tests share the processes, and stand in the order of a day: the last one takes Kafka away for good.
"""

import asyncio
import json
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from uuid import uuid5

import httpx
import pytest
import pytest_asyncio

from deploy.embedded.issuers import LOCAL
from deploy.kafka.broker import Broker
from shared.events.people import Role
from shared.eventstore.system import FAIRWAY
from shared.kernel.record import record
from shared.transport.kafka_member import Place
from shared.transport.topics import MEASUREMENTS, MEASUREMENTS_DEAD, ensure
from shared.web.identity import person_id
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.running import Running, running_processes
from tests.acceptance.api.story import in_days, registered_pilot
from tests.acceptance.api.test_refused_measurement import on_a_live_one
from tests.acceptance.api.test_walk import test_a_pilot_goes_all_the_way_to_its_close_out_report_and_beyond as walk
from tests.acceptance.demo.apart import performed_apart
from tests.acceptance.demo.playing import theatre
from tests.acceptance.distributed.holding import Held, Step, holding
from tests.acceptance.distributed.writers import REGISTER, Writer
from tests.broker import running_broker
from tests.conftest import FreshDatabase
from tests.integration.chaos.pulse import Pulse
from tests.integration.transport.test_bad_records import story
from tests.processes import Processes, processes
from tests.processes import Running as Process
from tests.unit.cli.demo.small import TEXT, small_file
from tests.unit.gateway.measurement.kept_records import DESK, DESK_KEY
from tests.unit.gateway.measurement.kept_records import Desk as Claims
from tests.unit.gateway.measurement.test_measurements import event
from tests.wire import Wire

REGISTERED = 3
"""Events: the tenant, its administrator, and the administrator's role."""
LATE = f"{TEXT}  - {{on: 2026-10-30, by: bo, estimate: load-test, days: [2, 3, 4]}}\n"
"""Between its last two steps something comes due."""
SIGNING_KEY = "the key that the records of a test are signed with"
MEASURED = "measured over Kafka"
MAY_SEND = {
    "tenant": str(uuid5(FAIRWAY, MEASURED)),
    "person": str(person_id(LOCAL, Role.INTEGRATOR)),
    "key": DESK_KEY.decode(),
}
APPEND = Step(role="fairway_engagement", table="es.event", writes="insert")
PUBLISH = Step(role="fairway_ledger_worker", table="ledger.relay_checkpoint", writes="update")
PROJECT = Step(role="fairway_engagement_worker", table="{build}.checkpoint", writes="update")


@record
class Stage:
    found: Processes
    running: Running
    desk: Desk
    broker: Broker

    def process(self, name: str) -> Process:
        """The one that runs, of those of the name."""
        return next(each for each in reversed(self.found.started) if each.name == name)

    async def again(self, name: str) -> None:
        process = await self.found.start(name, self.process(name).port)
        await process.ready()

    async def recorded(self) -> int:
        """How many events there are, whether the service runs or not."""
        return (await self.running.fairway.ledger.head(self.desk.tenant)).seq

    def holding(self, step: Step) -> AbstractAsyncContextManager[Held]:
        return holding(self.running.database, step)


def waits_for(*names: str) -> Callable[[httpx.Response], bool]:
    """The process answers, and waits for just these."""
    return lambda ready: ready.is_success and ready.json()["waitingFor"] == list(names)


def has_taken(records: int) -> Callable[[httpx.Response], bool]:
    """The process took so many records of ours from Kafka."""

    def enough(metrics: httpx.Response) -> bool:
        lines = (line for line in metrics.text.splitlines() if line.startswith("fairway_kafka_records_total"))
        return sum(float(line.split()[-1]) for line in lines) >= records

    return enough


@pytest_asyncio.fixture(scope="module")
async def stage(fresh_database: FreshDatabase, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    folder = tmp_path_factory.mktemp("over-kafka")
    async with running_broker(folder / "kafka") as broker:
        await ensure(broker.address)
        async with (
            fresh_database() as database,
            processes(
                database,
                folder,
                FAIRWAY_KAFKA=broker.address,
                FAIRWAY_SIGNING_KEY=SIGNING_KEY,
                FAIRWAY_MEASUREMENT_SENDERS=json.dumps({DESK: MAY_SEND}),
            ) as found,
        ):
            await found.all()
            async with running_processes(found, database) as running:
                yield Stage(found=found, running=running, desk=await running.tenancy(), broker=broker)


async def test_a_story_is_told_over_kafka(stage: Stage) -> None:
    await stage.process("engagement").says("/readyz", waits_for())
    await walk(stage.desk)
    for service in ("engagement", "gates"):
        await stage.process(service).says("/metrics", has_taken(await stage.desk.head()))


@pytest.mark.req("X1")
async def test_a_demo_leaves_the_same_read_models_over_kafka_as_in_one_process(
    stage: Stage, fresh_database: FreshDatabase, tmp_path: Path
) -> None:
    file = small_file(tmp_path, LATE)
    async with fresh_database() as database, theatre(database, tmp_path, file) as one:
        together = await one.perform()
    try:
        apart = await performed_apart(stage.found, stage.running.database, file)
    finally:
        await stage.running.set_clock(None)
    assert together.digest == apart.digest
    assert together.digest is not None
    assert together.digest.events > together.played.steps + REGISTERED
    assert together.outcome == apart.outcome


@pytest.mark.parametrize(
    ("step", "victim"),
    [(APPEND, "engagement"), (PUBLISH, "ledger"), (PROJECT, "engagement")],
    ids=["before it appends", "after it published and before it commits that", "before it commits what it projected"],
)
async def test_a_process_killed_between_two_steps_loses_nothing_and_does_nothing_twice(
    stage: Stage, step: Step, victim: str
) -> None:
    writer = Writer(desk=stage.desk, name=f"{victim} at {step.table}", pulse=Pulse())
    async with stage.holding(step) as held:
        writing = asyncio.create_task(registering(writer))
        await held.reached()
        await stage.process(victim).kill()
        await held.abort()
        await stage.again(victim)
        await writing
    await written_once(stage, writer)


async def test_a_process_killed_after_it_appended_and_before_it_answers_has_appended_once(stage: Stage) -> None:
    writer = Writer(desk=stage.desk, name="engagement before it answers", pulse=Pulse())
    before = await stage.recorded()
    async with stage.holding(APPEND) as held:
        writing = asyncio.create_task(registering(writer))
        await held.reached()
        process = stage.process("engagement")
        process.process.send_signal(signal.SIGSTOP)
        await held.let_go()
        async with asyncio.timeout(60):
            while await stage.recorded() == before:
                pass
        await process.kill()
        await stage.again("engagement")
        await writing
    assert await stage.recorded() == before + 1
    await written_once(stage, writer)


async def registering(writer: Writer) -> str:
    given = {"name": writer.name, "purpose": "Sort", "runBy": "OWN_TEAM", "startedOn": "2026-01-12"}
    return await writer.give(REGISTER, given, writer.name)


async def written_once(stage: Stage, writer: Writer) -> None:
    """In the log, and in the views."""
    await stage.running.caught_up(stage.desk.tenant)
    named = "query($name: String!) { pilots(first: 9, filter: {name: {eq: $name}}) { nodes { id version } } }"
    found = (await stage.desk.ask(named, name=writer.name))["pilots"]["nodes"]
    assert [(each["id"], each["version"]) for each in found] == [(pilot, 1) for pilot in writer.written]
    logged = 'query { events(first: 100, types: ["PilotRegistered"]) { nodes { data } hasNextPage } }'
    events = (await stage.desk.ask(logged))["events"]
    assert not events["hasNextPage"]
    assert [event["data"]["name"] for event in events["nodes"]].count(writer.name) == 1


@pytest.mark.req("RL4")
async def test_what_a_sender_measures_is_recorded_and_what_is_bad_lies_apart(stage: Stage) -> None:
    desk = await stage.running.tenancy(MEASURED)
    of = await on_a_live_one(desk)
    data = {"engagement": of["engagementId"], "series": of["seriesId"], "day": in_days(0), "value": 0.5}
    place = Place(address=stage.broker.address, group="", topic=MEASUREMENTS.name, dead=MEASUREMENTS_DEAD.name)
    wire = Wire(place=place)
    async with wire.writer() as writer:
        for each in (Claims().structured(event("1", data)), Claims().binary(event("2", {**data, "value": "many"}))):
            await writer.send(place.topic, each.value, headers=list(each.headers), partition=0)
    async with asyncio.timeout(60):
        (letter,) = await wire.dead_letters(1)
    assert story(letter)["reason"] == "ROW_NUMBER_NOT_READ"
    days = "query($id: ID!) { series(id: $id) { days { day total observations } } }"
    async with asyncio.timeout(60):
        while not (found := (await desk.ask(days, id=of["seriesId"]))["series"]["days"]):
            pass
    assert found == [{"day": data["day"], "total": "0.5", "observations": 1}]


async def test_the_story_goes_on_when_kafka_is_gone(stage: Stage) -> None:
    await stage.broker.kill()
    await registered_pilot(stage.desk, "Without Kafka")
    engagement, ledger = stage.process("engagement"), stage.process("ledger")
    await ledger.says("/readyz", waits_for("Kafka"))
    assert [await each.end() for each in (engagement, ledger)] == [0, 0]
