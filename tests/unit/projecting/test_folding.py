"""Folding a batch in memory: every version a row goes through is kept, and an event changes all its rows or none."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from shared.kernel.recorded import Recorded
from shared.projecting.folding import Folds, Poison, Staged, Version, fold
from tests.sample.things import RATINGS, SHELVES, THINGS, Kind, Shelf, ThingClosed, ThingOpened, ThingRenamed

NOW = datetime(2026, 1, 1, tzinfo=UTC)
THING, ENGAGEMENT = UUID(int=1), UUID(int=2)
SCOPE = str(ENGAGEMENT)
OPENED = ThingOpened(thing_id=THING, title="a", kind=Kind.ROUND, price=Decimal(1))
RENAMED = ThingRenamed(thing_id=THING, title="b")
CLOSED = ThingClosed(thing_id=THING)


def recorded(seq: int, event: object) -> Recorded[Any]:
    return Recorded(
        event=event,
        tenant=UUID(int=9),
        seq=seq,
        event_id=UUID(int=seq),
        stream="gap-1",
        version=seq,
        engagement_id=ENGAGEMENT,
        occurred_at=NOW,
        recorded_at=NOW,
        actor=UUID(int=8),
        command_id=UUID(int=seq),
    )


def folded(*events: object, stored: Version | None = None, first: int = 1) -> Staged:
    folds, staged = Folds((THINGS,)), {"things": Staged(THINGS)}
    place = staged["things"].place((THING,))
    place.stored = place.now = stored
    for seq, event in enumerate(events, start=first):
        fold(recorded(seq, event), SCOPE, folds.asked(recorded(seq, event), staged))
    return staged["things"]


def now(staged: Staged) -> Version | None:
    return staged.places[(THING,)].now


def test_versions_that_come_and_go_within_a_batch_are_kept_with_their_ends() -> None:
    staged = folded(OPENED, RENAMED, CLOSED, OPENED)
    assert [(v.row.title, v.since, until) for v, until in staged.passed] == [("a", 1, 2), ("b", 2, 3)]
    last = now(staged)
    assert last is not None
    assert (last.row.title, last.since) == ("a", 4)


def test_the_stored_version_ends_where_it_is_first_superseded() -> None:
    before = now(folded(OPENED))
    staged = folded(RENAMED, CLOSED, stored=before, first=5)
    assert staged.places[(THING,)].ended == 5
    assert [(v.row.title, v.since, until) for v, until in staged.passed] == [("b", 5, 6)]
    assert now(staged) is None


def test_an_event_that_changes_nothing_makes_no_version() -> None:
    before = now(folded(OPENED, RENAMED))
    staged = folded(RENAMED, RENAMED, stored=before, first=5)
    assert now(staged) is before
    assert staged.places[(THING,)].ended is None
    assert staged.passed == []


def test_an_event_whose_second_fold_fails_changes_no_row_of_the_first() -> None:
    def broken(_: Shelf | None, __: Recorded[Any]) -> Shelf:
        raise ValueError("Ana")

    folds = Folds((THINGS, RATINGS, replace(SHELVES, fold=broken)))
    staged: dict[str, Staged] = {}
    event = recorded(1, OPENED)
    asked = folds.asked(event, staged)
    with pytest.raises(Poison, match=r"^ValueError in shelves, fold of ThingOpened$"):
        fold(event, SCOPE, asked)
    assert set(staged) == {"things", "shelves"}
    assert now(staged["things"]) is None


def test_a_row_of_another_scope_is_not_touched() -> None:
    before = now(folded(OPENED))
    assert before is not None
    with pytest.raises(Poison, match="ForeignScope"):
        folded(RENAMED, stored=Version(before.row, "another", 1))


def test_a_projection_without_keys_for_an_event_stages_nothing() -> None:
    staged: dict[str, Staged] = {}
    event = recorded(1, OPENED)._replace(engagement_id=None)
    assert Folds((SHELVES,)).asked(event, staged) == []
    assert staged == {}
