"""A small log with every kind of scope in it, and which of its events belong to each."""

from uuid import UUID

from shared.events.gaps import GapOpened, GapReopened, GapResolved
from shared.eventstore.log import Log
from shared.kernel.decider import Reach, Scope, engagement_scope, stream_scope
from tests.attempts import ENGAGEMENT, OTHER_ENGAGEMENT, attempt, write

TENANT = Scope(reach=Reach.TENANT)
FIRST = (
    write("gap-a", "GapOpened", "GapStarted"),
    write("gap-b", "GapOpened", engagement_id=OTHER_ENGAGEMENT),
    write("people-x", "RoleGranted", engagement_id=None),
    write("gap-c", "GapOpened"),
)  # seq 1 to 5
SECOND = (write("gap-a", "GapReopened", "GapStarted", expected=2), write("gap-d"))  # seq 6 to 8
LENGTH = 8

SCOPES = [
    (stream_scope("gap-a"), [1, 2, 6, 7]),
    (stream_scope("gap-a", GapOpened), [1]),
    (stream_scope("gap-a", GapReopened, GapOpened), [1, 6]),
    (stream_scope("gap-a", GapResolved), []),
    (stream_scope("gap-d"), [8]),
    (stream_scope("gap-none"), []),
    (engagement_scope(ENGAGEMENT), [1, 2, 5, 6, 7, 8]),
    (engagement_scope(ENGAGEMENT, GapOpened), [1, 5]),
    (engagement_scope(OTHER_ENGAGEMENT), [3]),
    (engagement_scope(UUID(int=99)), []),
    (TENANT, [1, 2, 3, 4, 5, 6, 7, 8]),
    (Scope(reach=Reach.TENANT, types=("GapOpened", "RoleGranted")), [1, 3, 4, 5]),
]


async def recorded(log: Log, tenant: UUID) -> None:
    await log.append(tenant, [attempt(*FIRST)])
    await log.append(tenant, [attempt(*SECOND)])
