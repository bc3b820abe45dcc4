"""The store in a folder: nothing is left over, nothing lies open, and what was altered is not given out."""

from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest

from services.gates.evidence_store import LocalStore
from services.gates.evidence_store.local import CHUNK
from shared.web.artefacts import Altered

TENANT = UUID(int=1)
CONTENT = b"0123456789" * 100_000
DIGEST = sha256(CONTENT).hexdigest()


async def pieces(*chunks: bytes, cut_off: bool = False) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk
    if cut_off:
        raise ConnectionResetError


def modes(folder: Path) -> list[int]:
    """Of the file and of the folders that it lies in."""
    path = folder / files(folder)[0]
    return [each.stat().st_mode for each in (path, path.parent, path.parent.parent)]


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.name != "lock")


async def test_a_file_lies_under_its_tenant_and_its_digest(tmp_path: Path) -> None:
    await LocalStore(tmp_path).put(TENANT, pieces(CONTENT))
    assert files(tmp_path) == [f"{TENANT}/{DIGEST[:2]}/{DIGEST}"]


async def test_nothing_is_left_of_what_was_cut_off(tmp_path: Path) -> None:
    with pytest.raises(ConnectionResetError):
        await LocalStore(tmp_path).put(TENANT, pieces(CONTENT, cut_off=True))
    assert files(tmp_path) == []


async def test_files_are_for_the_process_alone(tmp_path: Path) -> None:
    await LocalStore(tmp_path).put(TENANT, pieces(CONTENT))
    assert [mode & 0o077 for mode in modes(tmp_path)] == [0, 0, 0]


async def test_what_was_altered_where_it_lies_is_not_given_out_whole(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    await store.put(TENANT, pieces(CONTENT))
    (tmp_path / str(TENANT) / DIGEST[:2] / DIGEST).write_bytes(CONTENT[:-1] + b"!")
    chunks = await store.open(TENANT, DIGEST)
    assert chunks is not None
    for _ in range(len(CONTENT) // CHUNK):
        await anext(chunks)
    with pytest.raises(Altered):
        await anext(chunks)
