"""What an append accepts, refuses, and remembers."""

from datetime import timedelta
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from shared.eventstore.log import Appended, Attempt, CommandIdReused, Log, OccurredLater, WrongVersion
from tests.attempts import ENGAGEMENT, OTHER_ENGAGEMENT, attempt, write
from tests.contract.eventstore.conftest import NOON, Store

MICROSECOND = timedelta(microseconds=1)


async def test_the_events_of_a_tenant_count_from_one_without_holes(log: Log, tenant: UUID) -> None:
    first = await log.append(tenant, [attempt(write("gap-a", "GapOpened", "GapStarted")), attempt(write("gap-b"))])
    second = await log.append(tenant, [attempt(write("gap-a", expected=2))])
    assert first == [Appended(first=1, last=2), Appended(first=3, last=3)]
    assert second == [Appended(first=4, last=4)]
    assert [entry.seq for entry in await log.after(tenant, 0, 10)] == [1, 2, 3, 4]


async def test_an_event_keeps_its_whole_envelope(log: Log, tenant: UUID) -> None:
    writes = write("gap-a", "GapOpened", "GapStarted")
    command, actor, friend, correlation, cause = (uuid7() for _ in range(5))
    asked = Attempt(
        command_id=command,
        digest=bytes(32),
        actor=actor,
        writes=(writes,),
        occurred_at=NOON - timedelta(days=3),
        on_behalf_of=friend,
        correlation_id=correlation,
        causation_id=cause,
        traceparent="00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    )
    await log.append(tenant, [asked])
    entry = (await log.after(tenant, 1, 1))[0]
    event = writes.events[1]
    assert (entry.tenant, entry.seq, entry.stream, entry.version) == (tenant, 2, "gap-a", 2)
    assert (entry.event_id, entry.type, entry.schema_version) == (event.event_id, event.type, event.schema_version)
    assert (entry.actor, entry.on_behalf_of, entry.engagement_id) == (actor, friend, ENGAGEMENT)
    assert (entry.command_id, entry.correlation_id, entry.causation_id) == (command, correlation, cause)
    assert (entry.occurred_at, entry.recorded_at) == (asked.occurred_at, NOON + MICROSECOND)
    assert (entry.traceparent, entry.data) == (asked.traceparent, event.data)


async def test_what_was_left_out_takes_its_default(log: Log, tenant: UUID) -> None:
    asked = attempt(write("people-a", "PersonRegistered", engagement_id=None))
    await log.append(tenant, [asked])
    (entry,) = await log.after(tenant, 0, 1)
    assert entry.occurred_at == entry.recorded_at
    assert entry.correlation_id == asked.command_id
    assert (entry.engagement_id, entry.on_behalf_of, entry.causation_id, entry.traceparent) == (None,) * 4


async def test_tenants_do_not_see_each_other(log: Log, tenant: UUID) -> None:
    other = uuid7()
    await log.append(tenant, [attempt(write("gap-a"))])
    assert await log.append(other, [attempt(write("gap-a"))]) == [Appended(first=1, last=1)]
    assert [entry.tenant for entry in await log.after(tenant, 0, 10)] == [tenant]


async def test_a_stream_at_another_version_is_not_written(log: Log, tenant: UUID) -> None:
    await log.append(tenant, [attempt(write("gap-a"))])
    for expected in (0, 2):
        refused = WrongVersion(stream="gap-a", expected=expected, actual=1)
        assert await log.append(tenant, [attempt(write("gap-a", expected=expected))]) == [refused]
    assert (await log.head(tenant)).seq == 1


async def test_an_attempt_is_judged_against_those_accepted_before_it_in_the_same_call(log: Log, tenant: UUID) -> None:
    outcomes = await log.append(
        tenant,
        [
            attempt(write("gap-a")),
            attempt(write("gap-a")),
            attempt(write("gap-a", expected=1)),
            attempt(write("gap-b")),
        ],
    )
    assert outcomes == [
        Appended(first=1, last=1),
        WrongVersion(stream="gap-a", expected=0, actual=1),
        Appended(first=2, last=2),
        Appended(first=3, last=3),
    ]


async def test_a_refused_attempt_does_not_count_for_later_ones(log: Log, tenant: UUID) -> None:
    refused = attempt(write("gap-a"), write("gap-b", expected=5))
    outcomes = await log.append(tenant, [refused, attempt(write("gap-a"))])
    assert outcomes == [WrongVersion(stream="gap-b", expected=5, actual=0), Appended(first=1, last=1)]


async def test_an_attempt_writes_all_its_streams_or_none(log: Log, tenant: UUID) -> None:
    await log.append(tenant, [attempt(write("gap-b"))])
    (refused,) = await log.append(tenant, [attempt(write("gap-a", "GapOpened"), write("gap-b"))])
    (accepted,) = await log.append(
        tenant, [attempt(write("gap-a", "GapOpened"), write("gap-b", "GapStarted", "GapResolved", expected=1))]
    )
    assert refused == WrongVersion(stream="gap-b", expected=0, actual=1)
    assert accepted == Appended(first=2, last=4)
    entries = await log.after(tenant, 1, 10)
    assert [(e.stream, e.version) for e in entries] == [("gap-a", 1), ("gap-b", 2), ("gap-b", 3)]


async def test_streams_of_one_attempt_may_belong_to_different_engagements(log: Log, tenant: UUID) -> None:
    await log.append(tenant, [attempt(write("gap-a"), write("gap-b", engagement_id=OTHER_ENGAGEMENT))])
    entries = await log.after(tenant, 0, 10)
    assert [entry.engagement_id for entry in entries] == [ENGAGEMENT, OTHER_ENGAGEMENT]


async def test_an_attempt_cannot_write_to_a_stream_twice() -> None:
    with pytest.raises(ValueError, match="once"):
        attempt(write("gap-a"), write("gap-a", expected=1))


async def test_a_repeated_command_is_answered_as_the_first_time(log: Log, tenant: UUID) -> None:
    asked = attempt(write("gap-a", "GapOpened", "GapStarted"))
    await log.append(tenant, [asked])
    again = Appended(first=1, last=2, repeated=True)
    assert await log.append(tenant, [asked]) == [again]
    await log.append(tenant, [attempt(write("gap-a", expected=2))])
    assert await log.append(tenant, [asked]) == [again]
    assert (await log.head(tenant)).seq == 3


async def test_a_command_repeated_within_a_call_is_recorded_once(log: Log, tenant: UUID) -> None:
    asked = attempt(write("gap-a"))
    outcomes = await log.append(tenant, [asked, attempt(write("gap-b")), asked])
    assert outcomes == [Appended(first=1, last=1), Appended(first=2, last=2), Appended(first=1, last=1, repeated=True)]


async def test_a_command_id_belongs_to_one_request(log: Log, tenant: UUID) -> None:
    asked = attempt(write("gap-a"))
    other = attempt(write("gap-b"), command_id=asked.command_id, digest=b"o" * 32)
    assert await log.append(tenant, [asked, other]) == [Appended(first=1, last=1), CommandIdReused()]
    assert await log.append(tenant, [other]) == [CommandIdReused()]


async def test_the_same_command_id_in_another_tenant_is_another_command(log: Log, tenant: UUID) -> None:
    asked = attempt(write("gap-a"))
    assert await log.append(tenant, [asked]) == await log.append(uuid7(), [asked])


async def test_a_refused_command_may_be_tried_again_under_its_id(log: Log, tenant: UUID) -> None:
    asked = attempt(write("gap-a", expected=1))
    retry = attempt(write("gap-a"), command_id=asked.command_id)
    outcomes = await log.append(tenant, [asked, retry, asked])
    refused = WrongVersion(stream="gap-a", expected=1, actual=0)
    assert outcomes == [refused, Appended(first=1, last=1), Appended(first=1, last=1, repeated=True)]


async def test_a_command_without_events_is_remembered_too(log: Log, tenant: UUID) -> None:
    await log.append(tenant, [attempt(write("gap-a"))])
    nothing = attempt()
    assert await log.append(tenant, [nothing, nothing]) == [
        Appended(first=2, last=1),
        Appended(first=2, last=1, repeated=True),
    ]
    await log.append(tenant, [attempt(write("gap-b"))])
    assert await log.append(tenant, [nothing]) == [Appended(first=2, last=1, repeated=True)]
    assert (await log.head(tenant)).seq == 2


async def test_nothing_asked_is_nothing_answered(log: Log, tenant: UUID) -> None:
    assert await log.append(tenant, []) == []


async def test_recorded_times_rise_strictly_even_when_the_clock_stands_or_falls_back(
    store: Store, tenant: UUID
) -> None:
    await store.log.append(tenant, [attempt(write("gap-a", "GapOpened", "GapStarted")), attempt(write("gap-b"))])
    await store.set_clock(NOON - timedelta(hours=1))
    await store.log.append(tenant, [attempt(write("gap-c"))])
    await store.set_clock(NOON + timedelta(hours=1))
    await store.log.append(tenant, [attempt(write("gap-d"))])
    recorded = [entry.recorded_at for entry in await store.log.after(tenant, 0, 10)]
    assert recorded == [*(NOON + n * MICROSECOND for n in range(4)), NOON + timedelta(hours=1)]


async def test_what_happened_later_than_it_was_recorded_is_refused(log: Log, tenant: UUID) -> None:
    ahead = attempt(write("gap-a"), occurred_at=NOON + MICROSECOND)
    assert await log.append(tenant, [ahead]) == [OccurredLater(recorded_at=NOON)]
    assert await log.append(tenant, [attempt(write("gap-b")), ahead]) == [
        Appended(first=1, last=1),
        Appended(first=2, last=2),
    ]
