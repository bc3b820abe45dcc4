"""Links to reports, each as a file of one form."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from gateway.context import Context
from gateway.links import Asker, Sealer
from gateway.schema.ids import global_id
from shared.kernel.record import record

ALL = ""


@record
class LinkedReport(Asker):
    """Made at this position of the log, of what was up to the day `until`; None: of all."""

    name: str
    position: int
    until: int | None
    form: str


@record
class ReportLinks:
    key: bytes
    now: Callable[[], datetime]

    def address(self, linked: LinkedReport) -> str:
        """Where the file is read from, from the gateway's root on."""
        until = ALL if linked.until is None else linked.until
        sealed = self._sealer.sealed(linked, linked.name, linked.position, until, linked.form)
        return f"/reports/{global_id('Engagement', linked.engagement_id)}/{linked.name}.{linked.form}?link={sealed}"

    def opened(self, engagement_id: UUID, name: str, form: str, link: str) -> LinkedReport:
        meant = (engagement_id, name, form)
        asker, (_, position, until, _) = self._sealer.opened(
            link, lambda by, leads_to: (by.engagement_id, leads_to[0], leads_to[3]) == meant
        )
        return LinkedReport(
            tenant=asker.tenant,
            person=asker.person,
            home=asker.home,
            engagement_id=engagement_id,
            name=name,
            position=int(str(position)),
            until=None if until == ALL else int(str(until)),
            form=form,
        )

    @property
    def _sealer(self) -> Sealer:
        return Sealer(key=self.key, purpose="report", parts=4, now=self.now)


@record
class Leading:
    """To a report, made at a position and up to a day."""

    engagement_id: UUID
    name: str
    position: int
    until: int | None = None


async def report_address(context: Context, to: Leading, form: str) -> str:
    identity, backends = await context.identity(), context.backends
    linked = LinkedReport(
        tenant=identity.tenant,
        person=identity.person,
        home=identity.home,
        engagement_id=to.engagement_id,
        name=to.name,
        position=to.position,
        until=to.until,
        form=form,
    )
    return ReportLinks(key=backends.cursor_key, now=backends.now).address(linked)
