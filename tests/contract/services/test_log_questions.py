"""The log answers in the same words in process and over HTTP, with the bytes that its hash chain covers."""

from collections.abc import AsyncIterator, Sequence
from datetime import timedelta

from gateway.schema.ids import uuid_of
from shared.authority.grants import WHOLE_TENANT, Readable
from shared.eventstore.log import Entry
from shared.eventstore.verify import verify_stream
from tests.acceptance.api.recording import Run
from tests.contract.services.conftest import Reach


async def one_by_one(entries: Sequence[Entry]) -> AsyncIterator[Entry]:
    for entry in entries:
        yield entry


async def test_entries_come_with_every_byte_that_the_chain_covers(reach: Reach, life: Run) -> None:
    tenant = life.desk.tenant
    head = await reach.ledger.head(tenant)
    entries = await reach.ledger.events(tenant, WHOLE_TENANT, after=0, until=head.seq, limit=1000)
    assert await verify_stream(tenant, one_by_one(entries), head) is None
    assert entries[-1].seq == head.seq


async def test_a_part_of_the_log_is_asked_for_by_engagement_and_type(here: Reach, reach: Reach, life: Run) -> None:
    tenant, engagement = life.desk.tenant, uuid_of("Engagement", life.ids["engagement"])
    kinds = ("GapOpened", "GapVerified")
    found, same = [
        await each.ledger.events(
            tenant, WHOLE_TENANT, after=3, until=90, limit=4, engagement_id=engagement, types=kinds
        )
        for each in (reach, here)
    ]
    assert {(entry.type, entry.engagement_id) for entry in found} == {("GapOpened", engagement)}
    assert found == same
    nothing = Readable(engagements=frozenset())
    found = await reach.ledger.events(tenant, nothing, after=3, until=90, limit=4, engagement_id=engagement)
    assert list(found) == []


async def test_a_stream_is_asked_for_by_its_name_and_shows_what_one_may_read(
    here: Reach, reach: Reach, life: Run
) -> None:
    tenant, engagement = life.desk.tenant, uuid_of("Engagement", life.ids["engagement"])
    people, own = f"people-{tenant}", f"engagement-{engagement}"
    for stream, readable in (
        (own, WHOLE_TENANT),
        (own, Readable(engagements=frozenset({engagement}))),
        (people, WHOLE_TENANT),
    ):
        found, same = [
            await each.ledger.events(tenant, readable, after=0, until=1_000, limit=2, stream=stream)
            for each in (reach, here)
        ]
        assert [(entry.stream, entry.version) for entry in found] == [(stream, 1), (stream, 2)]
        assert found == same
        (third,) = await reach.ledger.events(tenant, readable, after=found[1].seq, until=1_000, limit=1, stream=stream)
        assert third.version == 3
    for stream, engagements in ((own, frozenset({tenant})), (people, frozenset({engagement})), ("no-stream", None)):
        readable = Readable(engagements=engagements)
        assert list(await reach.ledger.events(tenant, readable, after=0, until=1_000, limit=2, stream=stream)) == []


async def test_moments_and_positions_name_each_other(reach: Reach, life: Run) -> None:
    tenant, moment = life.desk.tenant, life.moments[3]
    recorded_at = await reach.ledger.recorded_at(tenant, moment.seq)
    assert recorded_at is not None
    assert await reach.ledger.position_at(tenant, recorded_at) == moment.seq
    assert await reach.ledger.position_at(tenant, recorded_at - timedelta(microseconds=1)) == moment.seq - 1
    assert await reach.ledger.recorded_at(tenant, 1_000_000) is None
    assert await reach.ledger.now() > recorded_at
