"""Links to reports: whoever holds one reads that report as a file, for minutes, and while who asked for it may."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import quote
from uuid import UUID

from gateway.context import Context
from gateway.evidence.links import BadLink, LinkExpired
from gateway.schema.ids import global_id
from shared.kernel.record import record
from shared.web.signed import Tampered, open_, seal

PURPOSE: Final = "report"
LIFETIME = timedelta(minutes=5)


@record
class LinkedReport:
    """`home` is the tenant whose token the person showed, where that is another one."""

    tenant: UUID
    person: UUID
    home: UUID | None
    engagement_id: UUID
    position: int
    form: str


@record
class ReportLinks:
    key: bytes
    now: Callable[[], datetime]

    def address(self, linked: LinkedReport) -> str:
        """Where the file is read from, from the gateway's root on."""
        until = int((self.now() + LIFETIME).timestamp())
        home = str(linked.home or linked.tenant)
        by = (str(linked.tenant), str(linked.person), home, str(linked.engagement_id))
        sealed = seal(self.key, PURPOSE, (*by, linked.position, linked.form, until))
        return f"/reports/{global_id('Engagement', linked.engagement_id)}/adoption.{linked.form}?link={quote(sealed)}"

    def opened(self, engagement_id: UUID, form: str, link: str) -> LinkedReport:
        try:
            tenant, person, home, named, position, sealed_form, until = open_(self.key, PURPOSE, link)
        except (Tampered, ValueError):
            raise BadLink from None
        if (named, sealed_form) != (str(engagement_id), form) or not isinstance(until, int):
            raise BadLink
        if self.now() > datetime.fromtimestamp(until, UTC):
            raise LinkExpired
        return LinkedReport(
            tenant=UUID(str(tenant)),
            person=UUID(str(person)),
            home=None if home == tenant else UUID(str(home)),
            engagement_id=engagement_id,
            position=int(str(position)),
            form=form,
        )


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
