"""Links to reports, each as a file of one form."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from gateway.context import Context
from gateway.links import Asker, Sealer, asker
from gateway.schema.ids import global_id
from shared.kernel.record import record

ALL = ""


@record
class Leading:
    """To a report of the engagement, made at a position of the log, of what was up to the day `until`; None: of all."""

    engagement_id: UUID
    name: str
    position: int
    until: int | None = None


@record
class ReportLinks:
    key: bytes
    now: Callable[[], datetime]

    def address(self, by: Asker, to: Leading, form: str) -> str:
        """Where the file is read from, from the gateway's root on."""
        until = ALL if to.until is None else to.until
        sealed = self._sealer.sealed(by, to.name, to.position, until, form)
        return f"/reports/{global_id('Engagement', to.engagement_id)}/{to.name}.{form}?link={sealed}"

    def opened(self, engagement_id: UUID, name: str, form: str, link: str) -> tuple[Asker, Leading]:
        meant = (engagement_id, name, form)
        by, (_, position, until, _) = self._sealer.opened(
            link, lambda asker, leads_to: (asker.engagement_id, leads_to[0], leads_to[3]) == meant
        )
        day = None if until == ALL else int(str(until))
        return by, Leading(engagement_id=engagement_id, name=name, position=int(str(position)), until=day)

    @property
    def _sealer(self) -> Sealer:
        return Sealer(key=self.key, purpose="report", parts=4, now=self.now)


async def report_address(context: Context, to: Leading, form: str) -> str:
    by, backends = asker(await context.identity(), to.engagement_id), context.backends
    return ReportLinks(key=backends.cursor_key, now=backends.now).address(by, to, form)
