"""The last lines of a play: what there is to open, and what to ask."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from graphql import build_schema, parse, validate
from rich.console import Console

from cli.demo.close_out import Kept
from cli.demo.ending_shown import QUESTION, show_ending, show_how_to_stay, show_open
from cli.demo.mutations import SCHEMA
from shared.projecting.digest import Digest

SHA = "1a" * 32
KEPT = (Kept(name="Adoption report", digest="ab" * 32, files=(Path("demo/adoption.html"), Path("demo/adoption.pdf"))),)


def shown(show: Callable[[Console], None]) -> list[str]:
    told = StringIO()
    show(Console(file=told, width=140))
    return [line.strip() for line in told.getvalue().splitlines()]


def test_each_report_stands_with_its_digest_and_where_it_is() -> None:
    lines = shown(lambda console: show_ending(console, None, KEPT))
    assert f"Adoption report, with the digest that was published: {'ab' * 32}" in lines
    assert {"demo/adoption.html", "demo/adoption.pdf"} <= set(lines)
    assert not any("Read models" in line for line in lines)


def test_without_a_report_that_is_said() -> None:
    assert "No report was published." in shown(lambda console: show_ending(console, None, ()))


def test_the_digest_of_the_read_models_stands_whole_on_a_line() -> None:
    lines = shown(lambda console: show_ending(console, Digest(events=9, tables=3, rows=12, sha256=SHA), ()))
    assert lines[-2:] == ["Read models: 12 rows in 3 tables, after 9 events", f"sha256 {SHA}"]


@pytest.mark.parametrize(
    ("distributed", "other", "again"),
    [(False, "--distributed", '"--keep"'), (True, "in one process", '"--distributed --keep"')],
)
def test_it_is_said_how_the_other_mode_is_tried_and_how_this_one_stays(
    distributed: bool,  # noqa: FBT001 - a parameter of the test
    other: str,
    again: str,
) -> None:
    lines = shown(lambda console: show_how_to_stay(console, distributed=distributed))
    assert other in lines[0]
    assert again in lines[-1]


def test_who_opens_it_finds_a_token_and_a_question_that_the_schema_knows() -> None:
    lines = shown(lambda console: show_open(console, "http://127.0.0.1:1/graphql", "Zoé Roy", "eyJ", Path("t.json")))
    assert lines[1].startswith("Fairway stays up: http://127.0.0.1:1/graphql ")
    assert "eyJ" in lines
    assert validate(build_schema(SCHEMA.read_text("utf-8")), parse(QUESTION)) == []
