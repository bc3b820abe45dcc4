"""A command as it could be given: what it is about is known, and what it asks for is filled in well."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from gateway.owners import COMMANDS
from gateway.schema.permissions import SAID, Trial
from services.gates.contracts.evidence import LATEST_EVIDENCE
from shared.events.readiness import Purpose
from shared.kernel.record import record

NOTHING_YET = UUID(int=0)
"""The id of what the command would make, or of something that is still to be chosen."""

PEOPLE = frozenset({"owner", "person", "lead", "receiver", "giver"})
TO_COME = frozenset({"until", "due", "planned_on", "valid_until", "last_day"})
WORDS: Mapping[str, str] = {
    "link": "https://to.be.shown",
    "time_zone": "UTC",
    "currency": "EUR",
    "media_type": next(iter(LATEST_EVIDENCE.media_types)),
}
CHOICES: Mapping[type[Enum], Enum] = {Purpose: Purpose.GO_NO_GO}
DIGEST = "0" * 64


@record
class Asker:
    """Who asks, in which tenant and on which of its days: a person that is still to be chosen is whoever asks."""

    tenant: UUID
    person: UUID
    day: date


def words(name: str, _: Asker) -> str:
    return DIGEST if name.endswith("digest") else WORDS.get(name, SAID)


def an_id(name: str, asker: Asker) -> UUID:
    return asker.person if name in PEOPLE else asker.tenant if name in {"tenant_id", "home"} else NOTHING_YET


def a_day(name: str, asker: Asker) -> date:
    return asker.day + timedelta(days=1) if name in TO_COME else asker.day


SCALARS: Mapping[type, Callable[[str, Asker], object]] = {
    str: words,
    UUID: an_id,
    date: a_day,
    int: lambda *_: 1,
    bool: lambda *_: True,
    Decimal: lambda *_: Decimal(1),
}


def filled(name: str, kind: Any, asker: Asker) -> object:  # noqa: ANN401 - a type, as annotations tell it
    """Of a list one, of a choice the first, of what may be left out nothing."""
    if get_origin(kind) in {Union, UnionType}:
        return None if NoneType in get_args(kind) else filled(name, get_args(kind)[0], asker)
    if get_origin(kind) is tuple:
        return (filled(name, get_args(kind)[0], asker),)
    if kind in SCALARS:
        return SCALARS[kind](name, asker)
    if is_dataclass(kind):
        return made(kind, {}, asker)
    return CHOICES.get(kind) or next(iter(kind))


def made(kind: Any, known: Mapping[str, object], asker: Asker) -> Any:  # noqa: ANN401 - any record
    hints = hints_of(kind)
    return kind(**{name: known[name] if name in known else filled(name, of, asker) for name, of in hints.items()})


@cache
def hints_of(kind: Any) -> Mapping[str, Any]:  # noqa: ANN401 - any record
    hints = get_type_hints(kind)
    return {each.name: hints[each.name] for each in fields(kind)}


def loud(name: str) -> str:
    """A command's or a mutation's name as that of an action."""
    return "".join(f"_{each}" if each.isupper() and at else each.upper() for at, each in enumerate(name))


KINDS: Mapping[str, type] = {loud(kind.__name__): kind for kind in COMMANDS}


def trial_of(action: str, known: Mapping[str, object], asker: Asker) -> Trial:
    """Of what it is refused for, whatever was filled in does not count."""
    kind = KINDS[action]
    taken = {name: value for name, value in known.items() if name in hints_of(kind)}
    return Trial(command=made(kind, taken, asker), known=frozenset(map(camel, taken)))


def camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(each.capitalize() for each in rest)
