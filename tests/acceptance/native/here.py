"""The processes of a Fairway on this machine, as `make up` and `make down` start and stop them."""

import asyncio
import json
import os
import re
import socket
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import httpx
from aiokafka import AIOKafkaConsumer

from deploy.topology import TOPOLOGY
from tests.loaded.order import ROOT

INSTANCES, NEXT_INSTANCE = 2, 10
CHILDREN = tuple(f"{entry.name}-{number}" for entry in TOPOLOGY for number in range(1, INSTANCES + 1))
WITHIN, LOOK = 60.0, 0.1


def free_ports() -> Mapping[str, int]:
    """For each setting a port whose second instance's is free too."""
    found = [port for port in range(20_000, 29_980, 20) if free(port) and free(port + NEXT_INSTANCE)]
    names = [f"FAIRWAY_{entry.port.upper()}" for entry in TOPOLOGY]
    first = os.getpid() % (len(found) - len(names))
    return dict(zip(names, found[first:], strict=False))


def free(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) != 0


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def until(wanted: Callable[[], bool]) -> bool:
    """Look until it is so, or the time is over; whether it was so."""
    for _ in range(int(WITHIN / LOOK)):
        if wanted():
            return True
        await asyncio.sleep(LOOK)
    return False


class Here:
    """What was started, and how to ask for more."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.ports = free_ports()
        self.said = ""

    async def fairway(self, *command: str) -> tuple[int, str]:
        ports = {name: str(port) for name, port in self.ports.items()}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "cli", *command),
            cwd=ROOT,
            env={**os.environ, **ports, "FAIRWAY_DATA": str(self.data), "FAIRWAY_LOG_LEVEL": "info"},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await process.communicate()
        return process.returncode or 0, said.decode()

    def token(self, role: str) -> str:
        found = re.search(rf"^  {role}\n  (\S+)$", self.said, re.MULTILINE)
        assert found is not None, self.said
        return found[1]

    def started(self, process: str) -> list[int]:
        """The numbers that the process had, one for each time that it was started."""
        log = (self.data / "logs" / "supervisor.log").read_text()
        lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
        return [line["pid"] for line in lines if line["event"] == "started" and line["process"] == process]

    @property
    def kafka(self) -> str:
        """The address of its broker."""
        settings = (self.data / "kafka" / "server.properties").read_text()
        found = re.search(r"^advertised\.listeners=BROKER://(\S+)$", settings, re.MULTILINE)
        assert found is not None, settings
        return found[1]

    async def headers(self, topic: str, wanted: Callable[[Mapping[str, bytes]], bool]) -> Mapping[str, bytes]:
        """The headers of the first record of the topic that is wanted."""
        async with (
            asyncio.timeout(WITHIN),
            AIOKafkaConsumer(topic, bootstrap_servers=self.kafka, auto_offset_reset="earliest") as consumer,
        ):
            async for record in consumer:
                if wanted(found := dict(record.headers)):
                    return found
        raise AssertionError("the topic ended")

    async def ask(self, document: str, **headers: str) -> dict[str, object]:
        address = f"http://127.0.0.1:{self.ports['FAIRWAY_PORT']}/graphql"
        shown = {"authorization": f"Bearer {self.token('pilot_lead')}", **headers}
        async with httpx.AsyncClient(timeout=30) as http:
            answer: dict[str, object] = (await http.post(address, json={"query": document}, headers=shown)).json()
        return answer
