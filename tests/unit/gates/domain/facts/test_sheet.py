"""What holds of every fact sheet, whatever has happened."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies

from services.gates.domain.facts.model import FactKind
from services.gates.domain.facts.sheet import (
    AREAS,
    HANDLED,
    VOCABULARY,
    folded,
    items_of,
    sheet,
    turns,
    vocabulary,
)
from services.gates.projections.fact_items import FACT_ITEMS, items_of_rows
from shared.kernel.recorded import Recorded
from tests.fact_sheet import DAYS, HISTORIES, KINDS, TODAY

RANDOM = settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
TYPES: dict[FactKind, type] = {
    FactKind.TRUTH: bool,
    FactKind.COUNT: int,
    FactKind.DECIMAL: Decimal,
    FactKind.DAY: date,
    FactKind.TEXT: str,
}

Log = list[Recorded[Any]]


@RANDOM
@given(history=HISTORIES, cut=strategies.integers(0, 40))
def test_folding_on_from_any_event_equals_folding_at_once_and_changes_nothing_before(history: Log, cut: int) -> None:
    before = items_of(history[:cut])
    then = sheet(before, TODAY, KINDS)
    assert folded(before, history[cut:]) == items_of(history)
    assert sheet(before, TODAY, KINDS) == then


@RANDOM
@given(history=HISTORIES)
def test_an_area_depends_on_nothing_but_the_events_that_it_names(history: Log) -> None:
    items = items_of(history)
    for area in AREAS:
        own = items_of(each for each in history if isinstance(each.event, area.handles))
        assert own.get(area.name, {}) == items.get(area.name, {})


@RANDOM
@given(history=HISTORIES)
def test_the_events_of_a_fact_alone_tell_the_same_fact(history: Log) -> None:
    for name, fact in sheet(items_of(history), TODAY, KINDS).items():
        its_own = [each for each in history if each.seq in fact.positions]
        assert sheet(items_of(its_own), TODAY, KINDS).get(name) == fact, name


@RANDOM
@given(history=HISTORIES)
def test_each_fact_names_events_of_its_own_in_the_order_of_the_log(history: Log) -> None:
    for name, fact in sheet(items_of(history), TODAY, KINDS).items():
        assert fact.positions, name
        assert list(fact.positions) == sorted(set(fact.positions))
        assert set(fact.positions) <= {each.seq for each in history}


@RANDOM
@given(history=HISTORIES)
def test_every_fact_that_is_told_is_in_the_vocabulary_and_of_its_kind(history: Log) -> None:
    known = vocabulary(KINDS)
    for name, fact in sheet(items_of(history), TODAY, KINDS).items():
        assert type(fact.value) is TYPES[known[name].kind], name


@RANDOM
@given(history=HISTORIES)
def test_the_order_in_which_items_are_read_says_nothing(history: Log) -> None:
    items = items_of(history)
    turned = {area: dict(reversed(list(several.items()))) for area, several in items.items()}
    assert sheet(turned, TODAY, KINDS) == sheet(items, TODAY, KINDS)


@RANDOM
@given(history=HISTORIES, since=strategies.sampled_from(DAYS))
def test_facts_change_by_themselves_only_on_the_days_that_are_foretold(history: Log, since: date) -> None:
    items = items_of(history)
    days = turns(items, since)
    assert all(day > since for day in days)
    now = sheet(items, since, KINDS)
    for ahead in range(1, 80):
        day = since + timedelta(days=ahead)
        told = sheet(items, day, KINDS)
        assert told == now or day in days
        now = told


@RANDOM
@given(history=HISTORIES)
def test_rows_of_the_read_model_tell_what_the_log_tells(history: Log) -> None:
    rows: dict[Any, Any] = {}
    for recorded in history:
        for key in FACT_ITEMS.keys(recorded):
            row = FACT_ITEMS.after(key, rows.pop(key, None), recorded)
            if row is not None:
                assert (row.engagement_id, row.area, row.item) == key
                rows[key] = row
    assert items_of_rows(rows.values()) == {area: items for area, items in items_of(history).items() if items}


def test_nothing_is_known_where_nothing_has_happened() -> None:
    assert sheet(items_of([]), TODAY, KINDS) == {}


def test_every_meaning_is_one_line_in_each_language_and_named_once() -> None:
    meanings = [meaning for area in AREAS for meaning in area.meanings]
    assert len(meanings) == len(VOCABULARY)
    for meaning in vocabulary(KINDS).values():
        assert all(text and "\n" not in text and len(text) <= 120 for text in (meaning.en, meaning.fr)), meaning.name
        assert meaning.en != meaning.fr


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.name)
def test_items_of_an_area_have_names_of_their_own(area: Any) -> None:  # noqa: ANN401 - any area
    assert len({each.__name__ for each in area.items}) == len(area.items)
    assert set(area.handles) <= set(HANDLED)
