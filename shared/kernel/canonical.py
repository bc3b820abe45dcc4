"""Records as canonical JSON: the same of the same, on every machine."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID


def canonical(value: object) -> bytes:
    """Keys in order, no space, no escape that is not needed: what RFC 8785 asks for where numbers are whole."""
    text = json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


AS_IT_IS = frozenset({str, int, bool, type(None)})


def plain(value: object) -> Any:  # noqa: ANN401 - any JSON
    return value if type(value) in AS_IT_IS else made_plain(value)


def made_plain(value: object) -> Any:  # noqa: ANN401 - any JSON
    match value:
        case date() | UUID():
            return str(value)
        case Decimal():
            return format(value.normalize(), "f") if value else "0"
        case tuple() | list():
            return [plain(each) for each in value]
        case dict():
            return {str(key): plain(each) for key, each in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        case _:
            return value
