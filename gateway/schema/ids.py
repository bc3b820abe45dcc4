"""Opaque global ids: the noun and its own id, in base64url."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from typing import Annotated, TypeAlias
from uuid import UUID

import strawberry

from gateway.masking import BadId
from shared.kernel.refusal import NotWellFormed

Id: TypeAlias = Annotated[strawberry.ID, strawberry.argument(name="id")]


def global_id(noun: str, *parts: object) -> strawberry.ID:
    text = ":".join([noun, *map(str, parts)])
    return strawberry.ID(urlsafe_b64encode(text.encode()).decode().rstrip("="))


def parts_of(value: str) -> tuple[str, ...]:
    """The noun and the parts of its id; raises BadId on anything that `global_id` does not give."""
    try:
        text = urlsafe_b64decode(value.encode("ascii") + b"=" * (-len(value) % 4)).decode()
    except (Error, UnicodeError, ValueError):
        raise BadId from None
    noun, *parts = text.split(":")
    if not parts or global_id(noun, *parts) != value:
        raise BadId
    return noun, *parts


def uuid_of(noun: str, value: str) -> UUID:
    found, *parts = parts_of(value)
    try:
        (only,) = parts
        number = UUID(only)
    except ValueError:
        raise BadId from None
    if found != noun or str(number) != only:
        raise BadId
    return number


def named(noun: str, field: str, value: str) -> UUID:
    """The id that a command's input names; what is wrong with it is told as data, with the field to blame."""
    try:
        return uuid_of(noun, value)
    except BadId:
        raise NotWellFormed(where=("input", field), problem=f"{field} is no {noun} id") from None
