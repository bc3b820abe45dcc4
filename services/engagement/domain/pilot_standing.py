"""How pilots did against each other by their own success criteria: to be shown beside a ranking, never a part of it."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Protocol
from uuid import UUID


class Result(Protocol):
    """A success criterion: met, missed, or without a target."""

    @property
    def met(self) -> bool | None: ...


def pilot_ranks(results: Mapping[UUID, Sequence[Result]]) -> Mapping[UUID, int]:
    """By the share of targets that were reached, best first; equal shares have the same rank. No target: no rank."""
    shares = {pilot: share for pilot, several in results.items() if (share := reached(several)) is not None}
    return {pilot: 1 + sum(other > share for other in shares.values()) for pilot, share in shares.items()}


def reached(results: Sequence[Result]) -> Fraction | None:
    judged = [result.met for result in results if result.met is not None]
    return Fraction(sum(judged), len(judged)) if judged else None
