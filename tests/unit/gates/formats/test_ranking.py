"""Percentiles of raw samples are those of the sorted list, whatever the order in which they come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gates.formats import ranking
from services.gates.formats.load import PERCENTS
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


def in_the_sorted_list(samples: list[int], percent: int) -> int:
    """The definition, word by word: the first that at least so many percent do not exceed."""
    ordered = sorted(samples)
    enough = (value for value in ordered if 100 * sum(other <= value for other in ordered) >= percent * len(ordered))
    return next(enough)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=60))
def test_a_percentile_is_the_smallest_value_that_so_many_do_not_exceed(samples: list[int]) -> None:
    found = ranked(samples).nearest_rank(*PERCENTS, 100)
    assert found == {percent: in_the_sorted_list(samples, percent) for percent in (*PERCENTS, 100)}


@pytest.mark.parametrize("path", ["jmeter/quotes_csv.jtl", "jmeter/with_transactions.jtl"])
def test_a_jtls_percentiles_are_those_of_its_sorted_samples(path: str) -> None:
    lines = result(path).decode().splitlines()[1:]
    samples = [int(line.split(",")[1]) for line in lines if "samples in transaction" not in line]
    told = {measured.name: measured.value for measured in read(result(path)).values}
    assert [told[f"load.latency_p{percent}_ms"] for percent in PERCENTS] == [
        in_the_sorted_list(samples, percent) for percent in PERCENTS
    ]


def test_more_different_durations_than_memory_is_meant_for_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranking, "DISTINCT_VALUES", 3)
    with pytest.raises(TooManyRows):
        ranked([5, 5, 7, 9, 9, 11])
