"""Which public event came before: answered from the log for many engagements at once, at the cost of its answer."""

from collections.abc import Sequence
from uuid import UUID

from uuid_utils.compat import uuid7

from tests.attempts import attempt, write
from tests.integration.relay.sending import Sending

PREVIOUS = "select es.previous($1, $2, $3, 'pilot,gap')"
READ = """
select seq_scan + coalesce(seq_tup_read, 0), idx_tup_fetch from pg_stat_xact_user_tables
where schemaname = 'es' and relname = 'event'
"""
ONE, OTHER, NEW = (UUID(int=number) for number in (0xE1, 0xE2, 0xE3))


async def previous(stage: Sending, tenant: UUID, *asked: tuple[UUID, int]) -> Sequence[int]:
    engagements, befores = zip(*asked, strict=True)
    found: Sequence[int] = await stage.workers.fetchval(PREVIOUS, tenant, engagements, befores)
    return found


async def test_it_is_the_last_one_before_in_a_public_stream_of_the_engagement(stage: Sending) -> None:
    tenant = uuid7()
    await stage.append(
        tenant,
        attempt(write("pilot-1", engagement_id=ONE)),
        attempt(write("gap-1", engagement_id=OTHER)),
        attempt(write("people-1", engagement_id=ONE)),
        attempt(write("gap-2", engagement_id=ONE)),
    )
    await stage.append(uuid7(), attempt(write("gap-1", engagement_id=ONE)))
    asked = [(ONE, 4), (ONE, 5), (ONE, 1), (OTHER, 9), (NEW, 9)]
    assert await previous(stage, tenant, *asked) == [1, 4, 0, 2, 0]
    assert await previous(stage, uuid7(), (ONE, 9)) == [0]


async def test_it_is_read_from_the_index_whatever_the_length_of_the_log(stage: Sending) -> None:
    tenant = uuid7()
    for version in range(40):
        streams = [write(f"gap-{n}", expected=version, engagement_id=UUID(int=n)) for n in range(50)]
        await stage.append(tenant, *map(attempt, streams))
    async with stage.workers.acquire() as connection, connection.transaction():
        engagements = [UUID(int=n) for n in range(50)]
        found = await connection.fetchval(PREVIOUS, tenant, engagements, [1_951 + n for n in range(50)])
        scanned, fetched = await connection.fetchrow(READ) or (None, None)
    assert found == [1_901 + n for n in range(50)]
    assert (scanned, fetched) == (0, 50)
