"""The shipped example to its end, in one process and in several: the same read models, byte for byte."""

import re
from pathlib import Path

import pytest

from tests.acceptance.demo.test_command import as_it_is_run

pytestmark = [pytest.mark.soak, pytest.mark.req("X1")]

SHA = re.compile(r"sha256 ([0-9a-f]{64})")


async def test_the_whole_example_leaves_the_same_in_one_process_and_in_several(tmp_path: Path, broker: str) -> None:
    assert broker  # a machine that cannot run the session's cannot run the demo's
    together, apart = await played(tmp_path / "one"), await played(tmp_path / "several", "--distributed")
    assert sha(together) == sha(apart)
    for told in (together, apart):
        assert sum("it helped" in line for line in told) == 2
        assert any("2 of 2 conditions met" in line for line in told)
        assert "Completed on 2027-04-28" in told


async def played(data: Path, *how: str) -> list[str]:
    async with as_it_is_run(data, "demo", *how) as ran:
        await ran.until("steps in")
        assert await ran.ended() == 0, ran.lines
        return ran.lines


def sha(told: list[str]) -> str:
    (found,) = [match[1] for line in told if (match := SHA.fullmatch(line))]
    return found
