"""The rows of the fact sheet: one for each item, made by its area and by nothing else."""

from typing import Any

import pytest

from services.gates.domain.facts.sheet import items_of, sheet
from services.gates.projections.fact_items import FACT_ITEMS, FactItem, items_of_rows
from tests.fact_sheet import TODAY, envelope
from tests.facts import releases, sources
from tests.facts.engagements import ENGAGEMENT
from tests.history import recorded, rows
from tests.unit.engagement.projections.life import LIFE


@pytest.mark.req("X1")
def test_the_rows_of_a_whole_life_tell_what_its_events_tell() -> None:
    found = rows(FACT_ITEMS, LIFE)
    read = items_of_rows(found.values())
    assert all(key == (row.engagement_id, row.area, row.item) for key, row in found.items())
    assert sheet(read, TODAY) == sheet(items_of(recorded(LIFE)), TODAY)


def test_a_release_that_is_pinned_is_an_item_of_each_area_that_depends_on_it() -> None:
    found = rows(FACT_ITEMS, [releases.PINNED])
    assert {area for _, area, _ in found} == {
        *("release", "load_test", "integration", "validation", "environment", "audit_log", "evidence")
    }
    assert {row.shape for row in found.values()} == {"Pinned"}


def test_a_row_that_is_there_folds_on_without_being_told_its_key() -> None:
    begun: Any = rows(FACT_ITEMS, [sources.SOURCE_REGISTERED])
    key, row = next((key, row) for key, row in begun.items() if row.area == "sources")
    named = envelope(sources.SOURCE_OWNER_NAMED, 2)
    assert FACT_ITEMS.fold(row, named) == FACT_ITEMS.after(key, row, named) != row
    assert FACT_ITEMS.fold(None, named) is None


def test_what_belongs_to_no_engagement_is_no_item() -> None:
    assert FACT_ITEMS.keys(envelope(releases.PINNED, 1)._replace(engagement_id=None)) == ()
    with pytest.raises(TypeError):
        FACT_ITEMS.after(("no engagement", "release", "release"), None, envelope(releases.PINNED, 1))


def test_a_row_holds_the_position_of_what_made_it() -> None:
    assert rows(FACT_ITEMS, [releases.PINNED])[ENGAGEMENT, "release", "release"] == FactItem(
        engagement_id=ENGAGEMENT,
        area="release",
        item="release",
        shape="Pinned",
        body=f'{{"release_id":"{releases.PINNED.release_id}","at":1,"when":"2026-03-02T09:01:00Z"}}',
    )
