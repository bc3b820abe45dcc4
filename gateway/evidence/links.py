"""Links to files of evidence: whoever holds one reads that file, for a few minutes."""

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
    """The file that a link leads to, and what it is called."""

    tenant: UUID
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
        payload = (str(linked.tenant), linked.digest, linked.media_type, linked.name, until)
        return f"/evidence/{linked.digest}?link={quote(seal(self.key, PURPOSE, payload))}"

    def opened(self, digest: str, link: str) -> Linked:
        try:
            tenant, named, media_type, name, until = open_(self.key, PURPOSE, link)
        except (Tampered, ValueError):
            raise BadLink from None
        if named != digest or not isinstance(until, int):
            raise BadLink
        if self.now() > datetime.fromtimestamp(until, UTC):
            raise LinkExpired
        return Linked(tenant=UUID(str(tenant)), digest=digest, media_type=str(media_type), name=str(name))
