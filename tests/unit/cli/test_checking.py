"""`fairway framework check`: what people see who write a framework of their own."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.commands import fairway
from services.gates.domain.framework import shipped
from tests.facts.frameworks import CLAIMS_PUBLISHED, CLAIMS_RULES

GUIDE = Path(__file__).parents[3] / "docs/frameworks.md"
RUNNER, APP = CliRunner(), fairway(["framework"])
SHIPPED = Path(shipped.__file__).with_name("fairway_v1.yaml")


def check(file: Path) -> tuple[int, str]:
    result = RUNNER.invoke(APP, ["framework", "check", str(file)])
    return result.exit_code, result.output


def written(folder: Path, text: str | bytes) -> Path:
    file = folder / "claims.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


@pytest.mark.req("RSG4")
def test_of_a_framework_without_mistakes_it_tells_version_digest_and_counts(tmp_path: Path) -> None:
    code, told = check(written(tmp_path, CLAIMS_RULES))
    assert (code, told.splitlines()) == (
        0,
        [
            "claims version 1: Fair claims",
            f"digest {CLAIMS_PUBLISHED.digest}",
            "domains: 1, criteria: 1, clauses: 1, kinds of evidence: 1, gates: 1, requirements: 0",
        ],
    )


@pytest.mark.req("RSG4")
def test_the_example_in_the_guide_is_this_framework() -> None:
    assert f"```yaml\n{CLAIMS_RULES}```\n" in GUIDE.read_text("utf-8")


@pytest.mark.req("RSG4")
def test_the_framework_that_ships_has_none() -> None:
    code, told = check(SHIPPED)
    assert (code, "criteria: 20" in told) == (0, True)


@pytest.mark.req("RSG4")
def test_every_mistake_has_a_line_with_its_place(tmp_path: Path) -> None:
    wrong = CLAIMS_RULES.replace("upheld_share <= 50000", "upheld <= 1").replace("stage: adoption", "stage: orbit")
    file = written(tmp_path, wrong)
    code, told = check(file)
    first, second = told.splitlines()
    assert code == 1
    assert first.startswith(f"{file}:15:15: there is no fact evidence_appeal_sample.upheld: is evidence_appeal_sample.")
    assert second.startswith(f"{file}:20:13: orbit is none of assessment")


@pytest.mark.req("RSG4")
@pytest.mark.parametrize(
    ("text", "told"),
    [(b"\xff\xfe", "this is not UTF-8 text"), ("", "1:1: there is nothing here"), ("x" * 200_000, "more than 100000")],
    ids=["not text", "empty", "endless"],
)
def test_what_cannot_be_read_is_told_in_a_line(tmp_path: Path, text: str | bytes, told: str) -> None:
    code, said = check(written(tmp_path, text))
    assert (code, told in said, len(said.splitlines())) == (1, True, 1)


@pytest.mark.req("RSG4")
def test_a_file_that_is_not_there_is_told_in_a_line(tmp_path: Path) -> None:
    assert check(tmp_path / "none.yaml") == (1, f"{tmp_path / 'none.yaml'}: No such file or directory\n")
    assert check(tmp_path)[0] == 1
