"""Appends by the package `eventsourcing`, installed for this run alone, beside ours in the same minutes.

Each of its 32 threads inserts one event after the other into a stream of its own, through its recorder for PostgreSQL,
which is its fastest way: without its aggregates and its mapper. Ours are the 32 writers of the appends above.
"""

import asyncio
import json
import sys
import tempfile
import venv
from pathlib import Path
from statistics import median

import asyncpg

from shared.eventstore.install import DatabaseKind, install, role_of
from tests.bench import append
from tests.bench.databases import fresh
from tests.bench.measure import Measure

PACKAGES = ("eventsourcing==9.5.6", "psycopg[binary,pool]")
ROUNDS, WRITERS, SECONDS = 3, 32, 2.0
PEER = f"eventsourcing 9.5.6, recorder, {WRITERS} threads"
PROGRAM = """
import json, sys, threading, time, uuid
from urllib.parse import urlsplit
from eventsourcing.persistence import StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore

address, threads, seconds, payload = urlsplit(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), sys.argv[4].encode()
store = PostgresDatastore(
    address.path[1:], address.hostname, address.port, address.username, address.password, pool_size=threads)
recorder = PostgresApplicationRecorder(store, events_table_name="peer_events")
recorder.create_table()
appended, end = [0] * threads, time.perf_counter() + seconds

def write(number):
    stream, version = uuid.uuid4(), 0
    while time.perf_counter() < end:
        version += 1
        recorder.insert_events([StoredEvent(stream, version, "gap:Started", payload)])
    appended[number] = version

start = time.perf_counter()
running = [threading.Thread(target=write, args=(number,)) for number in range(threads)]
for each in running: each.start()
for each in running: each.join()
print(json.dumps(sum(appended) / (time.perf_counter() - start)))
store.close()
"""


class NotInstalled(Exception):
    """The peer could not be installed; this is what pip said."""


async def run(dsn: str) -> list[Measure]:
    """Measure in a new database on the server of `dsn`, a superuser's address, and drop it again."""
    with tempfile.TemporaryDirectory(prefix="fairway-peers-") as folder:
        python = await _installed(Path(folder))
        async with fresh(dsn) as database:
            administrator = await asyncpg.connect(database)
            passwords = {role_of("engagement"): append.PASSWORD}
            await install(administrator, kind=DatabaseKind.TEST, passwords=passwords)
            await administrator.close()
            return await _race(python, database)


async def _race(python: str, database: str) -> list[Measure]:
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append((await append.fairway(database, WRITERS)).rate)
        said = await _said(python, "-c", PROGRAM, database, str(WRITERS), str(SECONDS), append.PAYLOAD.decode())
        theirs.append(float(json.loads(said)))
    ratio = median(one / other for one, other in zip(ours, theirs, strict=True))
    name = f"append, {WRITERS} writers, beside a peer"
    return [
        Measure(name=PEER, value=median(theirs), unit="events/s"),
        Measure(name=name, value=median(ours), unit="events/s", limit_name=PEER, ratio=ratio),
    ]


async def _installed(folder: Path) -> str:
    await asyncio.to_thread(venv.create, folder, with_pip=True)
    python = str(folder / ("Scripts" if sys.platform == "win32" else "bin") / "python")
    await _said(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES)
    return python


async def _said(*program: str) -> str:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*program, stdout=pipe, stderr=pipe)
    out, errors = await process.communicate()
    if process.returncode:
        raise NotInstalled(errors.decode())
    return out.decode()
