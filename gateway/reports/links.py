"""Links to reports, each as a file of one form."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from gateway.context import Context
from gateway.links import Asker, Sealer
from gateway.schema.ids import global_id
from shared.kernel.record import record


@record
class LinkedReport(Asker):
    """Made at this position of the log."""

    position: int
    form: str


@record
class ReportLinks:
    key: bytes
    now: Callable[[], datetime]

    def address(self, linked: LinkedReport) -> str:
        """Where the file is read from, from the gateway's root on."""
        sealed = self._sealer.sealed(linked, linked.position, linked.form)
        return f"/reports/{global_id('Engagement', linked.engagement_id)}/adoption.{linked.form}?link={sealed}"

    def opened(self, engagement_id: UUID, form: str, link: str) -> LinkedReport:
        asker, (position, _) = self._sealer.opened(
            link, lambda by, leads_to: (by.engagement_id, leads_to[1]) == (engagement_id, form)
        )
        return LinkedReport(
            tenant=asker.tenant,
            person=asker.person,
            home=asker.home,
            engagement_id=engagement_id,
            position=int(str(position)),
            form=form,
        )

    @property
    def _sealer(self) -> Sealer:
        return Sealer(key=self.key, purpose="report", parts=2, now=self.now)


async def report_address(context: Context, engagement_id: UUID, position: int, form: str) -> str:
    identity, backends = await context.identity(), context.backends
    linked = LinkedReport(
        tenant=identity.tenant,
        person=identity.person,
        home=identity.home,
        engagement_id=engagement_id,
        position=position,
        form=form,
    )
    return ReportLinks(key=backends.cursor_key, now=backends.now).address(linked)
