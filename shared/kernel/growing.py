"""A mapping that nobody changes and that grows without being copied: for states that fold thousands of events."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Growing(Mapping[K, V]):
    """Layers, each smaller than the one below it, so that there are few; what lies above holds."""

    __slots__ = ("_layers",)

    def __init__(self, layers: tuple[dict[K, V], ...] = ()) -> None:
        self._layers = layers

    def having(self, key: K, value: V) -> "Growing[K, V]":
        """The mapping in which the key stands for this value."""
        return self.having_all({key: value})

    def having_all(self, pairs: Mapping[K, V]) -> "Growing[K, V]":
        """The mapping in which each of these keys stands for its value."""
        if not pairs:
            return self
        below, top = self._layers, dict(pairs)
        while below and len(below[-1]) <= len(top):
            below, top = below[:-1], {**below[-1], **top}
        return Growing((*below, top))

    def __getitem__(self, key: K) -> V:
        for layer in reversed(self._layers):
            if key in layer:
                return layer[key]
        raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        return any(key in layer for layer in self._layers)

    def __iter__(self) -> Iterator[K]:
        """In the order in which the keys came."""
        return iter(dict.fromkeys(key for layer in self._layers for key in layer))

    def __len__(self) -> int:
        return len(set[K]().union(*self._layers))
