"""Percentiles of raw samples, exact and in little memory: whole milliseconds are counted, not kept."""

from collections import Counter

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

    def nearest_rank(self, *percents: int) -> dict[int, int]:
        """For each percent the smallest value that at least so many percent of all samples do not exceed."""
        ranks = {percent: -(-percent * self.total // 100) for percent in percents}
        found: dict[int, int] = {}
        passed = 0
        for value in sorted(self.met):
            passed += self.met[value]
            found |= {percent: value for percent, rank in ranks.items() if percent not in found and rank <= passed}
        return found
