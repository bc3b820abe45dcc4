"""Chance that can be had again: the same seed, the same numbers, on every machine."""

from collections.abc import Iterator
from hashlib import sha256
from itertools import count


def chances(seed: int) -> Iterator[int]:
    """Numbers from 0 to 65,535 without end."""
    for turn in count():
        yield int.from_bytes(sha256(f"{seed} {turn}".encode()).digest()[:2])
