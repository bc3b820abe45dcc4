"""Files of evidence in a folder: a file is written apart and moved into its place once it is whole and on the disk.

`{tenant}/{first two digits}/{digest}`; what is being written lies in `{tenant}/incoming`, where nobody looks.
"""

import asyncio
import os
import re
from collections.abc import AsyncIterator
from contextlib import suppress
from hashlib import sha256
from io import BufferedWriter
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from uuid import UUID

from shared.web.artefacts import Altered, Stored

DIGEST = re.compile(r"[0-9a-f]{64}")
CHUNK = 256 * 1024
PRIVATE = 0o700


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
            await asyncio.to_thread(_moved, file, self._place(tenant, stored.digest))
        finally:
            await asyncio.shield(asyncio.to_thread(_forgotten, file))
        return stored

    async def open(self, tenant: UUID, digest: str) -> AsyncIterator[bytes] | None:
        return self._read(tenant, digest) if await self.has(tenant, digest) is not None else None

    async def has(self, tenant: UUID, digest: str) -> int | None:
        if not DIGEST.fullmatch(digest):
            return None
        with suppress(FileNotFoundError):
            return (await asyncio.to_thread(self._place(tenant, digest).stat)).st_size
        return None

    def _place(self, tenant: UUID, digest: str) -> Path:
        return self._folder / str(tenant) / digest[:2] / digest

    def _begin(self, tenant: UUID) -> Any:  # noqa: ANN401 - the standard library's wrapper has no public type
        incoming = self._folder / str(tenant) / "incoming"
        self._folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        for folder in (incoming.parent, incoming):
            folder.mkdir(mode=PRIVATE, exist_ok=True)
        return NamedTemporaryFile(dir=incoming, delete=False)

    async def _read(self, tenant: UUID, digest: str) -> AsyncIterator[bytes]:
        """One chunk behind the file, so that the last one goes out only if all of them were right."""
        found = sha256()
        with await asyncio.to_thread(self._place(tenant, digest).open, "rb") as file:
            chunk = await asyncio.to_thread(file.read, CHUNK)
            while chunk:
                found.update(chunk)
                following = await asyncio.to_thread(file.read, CHUNK)
                if not following and found.hexdigest() != digest:
                    raise Altered(digest)
                yield chunk
                chunk = following


def _moved(file: BufferedWriter, place: Path) -> None:
    """On the disk first, then in its place, then the place itself on the disk."""
    file.flush()
    os.fsync(file.fileno())
    place.parent.mkdir(mode=PRIVATE, exist_ok=True)
    Path(file.name).replace(place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _forgotten(file: BufferedWriter) -> None:
    """What was not moved away is of no use to anybody."""
    file.close()
    Path(file.name).unlink(missing_ok=True)
