"""Observations that come together: those that can be taken are, and each of the others is told why not."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID, uuid5

from gateway.owners import FRENCH, REFUSALS
from services.measurement.contracts.series import (
    DUPLICATE,
    ObservationsNotTaken,
    RecordObservations,
    RowVerdict,
    understood,
)
from shared.events.observations import Observation
from shared.events.tenants import Locale
from shared.kernel.record import record
from shared.kernel.refusal import Refused, TooMuchContention
from shared.policy.sentences import sentence

TRIES = 4

Receipt = TypeVar("Receipt")


class RowStatus(StrEnum):
    TAKEN = "taken"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@record
class RowAnswer:
    """What became of one observation. `code`, `message` and `field` tell why it was refused."""

    status: RowStatus
    code: str | None = None
    message: str | None = None
    field: str | None = None


TAKEN = RowAnswer(status=RowStatus.TAKEN)
SAME = RowAnswer(status=RowStatus.DUPLICATE)


async def taken(
    command: RecordObservations, send: Callable[[RecordObservations, int], Awaitable[Receipt]], told_in: Locale
) -> tuple[list[RowAnswer], Receipt | None]:
    """An answer for each observation, and the receipt if any was taken. Raises Refused where all are in vain.

    What is recorded is decided as a whole: those that cannot be taken are left out, and the others sent again. `send`
    is told how often that was.
    """
    answers: dict[int, RowAnswer] = {}
    for attempt in range(TRIES):
        left = [place for place in range(len(command.observations)) if place not in answers]
        if answers and not left:
            return in_order(answers), None
        try:
            receipt = await send(replace(command, observations=only(command.observations, left)), attempt)
        except ObservationsNotTaken as refusal:
            verdicts = understood(str(refusal.details["rows"]))
            answers.update({left[each.place]: answer(each, told_in) for each in verdicts})
        except Refused as refusal:
            if not answers:
                raise
            answers.update(dict.fromkeys(left, refused(refusal, told_in)))
            return in_order(answers), None
        else:
            answers.update(dict.fromkeys(left, TAKEN))
            return in_order(answers), receipt
    raise TooMuchContention


def only(observations: Sequence[Observation], places: Sequence[int]) -> tuple[Observation, ...]:
    return tuple(observations[place] for place in places)


def in_order(answers: Mapping[int, RowAnswer]) -> list[RowAnswer]:
    return [answers[place] for place in sorted(answers)]


def answer(verdict: RowVerdict, told_in: Locale) -> RowAnswer:
    if verdict.code == DUPLICATE:
        return SAME
    details: dict[str, Any] = dict(verdict.details)
    where = () if verdict.field is None else ("input", verdict.field)
    return refused(REFUSALS[verdict.code](where=where, **details), told_in)


def refused(refusal: Refused, told_in: Locale, french: Mapping[str, str] = FRENCH) -> RowAnswer:
    return RowAnswer(
        status=RowStatus.REFUSED,
        code=refusal.code,
        message=sentence(refusal, told_in, french),
        field=next(reversed(refusal.where), None),
    )


def attempted(first: UUID, attempt: int) -> UUID:
    """What is left of a command is another one, and always the same."""
    return uuid5(first, f"what is left {attempt}") if attempt else first
