"""Who is admitted where: in the tenant that the token proves or, named by a header, in one that let the person in."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeAlias
from uuid import UUID

from gateway.masking import Forbidden
from shared.authority.grants import Readable
from shared.web.identity import Identity

VISITED = "fairway-tenant"
"""Names another tenant, one engagement of which the person was let into."""

ReadableBy: TypeAlias = Callable[[UUID, UUID, UUID | None], Awaitable[Readable | None]]
"""What a person may read in a tenant, by a token of the third where that is another one."""


async def admitted(readable: ReadableBy, identity: Identity, visited: str | None) -> tuple[Identity, Readable]:
    """Whoever holds no role at home visits nobody. Raises Forbidden."""
    found = await readable(identity.tenant, identity.person, None)
    if found is not None and visited is not None and visited != str(identity.tenant):
        identity = replace(identity, tenant=tenant_named(visited), home=identity.tenant)
        found = await readable(identity.tenant, identity.person, identity.home)
    if found is None:
        raise Forbidden
    return identity, found


def tenant_named(given: str) -> UUID:
    """In one spelling, as in a token. What is none is refused like a tenant that let nobody in."""
    try:
        tenant = UUID(given)
    except ValueError:
        raise Forbidden from None
    if str(tenant) != given:
        raise Forbidden
    return tenant
