"""How far a file of observations is: told while its rows are answered, of a hundred thousand as of a thousand."""

from datetime import timedelta
from itertools import pairwise

import pytest

from tests.facts.observations import DAY
from tests.unit.gateway.measurement.counter import Counter, told
from tests.unit.gateway.measurement.test_uploading import kpi, under_header

pytestmark = pytest.mark.req("RL4")


@pytest.mark.parametrize("several", [1_000, pytest.param(100_000, marks=pytest.mark.soak)])
async def test_how_far_a_file_is_is_told_until_each_of_its_rows_is_answered(several: int) -> None:
    """Of ten rows eight are taken, one says again what the one before it said, and one says nothing."""
    counter = Counter()
    days = [DAY + timedelta(days=10 * number // several) for number in range(several)]
    rows = [(number - (number % 10 == 8), "NaN" if number % 10 == 9 else 30) for number in range(several)]
    lines = told(await counter.put(under_header(*(kpi(*row, day) for row, day in zip(rows, days, strict=True)))))
    progress = [each["progress"] for each in lines if "progress" in each]
    tenth = several // 10
    whole = {"rows": several, "taken": 8 * tenth, "duplicate": tenth, "refused": tenth, "unknown": 0}
    assert progress[-1] == lines[-1]["done"] == whole
    assert all(before["rows"] < after["rows"] for before, after in pairwise(progress))
    assert len(progress) >= 10
    assert sorted(each["line"] for each in lines if "line" in each) == list(range(2, several + 2))
    assert counter.held() == 8 * tenth
