"""Tests keep to rules of their own: they prove requirements that exist, and no others."""

import ast
from pathlib import Path

import pytest

from tests.architecture.tree import modules, named, parsed
from tests.trace import LIST, marked, proofs, requirements, table


def test_every_requirement_is_listed_once_with_a_line_of_its_own() -> None:
    text = LIST.read_text("utf-8")
    rows = text.count("\n| ") - text.count("\n| id |")
    assert rows == len(requirements()) == len(set(requirements().values()))
    assert (next(iter(requirements())), next(reversed(requirements()))) == ("RF1", "X16")


def test_tests_name_requirements_that_exist() -> None:
    assert {id_: tests for id_, tests in proofs().items() if id_ not in requirements()} == {}


def test_the_trace_lists_every_requirement_and_names_those_without_a_test() -> None:
    *lines, last = table()
    assert [line.split()[0] for line in lines if line and not line.startswith(" ")] == list(requirements())
    assert set(filter(None, last.partition("Without one: ")[2].split(", "))) == requirements().keys() - proofs().keys()


def test_marks_of_modules_functions_and_parameters_are_read() -> None:
    module = ast.parse(
        'pytestmark = pytest.mark.req("RF1")\n'
        '@pytest.mark.req("RA1", "RA2")\n'
        "async def test_a() -> None: ...\n"
        '@pytest.mark.parametrize("a", [pytest.param(1, marks=pytest.mark.req("RA3"))])\n'
        "def test_b(a: int) -> None: ...\n"
    )
    assert list(marked(module, "m")) == [("RF1", "m"), ("RA1", "m::test_a"), ("RA2", "m::test_a"), ("RA3", "m::test_b")]


@pytest.mark.parametrize("path", [path for path in modules("tests") if path.name.startswith("test_")], ids=named)
def test_a_test_is_named_as_a_sentence_and_never_waits_for_time_to_pass(path: Path) -> None:
    functions = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    short = [f.name for f in functions if f.name.startswith("test_") and f.name.count("_") < 3]
    calls = [ast.unparse(node) for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
    sleeps = [call for call in calls if call.startswith(("time.sleep(", "asyncio.sleep(")) and "sleep(0)" not in call]
    assert short == []
    assert sleeps == []
