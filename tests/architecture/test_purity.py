"""What decides and folds is a pure function: time, ids and chance come in from outside."""

import ast

import pytest

from tests.architecture.tree import modules, named, parsed

PURE = (
    "shared/kernel",
    "shared/events",
    "shared/policy",
    "shared/authority",
    "services/*/domain",
    "services/*/projections",
    "services/*/formats",
)
CLOCKS = frozenset({"now", "utcnow", "today", "fromtimestamp", "utcfromtimestamp"})
IDS = frozenset({"uuid1", "uuid3", "uuid4", "uuid5", "uuid6", "uuid7"})
OUTSIDE = frozenset({"asyncio", "os", "random", "secrets", "socket", "subprocess", "threading", "time", "uuid_utils"})
BUILT_IN = frozenset({"open", "input", "print", "hash"})  # hash() of a text differs from process to process


def impure(tree: ast.Module) -> list[str]:
    return [f"line {at}: {what}" for node in ast.walk(tree) for at, what in breaches(node)]


def breaches(node: ast.AST) -> list[tuple[int, str]]:
    match node:
        case ast.Import(names=names, lineno=at):
            return [(at, name.name) for name in names if name.name.partition(".")[0] in OUTSIDE]
        case ast.ImportFrom(module=str(module), names=names, lineno=at):
            outside = module.partition(".")[0] in OUTSIDE
            return [(at, f"{module}.{name.name}") for name in names if outside or name.name in IDS]
        case ast.Call(func=ast.Attribute(attr=name), lineno=at) if name in CLOCKS | IDS:
            return [(at, f"{name}()")]
        case ast.Call(func=ast.Name(id=name), lineno=at) if name in BUILT_IN:
            return [(at, f"{name}()")]
        case _:
            return []


def test_nothing_pure_reads_a_clock_makes_an_id_throws_dice_or_talks_to_anybody() -> None:
    found = {named(path): impure(parsed(path)) for path in modules(*PURE)}
    assert {path: what for path, what in found.items() if what} == {}


@pytest.mark.parametrize(
    "code",
    [
        "import random",
        "import os.path",
        "from time import monotonic",
        "from uuid import UUID, uuid4",
        "uuid.uuid7()",
        "datetime.now(UTC)",
        "date.today()",
        "open('levels.yaml')",
        "hash('name')",
    ],
)
def test_such_code_is_found(code: str) -> None:
    assert impure(ast.parse(code)) != []


@pytest.mark.parametrize("code", ["from uuid import UUID", "asked.at.date()", "now = asked.at", "files('tzdata')"])
def test_other_code_is_left_alone(code: str) -> None:
    assert impure(ast.parse(code)) == []
