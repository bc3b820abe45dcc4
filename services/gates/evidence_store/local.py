"""Files of evidence in a folder: a file is written apart and moved into its place once it is whole and on the disk.

`{tenant}/{first two digits}/{digest}`; what is being written lies in `{tenant}/incoming`, where nobody looks. Whoever
moves a file into its place and whoever takes one away hold `{tenant}/lock`, so that nobody takes away what just came.
"""

import asyncio
import fcntl
import os
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from hashlib import sha256
from io import BufferedWriter
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from uuid import UUID

from services.gates.evidence_store.checked import checked
from shared.web.artefacts import Kept, Stored

DIGEST = re.compile(r"[0-9a-f]{64}")
CHUNK = 256 * 1024
PRIVATE = 0o700
INCOMING = "incoming"


class LocalStore:
    """Safe to use from many tasks and processes at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, tenant: UUID, chunks: AsyncIterator[bytes]) -> Stored:
        file = await asyncio.to_thread(self._begin, tenant)
        try:
            digest, size = sha256(), 0
            async for chunk in chunks:
                size += len(chunk)
                digest.update(chunk)
                await asyncio.to_thread(file.write, chunk)
            stored = Stored(digest=digest.hexdigest(), size=size)
            await asyncio.to_thread(self._moved, file, tenant, stored.digest)
        finally:
            await asyncio.shield(asyncio.to_thread(_forgotten, file))
        return stored

    async def open(self, tenant: UUID, digest: str) -> AsyncIterator[bytes] | None:
        if await self.has(tenant, digest) is None:
            return None
        return checked(_read(self._place(tenant, digest)), digest)

    async def has(self, tenant: UUID, digest: str) -> int | None:
        if not DIGEST.fullmatch(digest):
            return None
        with suppress(FileNotFoundError):
            return (await asyncio.to_thread(self._place(tenant, digest).stat)).st_size
        return None

    async def tenants(self) -> list[UUID]:
        return await asyncio.to_thread(self._tenants)

    async def before(self, tenant: UUID, moment: datetime) -> list[Kept]:
        return await asyncio.to_thread(lambda: list(self._before(tenant, moment)))

    async def drop(self, kept: Kept, moment: datetime) -> bool:
        return await asyncio.to_thread(self._drop, kept, moment)

    def _place(self, tenant: UUID, digest: str) -> Path:
        return self._folder / str(tenant) / digest[:2] / digest

    def _begin(self, tenant: UUID) -> Any:  # noqa: ANN401 - the standard library's wrapper has no public type
        incoming = self._folder / str(tenant) / INCOMING
        self._folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        for folder in (incoming.parent, incoming):
            folder.mkdir(mode=PRIVATE, exist_ok=True)
        return NamedTemporaryFile(dir=incoming, delete=False)

    def _moved(self, file: BufferedWriter, tenant: UUID, digest: str) -> None:
        """On the disk first, then in its place, then the place itself on the disk."""
        file.flush()
        os.fsync(file.fileno())
        place = self._place(tenant, digest)
        place.parent.mkdir(mode=PRIVATE, exist_ok=True)
        with self._held(tenant, fcntl.LOCK_SH):
            os.utime(file.fileno())
            Path(file.name).replace(place)
        folder = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _tenants(self) -> list[UUID]:
        found = []
        for each in self._folder.iterdir() if self._folder.is_dir() else ():
            with suppress(ValueError):
                found.append(UUID(each.name))
        return sorted(found)

    def _before(self, tenant: UUID, moment: datetime) -> Iterator[Kept]:
        for path in (self._folder / str(tenant)).glob("*/*"):
            whole = path.parent.name == path.name[:2] and bool(DIGEST.fullmatch(path.name))
            with suppress(FileNotFoundError):
                found = path.stat()
                if (whole or path.parent.name == INCOMING) and _since(found) < moment:
                    place = str(path.relative_to(self._folder))
                    yield Kept(tenant=tenant, digest=path.name if whole else None, size=found.st_size, place=place)

    def _drop(self, kept: Kept, moment: datetime) -> bool:
        path = self._folder / kept.place
        with self._held(kept.tenant, fcntl.LOCK_EX), suppress(FileNotFoundError):
            if _since(path.stat()) < moment:
                path.unlink()
                return True
        return False

    @contextmanager
    def _held(self, tenant: UUID, how: int) -> Iterator[None]:
        """Many may bring files at once; who takes one away is alone."""
        lock = os.open(self._folder / str(tenant) / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, how)
            yield
        finally:
            os.close(lock)


async def _read(place: Path) -> AsyncIterator[bytes]:
    with await asyncio.to_thread(place.open, "rb") as file:
        while chunk := await asyncio.to_thread(file.read, CHUNK):
            yield chunk


def _since(found: os.stat_result) -> datetime:
    return datetime.fromtimestamp(found.st_mtime, UTC)


def _forgotten(file: BufferedWriter) -> None:
    """What was not moved away is of no use to anybody."""
    file.close()
    Path(file.name).unlink(missing_ok=True)
