"""Which tests prove which requirement: `make trace` prints it, with the requirements that no test proves."""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator

from tests.architecture.tree import ROOT, Function, modules, named, parsed

LIST = ROOT / "docs/requirements.md"


def requirements() -> dict[str, str]:
    """Every id with its line, in the order of the list."""
    return dict(re.findall(r"^\| ([A-Z]+\d+) \| (.+) \|$", LIST.read_text("utf-8"), flags=re.MULTILINE))


def proofs() -> dict[str, list[str]]:
    """The tests that name each id."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in modules("tests"):
        for requirement, test in marked(parsed(path), named(path)):
            found[requirement].append(test)
    return dict(found)


def marked(tree: ast.Module, module: str) -> Iterator[tuple[str, str]]:
    """Ids with the test that names them; one that a whole module names counts for the module."""
    for statement in tree.body:
        test = f"{module}::{statement.name}" if isinstance(statement, Function) else module
        marks = statement.decorator_list if isinstance(statement, Function) else [statement]
        for requirement in dict.fromkeys(ids for mark in marks for ids in named_in(mark)):
            yield requirement, test


def named_in(marks: ast.AST) -> Iterator[str]:
    for node in ast.walk(marks):
        match node:
            case ast.Call(func=ast.Attribute(attr="req", value=ast.Attribute(attr="mark")), args=arguments):
                yield from (str(ast.literal_eval(argument)) for argument in arguments)
            case _:
                pass


def table() -> Iterator[str]:
    proved = proofs()
    for requirement, line in requirements().items():
        tests = proved.get(requirement, [])
        yield f"{requirement:<6} {len(tests):>3}  {line}"
        yield from (f"            {test}" for test in tests)
    without = [requirement for requirement in requirements() if requirement not in proved]
    yield ""
    yield f"{len(requirements()) - len(without)} of {len(requirements())} have tests. Without one: {', '.join(without)}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in table())
