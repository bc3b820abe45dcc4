"""Whatever is done to a log, verification finds it and says where."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from shared.eventstore.chain import GENESIS
from shared.eventstore.log import Entry, Head
from shared.eventstore.verify import Fault, FaultKind, verify, verify_stream
from tests.unit.eventstore.entries import TENANT, chained, head_of, log_of

LOG = log_of(8)
HEAD = head_of(LOG)
Tamper = Callable[[list[Entry]], list[Entry]]


def fault_of(entries: list[Entry], head: Head = HEAD) -> Fault | None:
    return verify(TENANT, entries, head)


def flip(data: bytes) -> bytes:
    return bytes([data[0] ^ 1]) + data[1:]


def test_a_sound_log_holds() -> None:
    assert fault_of(LOG) is None
    assert verify(TENANT, [], Head(seq=0, chain=GENESIS)) is None


def test_verification_goes_on_from_a_head_that_is_trusted() -> None:
    assert verify(TENANT, LOG[3:], HEAD, start=head_of(LOG[:3])) is None
    assert verify(TENANT, LOG[3:], HEAD, start=Head(seq=3, chain=GENESIS)) == Fault(seq=4, kind=FaultKind.BROKEN)


CHANGES: dict[str, Any] = {
    "event_id": UUID(int=99),
    "stream": "gap-2",
    "version": 99,
    "engagement_id": None,
    "type": "GapVerified",
    "schema_version": 2,
    "occurred_at": LOG[4].occurred_at - timedelta(microseconds=1),
    "recorded_at": LOG[4].recorded_at + timedelta(microseconds=1),
    "actor": UUID(int=99),
    "on_behalf_of": UUID(int=99),
    "command_id": UUID(int=99),
    "correlation_id": UUID(int=99),
    "causation_id": UUID(int=99),
    "traceparent": "00-1-1-1",
    "data": flip(LOG[4].data),
    "chain": flip(LOG[4].chain),
}


@pytest.mark.parametrize("field", CHANGES)
def test_any_changed_field_is_found_at_its_event(field: str) -> None:
    changed = LOG[4]._replace(**{field: CHANGES[field]})
    assert fault_of([*LOG[:4], changed, *LOG[5:]]) == Fault(seq=5, kind=FaultKind.BROKEN)


def test_every_field_of_the_envelope_is_covered() -> None:
    assert set(Entry._fields) == CHANGES.keys() | {"tenant", "seq"}


@pytest.mark.parametrize("position", range(len(LOG[4].data)))
def test_any_flipped_bit_of_the_data_is_found(position: int) -> None:
    data = bytearray(LOG[4].data)
    data[position] ^= 0x20
    assert fault_of([*LOG[:4], LOG[4]._replace(data=bytes(data)), *LOG[5:]]) == Fault(seq=5, kind=FaultKind.BROKEN)


def moved(entry: Entry, by: int) -> Entry:
    return entry._replace(seq=entry.seq + by)


TAMPERED: dict[str, tuple[Tamper, int, FaultKind]] = {
    "removed": (lambda log: [*log[:4], *log[5:]], 5, FaultKind.MISSING),
    "removed at the start": (lambda log: log[1:], 1, FaultKind.MISSING),
    "removed at the end": (lambda log: log[:-2], 7, FaultKind.MISSING),
    "removed and renumbered": (lambda log: [*log[:4], *(moved(e, -1) for e in log[5:])], 5, FaultKind.BROKEN),
    "reordered": (lambda log: [*log[:4], log[5], log[4], *log[6:]], 5, FaultKind.MISSING),
    "swapped with their numbers": (
        lambda log: [*log[:4], moved(log[5], -1), moved(log[4], 1), *log[6:]],
        5,
        FaultKind.BROKEN,
    ),
    "repeated": (lambda log: [*log[:4], log[3], *log[4:]], 4, FaultKind.OUT_OF_ORDER),
    "inserted": (lambda log: [*log[:4], log[2]._replace(seq=5), *(moved(e, 1) for e in log[4:])], 5, FaultKind.BROKEN),
    "added at the end": (lambda log: [*log, *chained([log[2]._replace(seq=9)], log[-1].chain)], 9, FaultKind.SURPLUS),
    "relinked alone": (
        lambda log: [*log[:4], *chained([log[4]._replace(data=b"{}")], log[3].chain), *log[5:]],
        6,
        FaultKind.BROKEN,
    ),
    "relinked to the end": (
        lambda log: [*log[:4], *chained([log[4]._replace(data=b"{}"), *log[5:]], log[3].chain)],
        8,
        FaultKind.OTHER_HEAD,
    ),
    "of another tenant": (
        lambda log: [*log[:4], log[4]._replace(tenant=UUID(int=2)), *log[5:]],
        5,
        FaultKind.OTHER_TENANT,
    ),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_a_log_that_was_tampered_with_is_found_out(how: str) -> None:
    tamper, seq, kind = TAMPERED[how]
    assert fault_of(tamper(LOG)) == Fault(seq=seq, kind=kind)


def test_the_log_of_another_tenant_does_not_pass_for_this_one() -> None:
    theirs = chained([entry._replace(tenant=UUID(int=2)) for entry in LOG])
    assert fault_of(theirs, head_of(theirs)) == Fault(seq=1, kind=FaultKind.OTHER_TENANT)
    disguised = [entry._replace(tenant=TENANT) for entry in theirs]
    assert fault_of(disguised, head_of(theirs)) == Fault(seq=1, kind=FaultKind.BROKEN)


async def test_a_log_that_comes_in_over_time_is_verified_alike() -> None:
    async def coming(entries: list[Entry]) -> AsyncIterator[Entry]:
        for entry in entries:
            yield entry

    assert await verify_stream(TENANT, coming(LOG), HEAD) is None
    assert await verify_stream(TENANT, coming(LOG[1:]), HEAD) == Fault(seq=1, kind=FaultKind.MISSING)
    assert await verify_stream(TENANT, coming(LOG[:-1]), HEAD) == Fault(seq=8, kind=FaultKind.MISSING)
