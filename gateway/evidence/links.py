"""Links to files of evidence."""

from collections.abc import Callable
from datetime import datetime

from gateway.links import Asker, Sealer
from shared.kernel.record import record


@record
class Linked:
    """The file that a link leads to, what it is called, and by whose right it is read."""

    by: Asker
    digest: str
    media_type: str
    name: str


@record
class Links:
    key: bytes
    now: Callable[[], datetime]

    def address(self, linked: Linked) -> str:
        """Where the file is read from, from the gateway's root on."""
        sealed = self._sealer.sealed(linked.by, linked.digest, linked.media_type, linked.name)
        return f"/evidence/{linked.digest}?link={sealed}"

    def opened(self, digest: str, link: str) -> Linked:
        by, (_, media_type, name) = self._sealer.opened(link, lambda _, leads_to: leads_to[0] == digest)
        return Linked(by=by, digest=digest, media_type=str(media_type), name=str(name))

    @property
    def _sealer(self) -> Sealer:
        return Sealer(key=self.key, purpose="evidence", parts=3, now=self.now)
