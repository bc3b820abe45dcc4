"""What is asked of the process that is copied, and what it answers: each a message of its own on a socket.

An order brings two open files along: where its standard output and its errors go.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from shared.kernel.record import record

ROOT = Path(__file__).parents[2]
MOST_BYTES = 200_000


@record
class Order:
    """The words after `fairway`."""

    words: Sequence[str]
    environment: Mapping[str, str]


@record
class Told:
    """A process began, or, with the code, ended. As of subprocesses, the code of a killed one is below zero."""

    pid: int
    code: int | None = None
