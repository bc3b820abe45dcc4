"""What the ledger tells of a stream: to whoever may read some engagements what is theirs, and without much asking."""

from collections.abc import Sequence
from uuid import UUID

from shared.authority.grants import WHOLE_TENANT, Readable
from shared.eventstore.ledger import SIFTED, Ledger
from shared.eventstore.log import Attempt, Entry, Write
from shared.eventstore.memory import MemoryLog
from shared.kernel.decider import Scope
from tests.attempts import ACTOR, ENGAGEMENT, events
from tests.unit.eventstore.entries import MORNING, TENANT

STREAM, OTHERS = "gap-1", UUID(int=0xE2)
MOST = 10_000
THEIRS = Readable(engagements=frozenset({ENGAGEMENT}))


class Watched(MemoryLog):
    """A log that counts how often it is asked."""

    asked = 0

    async def within(self, tenant: UUID, scope: Scope, after: int, until: int, limit: int) -> Sequence[Entry]:
        self.asked += 1
        return await super().within(tenant, scope, after, until, limit)


async def shared_stream(own: int, others: int) -> Watched:
    """One stream, of which the last events are of an engagement of one's own."""
    log = Watched(lambda: MORNING)
    writes = [(OTHERS, others), (ENGAGEMENT, own)]
    version = 0
    for number, (engagement_id, count) in enumerate(writes):
        several = tuple(event for each in range(count) for event in events("GapStarted", data=b'{"n":%d}' % each))
        write = Write(stream=STREAM, expected=version, engagement_id=engagement_id, events=several)
        await log.append(TENANT, [Attempt(command_id=UUID(int=number), digest=bytes(32), actor=ACTOR, writes=(write,))])
        version += count
    return log


async def test_of_a_stream_only_what_belongs_to_an_engagement_of_ones_own_is_told() -> None:
    log = await shared_stream(own=3, others=4)
    told = await Ledger(log=log).events(TENANT, THEIRS, after=0, until=MOST, limit=2, stream=STREAM)
    assert [entry.seq for entry in told] == [5, 6]
    rest = await Ledger(log=log).events(TENANT, THEIRS, after=6, until=MOST, limit=2, stream=STREAM)
    assert [entry.seq for entry in rest] == [7]
    everything = await Ledger(log=log).events(TENANT, WHOLE_TENANT, after=0, until=MOST, limit=MOST, stream=STREAM)
    assert [entry.seq for entry in everything] == list(range(1, 8))


async def test_a_small_page_of_a_long_stream_of_others_does_not_ask_the_log_over_and_over() -> None:
    log = await shared_stream(own=1, others=2 * SIFTED)
    told = await Ledger(log=log).events(TENANT, THEIRS, after=0, until=MOST, limit=2, stream=STREAM)
    assert [entry.seq for entry in told] == [2 * SIFTED + 1]
    assert log.asked == 3
