"""What lies in a store is found by its age and taken away, never what comes meanwhile, and nothing lies there half."""

import asyncio
import json
import os
import sys
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest

from deploy.clock import now
from services.gates.evidence_store import Place
from shared.web.artefacts import Kept, Shelves
from tests.contract.evidence_store.conftest import Where
from tests.contract.evidence_store.test_evidence_store import content, pieces

pytestmark = pytest.mark.req("RSG4")

ROOT = Path(__file__).parents[3]
TENANT, OTHER = UUID(int=1), UUID(int=2)
CONTENT = b'{"achieved": 62.5}' * 1_000
DIGEST = sha256(CONTENT).hexdigest()
WITHIN = 20.0


def soon() -> datetime:
    """Everything that lies there now is older."""
    return now() + timedelta(hours=1)


def long_ago() -> datetime:
    return now() - timedelta(hours=1)


async def only(store: Shelves) -> Kept:
    (found,) = await store.before(TENANT, soon())
    return found


async def test_whatever_was_put_before_a_moment_is_found(store: Shelves) -> None:
    assert (await store.tenants(), await store.before(TENANT, soon())) == ([], [])
    await store.put(TENANT, pieces(CONTENT))
    await store.put(OTHER, pieces(CONTENT))
    assert await store.tenants() == [TENANT, OTHER]
    found = await only(store)
    assert (found.tenant, found.digest, found.size, found.spare) == (TENANT, DIGEST, len(CONTENT), False)
    assert await store.before(TENANT, long_ago()) == []


async def test_what_is_taken_away_is_gone_for_this_tenant(store: Shelves) -> None:
    await store.put(TENANT, pieces(CONTENT))
    await store.put(OTHER, pieces(CONTENT))
    found = await only(store)
    assert await store.drop(found, soon())
    assert await store.has(TENANT, DIGEST) is None
    assert await content(store, OTHER, DIGEST) == CONTENT
    assert not await store.drop(found, soon())


async def test_what_is_younger_than_the_moment_stays(store: Shelves) -> None:
    await store.put(TENANT, pieces(CONTENT))
    assert not await store.drop(await only(store), long_ago())
    assert await content(store, TENANT, DIGEST) == CONTENT


async def test_what_is_put_again_while_the_old_one_is_taken_away_stays(where: Where, store: Shelves) -> None:
    found = await grown_old(where, store)
    await store.put(TENANT, pieces(CONTENT))
    await store.drop(found, long_ago())
    assert await content(store, TENANT, DIGEST) == CONTENT


async def test_whoever_puts_while_many_take_away_finds_it(where: Where, store: Shelves) -> None:
    found = await grown_old(where, store)
    putting = [store.put(TENANT, pieces(CONTENT)) for _ in range(5)]
    await asyncio.gather(*putting, *(store.drop(found, long_ago()) for _ in range(5)))
    assert await content(store, TENANT, DIGEST) == CONTENT


async def test_of_copies_all_but_the_newest_may_go(where: Where, store: Shelves) -> None:
    await grown_old(where, store)
    await store.put(TENANT, pieces(CONTENT))
    found = await store.before(TENANT, soon())
    assert [each.spare for each in found].count(False) == 1
    for each in found:
        assert not each.spare or await store.drop(each, soon())
    assert await content(store, TENANT, DIGEST) == CONTENT


async def grown_old(where: Where, store: Shelves) -> Kept:
    """What was put two hours ago."""
    await store.put(TENANT, pieces(CONTENT))
    then = (now() - timedelta(hours=2)).timestamp()
    for path in where.folder.rglob("*"):
        os.utime(path, (then, then))
    (found,) = await store.before(TENANT, long_ago())
    return found


async def test_of_an_upload_whose_process_is_killed_nothing_is_there_but_what_is_taken_away(where: Where) -> None:
    store, first = where.opened(), b"[" * 6_000_000
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.contract.evidence_store.uploading", told(where), str(len(first))),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    async with asyncio.timeout(WITHIN):
        assert await process.stdout.readline() == b"under way\n"
    process.kill()
    await process.wait()
    assert await store.has(TENANT, sha256(first).hexdigest()) is None
    left = await store.before(TENANT, soon())
    assert [each.digest for each in left] == [None] * len(left)
    assert all([await store.drop(each, soon()) for each in left])
    assert await store.before(TENANT, soon()) == []


def told(where: Where) -> str:
    place = where.place and {name: getattr(where.place, name) for name in Place.__dataclass_fields__}
    return json.dumps({"folder": str(where.folder), "place": place})
