"""The events that a gate stands on, read from the log as it stood at one position."""

from collections.abc import Sequence
from heapq import merge
from operator import attrgetter
from uuid import UUID

from gateway.gates.refusals import CaseTooLong
from services.gates.contracts.packages import ASSEMBLED
from services.gates.contracts.proofs import OF_THE_ENGAGEMENT, OF_THE_TENANT
from shared.authority.grants import WHOLE_TENANT, Readable
from shared.eventstore.log import Entry
from shared.kernel.record import record
from shared.web.backend import LogQuestions

PAGE = 1_000
MOST_EVENTS = 50_000


@record
class Asking:
    """Whose log is read, up to which event. What the engagement is held to is read by all who may read it."""

    ledger: LogQuestions
    tenant: UUID
    until: int

    async def case(self, engagement_id: UUID) -> Sequence[Entry]:
        """In the order of the log."""
        own = await self._all(Readable(engagements=frozenset({engagement_id})), engagement_id, OF_THE_ENGAGEMENT)
        shared = await self._all(WHOLE_TENANT, None, OF_THE_TENANT)
        return tuple(merge(own, shared, key=attrgetter("seq")))

    async def knows(self, engagement_id: UUID) -> bool:
        """Whether there is such an engagement in the tenant."""
        only = Readable(engagements=frozenset({engagement_id}))
        return bool(
            await self.ledger.events(self.tenant, only, after=0, until=self.until, limit=1, engagement_id=engagement_id)
        )

    async def packages(self, engagement_id: UUID) -> Sequence[Entry]:
        return await self._all(Readable(engagements=frozenset({engagement_id})), engagement_id, (ASSEMBLED,))

    async def _all(self, readable: Readable, engagement_id: UUID | None, types: Sequence[str]) -> list[Entry]:
        found: list[Entry] = []
        more = True
        while more:
            page = await self.ledger.events(
                self.tenant,
                readable,
                after=found[-1].seq if found else 0,
                until=self.until,
                limit=PAGE,
                engagement_id=engagement_id,
                types=types,
            )
            found.extend(page)
            more = len(page) == PAGE
            if len(found) > MOST_EVENTS:
                raise CaseTooLong(most=MOST_EVENTS)
        return found
