"""Every verdict that was ever recorded, streamed from the log: at no time is more held than one engagement's ground."""

from collections.abc import AsyncIterator, Sequence
from uuid import UUID

from services.gates.contracts.retold import PUBLISHED, READ, VERDICTS, Documents, Given, Retold
from shared.events.frameworks import FrameworkPublished
from shared.eventstore.codec import decode
from shared.eventstore.log import Entry, Log
from shared.kernel.decider import Reach, Scope
from shared.kernel.record import record

PAGE = 1_000


@record
class Past:
    """A tenant's log up to `head`: what is appended meanwhile is not looked at."""

    log: Log
    tenant: UUID
    head: int

    async def documents(self) -> Documents:
        published = [decode(each).event async for each in self.events(whole((PUBLISHED,)))]
        return {each.digest: each.document for each in published if isinstance(each, FrameworkPublished)}

    async def judged(self) -> Sequence[UUID]:
        """The engagements with a verdict, in the order of their first."""
        found = [each.engagement_id async for each in self.events(whole(VERDICTS))]
        return tuple(each for each in dict.fromkeys(found) if each is not None)

    async def of_engagement(self, engagement_id: UUID) -> AsyncIterator[Given]:
        retold = Retold()
        scope = Scope(reach=Reach.ENGAGEMENT, id=str(engagement_id), types=READ)
        async for page in self.pages(scope):
            for verdict in retold.take([decode(each) for each in page]):
                yield verdict

    async def events(self, scope: Scope) -> AsyncIterator[Entry]:
        async for page in self.pages(scope):
            for entry in page:
                yield entry

    async def pages(self, scope: Scope) -> AsyncIterator[Sequence[Entry]]:
        """A page that is not full is the last one: most engagements are read in one question."""
        seq = 0
        while page := await self.log.within(self.tenant, scope, seq, self.head, PAGE):
            yield page
            if len(page) < PAGE:
                return
            seq = page[-1].seq


def whole(types: tuple[str, ...]) -> Scope:
    return Scope(reach=Reach.TENANT, types=types)
