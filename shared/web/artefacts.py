"""The files that evidence consists of, as others reach them: kept by their content, each tenant's apart."""

from collections.abc import AsyncIterator
from typing import Protocol
from uuid import UUID

from shared.kernel.record import record


@record
class Stored:
    """`digest` is the SHA-256 of the content in hex, and its name."""

    digest: str
    size: int


class Altered(Exception):
    """What is kept under this digest has another one: it was altered where it lies."""


class Artefacts(Protocol):
    """A store that never holds half a file, and never two of the same content."""

    async def put(self, tenant: UUID, chunks: AsyncIterator[bytes]) -> Stored:
        """Keep it. Where the chunks end in an error nothing is kept, and the error goes on."""

    async def open(self, tenant: UUID, digest: str) -> AsyncIterator[bytes] | None:
        """The content in chunks; None: there is no such file. Raises Altered before the last chunk comes."""

    async def has(self, tenant: UUID, digest: str) -> int | None:
        """Its size; None: there is no such file."""
