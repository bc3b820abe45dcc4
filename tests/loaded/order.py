"""What is asked of the process that is copied, and what it answers: each a message of its own on a socket."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from shared.kernel.record import record

ROOT = Path(__file__).parents[2]
MOST_BYTES = 200_000


@record
class Order:
    """The words after `fairway`, and where what it says is written."""

    words: Sequence[str]
    environment: Mapping[str, str]
    said: Path


@record
class Told:
    """A process began, or, with the code, ended. As of subprocesses, the code of a killed one is below zero."""

    pid: int
    code: int | None = None
