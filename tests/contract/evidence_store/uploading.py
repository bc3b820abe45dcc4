"""A process that begins to put a file, and waits for the rest of it without end: `uploading.py WHERE BYTES`."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

from services.gates.evidence_store import Place
from tests.contract.evidence_store.conftest import Where


async def endless(first: int) -> AsyncIterator[bytes]:
    yield b"[" * first
    sys.stdout.write("under way\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


async def main(told: str, first: str) -> None:
    given = json.loads(told)
    place = given["place"] and Place(**given["place"])
    await Where(folder=Path(given["folder"]), place=place).opened().put(UUID(int=1), endless(int(first)))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
