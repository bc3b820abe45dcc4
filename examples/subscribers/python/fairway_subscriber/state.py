"""What the subscriber knows and how far it has read, in one file: both are there after a kill, or neither is."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(slots=True)
class Mark:
    """The last record that was read of a partition."""

    offset: int
    id: str


@dataclass(slots=True)
class Engagement:
    """`after` is the sequence of its last event, and `id` that event's id. `missing`: the event that has not come."""

    after: int = 0
    id: str = ""
    missing: int = 0
    picture: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class State:
    marks: dict[int, Mark] = field(default_factory=dict)
    engagements: dict[str, Engagement] = field(default_factory=dict)


def load(path: Path) -> State:
    if not path.exists():
        return State()
    known = json.loads(path.read_text("utf-8"))
    return State(
        marks={int(partition): Mark(**mark) for partition, mark in known["marks"].items()},
        engagements={key: Engagement(**engagement) for key, engagement in known["engagements"].items()},
    )


def save(state: State, path: Path) -> None:
    """Whoever reads the file finds the state before or the state after, never half of one."""
    beside = path.with_name(f"{path.name}.new")
    with beside.open("w", encoding="utf-8") as file:
        json.dump(asdict(state), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
