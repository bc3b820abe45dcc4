"""YAML as plain text values with their lines, and a sentence for what is not YAML."""

from pathlib import Path

import pytest

from cli.numbered_yaml import NotYaml, dotted, load


def test_scalars_stay_as_they_were_written_and_places_know_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text("on: no\nsteps:\n  - {at: 2026-08-31, days: 1.50}\n", encoding="utf-8")
    numbered = load(path)
    assert numbered.data == {"on": "no", "steps": [{"at": "2026-08-31", "days": "1.50"}]}
    assert numbered.line(("steps", 0, "days")) == 3
    assert numbered.line(("steps", 0, "nowhere", "else")) == 3


def test_a_place_is_written_as_people_count() -> None:
    assert dotted(("gaps", "load-test", "needs", 0)) == "gaps.load-test.needs[1]"


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("", None, "this file is empty"),
        ("tenant: [", 1, "expected the node content"),
        ("tenant: {name: A}\ntenant: {name: B}\n", 2, "tenant stands here twice"),
        ("a: &x [1]\nb: *x\n", 1, "write b out: aliases are not read"),
        ("a: &x [*x]\n", 1, "write a[1] out: aliases are not read"),
        ("? [a, b]\n: c\n", 1, "a key is a word"),
        ("a: \x07\n", None, "special characters are not allowed"),
        ("[" * 5_000, None, "this is nested too deeply"),
    ],
)
def test_what_is_not_yaml_is_told_in_a_sentence(tmp_path: Path, text: str, line: int | None, problem: str) -> None:
    path = tmp_path / "odd.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NotYaml) as caught:
        load(path)
    assert caught.value.line == line
    assert problem in caught.value.problem


def test_a_file_that_is_not_there_or_not_text_is_told_too(tmp_path: Path) -> None:
    with pytest.raises(NotYaml, match="No such file"):
        load(tmp_path / "missing.yaml")
    (tmp_path / "latin.yaml").write_bytes("prénom: É".encode("latin-1"))
    with pytest.raises(NotYaml, match="this is not UTF-8 text"):
        load(tmp_path / "latin.yaml")
