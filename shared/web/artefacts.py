"""The files that evidence consists of, as others reach them: kept by their content, each tenant's apart."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Protocol
from uuid import UUID

from shared.kernel.record import record


@record
class Stored:
    """`digest` is the SHA-256 of the content in hex, and its name."""

    digest: str
    size: int


@record
class Kept:
    """Something that lies in the store, at a `place` that the store knows.

    `digest` None: what came in of a file that never became whole. `spare`: a newer copy of the same content is kept.
    """

    tenant: UUID
    digest: str | None
    size: int
    place: str
    spare: bool = False


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


class Shelves(Artefacts, Protocol):
    """The same store for whoever tidies it up, while others put files into it and read them."""

    async def tenants(self) -> list[UUID]:
        """Those of whom there is anything."""

    async def before(self, tenant: UUID, moment: datetime) -> list[Kept]:
        """Whatever of the tenant's was put here before this moment, and not again since."""

    async def drop(self, kept: Kept, moment: datetime) -> bool:
        """Take it away for good, unless the same content was put here again since; whether it was taken away."""
