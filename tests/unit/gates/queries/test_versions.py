"""Rows and their versions tell what the log tells: at every position, of every span."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.gates.domain.verdict.standing import Ground, ground_of
from services.gates.projections.criteria_sets import CRITERIA_SETS
from services.gates.projections.criterion_statements import CRITERION_STATEMENTS
from services.gates.projections.fact_items import FACT_ITEMS
from services.gates.queries.versions import ItemVersion, SaidVersion, SetVersion, Span, Version, replayed
from tests.history import recorded
from tests.unit.gates.projections.test_golden_folds import LIFE

LOG = tuple(recorded(LIFE))
SHAPES: tuple[tuple[Any, type[Any]], ...] = (
    (FACT_ITEMS, ItemVersion),
    (CRITERION_STATEMENTS, SaidVersion),
    (CRITERIA_SETS, SetVersion),
)


def fields(row: Any) -> dict[str, Any]:  # noqa: ANN401 - any row
    return {name: getattr(row, name) for name in row.__dataclass_fields__}


def versions(projection: Any, shape: type[Any]) -> list[Version]:  # noqa: ANN401 - any projection
    """As its tables would hold them after the whole log: each row with where it began and where it ended."""
    live: dict[Any, tuple[Any, int]] = {}
    found: list[Version] = []
    for each in LOG:
        for key in projection.keys(each) if isinstance(each.event, projection.handles) else ():
            before = live.pop(key, None)
            after = projection.after(key, before[0] if before else None, each)
            if before:
                found.append(shape(**fields(before[0]), since_seq=before[1], until_seq=each.seq))
            if after is not None:
                live[key] = (after, each.seq)
    return [*found, *(shape(**fields(row), since_seq=since, until_seq=None) for row, since in live.values())]


ALL = [version for projection, shape in SHAPES for version in versions(projection, shape)]


def within(span: Span) -> list[Version]:
    """Those that the tables are asked for."""
    return [
        each for each in ALL if each.since_seq <= span.until and (each.until_seq is None or each.until_seq > span.after)
    ]


def told(ground: Ground) -> tuple[Any, ...]:
    """An area without items is none."""
    return {area: items for area, items in ground.items.items() if items}, ground.said, ground.adopted


@pytest.mark.req("X9")
@settings(max_examples=40, deadline=None)
@given(st.tuples(st.integers(0, len(LOG)), st.integers(0, len(LOG))))
def test_each_step_of_a_span_stands_on_what_the_log_tells_up_to_it(ends: tuple[int, int]) -> None:
    span = Span(after=min(ends), until=max(ends))
    begun, moved = replayed(within(span), span)
    assert told(begun) == told(ground_of(LOG[: span.after]))
    last = begun
    for position, ground in moved:
        assert span.after < position <= span.until
        assert told(ground) == told(ground_of(LOG[:position]))
        last = ground
    assert told(last) == told(ground_of(LOG[: span.until]))
