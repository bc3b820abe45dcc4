"""Percentiles of raw samples, exact and in little memory: whole milliseconds are counted, not kept."""

from collections import Counter
from collections.abc import Mapping

from services.gates.formats.limits import DISTINCT_VALUES
from services.gates.formats.refusals import TooManyRows


class Ranking:
    """How often each value was met."""

    def __init__(self) -> None:
        self.met: Counter[int] = Counter()
        self.total = 0

    def add(self, value: int) -> None:
        self.met[value] += 1
        self.total += 1
        if len(self.met) > DISTINCT_VALUES:
            raise TooManyRows(most=DISTINCT_VALUES, what="different durations")

    def nearest_rank(self, percentiles: Mapping[str, int]) -> dict[str, int]:
        """By name the smallest value that at least so many of a thousand samples do not exceed."""
        ranks = {name: -(-of_a_thousand * self.total // 1000) for name, of_a_thousand in percentiles.items()}
        found: dict[str, int] = {}
        passed = 0
        for value in sorted(self.met):
            passed += self.met[value]
            found |= {name: value for name, rank in ranks.items() if name not in found and rank <= passed}
        return found
