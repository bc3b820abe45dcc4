"""Where in the answer a value stands, so that a null can take the place of what failed below it."""

from typing import Any, TypeAlias

Path: TypeAlias = tuple[str | int, ...]


class Place:
    """`holder[key]`, below another place. Only what is `nullable` may be empty in the answer."""

    __slots__ = ("above", "holder", "key", "nullable")

    def __init__(self, above: "Place | None", holder: Any, key: str | int, nullable: bool) -> None:  # noqa: ANN401, FBT001 - a dict or a list; made for each object of an answer
        self.above = above
        self.holder = holder
        self.key = key
        self.nullable = nullable


def path_to(place: Place | None) -> Path:
    keys: list[str | int] = []
    while place is not None:
        keys.append(place.key)
        place = place.above
    return tuple(reversed(keys))


def may_be_empty(place: Place | None) -> Place | None:
    """The nearest place from here on up that may be; None: nothing but the whole answer."""
    while place is not None and not place.nullable:
        place = place.above
    return place
