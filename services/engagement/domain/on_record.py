"""What is on record may be told again, but not otherwise."""

from typing import TypeVar

from shared.kernel.refusal import Refused

Fact = TypeVar("Fact")


class AlreadyOnRecord(Refused):
    """Something with this id is already on record, and reads differently."""


def once(before: Fact | None, fact: Fact, otherwise: type[Refused] = AlreadyOnRecord) -> list[Fact]:
    """The fact where it is new, nothing where it is told again; raises `otherwise` where it reads differently."""
    if before is None:
        return [fact]
    if before != fact:
        raise otherwise
    return []
