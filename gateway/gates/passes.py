"""Passes: whoever shows one asks one gate, for months, while the person who asked for it may read the engagement."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from gateway.admission import ReadableBy
from gateway.gates.refusals import BadPass, PassMissing, PassOver
from gateway.links import Asker, BadLink, LinkExpired, Sealer, still_readable
from shared.events.stages import Stage
from shared.kernel.record import record
from shared.web.identity import Unauthenticated, bearer

MOST_DAYS = 366
USUAL_DAYS = 90
SOON = timedelta(days=14)
"""From here on whoever is let in is told that the pass runs out."""


@record
class Pass:
    """`beside`: SHA-256 of images that may run although they are no part of any release."""

    by: Asker
    stage: Stage
    beside: frozenset[str]
    until: datetime


@record
class Passes:
    key: bytes
    now: Callable[[], datetime]

    def given(self, by: Asker, stage: Stage, beside: Sequence[str], days: int) -> tuple[str, datetime]:
        """The pass as it is shown, and until when."""
        lifetime = timedelta(days=days)
        until = int((self.now() + lifetime).timestamp())
        shown = self._sealer(lifetime).sealed(by, stage.value, ",".join(sorted(set(beside))), until)
        return shown, datetime.fromtimestamp(until, UTC)

    def opened(self, shown: str, engagement_id: UUID, stage: Stage) -> Pass:
        """Raises BadPass or PassOver."""
        try:
            by, (_, beside, until) = self._sealer().opened(
                shown, lambda by, to: by.engagement_id == engagement_id and to[0] == stage
            )
        except BadLink:
            raise BadPass from None
        except LinkExpired:
            raise PassOver from None
        others = frozenset(filter(None, str(beside).split(",")))
        return Pass(by=by, stage=stage, beside=others, until=datetime.fromtimestamp(int(until), UTC))

    def _sealer(self, lifetime: timedelta = timedelta(0)) -> Sealer:
        return Sealer(key=self.key, purpose="gate", parts=3, now=self.now, lifetime=lifetime)


def token_in(header: str | None) -> str:
    """What the header `Authorization` shows. Raises PassMissing."""
    try:
        return bearer(header)
    except Unauthenticated:
        raise PassMissing from None


async def still_counts(readable: ReadableBy, shown: Pass) -> None:
    """Roles that were taken take the pass with them. Raises PassOver."""
    try:
        await still_readable(readable, shown.by)
    except LinkExpired:
        raise PassOver from None
