"""The golden file of every version of every event; `python -m tests.golden.keeping` adds those that are missing.

A file is never changed or removed: data of that version lies in logs for ever.
"""

import importlib
import json
import pkgutil
import sys
from pathlib import Path
from typing import Any

import tests.facts
from shared.events.registry import EVENTS, schema_version
from shared.eventstore.codec import encode
from shared.kernel.record import record
from tests.attempts import ENGAGEMENT
from tests.golden.shape import Shape, shape

FOLDER = Path(__file__).with_name("events")


@record
class Golden:
    """One example as it was stored, and the shape that it was written in."""

    type: str
    version: int
    data: bytes
    shape: Shape


def path_of(name: str, version: int) -> Path:
    return FOLDER / f"{name}.v{version}.json"


def kept() -> list[Golden]:
    """All golden files."""
    return [_load(path) for path in sorted(FOLDER.glob("*.json"))]


def _load(path: Path) -> Golden:
    name, version = path.name.removesuffix(".json").split(".v")
    content = json.loads(path.read_text())
    return Golden(type=name, version=int(version), data=content["data"].encode(), shape=content["shape"])


def examples() -> dict[str, Any]:
    """The first example of every event in tests/facts."""
    found: dict[str, Any] = {}
    for module in pkgutil.iter_modules(tests.facts.__path__):
        for value in vars(importlib.import_module(f"tests.facts.{module.name}")).values():
            if type(value) in EVENTS.values():
                found.setdefault(type(value).__name__, value)
    return found


def missing() -> list[str]:
    """The events whose present version has no golden file yet."""
    return [name for name in EVENTS if not path_of(name, schema_version(name)).exists()]


def keep(name: str, example: object) -> None:
    content = {"data": encode(example, ENGAGEMENT).data.decode(), "shape": shape(type(example))}
    path_of(name, schema_version(name)).write_text(json.dumps(content, indent=2) + "\n")


if __name__ == "__main__":
    known = examples()
    for event in missing():
        keep(event, known[event])
        sys.stdout.write(f"kept {event}\n")
