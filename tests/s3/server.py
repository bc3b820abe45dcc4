"""One S3 server: started on a folder, each bucket a folder in it, and stopped at the end.

A machine without Java or Maven skips these tests, and says so; where `CI` is set they must run.
"""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from deploy.kafka.fetch import HERE as KAFKA
from deploy.kafka.fetch import ToolMissing
from services.gates.evidence_store import Place
from shared.kernel.record import record
from tests.s3.fetch import fetched

HOST = "127.0.0.1"
START_WITHIN, STOP_WITHIN = 60.0, 10.0
JVM = ("-Xms32m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
KEY_ID, SECRET_KEY = "fairway-tests", "a-secret-that-no-log-shows"


@record
class Server:
    folder: Path
    port: int

    def bucket(self, name: str) -> Place:
        """Made if it is not there yet."""
        (self.folder / name).mkdir(exist_ok=True)
        endpoint = f"http://{HOST}:{self.port}"
        return Place(bucket=name, region="us-east-1", endpoint=endpoint, key_id=KEY_ID, secret_key=SECRET_KEY)


@asynccontextmanager
async def running_s3(folder: Path) -> AsyncIterator[Server]:
    try:
        java, jar = await asyncio.to_thread(fetched)
    except ToolMissing as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(missing))
    server = Server(folder=folder / "buckets", port=free_port())
    server.folder.mkdir()
    process = await launched(java, jar, folder, server)
    try:
        await answering(server, process, folder)
        yield server
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await asyncio.wait_for(process.wait(), STOP_WITHIN)


async def launched(java: Path, jar: Path, folder: Path, server: Server) -> asyncio.subprocess.Process:
    """It ends with whoever starts it."""
    told = {
        "s3proxy.endpoint": f"http://{HOST}:{server.port}",
        "s3proxy.authorization": "aws-v2-or-v4",
        "s3proxy.identity": KEY_ID,
        "s3proxy.credential": SECRET_KEY,
        "jclouds.provider": "filesystem-nio2",
        "jclouds.filesystem.basedir": str(server.folder),
    }
    settings = folder / "s3proxy.conf"
    settings.write_text("".join(f"{name}={value}\n" for name, value in told.items()), "utf-8")
    launcher = (sys.executable, "-I", "-S", str(KAFKA / "launch.py"), str(os.getpid()), str(java), *JVM)
    with (folder / "s3proxy.log").open("ab") as output:
        return await asyncio.create_subprocess_exec(
            *(*launcher, "-cp", str(jar), "org.gaul.s3proxy.Main", "--properties", str(settings)),
            cwd=folder,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )


async def answering(server: Server, process: asyncio.subprocess.Process, folder: Path) -> None:
    async with asyncio.timeout(START_WITHIN):
        while True:
            assert process.returncode is None, (folder / "s3proxy.log").read_text("utf-8")[-2_000:]
            with suppress(OSError):
                _, writer = await asyncio.open_connection(HOST, server.port)
                writer.close()
                return
            await asyncio.sleep(0.02)


def free_port() -> int:
    with socket.socket() as free:
        free.bind((HOST, 0))
        return int(free.getsockname()[1])
