"""How what commands name is written: criteria, kinds, digests."""

import re

from shared.kernel.refusal import NotWellFormed

NAME = re.compile(r"[a-z][a-z0-9_]{0,59}", re.ASCII)
DIGEST = re.compile(r"[0-9a-f]{64}")


def name(field: str, value: str, what: str) -> str:
    if not NAME.fullmatch(value):
        problem = f"{field} is {what}: at most 60 small letters, digits and underscores"
        raise NotWellFormed(where=("input", field), problem=problem)
    return value


def criterion(value: str) -> str:
    """As `framework/code`. Whether there is such a criterion is another question."""
    if not all(NAME.fullmatch(part) for part in _parts(value)):
        problem = "criterion is a framework's name and a criterion's code, divided by a slash"
        raise NotWellFormed(where=("input", "criterion"), problem=problem)
    return value


def _parts(value: str) -> tuple[str, str]:
    framework, _, code = value.partition("/")
    return framework, code


def digest(value: str) -> str:
    if not DIGEST.fullmatch(value):
        problem = "digest is a SHA-256: 64 hexadecimal digits in lower case"
        raise NotWellFormed(where=("input", "digest"), problem=problem)
    return value
