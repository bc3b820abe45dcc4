"""Measurements over Kafka: judged as those of a request, recorded once, and what is bad holds up nothing."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from gateway.measurement.events import BATCH
from gateway.measurement.inbound import Inbound, StillAway
from gateway.measurement.senders import SENDER, SIGNATURE, Sender, signature
from shared.authority.grants import Readable
from shared.eventstore.handle import Receipt, Request
from shared.transport.inbox import Carried, emptied
from shared.web.unavailable import ServiceUnavailable
from tests.facts.people import BO
from tests.facts.series import KPI_ID
from tests.unit.gateway.measurement.counter import TENANT, Counter
from tests.unit.gateway.measurement.kept_records import DESK, DESK_KEY, Desk, Killed, Partition, Reader
from tests.unit.gateway.measurement.test_measurements import BAD, event

pytestmark = pytest.mark.req("RL4")
SENDERS = {DESK: Sender(tenant=TENANT, person=BO, key=DESK_KEY)}
CLAIMS = Desk()


class Door:
    """The door before the real decisions, with a log in memory. `away` names services that are not there."""

    def __init__(self) -> None:
        self.counter = Counter()
        self.away = False
        self.failing: Callable[[Request], bool] = lambda _: False
        desk = self.counter.desk
        self.inbound = Inbound(
            senders=SENDERS, readable=desk.readable, send=self._send, new_id=desk.new_id, away=self._away
        )

    async def codes(self, *records: Carried) -> list[str | None]:
        return [each.code if each else None for each in await self.inbound.judged(records)]

    async def read(self, partition: Partition, dies: Callable[[int], bool] = lambda _: False) -> int:
        return await emptied(Reader(partition, dies), self.inbound.judged, partition.put)

    async def _send(self, request: Request) -> Receipt:
        if self.failing(request):
            raise KeyError("a fault")
        return await self.counter.desk.send(request)

    async def _away(self) -> bool:
        return self.away


@pytest.fixture
def door() -> Iterator[Door]:
    """What it logs of a fault is not of interest, and takes long to write."""
    with capture_logs():
        yield Door()


async def test_both_ways_to_carry_an_event_say_the_same(door: Door) -> None:
    assert await door.codes(CLAIMS.structured(event()), CLAIMS.binary(event())) == [None, None]
    assert door.counter.held() == 1
    request = door.counter.sent[0]
    assert (request.tenant, request.person, request.home) == (TENANT, BO, None)
    assert (request.command.source, request.command.observations[0].key) == ("/claims/desk", "/claims/desk 1")


@pytest.mark.parametrize(("given", "expected"), BAD)
async def test_what_a_request_refuses_is_refused_here_with_the_same_code(
    door: Door, given: dict[str, Any], expected: str
) -> None:
    assert await door.codes(CLAIMS.structured(given)) == [expected]
    assert door.counter.held() == 0


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (CLAIMS.structured([event()], BATCH), "EVENTS_NOT_TAKEN"),
        (CLAIMS.structured([event()]), "EVENTS_NOT_READ"),
        (CLAIMS.signed({"content-type": "text/csv"}, b"{}"), "EVENTS_NOT_TAKEN"),
        (CLAIMS.signed({}, b"{"), "EVENTS_NOT_READ"),
        (CLAIMS.signed({}, b""), "EVENTS_NOT_READ"),
        (replace(CLAIMS.signed({}, b""), value=None), "EVENTS_NOT_READ"),
        (CLAIMS.signed({}, b"{}"), "EVENT_ATTRIBUTE_WRONG"),
        (CLAIMS.binary(event(type="com.example.other")), "EVENT_TYPE_UNKNOWN"),
        (CLAIMS.binary(event(data={"unit": "parsecs"})), "UNIT_DIFFERS"),
    ],
)
async def test_a_record_that_carries_no_measurement_is_refused(door: Door, record: Carried, expected: str) -> None:
    assert await door.codes(record) == [expected]


def with_header(record: Carried, name: str, content: bytes) -> Carried:
    return replace(record, headers=[*(each for each in record.headers if each[0] != name), (name, content)])


GOOD = CLAIMS.binary(event())


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (Desk(name="letters-desk").structured(event()), "SENDER_UNKNOWN"),
        (replace(GOOD, headers=[each for each in GOOD.headers if each[0] != SENDER]), "SENDER_UNKNOWN"),
        (Desk(key=b"a key that somebody else has made up").structured(event()), "SIGNATURE_WRONG"),
        (replace(GOOD, headers=[each for each in GOOD.headers if each[0] != SIGNATURE]), "SIGNATURE_WRONG"),
        (with_header(GOOD, SIGNATURE, "é".encode()), "SIGNATURE_WRONG"),
        (with_header(GOOD, "ce_id", b"2"), "SIGNATURE_WRONG"),
        (with_header(GOOD, "ce_new", b"x"), "SIGNATURE_WRONG"),
        (with_header(GOOD, "content-type", b""), "SIGNATURE_WRONG"),
        (replace(GOOD, value=b"{}"), "SIGNATURE_WRONG"),
        (replace(GOOD, headers=[*GOOD.headers, ("ce_id", b"1")]), "RECORD_NOT_READ"),
        (with_header(GOOD, "ce_id", b"\xff"), "RECORD_NOT_READ"),
        (with_header(GOOD, "ce_id", b"1\nce_x:1"), "RECORD_NOT_READ"),
    ],
)
async def test_what_no_known_sender_signed_is_refused(door: Door, record: Carried, expected: str) -> None:
    assert await door.codes(record) == [expected]
    assert not door.counter.sent


async def test_headers_that_say_nothing_of_the_event_are_nobodys_concern(door: Door) -> None:
    assert await door.codes(with_header(GOOD, "traceparent", b"\xff")) == [None]


async def test_a_sender_who_may_not_record_is_refused(door: Door) -> None:
    door.counter.readable = Readable(engagements=frozenset({KPI_ID}))
    assert await door.codes(GOOD) == ["ENGAGEMENT_NOT_FOUND"]
    door.counter.readable = None
    assert await door.codes(GOOD) == ["FORBIDDEN"]


def test_a_signature_is_made_of_sorted_headers_and_the_value() -> None:
    """The example of the documents; senders may check their own code by it."""
    key, headers = b"k" * 32, {"ce_id": "1", "content-type": "application/json"}
    assert signature(key, headers, b"{}") == "835e7758d305cbcf59dc716ccfe6c65f38ad3caceddbfc0eafc0afc95c5b2579"


async def test_whoever_is_killed_between_recording_and_committing_reads_again_and_records_nothing_twice(
    door: Door,
) -> None:
    partition = Partition(*(CLAIMS.structured(event(str(number))) for number in range(3)))
    with pytest.raises(Killed):
        await door.read(partition, dies=lambda _: True)
    assert (partition.committed, door.counter.held()) == (0, 3)
    assert await door.read(partition) == 3
    assert (partition.committed, door.counter.held(), partition.dead) == (3, 3, [])


async def test_whoever_is_killed_after_a_dead_letter_lies_there_puts_it_again(door: Door) -> None:
    partition = Partition(CLAIMS.structured(7), GOOD)
    with pytest.raises(Killed):
        await door.read(partition, dies=lambda offset: offset == 0)
    await door.read(partition)
    assert [(offset, code) for offset, code, _ in partition.dead] == [(0, "EVENT_ATTRIBUTE_WRONG")] * 2
    assert (partition.committed, door.counter.held()) == (2, 1)


async def lost(*_: object) -> None:
    """Nobody acknowledges it."""
    raise TimeoutError


async def test_nothing_is_committed_before_the_dead_letter_is_acknowledged(door: Door) -> None:
    partition = Partition(CLAIMS.structured(7), GOOD)
    with pytest.raises(TimeoutError):
        await emptied(Reader(partition), door.inbound.judged, lost)
    assert partition.committed == 0


def about(event_id: str) -> Callable[[Request], bool]:
    return lambda request: any(each.key.endswith(f" {event_id}") for each in request.command.observations)


async def test_a_measurement_that_no_service_can_take_holds_up_no_other(door: Door) -> None:
    door.failing = about("2")
    partition = Partition(*(CLAIMS.structured(event(str(number))) for number in range(1, 5)))
    assert await door.read(partition) == 3
    assert [(offset, code) for offset, code, _ in partition.dead] == [(1, "ROW_OUTCOME_UNKNOWN")]
    assert (partition.committed, door.counter.held()) == (4, 3)


async def test_while_a_service_is_away_nothing_is_called_bad(door: Door) -> None:
    partition = Partition(GOOD)
    door.failing, door.away = about("1"), True
    with pytest.raises(StillAway):
        await door.read(partition)
    assert (partition.committed, partition.dead) == (0, [])
    door.failing, door.away = lambda _: False, False
    assert await door.read(partition) == 1


async def test_who_may_read_is_asked_again_where_nobody_answers(door: Door) -> None:
    async def away(*_: object) -> Readable | None:
        raise ServiceUnavailable("engagement")

    partition = Partition(GOOD)
    with pytest.raises(ServiceUnavailable):
        await emptied(Reader(partition), replace(door.inbound, readable=away).judged, partition.put)
    assert partition.committed == 0


async def test_a_dead_letter_says_its_reason_in_a_sentence(door: Door) -> None:
    partition = Partition(CLAIMS.structured(event(type="com.example.other")))
    await door.read(partition)
    ((_, _, message),) = partition.dead
    assert message == (
        "An event of the type com.example.other is no measurement: those are of the type com.fairway.measurement.v1."
    )


ANYBODYS = Door()
HEADERS = st.lists(st.tuples(st.sampled_from(["ce_id", "ce_type", "content-type", SENDER, "x"]), st.binary()))
UNSIGNED = st.builds(Carried, headers=HEADERS, value=st.none() | st.binary())
SIGNED = st.builds(CLAIMS.signed, st.dictionaries(st.sampled_from(["ce_id", "ce_type"]), st.text()), st.binary())


@given(bad=UNSIGNED | SIGNED)
async def test_no_record_whatever_it_holds_stops_the_stream(bad: Carried) -> None:
    first, second = await ANYBODYS.codes(bad, GOOD)
    assert first is not None
    assert second is None


def test_a_key_is_never_shown() -> None:
    assert "key" not in repr(SENDERS[DESK])
