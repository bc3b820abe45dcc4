"""Values that hardly fit their types, on the way out and on the way in: both write them, or refuse them, alike."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum

import pytest
import strawberry
from graphql import parse

from tests.unit.gateway.execution.both import both, said


@strawberry.enum
class Colour(Enum):
    RED = "r"
    BLUE = "b"


@strawberry.input
class Filter:
    most: int | None = 3
    marks: list[int] | None = strawberry.UNSET
    colour: Colour = Colour.RED
    within: "Filter | None" = None


@strawberry.type
class Values:
    """One of each type, read as attributes."""

    whole: int
    number: float
    text: str
    sure: bool
    id: strawberry.ID
    colour: Colour
    colours: list[Colour]
    day: date
    exact: Decimal


@strawberry.type
class Query:
    @strawberry.field
    def values(self, info: strawberry.Info) -> Values | None:
        return Values(**dict.fromkeys(Values.__annotations__, info.context))

    @strawberry.field
    def told(self, of: Filter | None = strawberry.UNSET, days: list[date | None] | None = None) -> str:
        return repr((of, days))


SCHEMA = strawberry.Schema(Query)
ODD = (
    *(None, True, 0, 7, 1.0, 1.5, "7", "", "r", "RED", 2**31, 2**31 - 1, -(2**31), 2**70, b"x", (), ["r"], {"a": 1}),
    *(float("nan"), float("inf"), Colour.BLUE, (Colour.RED,), date(2026, 3, 2), Decimal("1.10"), object),
)


@pytest.mark.parametrize("field", list(Values.__annotations__))
async def test_a_value_is_written_as_by_its_own_type(field: str) -> None:
    document = parse(f"{{ values {{ {field} }} }}")
    for value in ODD:
        found = await both(document, schema=SCHEMA, context=value)
        assert said(found.ours) == said(found.theirs)


@pytest.mark.parametrize(
    ("source", "given"),
    [
        ("query($a: Int) { told(of: {most: $a}) }", [{}, {"a": None}, {"a": 2**31}, {"a": True}, {"a": 1.0}]),
        ("query($a: Int = 9) { told(of: {most: $a}) }", [{}, {"a": None}, {"a": 4}]),
        ("query($f: Filter) { told(of: $f) }", [{}, {"f": None}, {"f": {}}, {"f": {"marks": None, "colour": None}}]),
        (
            "query($f: Filter) { told(of: $f) }",
            [{"f": {"within": {"marks": 1}}}, {"f": {"no": 1}}, {"f": {"colour": "r"}}],
        ),
        ("query($f: Filter = {most: 1}) { told(of: $f) }", [{}, {"f": None}]),
        ("query($c: Colour = BLUE) { told(of: {colour: $c}) }", [{}, {"c": None}, {"c": "RED"}]),
        ("query($d: [Date]) { told(days: $d) }", [{}, {"d": None}, {"d": "2026-03-02"}, {"d": [None, "no"]}]),
        ("query($d: Date) { told(days: [$d, null]) }", [{}, {"d": None}, {"d": "2026-03-02"}, {"d": "no"}]),
        ('{ told(of: {marks: 5}, days: "2026-03-02") b: told(days: "no") c: told(of: null, days: [null]) }', [{}]),
    ],
)
async def test_an_argument_is_read_alike(source: str, given: list[Mapping[str, object]]) -> None:
    document = parse(source)
    for variables in given:
        found = await both(document, variables, schema=SCHEMA)
        assert said(found.ours) == said(found.theirs)
