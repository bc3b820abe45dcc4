"""The day on which something is reported to have happened: it is not still to come."""

from datetime import date

from shared.kernel.decider import Asked
from shared.kernel.refusal import InTheFuture


def past(field: str, day: date, asked: Asked) -> date:
    if day > asked.day:
        raise InTheFuture(where=("input", field), given=day, now=asked.day)
    return day
