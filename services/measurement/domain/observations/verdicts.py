"""What is said of one observation among many that came together: a duplicate, or refused and why."""

import json
from collections.abc import Iterable
from typing import TypeAlias

from shared.kernel.record import record
from shared.kernel.refusal import Refused

DUPLICATE = "DUPLICATE"


@record
class RowVerdict:
    """Of the observation at `place`, counted from 0: the refusal's code with what fills its sentence, or a duplicate.

    Those of which nothing is said could be taken.
    """

    place: int
    code: str
    field: str | None = None
    details: tuple[tuple[str, str], ...] = ()


Verdicts: TypeAlias = tuple[RowVerdict, ...]


def duplicate(place: int) -> RowVerdict:
    return RowVerdict(place=place, code=DUPLICATE)


def refused(place: int, refusal: Refused) -> RowVerdict:
    details = tuple((name, str(value)) for name, value in refusal.details.items())
    return RowVerdict(place=place, code=refusal.code, field=next(reversed(refusal.where), None), details=details)


def told(verdicts: Iterable[RowVerdict]) -> str:
    """As a refusal carries them from one process to another."""
    return json.dumps([(each.place, each.code, each.field, dict(each.details)) for each in verdicts])


def understood(text: str) -> Verdicts:
    return tuple(
        RowVerdict(place=place, code=code, field=field, details=tuple(details.items()))
        for place, code, field, details in json.loads(text)
    )
