"""A private Apache Kafka broker: one node that is broker and controller, on 127.0.0.1 and a data folder of its own."""

import asyncio
import contextlib
import fcntl
import os
import secrets
import signal
import socket
import sys
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from deploy.kafka.fetch import HERE, KafkaUnavailable, Programs, fetched
from shared.kernel.record import record

HOST = "127.0.0.1"
JVM = (
    *("-Xms64m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"),
    "-XX:TieredStopAtLevel=1",  # up in two thirds of the time; at its full speed it would be a little faster
)
STARTED = "Kafka Server started"
CLAIMED = "Another broker runs on"
PASSING = ("Address already in use", CLAIMED)  # a port lost to another program; a killed broker that is still closing
START_WITHIN, RETRY_WITHIN, STOP_WITHIN = 90.0, 20.0, 20.0
SETTINGS = {
    "process.roles": "broker,controller",
    "node.id": "1",
    "inter.broker.listener.name": "BROKER",
    "controller.listener.names": "CONTROLLER",
    "listener.security.protocol.map": "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "auto.create.topics.enable": "false",
    "broker.heartbeat.interval.ms": "500",
    "broker.session.timeout.ms": "3000",  # a killed one comes back no sooner
    "group.initial.rebalance.delay.ms": "0",
    "offsets.topic.replication.factor": "1",
    "offsets.topic.num.partitions": "4",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "transaction.state.log.num.partitions": "1",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
    "share.coordinator.state.topic.num.partitions": "1",
    "log.cleaner.dedupe.buffer.size": "8388608",
    "num.network.threads": "2",
    "num.io.threads": "4",
}


class StartFailed(KafkaUnavailable):
    """The broker did not come up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broker:
    port: int
    process: asyncio.subprocess.Process = field(repr=False)

    @property
    def address(self) -> str:
        return f"{HOST}:{self.port}"

    async def stop(self) -> None:
        """Shut down in order, by force if that takes too long."""
        await _end(self.process)

    async def kill(self) -> None:
        """End it at once, as a crash would."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()


@record
class Run:
    """What the broker and its formatter have in common; `claim` is the open file that holds the folder."""

    programs: Programs
    log: Path
    claim: int


async def start(folder: Path, port: int = 0) -> Broker:
    """Start the broker of this data folder, which is made on first use; port 0: any free one.

    It ends with the thread that calls this. Raises KafkaUnavailable with one sentence for people.
    """
    programs = await asyncio.to_thread(fetched)
    folder = _prepared(folder)
    give_up_at = asyncio.get_running_loop().time() + RETRY_WITHIN
    while True:
        try:
            return await _start_once(programs, folder, port or _free_port())
        except StartFailed as failure:
            passing = any(sign in str(failure) for sign in PASSING)
            if not passing or asyncio.get_running_loop().time() > give_up_at:
                raise
            await asyncio.sleep(0.2)


async def _start_once(programs: Programs, folder: Path, port: int) -> Broker:
    settings, log = folder / "server.properties", folder / "broker.log"
    with _claimed(folder) as claim:
        settings.write_text("".join(f"{name}={value}\n" for name, value in _settings(folder, port).items()), "utf-8")
        run = Run(programs=programs, log=log, claim=claim)
        if not (folder / "data" / "meta.properties").exists():
            await _format(run, settings)
        seen = log.stat().st_size if log.exists() else 0
        process = await _launch(run, "kafka.Kafka", str(settings))
    try:
        async with asyncio.timeout(START_WITHIN):
            while STARTED not in _since(log, seen):
                if process.returncode is not None:
                    raise _failure("Apache Kafka ended while it started", log, seen)
                await asyncio.sleep(0.02)
    except TimeoutError:
        await _end(process)
        raise _failure(f"Apache Kafka was not ready after {START_WITHIN:.0f} seconds", log, seen) from None
    except asyncio.CancelledError:
        await _end(process)
        raise
    return Broker(port=port, process=process)


async def _format(run: Run, settings: Path) -> None:
    cluster = urlsafe_b64encode(secrets.token_bytes(16)).decode().rstrip("=")
    arguments = ("format", "--ignore-formatted", f"--cluster-id={cluster}", f"--config={settings}")
    process = await _launch(run, "kafka.tools.StorageTool", *arguments)
    try:
        if await process.wait() != 0:
            raise _failure("The storage of Apache Kafka could not be made", run.log)
    except asyncio.CancelledError:
        await _end(process)
        raise


@contextlib.contextmanager
def _claimed(folder: Path) -> Iterator[int]:
    """Two brokers would spoil each other's data. The claim is handed on to the broker, and ends with it."""
    with (folder / "claim").open("w") as claim:
        try:
            fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StartFailed(f"{CLAIMED} {folder}: stop that first.") from None
        yield claim.fileno()


def _prepared(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder.absolute()


def _settings(folder: Path, port: int) -> dict[str, str]:
    controller = _free_port()
    return SETTINGS | {
        "listeners": f"BROKER://{HOST}:{port},CONTROLLER://{HOST}:{controller}",
        "advertised.listeners": f"BROKER://{HOST}:{port}",
        "controller.quorum.voters": f"1@{HOST}:{controller}",
        "log.dirs": str(folder / "data"),
    }


async def _launch(run: Run, *arguments: str) -> asyncio.subprocess.Process:
    launcher = (sys.executable, "-I", "-S", str(HERE / "launch.py"), str(os.getpid()))
    java = (str(run.programs.java), *JVM, f"-Dlog4j2.configurationFile={(HERE / 'log4j2.properties').as_uri()}")
    with run.log.open("ab") as output:
        return await asyncio.create_subprocess_exec(
            *(*launcher, *java, "-cp", run.programs.class_path, *arguments),
            cwd=run.log.parent,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            pass_fds=(run.claim,),
            start_new_session=True,  # an interrupt from the keyboard is for whoever started it
        )


def _free_port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        return int(free.getsockname()[1])


def _since(log: Path, seen: int) -> str:
    with log.open("rb") as file:
        file.seek(seen)
        return file.read().decode(errors="replace")


def _failure(what: str, log: Path, seen: int = 0) -> StartFailed:
    return StartFailed("\n  ".join([f"{what}; the last lines of {log}:", *_since(log, seen).splitlines()[-12:]]))


async def _end(process: asyncio.subprocess.Process) -> None:
    for step in (signal.SIGTERM, signal.SIGKILL):
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(step)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), STOP_WITHIN)
            return
