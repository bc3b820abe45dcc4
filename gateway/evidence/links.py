"""Links to files of evidence: whoever holds one reads that file, for minutes, and while who asked for it may."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import quote
from uuid import UUID

from gateway.masking import Expected
from shared.kernel.record import record
from shared.web.signed import Tampered, open_, seal

PURPOSE = "evidence"
LIFETIME = timedelta(minutes=5)


class BadLink(Expected):
    """This link was not given out for this file."""

    status = 403


class LinkExpired(Expected):
    """This link is no longer valid: ask for another one."""

    status = 410


@record
class Linked:
    """The file that a link leads to, what it is called, and by whose right it is read: a person's in an engagement.

    `home` is the tenant whose token the person showed, where that is another one.
    """

    tenant: UUID
    person: UUID
    home: UUID | None
    engagement_id: UUID
    digest: str
    media_type: str
    name: str


@record
class Links:
    key: bytes
    now: Callable[[], datetime]

    def address(self, linked: Linked) -> str:
        """Where the file is read from, from the gateway's root on."""
        until = int((self.now() + LIFETIME).timestamp())
        by = (str(linked.person), str(linked.home or linked.tenant), str(linked.engagement_id))
        payload = (str(linked.tenant), *by, linked.digest, linked.media_type, linked.name, until)
        return f"/evidence/{linked.digest}?link={quote(seal(self.key, PURPOSE, payload))}"

    def opened(self, digest: str, link: str) -> Linked:
        try:
            tenant, person, home, engagement_id, named, media_type, name, until = open_(self.key, PURPOSE, link)
        except (Tampered, ValueError):
            raise BadLink from None
        if named != digest or not isinstance(until, int):
            raise BadLink
        if self.now() > datetime.fromtimestamp(until, UTC):
            raise LinkExpired
        return Linked(
            tenant=UUID(str(tenant)),
            person=UUID(str(person)),
            home=None if home == tenant else UUID(str(home)),
            engagement_id=UUID(str(engagement_id)),
            digest=digest,
            media_type=str(media_type),
            name=str(name),
        )
