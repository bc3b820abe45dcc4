"""The project's files, as the rules about them read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).parents[2]
PRODUCTION = ("shared", "services", "gateway", "deploy", "cli")
ALL = (*PRODUCTION, "tests")
NOT_OURS = frozenset({"__pycache__", "node_modules", ".venv"})

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


def files(*patterns: str) -> list[Path]:
    """What the patterns match below the root, in one order everywhere."""
    return sorted(path for pattern in patterns for path in ROOT.glob(pattern) if NOT_OURS.isdisjoint(path.parts))


def modules(*folders: str) -> list[Path]:
    return files(*(f"{folder}/**/*.py" for folder in folders))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(parsed(path)) if isinstance(node, Function))


def named(path: Path) -> str:
    """How a failing rule names the file."""
    return path.relative_to(ROOT).as_posix()
