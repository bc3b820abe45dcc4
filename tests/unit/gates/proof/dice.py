"""Chance that is the same for each number, on every machine."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import count
from typing import Any, TypeVar

Each = TypeVar("Each")
SIDES = 1 << 16


class Dice:
    def __init__(self, number: int) -> None:
        self._throws = throws(number)

    def below(self, sides: int) -> int:
        return next(self._throws) * sides // SIDES

    def one_of(self, options: Sequence[Each]) -> Each:
        return options[self.below(len(options))]

    def falls(self, share: float) -> bool:
        """So often out of one."""
        return next(self._throws) < share * SIDES

    def mixed(self, *tales: Sequence[Any]) -> Iterator[Any]:
        """Each told in its order, and all at once."""
        turns = [number for number, tale in enumerate(tales) for _ in tale]
        told = [iter(tale) for tale in tales]
        while turns:
            yield next(told[turns.pop(self.below(len(turns)))])


def throws(number: int) -> Iterator[int]:
    for turn in count():
        digest = sha256(f"{number} {turn}".encode()).digest()
        yield from (int.from_bytes(digest[at : at + 2]) for at in range(0, len(digest), 2))
