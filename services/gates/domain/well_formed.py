"""How what commands name is written: criteria, kinds, digests."""

import re

from shared.kernel.refusal import NotWellFormed

NAME = re.compile(r"[a-z][a-z0-9_]{0,59}", re.ASCII)
TOOL_FORMAT = re.compile(r"[a-z][a-z0-9_-]{0,59}", re.ASCII)
DIGEST = re.compile(r"[0-9a-f]{64}")


def tool_format(value: str) -> str:
    if not TOOL_FORMAT.fullmatch(value):
        problem = "format is the name of a tool's format: at most 60 small letters, digits, hyphens and underscores"
        raise NotWellFormed(where=("input", "format"), problem=problem)
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
