"""The tail answers what it surely has, and leaves everything else to the store."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.eventstore.log import Entry, Log
from shared.eventstore.memory import MemoryLog
from shared.transport.records import BadRecord, Reason
from shared.transport.tail import Tail, TailedLog
from tests.sample.history import Recording, happened
from tests.sample.stage import ticking
from tests.unit.transport.entries import OTHER, TENANT, history

TEN = history(10)


def filled(entries: Sequence[Entry], tail: Tail | None = None) -> Tail:
    tail = tail or Tail()
    for entry in entries:
        tail.add(entry)
    return tail


def seqs(entries: Sequence[Entry]) -> list[int]:
    return [entry.seq for entry in entries]


def test_a_run_is_answered_from_any_place_within_it() -> None:
    tail = filled(TEN[3:])
    assert seqs(tail.after(TENANT, 3, 100)) == [4, 5, 6, 7, 8, 9, 10]
    assert seqs(tail.after(TENANT, 6, 2)) == [7, 8]


@pytest.mark.parametrize("seq", [0, 2, 10, 11])
def test_what_does_not_begin_within_the_run_is_not_answered(seq: int) -> None:
    assert seqs(filled(TEN[3:]).after(TENANT, seq, 100)) == []


def test_tenants_are_kept_apart() -> None:
    tail = filled([*TEN, *history(2, OTHER)])
    assert [entry.tenant for entry in tail.after(OTHER, 0, 100)] == [OTHER, OTHER]
    assert seqs(tail.after(UUID(int=3), 0, 100)) == []


def test_what_comes_after_a_hole_begins_a_new_run() -> None:
    tail = filled([*TEN[:3], *TEN[4:]])
    assert seqs(tail.after(TENANT, 2, 100)) == []
    assert seqs(tail.after(TENANT, 4, 100)) == [5, 6, 7, 8, 9, 10]


def test_what_comes_again_or_too_late_changes_nothing() -> None:
    tail = filled([*TEN[4:], *TEN[7:], *TEN[:2]])
    assert seqs(tail.after(TENANT, 4, 100)) == [5, 6, 7, 8, 9, 10]


@pytest.mark.parametrize("after", [0, 5])
def test_an_entry_of_another_history_is_refused_and_both_are_forgotten(after: int) -> None:
    tail = filled(TEN[:after])
    with pytest.raises(BadRecord) as bad:
        tail.add(history(10, said="other ")[after]._replace(chain=bytes(32)))
    assert bad.value.reason is Reason.BROKEN_CHAIN
    assert seqs(tail.after(TENANT, 0, 100)) == []


def test_another_entry_in_the_place_of_a_known_one_is_refused() -> None:
    tail = filled(TEN)
    with pytest.raises(BadRecord):
        tail.add(history(10, said="other ")[4])
    assert seqs(filled(TEN[5:], tail).after(TENANT, 5, 100)) == [6, 7, 8, 9, 10]


def test_a_long_run_loses_its_oldest_entries() -> None:
    tail = filled(history(100), Tail(most_entries=10))
    assert seqs(tail.after(TENANT, 98, 100)) == [99, 100]
    assert seqs(tail.after(TENANT, 85, 100)) == []


def test_where_there_is_too_much_the_tenant_that_was_quiet_the_longest_is_forgotten() -> None:
    tail = filled([*TEN, *history(10, OTHER)], Tail(most_bytes=15_000))
    assert seqs(tail.after(TENANT, 0, 100)) == []
    assert seqs(tail.after(OTHER, 0, 100)) == seqs(TEN)


@given(order=st.lists(st.integers(0, 9), max_size=40), limit=st.integers(1, 12), after=st.integers(0, 11))
def test_in_whatever_order_entries_come_an_answer_has_no_hole(order: list[int], limit: int, after: int) -> None:
    answer = filled([TEN[number] for number in order], Tail(most_entries=4)).after(TENANT, after, limit)
    assert list(answer) == list(TEN[after : after + len(answer)])
    assert len(answer) <= limit


async def recorded(length: int) -> tuple[Log, UUID, Sequence[Entry]]:
    recording = Recording(MemoryLog(ticking()), TENANT)
    await recording.append(happened(TENANT, [(1, 1, 1)] * length))
    return recording.log, TENANT, await recording.log.after(TENANT, 0, length)


async def test_the_store_fills_the_hole_before_the_tail() -> None:
    log, tenant, entries = await recorded(10)
    tailed = TailedLog(log, filled(entries[6:]))
    assert list(await tailed.after(tenant, 3, 100)) == list(entries[3:])
    assert list(await tailed.after(tenant, 6, 2)) == list(entries[6:8])


async def test_a_tail_that_ends_before_the_store_does_never_hides_the_rest() -> None:
    log, tenant, entries = await recorded(10)
    tailed, read = TailedLog(log, filled(entries[:5])), 1
    while read < 10:
        again = await tailed.after(tenant, read - 1, 100)
        assert again[0].seq == read
        assert len(again) > 1
        read = again[-1].seq
    assert len(await tailed.after(tenant, 4, 1)) == 1


async def test_everything_else_is_the_store_s() -> None:
    log, tenant, _ = await recorded(10)
    tailed = TailedLog(log, Tail())
    assert await tailed.heads() == await log.heads()
    assert await tailed.head(tenant) == await log.head(tenant)
    later = datetime(2030, 1, 1, tzinfo=UTC)
    assert await tailed.position_at(tenant, later) == await log.position_at(tenant, later) == 10
