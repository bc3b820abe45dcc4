"""Giving a command that nobody asked for: as Fairway itself, under an id of its own, so that it is recorded once."""

from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import TypeAlias

import asyncpg

from shared.eventstore.handle import Receipt, Request
from shared.eventstore.log import OutcomeUnknown
from shared.eventstore.postgres import BROKEN
from shared.kernel.record import record
from shared.kernel.refusal import IdempotencyKeyReused, Refused, TooMuchContention

Send: TypeAlias = Callable[[Request], Awaitable[Receipt]]

AWAY = (
    *BROKEN,
    OutcomeUnknown,
    TooMuchContention,
    asyncpg.TransactionRollbackError,
    asyncpg.InsufficientResourcesError,
)
"""What passes by itself: the database is away or busy. Whatever failed so is done again, as often as it takes."""


class Outcome(StrEnum):
    """RECORDED: it is on record by this. REPEATED: it was before. REFUSED: it is no longer so, or not yet.

    FAILED: something is wrong with the command or its decider.
    """

    RECORDED = "recorded"
    REPEATED = "repeated"
    REFUSED = "refused"
    FAILED = "failed"


@record
class Given:
    """`position` is where the log was then; `code` says why it was refused."""

    outcome: Outcome
    position: int = 0
    code: str | None = None


async def give(send: Send, request: Request) -> Given:
    """What came of the command. Raises one of AWAY, or whatever was wrong with the command itself."""
    try:
        receipt = await send(request)
    except IdempotencyKeyReused:
        return Given(outcome=Outcome.REPEATED)  # the id is ours alone: it is on record, as of another moment
    except TooMuchContention:
        raise
    except Refused as refused:
        return Given(outcome=Outcome.REFUSED, code=refused.code)
    return Given(outcome=Outcome.REPEATED if receipt.repeated else Outcome.RECORDED, position=receipt.position)
