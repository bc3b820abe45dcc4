"""Records are made of rows, and of one another, without their constructors."""

from dataclasses import FrozenInstanceError, replace
from typing import Any
from uuid import UUID

import pytest

from shared.kernel.record import record
from shared.kernel.replacing import replaced
from shared.projecting.rows import maker
from tests.sample.things import Kind, Rating


@record
class Named:
    id: UUID
    name: str
    kind: Kind = Kind.ROUND


@record
class Titled(Named):
    title: str


@record
class Single:
    only: int


@record
class Checked:
    low: int
    high: int

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError("low is above high")


NAMED = Named(id=UUID(int=1), name="Ana")
TITLED = Titled(id=UUID(int=1), name="Ana", kind=Kind.SQUARE, title="Dr")


@pytest.mark.parametrize(
    ("row", "names", "values"),
    [
        (NAMED, ("id", "name", "kind"), (UUID(int=1), "Ana", "round")),
        (NAMED, ("kind", "id", "name"), ("round", UUID(int=1), "Ana")),
        (TITLED, ("id", "name", "kind", "title"), (UUID(int=1), "Ana", "square", "Dr")),
        (Single(only=3), ("only",), (3,)),
    ],
)
def test_values_in_any_order_of_columns_make_the_record(
    row: object, names: tuple[str, ...], values: tuple[object, ...]
) -> None:
    made = maker(type(row), names)(values)
    assert made == row
    assert type(made) is type(row)
    assert hash(made) == hash(row)


def test_columns_that_are_not_the_fields_are_refused() -> None:
    with pytest.raises(TypeError, match=r"Rating has the fields \['by', 'stars', 'thing_id'\], not \['stars'\]"):
        maker(Rating, ("stars",))


@pytest.mark.parametrize(
    ("row", "changes"),
    [(NAMED, {"name": "Bo", "kind": Kind.SQUARE}), (NAMED, {}), (TITLED, {"title": ""}), (Single(only=1), {"only": 2})],
)
def test_a_record_with_some_fields_changed_equals_that_of_the_standard_library(
    row: Named, changes: dict[str, Any]
) -> None:
    changed = replaced(row, **changes)
    assert changed == replace(row, **changes)
    assert type(changed) is type(row)


def test_what_is_made_stays_frozen() -> None:
    for made in (replaced(NAMED, name="Bo"), maker(Named, ("id", "name", "kind"))((UUID(int=1), "Ana", "round"))):
        anything: Any = made
        with pytest.raises(FrozenInstanceError):
            anything.name = "Cleo"


def test_a_field_that_is_not_there_is_refused() -> None:
    changes: dict[str, Any] = {"nickname": "An"}
    with pytest.raises(AttributeError):
        replaced(NAMED, **changes)


def test_a_record_that_checks_itself_is_checked() -> None:
    with pytest.raises(ValueError, match="low is above high"):
        replaced(Checked(low=1, high=2), low=3)
