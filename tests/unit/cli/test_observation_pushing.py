"""A file of observations is handed over as it is; what was not taken is told by line, the same again is no fault."""

from pathlib import Path

import httpx
import pytest

from cli.asking import CouldNotAsk
from cli.evidence_pushing import NotTaken
from cli.failures import Unusable
from cli.observation_pushing import Measured, RowsNotTaken, push_observations
from tests.facts.engagements import ENGAGEMENT
from tests.unit.gateway.measurement.counter import Counter
from tests.unit.gateway.measurement.test_uploading import kpi, under_header

pytestmark = pytest.mark.req("RL4")


class Pushing:
    def __init__(self, folder: Path) -> None:
        self.counter = Counter()
        self.file = folder / "observations.csv"
        self.said: list[str] = []
        self.progress: list[str] = []

    async def push(self, *lines: str, content: str | None = None) -> None:
        self.file.write_text(under_header(*lines) if content is None else content)
        measured = Measured(file=self.file, engagement=str(ENGAGEMENT), source=None, language="fr")
        async with self.counter.client() as http:
            await push_observations(http, measured, self.said.append, self.progress.append)


@pytest.fixture
def pushing(tmp_path: Path) -> Pushing:
    return Pushing(tmp_path)


async def test_a_file_is_taken_once_however_often_it_is_pushed(pushing: Pushing) -> None:
    for _ in range(2):
        await pushing.push(kpi("claim-1"))
    assert pushing.said == []
    assert pushing.progress[1] == "1 rows, 1 taken, 0 duplicate, 0 refused, 0 unknown"
    assert pushing.progress[-1] == "1 rows, 0 taken, 1 duplicate, 0 refused, 0 unknown"
    assert pushing.counter.sent[0].command.source == "observations.csv"


async def test_rows_that_were_not_taken_are_told_by_their_lines(pushing: Pushing) -> None:
    with pytest.raises(RowsNotTaken, match="Of 2 rows 1"):
        await pushing.push(kpi("claim-1"), kpi("claim-2", "NaN"))
    (said,) = pushing.said
    assert said.startswith("line 3: ROW_NUMBER_NOT_READ: Un nombre")


async def test_a_file_that_is_none_of_observations_is_not_taken(pushing: Pushing, tmp_path: Path) -> None:
    with pytest.raises(NotTaken, match="UPLOAD_HEADER_WRONG"):
        await pushing.push(content="a,b\n")
    for name in ("missing.csv", "observations.xlsx"):
        pushing.file = tmp_path / name
        measured = Measured(file=pushing.file, engagement=str(ENGAGEMENT), source=None, language="en")
        async with pushing.counter.client() as http:
            with pytest.raises(Unusable):
                await push_observations(http, measured, print, print)


async def test_an_answer_that_breaks_off_is_no_answer(pushing: Pushing) -> None:
    pushing.file.write_text(under_header(kpi("claim-1")))
    answer = httpx.MockTransport(lambda _: httpx.Response(200, text='{"line": 2, "status": "taken"}\n'))
    measured = Measured(file=pushing.file, engagement=str(ENGAGEMENT), source=None, language="en")
    async with httpx.AsyncClient(transport=answer, base_url="http://gateway") as http:
        with pytest.raises(CouldNotAsk, match="broke off"):
            await push_observations(http, measured, print, print)
