"""Links: whoever holds one reads one thing as a file, for minutes, and while who asked for it may."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID

from gateway.admission import ReadableBy
from gateway.masking import Expected
from shared.authority.grants import Readable
from shared.kernel.record import record
from shared.web.identity import Identity
from shared.web.signed import Tampered, open_, seal

LIFETIME = timedelta(minutes=5)


class BadLink(Expected):
    """This link was not given out for this file."""

    status = 403


class LinkExpired(Expected):
    """This link is no longer valid: ask for another one."""

    status = 410


@record
class Asker:
    """By whose right something is read: a person's in an engagement.

    `home` is the tenant whose token the person showed, where that is another one.
    """

    tenant: UUID
    person: UUID
    home: UUID | None
    engagement_id: UUID


def asker(identity: Identity, engagement_id: UUID) -> Asker:
    """Whoever asks now."""
    return Asker(tenant=identity.tenant, person=identity.person, home=identity.home, engagement_id=engagement_id)


async def still_readable(readable: ReadableBy, by: Asker) -> Readable:
    """What the person who asked for a link may read now. Raises LinkExpired where the engagement is no part of it."""
    found = await readable(by.tenant, by.person, by.home)
    if found is None or not found.includes(by.engagement_id):
        raise LinkExpired
    return found


@record
class Sealer:
    """Of links to one kind of thing, which is the `purpose`: none of them opens another kind.

    `parts` is how many say where such a link leads, and `lifetime` how long it does.
    """

    key: bytes
    purpose: str
    parts: int
    now: Callable[[], datetime]
    lifetime: timedelta = LIFETIME

    def sealed(self, asker: Asker, *leads_to: str | int) -> str:
        """As it stands in an address."""
        until = int((self.now() + self.lifetime).timestamp())
        by = (str(asker.tenant), str(asker.person), str(asker.home or asker.tenant), str(asker.engagement_id))
        return quote(seal(self.key, self.purpose, (*by, *leads_to, until)))

    def opened(self, link: str, meant: Callable[[Asker, Sequence[Any]], bool]) -> tuple[Asker, Sequence[Any]]:
        """By whose right, and where it leads, if that is what is meant."""
        try:
            tenant, person, home, engagement_id, *leads_to, until = open_(self.key, self.purpose, link)
            asker = Asker(
                tenant=UUID(str(tenant)),
                person=UUID(str(person)),
                home=None if home == tenant else UUID(str(home)),
                engagement_id=UUID(str(engagement_id)),
            )
        except (Tampered, ValueError):
            raise BadLink from None
        if len(leads_to) != self.parts or not isinstance(until, int) or not meant(asker, leads_to):
            raise BadLink
        if self.now() > datetime.fromtimestamp(until, UTC):
            raise LinkExpired
        return asker, leads_to
