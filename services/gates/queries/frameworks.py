"""Questions about frameworks: those that ship and those of the tenant's own, with their documents."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import select

from services.gates.domain.framework.canonical import document
from services.gates.domain.framework.model import Framework, Words
from services.gates.domain.framework.shipped import FRAMEWORKS as SHIPPED
from services.gates.domain.framework.shipped import Edition, reference
from services.gates.projections.frameworks import FRAMEWORKS
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.questions import having
from shared.projecting.reading import Reader

Document: TypeAlias = str


@record
class FrameworkLine:
    """A version of a framework; one that ships was published by nobody."""

    name: str
    version: int
    title: Words
    criteria: int
    digest: str
    published_at: datetime | None
    published_by: UUID | None


def shipped(framework: Framework) -> FrameworkLine:
    ref = reference(framework)
    return FrameworkLine(
        name=ref.name,
        version=ref.version,
        title=framework.title,
        criteria=len(framework.criteria),
        digest=ref.digest,
        published_at=None,
        published_by=None,
    )


LINES = tuple(shipped(framework) for framework in SHIPPED.values())
DOCUMENTS = {edition: document(framework) for edition, framework in SHIPPED.items()}


async def frameworks_of(reader: Reader, source: Source, keys: Sequence[None]) -> list[tuple[FrameworkLine, ...]]:
    """Every version of every framework that the tenant may adopt: what ships first, then its own by name."""
    rows = source.of(FRAMEWORKS)
    columns = [rows.c[name] for name in FrameworkLine.__dataclass_fields__]
    own = await reader.rows(select(*columns).order_by(rows.c.name, rows.c.version), FrameworkLine)
    return [(*LINES, *own) for _ in keys]


async def documents_of(reader: Reader, source: Source, editions: Sequence[Edition]) -> list[Document | None]:
    """The whole framework as canonical JSON, by name and version; None where there is none."""
    names = sorted({name for name, _ in editions})
    rows = await having(reader, source.of(FRAMEWORKS), FRAMEWORKS.row, "name", names, ("version",))
    own = {(row.name, row.version): row.document for row in rows}
    return [DOCUMENTS.get(edition) or own.get(edition) for edition in editions]
