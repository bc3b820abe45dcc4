"""What goes wrong, and when: planned beforehand from a seed."""

from collections.abc import Iterator
from enum import Enum

from shared.kernel.record import record
from tests.sample.chance import chances

LONGEST_PEACE = 40


class Kind(Enum):
    KILL_ONE = "a database session is terminated"
    KILL_ALL = "all database sessions are terminated"
    CANCEL_STATEMENT = "what a database session does is cancelled"
    CLIENT_GONE = "a client hangs up before the answer"
    PROJECTOR_DOWN = "a projector stops, until the next strike"
    REBUILD = "the views are rebuilt, and that is struck itself"


KINDS = (
    *(Kind.KILL_ONE,) * 8,
    *(Kind.KILL_ALL,) * 2,
    *(Kind.CANCEL_STATEMENT,) * 4,
    *(Kind.CLIENT_GONE,) * 6,
    *(Kind.PROJECTOR_DOWN,) * 3,
    Kind.REBUILD,
)


@record
class Strike:
    """After `at` commands; `choice` picks the victim among whoever is there then."""

    at: int
    kind: Kind
    choice: int


def strikes(seed: int, commands: int) -> Iterator[Strike]:
    """All strikes of a run of so many commands."""
    chance = chances(-1 - seed)
    at = 1 + next(chance) % LONGEST_PEACE
    while at < commands:
        yield Strike(at=at, kind=KINDS[next(chance) % len(KINDS)], choice=next(chance))
        at += 1 + next(chance) % LONGEST_PEACE
