"""Records are made of values by place, and are none the less records."""

from dataclasses import FrozenInstanceError

import pytest

from shared.kernel.record import record
from shared.kernel.replacing import by_place


@record
class Seat:
    row: int
    place: str = "a"


def test_values_by_place_make_the_record_that_its_constructor_makes() -> None:
    seat = by_place(Seat, "row", "place")(3, "b")
    assert seat == Seat(row=3, place="b")
    assert hash(seat) == hash(Seat(row=3, place="b"))
    assert type(seat) is Seat
    with pytest.raises(FrozenInstanceError):
        setattr(seat, "row", 4)  # noqa: B010 - a checker would refuse it sooner


def test_names_that_are_not_those_of_the_record_in_their_order_are_refused() -> None:
    for names in (("place", "row"), ("row",), ("row", "seat")):
        with pytest.raises(TypeError, match="Seat is not made of"):
            by_place(Seat, *names)
