"""Percentiles of raw samples are those of the sorted list, whatever the order in which they come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gates.formats import ranking
from services.gates.formats.load import PERCENTILES
from services.gates.formats.ranking import Ranking
from services.gates.formats.recognition import read
from services.gates.formats.refusals import TooManyRows
from tests.sample.results import result

pytestmark = pytest.mark.req("X15")


def ranked(samples: list[int]) -> Ranking:
    ranking_ = Ranking()
    for sample in samples:
        ranking_.add(sample)
    return ranking_


def in_the_sorted_list(samples: list[int], of_a_thousand: int) -> int:
    """The definition, word by word: the first that at least so many of a thousand do not exceed."""
    enough = of_a_thousand * len(samples)
    return next(value for value in sorted(samples) if 1000 * sum(other <= value for other in samples) >= enough)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=60))
def test_a_percentile_is_the_smallest_value_that_so_many_do_not_exceed(samples: list[int]) -> None:
    asked = {**PERCENTILES, "100": 1000}
    found = ranked(samples).nearest_rank(asked)
    assert found == {name: in_the_sorted_list(samples, of_a_thousand) for name, of_a_thousand in asked.items()}


@pytest.mark.parametrize("path", ["jmeter/quotes_csv.jtl", "jmeter/with_transactions.jtl"])
def test_a_jtls_percentiles_are_those_of_its_sorted_samples(path: str) -> None:
    lines = result(path).decode().splitlines()[1:]
    samples = [int(line.split(",")[1]) for line in lines if "samples in transaction" not in line]
    told = {measured.name: measured.value for measured in read(result(path)).values}
    for name, of_a_thousand in PERCENTILES.items():
        assert told[f"load.latency_p{name}_ms"] == in_the_sorted_list(samples, of_a_thousand)


def test_more_different_durations_than_memory_is_meant_for_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "DISTINCT_VALUES", 3)
    with pytest.raises(TooManyRows):
        ranked([5, 5, 7, 9, 9, 11])
