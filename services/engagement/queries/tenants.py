"""Questions about the tenant itself."""

from collections.abc import Sequence
from uuid import UUID

from services.engagement.projections.tenants import TENANTS, TenantEntry
from shared.projecting.as_of import Source
from shared.projecting.questions import by_key
from shared.projecting.reading import Reader


async def tenants_by_id(reader: Reader, source: Source, ids: Sequence[UUID]) -> list[TenantEntry | None]:
    return await by_key(reader, source, TENANTS, ids)
