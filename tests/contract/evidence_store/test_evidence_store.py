"""What every store of evidence files does: whole files only, by their content, each tenant's apart."""

import asyncio
from collections.abc import AsyncIterator
from hashlib import sha256
from uuid import UUID

import pytest

from shared.web.artefacts import Artefacts

pytestmark = pytest.mark.req("RSG4")

TENANT, OTHER = UUID(int=1), UUID(int=2)
CONTENT = bytes(range(256)) * 4_000
LARGE = bytes(range(251)) * 50_000  # more than two parts of an upload
DIGEST = sha256(CONTENT).hexdigest()


class CutOff(Exception):
    """The client is gone."""


async def pieces(*chunks: bytes, then: Exception | None = None) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk
    if then is not None:
        raise then


async def content(store: Artefacts, tenant: UUID, digest: str) -> bytes | None:
    chunks = await store.open(tenant, digest)
    return None if chunks is None else b"".join([chunk async for chunk in chunks])


async def test_a_file_comes_back_as_it_was_put(store: Artefacts) -> None:
    stored = await store.put(TENANT, pieces(CONTENT[:1000], b"", CONTENT[1000:]))
    assert (stored.digest, stored.size) == (DIGEST, len(CONTENT))
    assert await content(store, TENANT, DIGEST) == CONTENT
    assert await store.has(TENANT, DIGEST) == len(CONTENT)


async def test_a_large_file_comes_back_as_it_was_put(store: Artefacts) -> None:
    stored = await store.put(TENANT, pieces(*(LARGE[at : at + 65_536] for at in range(0, len(LARGE), 65_536))))
    assert (stored.digest, stored.size) == (sha256(LARGE).hexdigest(), len(LARGE))
    assert await content(store, TENANT, stored.digest) == LARGE


async def test_an_empty_file_is_a_file(store: Artefacts) -> None:
    stored = await store.put(TENANT, pieces())
    assert (stored.size, await content(store, TENANT, stored.digest)) == (0, b"")


async def test_the_same_content_again_is_the_same_file(store: Artefacts) -> None:
    assert await store.put(TENANT, pieces(CONTENT)) == await store.put(TENANT, pieces(CONTENT[:7], CONTENT[7:]))
    assert await content(store, TENANT, DIGEST) == CONTENT


async def test_what_is_cut_off_is_not_kept_and_the_cause_is_told(store: Artefacts) -> None:
    with pytest.raises(CutOff):
        await store.put(TENANT, pieces(CONTENT, then=CutOff()))
    assert await store.has(TENANT, DIGEST) is None
    with pytest.raises(CutOff):
        await store.put(TENANT, pieces(LARGE, CONTENT, then=CutOff()))
    assert await store.has(TENANT, sha256(LARGE + CONTENT).hexdigest()) is None


async def test_what_is_given_up_is_not_kept(store: Artefacts) -> None:
    begun = asyncio.Event()

    async def endless() -> AsyncIterator[bytes]:
        yield CONTENT
        begun.set()
        await asyncio.Event().wait()

    putting = asyncio.create_task(store.put(TENANT, endless()))
    await asyncio.wait_for(begun.wait(), 5)
    putting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await putting
    assert await store.has(TENANT, DIGEST) is None


async def test_each_tenant_has_its_own_files(store: Artefacts) -> None:
    await store.put(TENANT, pieces(CONTENT))
    assert await store.has(OTHER, DIGEST) is None
    assert await content(store, OTHER, DIGEST) is None


@pytest.mark.parametrize("digest", ["", "..", "../../etc/passwd", DIGEST.upper(), DIGEST[:-1], f"{DIGEST}\n"])
async def test_what_is_no_digest_names_no_file(store: Artefacts, digest: str) -> None:
    await store.put(TENANT, pieces(CONTENT))
    assert await store.has(TENANT, digest) is None
    assert await store.open(TENANT, digest) is None


async def test_many_put_the_same_at_once(store: Artefacts) -> None:
    stored = await asyncio.gather(*(store.put(TENANT, pieces(CONTENT)) for _ in range(8)))
    assert {each.digest for each in stored} == {DIGEST}
    assert await content(store, TENANT, DIGEST) == CONTENT
