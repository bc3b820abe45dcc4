"""Each process starts alone, says what it waits for, logs for machines, and ends in order."""

import asyncio
import os
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from tests.conftest import FreshDatabase
from tests.database import Database, created
from tests.loaded.copies import started
from tests.loaded.order import Order
from tests.processes import SERVICE_KEY, NotStarted, free_port, loading, processes

KEY = {"fairway-service-key": SERVICE_KEY}
TENANT = UUID(int=7)
AWAY = Database(superuser="postgresql://postgres@127.0.0.1:1/nowhere")


async def test_each_process_ends_in_order_when_it_is_asked_to(fresh_database: FreshDatabase, tmp_path: Path) -> None:
    async with fresh_database() as database, processes(database, tmp_path, FAIRWAY_LOG_LEVEL="info") as found:
        running = await found.all()
        async with httpx.AsyncClient(headers=KEY) as http:
            waiting = http.get(f"{running[0].address}/reached?tenant={TENANT}&seq=9&seconds=20", timeout=30)
            polling = asyncio.create_task(waiting)
            await http.get(f"{running[0].address}/position?tenant={TENANT}")
            assert [await each.end() for each in running] == [0] * 5
            assert (await polling).json() == {"status": "TIMED_OUT", "shown": 0}
        assert [line for line in found.logged() if line["level"] not in {"info", "warning"}] == []


@pytest.mark.parametrize("name", ["engagement", "gates", "measurement", "ledger"])
async def test_a_process_starts_without_its_database_and_says_that_it_waits_for_it(tmp_path: Path, name: str) -> None:
    async with processes(AWAY, tmp_path, prepare=False) as found:
        running = await found.start(name)
        ready = await running.says("/readyz")
        assert (ready.status_code, ready.json()) == (503, {"status": "waiting", "waitingFor": ["database"]})
        assert (await running.says("/healthz")).status_code == httpx.codes.OK
        async with httpx.AsyncClient() as http:
            path = "head" if name == "ledger" else "position"
            asked = await http.get(f"{running.address}/{path}?tenant={TENANT}", headers=KEY)
        assert (asked.status_code, asked.json()["code"]) == (503, "UNAVAILABLE")
        assert await running.end() == 0


@pytest.mark.parametrize(
    ("name", "missing", "said"),
    [
        ("engagement", "FAIRWAY_STORE", "FAIRWAY_STORE names"),
        ("engagement", "FAIRWAY_PASSWORDS", "no password of the role fairway_engagement"),
        ("gates", "FAIRWAY_PASSWORDS", "no password of the role fairway_gates"),
        ("measurement", "FAIRWAY_PASSWORDS", "no password of the role fairway_measurement"),
        ("ledger", "FAIRWAY_PASSWORDS", "no password of the role fairway_ledger"),
        ("gateway", "FAIRWAY_SERVICE_KEY", "FAIRWAY_SERVICE_KEY is a secret"),
        ("nothing", "FAIRWAY_STORE", "engagement, gates, measurement, ledger, gateway"),
    ],
)
async def test_what_is_not_configured_is_told_in_a_line(tmp_path: Path, name: str, missing: str, said: str) -> None:
    async with processes(AWAY, tmp_path, prepare=False) as found:
        running = await found.start(name, free_port(), without=missing)
        with pytest.raises(NotStarted, match=said) as told:
            await running.ready()
        assert len(str(told.value).splitlines()) == 1
        assert running.process.returncode == 2


async def test_secrets_may_lie_in_files(fresh_database: FreshDatabase, tmp_path: Path) -> None:
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    async with fresh_database() as database, processes(database, tmp_path, FAIRWAY_SECRETS=str(secrets)) as found:
        for name in ("FAIRWAY_PASSWORDS", "FAIRWAY_SERVICE_KEY"):
            (secrets / name.lower()).write_text(found.plan.environment[name] + "\n")
        running = await found.start("ledger", without="FAIRWAY_PASSWORDS")
        await running.ready()
        assert await running.end() == 0


async def test_a_database_is_brought_up_to_date_as_often_as_one_likes(server: str, tmp_path: Path) -> None:
    async with created(server) as address, processes(Database(superuser=address), tmp_path, prepare=False) as found:
        order = Order(
            words=("migrate",), environment={**os.environ, **found.plan.environment, "FAIRWAY_DATABASE": address}
        )
        for start in (loading, started):
            with (tmp_path / "migrated.log").open("ab") as said:
                assert await (await start(order, said.fileno(), said.fileno())).wait() == 0
        await found.all("engagement", "ledger")
