"""The shape of a test of refusals: an attempt for each rule, and what is told about it."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from tests.acceptance.api.desk import Answer, Desk

Attempt: TypeAlias = Callable[[Desk], Awaitable[Answer]]
"""Named like the code of the rule that it breaks; gives the rejection."""


def code_of(attempt: Attempt) -> str:
    return str(getattr(attempt, "__name__", "")).upper()


def told(rejection: Answer, attempt: Attempt, where: list[str]) -> None:
    assert rejection["code"] == code_of(attempt)
    assert rejection["where"] == where
    assert rejection["message"].endswith(".")
    assert "{" not in rejection["message"]
