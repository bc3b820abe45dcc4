"""Why a command is refused: one class per broken rule, with a code for programs and a sentence for people."""

import re
from typing import ClassVar


class Refused(Exception):
    """The command breaks a rule. The docstring of each subclass is what the caller reads.

    Details fill the sentence's `{names}`; `where` is the path of the input field that is to blame.
    """

    code: ClassVar[str]

    def __init_subclass__(cls) -> None:
        cls.code = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__).upper()

    def __init__(self, *, where: tuple[str, ...] = (), **details: object) -> None:
        super().__init__()
        self.where = where
        self.details = details

    def __str__(self) -> str:
        sentence = " ".join((self.__doc__ or self.code).split())
        return sentence.format(**self.details)


def refusals(*packages: str) -> tuple[type[Refused], ...]:
    """Every refusal that is defined in these packages, by code."""
    found = (kind for kind in Refused.__subclasses__() if kind.__module__.startswith(packages))
    return tuple(sorted(found, key=lambda kind: kind.code))


class NotPermitted(Refused):
    """This takes one of the roles {roles}, and you hold none of them here."""


class NotDelegated(Refused):
    """Nobody has lent you a role of theirs that you could act in here on their behalf."""


class VersionConflict(Refused):
    """You expected version {expected}, but it is at version {actual}: read it again and decide anew."""


class IdempotencyKeyReused(Refused):
    """This idempotency key already belongs to another request of yours."""


class TooMuchContention(Refused):
    """Others changed the same things at the same moment, several times over: nothing was recorded, try again."""


class InTheFuture(Refused):
    """What is reported must have happened: {given} is later than now, {now}."""


class TooLongAgo(Refused):
    """What is reported happened at most {years} years ago."""


class HappensAtOnce(Refused):
    """This is judged by all that is known now, so it happens as it is recorded, and no earlier."""


class OccurredBeforeLast(Refused):
    """What is reported follows on what happened at {earliest}: it did not happen earlier than that."""


class NotWellFormed(Refused):
    """{problem}."""


class PersonNotFound(Refused):
    """There is no such person in this tenant."""


class AssumptionDoesNotFit(Refused):
    """The assumed event {number}, {type}, does not follow on what was there, or is about another engagement."""


class AssumptionHasNoAnswer(Refused):
    """What is assumed cannot be: the question has no answer under it."""
