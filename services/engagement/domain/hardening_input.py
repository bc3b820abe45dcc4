"""What several commands of hardening take: digests, days that have passed, counts; and who hardens."""

from datetime import date

from services.engagement.domain.evidence import DIGEST
from services.engagement.domain.roles import LEADS
from shared.events.people import Role
from shared.kernel.decider import Asked
from shared.kernel.refusal import InTheFuture, NotWellFormed

HARDENERS = LEADS | {Role.MODEL_LEAD, Role.DATA_OWNER}
LARGEST = 2**53 - 1  # the largest integer that every reader of JSON holds exactly


def digested(field: str, value: str) -> str:
    if not DIGEST.fullmatch(value):
        problem = f"{field} is a SHA-256: 64 hexadecimal digits in lower case"
        raise NotWellFormed(where=("input", field), problem=problem)
    return value


def passed(field: str, day: date, asked: Asked) -> date:
    if day > asked.day:
        raise InTheFuture(where=("input", field), given=day, now=asked.day)
    return day


def counted(field: str, number: int, most: int = LARGEST) -> int:
    if not 0 < number <= most:
        raise NotWellFormed(where=("input", field), problem=f"{field} is from 1 to {most}")
    return number
