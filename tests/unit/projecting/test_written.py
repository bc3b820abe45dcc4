"""Records as text: what was written reads as it was."""

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from services.gates.domain.facts.sheet import AREAS, items_of
from shared.projecting.written import read, written
from tests.facts import releases
from tests.history import recorded
from tests.unit.engagement.projections.life import LIFE

ITEMS = [item for items in items_of(recorded(LIFE)).values() for item in items.values()]


def test_every_item_of_a_whole_life_reads_as_it_was_written() -> None:
    assert len({type(item) for item in ITEMS}) > len(AREAS)
    for item in ITEMS:
        shape: Any = type(item)
        assert read(shape, written(item)) == item


def test_a_record_is_written_in_its_own_order_with_decimals_as_they_are() -> None:
    assert written(releases.LEVEL) == '{"percentile":"95.000","latency_ms":1200,"error_share":"0.00500"}'
    assert read(type(releases.LEVEL), written(releases.LEVEL)).error_share == Decimal("0.00500")


def test_text_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="percentile"):
        read(type(releases.LEVEL), f'{{"at":"{UUID(int=1)}"}}')
