"""The embedded PostgreSQL: what it promises when all is well, and when a process is killed at the worst moment."""

import asyncio
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from deploy.embedded.postgres import MAJOR, start
from deploy.embedded.postgres_folder import AlreadyRunning, Folder, OtherMajorVersion, StartFailed
from tests.integration.deploy.servers import (
    Writer,
    address,
    connected,
    eventually,
    fairway,
    rows_kept,
    seen_to_end,
    started,
)

NAMES = {"claim", "cluster", "port", "server.log", "server.previous.log", "superuser.password"}


def names_in(folder: Path, pattern: str) -> set[str]:
    return {path.name for path in folder.glob(pattern)}


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(scope="module")
async def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that has been used before. Each test finds its server stopped and leaves it so."""
    folder = tmp_path_factory.mktemp("used") / "postgres"
    async with started(folder):
        return folder


@pytest.fixture
def other_program(data: Path) -> Iterator[int]:
    """The id of a living process of the user as whom the server ran."""
    owner = (data / "cluster").stat().st_uid if os.geteuid() == 0 else None
    program = subprocess.Popen(["/bin/sleep", "60"], user=owner)
    try:
        yield program.pid
    finally:
        program.kill()
        program.wait()


async def test_the_first_start_makes_a_server_that_keeps_what_it_acknowledges(tmp_path: Path) -> None:
    async with started(tmp_path / "missing" / "postgres") as server, connected(server) as connection:
        settings = ("fsync", "synchronous_commit", "data_checksums", "server_encoding", "password_encryption")
        assert [await connection.fetchval(f"show {name}") for name in settings] == [
            *("on", "on", "on", "UTF8", "scram-sha-256"),
        ]
        assert connection.get_server_version().major == MAJOR


async def test_only_the_password_opens_the_server_and_only_its_owner_can_read_it(data: Path) -> None:
    async with started(data) as server:
        with pytest.raises(asyncpg.InvalidPasswordError):
            await asyncpg.connect(server.dsn().replace(server.password, "guess"))
    assert [mode_of(path) for path in (data, data / "superuser.password")] == [0o700, 0o600]
    assert server.password not in repr(server)


async def test_the_data_and_the_port_outlast_a_restart(data: Path) -> None:
    async with started(data) as first, connected(first) as connection:
        await connection.execute("create table written_before as select 7 as number")
    async with started(data) as second, connected(second) as connection:
        assert await connection.fetchval("select number from written_before") == 7
    assert second.port == first.port


async def test_a_killed_server_loses_no_acknowledged_row(data: Path) -> None:
    writer = Writer()
    async with started(data) as server, asyncio.TaskGroup() as tasks:
        tasks.create_task(writer.write(server.dsn()))
        await asyncio.wait_for(writer.busy.wait(), 10)
        server.process.kill()
        await server.ended()
    assert await rows_kept(data) >= writer.acknowledged


async def test_a_killed_fairway_takes_its_server_along_and_loses_no_acknowledged_row(data: Path) -> None:
    writer = Writer()
    async with fairway(data) as process, asyncio.TaskGroup() as tasks:
        tasks.create_task(writer.write(await address(process)))
        await asyncio.wait_for(writer.busy.wait(), 10)
        process.kill()
        await process.wait()
        kept = await rows_kept(data)
    assert kept >= writer.acknowledged


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the next start ends the server")
async def test_nothing_is_left_of_a_killed_fairway_even_without_a_next_start(data: Path) -> None:
    async with fairway(data) as process:
        dsn = await address(process)
        postmaster = Folder.at(data).postmaster()
        assert postmaster is not None
        async with seen_to_end(postmaster):
            process.kill()
    assert not (data / "cluster" / "postmaster.pid").exists()
    with pytest.raises(ConnectionRefusedError):
        await asyncpg.connect(dsn)


async def test_a_server_that_outlived_its_fairway_is_ended_by_the_next_start(data: Path) -> None:
    orphan = await start(data)
    orphan.claim.close()
    async with started(data) as server, connected(server) as connection:
        await asyncio.wait_for(orphan.ended(), 10)
        assert await connection.fetchval("select 1") == 1


async def test_a_second_start_on_a_live_folder_is_refused_and_the_first_goes_on(data: Path) -> None:
    async with started(data) as server:
        with pytest.raises(AlreadyRunning, match=f"in process {os.getpid()}: stop that first"):
            await start(data)
        async with connected(server) as connection:
            assert await connection.fetchval("select 1") == 1


async def test_a_port_that_another_program_took_is_left_to_it(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        (data / "port").write_text(f"{taken}\n")
        async with started(data) as server, connected(server) as connection:
            assert await connection.fetchval("select 1") == 1
    assert server.port != taken


async def test_what_a_dead_server_left_stops_nothing_and_harms_no_other_program(data: Path, other_program: int) -> None:
    same_id_by_now, cut_off_while_written = f"{other_program}\n{data}\n1\n1\n\n127.0.0.1\n\n\n", ""
    for left in (same_id_by_now, cut_off_while_written):
        (data / "cluster" / "postmaster.pid").write_text(left)
        async with started(data) as server, connected(server) as connection:
            assert await connection.fetchval("select 1") == 1
    os.kill(other_program, 0)


async def test_a_first_start_that_is_killed_half_way_is_made_anew_at_once(tmp_path: Path) -> None:
    async with fairway(tmp_path) as process:
        await eventually(lambda: names_in(tmp_path, "unfinished.*/postmaster.pid"))
        process.kill()
        await process.wait()
        async with started(tmp_path) as server, connected(server) as connection:
            assert await connection.fetchval("select 1") == 1
    async with started(tmp_path):
        assert names_in(tmp_path, "*") == NAMES


async def test_the_data_of_another_major_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    version = tmp_path / "cluster" / "PG_VERSION"
    version.parent.mkdir()
    version.write_text("17\n")
    (tmp_path / "claim").touch()
    with pytest.raises(OtherMajorVersion, match=rf"PostgreSQL 17 wrote .* brings PostgreSQL {MAJOR}: dump"):
        await start(tmp_path)
    assert [*version.parent.iterdir()] == [version]
    assert version.read_text() == "17\n"


async def test_a_server_that_cannot_start_says_why_and_leaves_the_folder_free(data: Path) -> None:
    settings = data / "cluster" / "postgresql.conf"
    right = settings.read_text()
    settings.write_text("no_such_setting = on\n")
    with pytest.raises(StartFailed, match="no_such_setting"):
        await start(data)
    settings.write_text(right)
    async with started(data) as server:
        assert server.process.returncode is None


async def test_data_without_its_password_asks_for_it_and_makes_no_new_one(tmp_path: Path) -> None:
    (tmp_path / "cluster").mkdir()
    (tmp_path / "claim").touch()
    with pytest.raises(StartFailed, match=r"superuser\.password is missing"):
        await start(tmp_path)
    assert not (tmp_path / "superuser.password").exists()


async def test_a_folder_that_holds_other_things_is_left_as_it_is(tmp_path: Path) -> None:
    letter = tmp_path / "letter"
    letter.touch()
    before = letter.stat()
    with pytest.raises(StartFailed, match="holds other things: give PostgreSQL a folder of its own"):
        await start(tmp_path)
    assert names_in(tmp_path, "*") == {"letter"}
    assert letter.stat() == before


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StartFailed, match=r"cannot use .*/file/postgres: Not a directory"):
        await start(tmp_path / "file" / "postgres")
