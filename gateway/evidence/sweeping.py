"""Files that nothing names: of uploads whose command was refused, or whose process died. They are taken away in time.

Only the log says what is named. What was put long ago is listed first, then the log is read to its end, and only what
is still as old as it was is taken away: whoever sends the same content meanwhile puts it anew.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import structlog

from shared.authority.grants import WHOLE_TENANT
from shared.events.evidence import EvidenceRevised, EvidenceSubmitted
from shared.eventstore.codec import decode
from shared.kernel.record import record
from shared.web.artefacts import Kept, Shelves
from shared.web.backend import LogQuestions

GROWN: Final = timedelta(days=1)
"""No upload takes so long, from its first byte to its event."""

AT_FIRST, AGAIN = timedelta(minutes=15), timedelta(hours=6)
PAGE = 1_000
NAMING = (EvidenceSubmitted.__name__, EvidenceRevised.__name__)

log = structlog.get_logger(__name__)


@record
class Swept:
    """Of one tenant. `left`: there are files, but no event at all, and so nobody knows what they are."""

    tenant: UUID
    orphans: tuple[Kept, ...] = ()
    left: int = 0

    @property
    def size(self) -> int:
        return sum(each.size for each in self.orphans)


async def sweep(shelves: Shelves, ledger: LogQuestions, before: datetime, *, remove: bool) -> list[Swept]:
    """Of every tenant: what was taken away or, without `remove`, would be."""
    return [await swept(shelves, ledger, tenant, before, remove=remove) for tenant in await shelves.tenants()]


async def swept(shelves: Shelves, ledger: LogQuestions, tenant: UUID, before: datetime, *, remove: bool) -> Swept:
    old = await shelves.before(tenant, before)
    head = (await ledger.head(tenant)).seq if old else 0
    if not head:
        return Swept(tenant=tenant, left=len(old))
    unnamed = {each.digest for each in old if each.digest is not None}
    position = 0
    while unnamed and (page := await named(ledger, tenant, position, head)):
        unnamed -= page[1]
        position = page[0]
    orphans = [each for each in old if each.digest is None or each.spare or each.digest in unnamed]
    gone = [each for each in orphans if not remove or await shelves.drop(each, before)]
    return Swept(tenant=tenant, orphans=tuple(gone))


async def named(ledger: LogQuestions, tenant: UUID, after: int, head: int) -> tuple[int, frozenset[str]] | None:
    """What a page of the log names, and where the page ends; None: there is no further one."""
    page = await ledger.events(tenant, WHOLE_TENANT, after=after, until=head, limit=PAGE, types=NAMING)
    return (page[-1].seq, frozenset(decode(each).event.digest for each in page)) if page else None


async def sweep_for_ever(
    shelves: Shelves,
    ledger: LogQuestions,
    now: Callable[[], datetime],
    wait: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """What goes wrong is told in the log, and tried again the next time."""
    pause = AT_FIRST
    while True:
        await wait(pause.total_seconds())
        pause = AGAIN
        try:
            for found in await sweep(shelves, ledger, now() - GROWN, remove=True):
                tell(found)
        except Exception:
            log.exception("evidence.not_swept")


def tell(found: Swept) -> None:
    if found.orphans:
        log.info("evidence.swept", tenant=str(found.tenant), files=len(found.orphans), bytes=found.size)
    if found.left:
        log.warning("evidence.of_nobody", tenant=str(found.tenant), files=found.left)
