"""The timers' read model: several kinds in one table, and one event may set several at once."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.timer import Due, Timer
from shared.projecting.projection import Key
from shared.reacting.timers import TimerEntry, due, timers_projection

LOAN = UUID(int=1)
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@record
class BooksLent:
    loan_id: UUID
    titles: tuple[str, ...]
    until: date


@record
class BookReturned:
    loan_id: UUID
    title: str


@record
class Remind:
    loan_id: UUID
    title: str


@record
class CloseLoan:
    loan_id: UUID


def keys(event: BooksLent | BookReturned) -> tuple[str, ...]:
    return event.titles if isinstance(event, BooksLent) else (event.title,)


def reminder(key: str, _before: Due | None, recorded: Recorded[Any]) -> Due | None:
    event = recorded.event
    if isinstance(event, BooksLent):
        return Due(command=Remind(loan_id=event.loan_id, title=key), on=event.until)
    return None


def closing(_key: str, before: Due | None, recorded: Recorded[Any]) -> Due | None:
    return before or Due(command=CloseLoan(loan_id=recorded.event.loan_id), at=NOON)


REMINDER = Timer(kind="reminder", command=Remind, handles=(BooksLent, BookReturned), keys=keys, fold=reminder)
CLOSING = Timer(
    kind="closing", command=CloseLoan, handles=(BooksLent,), keys=lambda event: (str(event.loan_id),), fold=closing
)
VIEW = timers_projection(1, (REMINDER, CLOSING))
LENT = BooksLent(loan_id=LOAN, titles=("Emma", "Ulysses"), until=date(2026, 5, 4))


def recorded(seq: int, event: object) -> Recorded[Any]:
    return Recorded(
        event=event,
        tenant=UUID(int=9),
        seq=seq,
        event_id=UUID(int=seq),
        stream="gap-1",
        version=seq,
        engagement_id=None,
        occurred_at=NOON,
        recorded_at=NOON,
        actor=UUID(int=8),
        command_id=UUID(int=seq),
    )


def rows(events: Iterable[object]) -> dict[Key, TimerEntry]:
    found: dict[Key, TimerEntry] = {}
    for seq, event in enumerate(events, 1):
        fact = recorded(seq, event)
        for key in VIEW.keys(fact):
            after = VIEW.after(key, found.pop(key, None), fact)
            if after is not None:
                found[key] = after
    return found


def test_one_event_sets_timers_of_several_kinds_and_keys() -> None:
    assert set(rows([LENT])) == {("reminder", "Emma"), ("reminder", "Ulysses"), ("closing", str(LOAN))}


def test_a_row_holds_what_is_due_and_the_command_as_it_was() -> None:
    found = rows([LENT])
    by_day, by_instant = found["reminder", "Emma"], found["closing", str(LOAN)]
    assert (by_day.due_on, by_day.due_at, by_day.set_seq) == (LENT.until, None, 1)
    assert (by_instant.due_on, by_instant.due_at) == (None, NOON)
    assert due(REMINDER, by_day) == Due(command=Remind(loan_id=LOAN, title="Emma"), on=LENT.until)
    assert due(CLOSING, by_instant) == Due(command=CloseLoan(loan_id=LOAN), at=NOON)


def test_a_timer_is_taken_away_or_moved_by_its_key_alone() -> None:
    found = rows([LENT, BookReturned(loan_id=LOAN, title="Emma"), replace(LENT, until=date(2026, 6, 1))])
    assert found["reminder", "Ulysses"].due_on == date(2026, 6, 1)
    assert set(rows([LENT, BookReturned(loan_id=LOAN, title="Emma")])) == set(found) - {("reminder", "Emma")}


def test_a_timer_that_stands_as_it_stood_is_the_one_that_was_set_first() -> None:
    assert {row.set_seq for row in rows([LENT, LENT]).values()} == {1}


def test_where_one_timer_is_concerned_the_fold_needs_no_key() -> None:
    (key,) = VIEW.keys(recorded(2, BookReturned(loan_id=LOAN, title="Emma")))
    assert VIEW.fold(rows([LENT])[key], recorded(2, BookReturned(loan_id=LOAN, title="Emma"))) is None


@pytest.mark.parametrize("when", [{}, {"at": NOON, "on": LENT.until}])
def test_what_is_due_is_due_at_an_instant_or_on_a_day(when: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="an instant, or on a day"):
        Due(command=CloseLoan(loan_id=LOAN), **when)


def test_a_timer_gives_the_command_that_it_says() -> None:
    wrong = timers_projection(1, (replace(REMINDER, command=CloseLoan),))
    with pytest.raises(TypeError, match="CloseLoan"):
        wrong.after(("reminder", "Emma"), None, recorded(1, LENT))


def test_a_kind_is_declared_once() -> None:
    with pytest.raises(ValueError, match="same kind"):
        timers_projection(1, (REMINDER, REMINDER))
