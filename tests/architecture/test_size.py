"""Nothing grows past reading: files, functions and nesting have a bound, and each module says what it holds."""

import ast

import pytest

from tests.architecture.tree import ALL, Function, files, functions, modules, named, parsed

MOST_LINES_OF_A_FILE = 250
MOST_LINES_OF_A_FUNCTION = 30
DEEPEST_NESTING = 3

BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.Match)


def nesting(node: ast.AST) -> int:
    """How many paths fork within one another.

    `with` forks none, `elif` goes on at the same level, and a function within is measured for itself.
    """
    own = [child for child in ast.iter_child_nodes(node) if not isinstance(child, Function | ast.ClassDef)]
    return max((nesting(child) + opens_block(node, child) for child in own), default=0)


def opens_block(parent: ast.AST, child: ast.AST) -> bool:
    is_elif = isinstance(parent, ast.If) and isinstance(child, ast.If) and parent.orelse == [child]
    return isinstance(child, BLOCKS) and not is_elif


def lines(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_no_file_is_longer_than_what_is_read_in_one_go() -> None:
    sources = [*modules(*ALL), *files("shared/**/*.sql", "deploy/**/*.sh")]
    found = {named(path): len(path.read_text("utf-8").splitlines()) for path in sources}
    assert {path: length for path, length in found.items() if length > MOST_LINES_OF_A_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    found = {
        f"{named(path)}:{function.name}": lines(function) for path in modules(*ALL) for function in functions(path)
    }
    assert {name: length for name, length in found.items() if length > MOST_LINES_OF_A_FUNCTION} == {}


def test_no_function_nests_deeper_than_three() -> None:
    found = {
        f"{named(path)}:{function.name}": nesting(function) for path in modules(*ALL) for function in functions(path)
    }
    assert {name: depth for name, depth in found.items() if depth > DEEPEST_NESTING} == {}


def test_every_module_says_in_its_first_line_what_it_holds() -> None:
    assert [named(path) for path in modules(*ALL) if not ast.get_docstring(parsed(path))] == []


@pytest.mark.parametrize(
    ("code", "depth"),
    [
        ("def f():\n  return 1", 0),
        ("def f():\n  if a:\n    pass\n  elif b:\n    pass\n  else:\n    pass", 1),
        ("def f():\n  if a:\n    pass\n  else:\n    if b:\n      pass\n    pass", 2),
        ("def f():\n  with a:\n    try:\n      pass\n    finally:\n      for b in c:\n        pass", 2),
        ("def f():\n  if a:\n    def g():\n      if b:\n        pass", 1),
    ],
    ids=["flat", "elif", "if within else", "for within try, with around", "a function within"],
)
def test_nesting_counts_blocks_within_blocks(code: str, depth: int) -> None:
    assert nesting(ast.parse(code).body[0]) == depth
