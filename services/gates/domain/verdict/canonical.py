"""Records as canonical JSON, and its digest: the same of the same, on every machine."""

import json
from collections.abc import Collection
from dataclasses import fields, is_dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from shared.events.verdicts import Verdict

MOST_BYTES = 55_000


def canonical(value: object) -> bytes:
    """Keys in order, no space, no escape that is not needed: what RFC 8785 asks for where numbers are whole."""
    text = json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def plain(value: object) -> Any:  # noqa: ANN401 - any JSON
    match value:
        case date() | UUID():
            return str(value)
        case tuple() | list():
            return [plain(each) for each in value]
        case dict():
            return {str(key): plain(each) for key, each in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        case _:
            return value


def fits(verdict: Verdict) -> bool:
    """Whether it can be recorded, with what is told around it."""
    return len(canonical(verdict)) <= MOST_BYTES


def domain_digest(verdict: Verdict, domain: str, required: Collection[str] = ()) -> str:
    """Of all that the verdict says of one domain, and of the requirements of these codes: what somebody signs for.

    Neither the day nor the events count that the facts came from, so that what changes nothing leaves it as it is.
    """
    criteria = tuple(each for each in verdict.criteria if each.domain == domain)
    requirements = tuple(each for each in verdict.requirements if each.code in required)
    names = {name for each in criteria for name in each.facts} | {name for each in requirements for name in each.facts}
    facts = {each.name: each.value for each in verdict.facts if each.name in names}
    besides = {"requirements": requirements} if requirements else {}
    return sha256(canonical({"criteria": criteria, "facts": facts, **besides})).hexdigest()
