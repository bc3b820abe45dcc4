"""Reading policy data that ships as YAML: names, labels in both languages, and words out of a fixed set."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from importlib.resources import files
from typing import Any, Protocol, TypeVar

import yaml

from shared.events.tenants import Locale
from shared.kernel.record import record

NAME = re.compile(r"[a-z][a-z_]*")


class Versioned(Protocol):
    @property
    def version(self) -> int: ...


class Dated(Versioned, Protocol):
    @property
    def since(self) -> date | None: ...


Choice = TypeVar("Choice", bound=StrEnum)
Shipped = TypeVar("Shipped", bound=Versioned)
Edition = TypeVar("Edition", bound=Dated)
SINCE = "since"


class CatalogueInvalid(ValueError):
    """The catalogue does not say what it must: the message names the part."""


def read_yaml(text: str) -> Any:  # noqa: ANN401 - whatever stands there
    """By libyaml, which takes a tenth of the time that a start would else spend on it. Raises yaml.YAMLError."""
    return yaml.load(text, Loader=yaml.CSafeLoader)


@record
class Label:
    en: str
    fr: str

    def told_in(self, locale: Locale) -> str:
        return self.fr if locale is Locale.FR else self.en


def label_of(given: object) -> Label:
    match given:
        case {"en": str(en), "fr": str(fr), **others} if en and fr and not others:
            return Label(en=en, fr=fr)
        case _:
            raise CatalogueInvalid(f"what people read stands in English and in French: {given}")


def name_of(given: str) -> str:
    if not NAME.fullmatch(given):
        raise CatalogueInvalid(f"a name is written in lower case with underscores: {given}")
    return given


def one_of(choices: type[Choice], given: object) -> Choice:
    for choice in choices:
        if choice.value == given:
            return choice
    raise CatalogueInvalid(f"{given} is none of {', '.join(choices)}")


def each_once(what: str, names: Iterable[str]) -> None:
    several = list(names)
    if len(several) != len(set(several)):
        raise CatalogueInvalid(f"{what}: one of {', '.join(several)} stands there twice")


def versions(read: Callable[[str], Shipped], names: Iterable[str], package: str) -> Mapping[int, Shipped]:
    """All editions that ship, each a file of the package: what was recorded under one is read under it for ever."""
    several = [read(files(package).joinpath(name).read_text("utf-8")) for name in names]
    return {each.version: each for each in several}


def since_of(given: Mapping[Any, object]) -> date | None:
    """The day from which an edition holds; None: from the beginning."""
    since = given.get(SINCE)
    if since is None or type(since) is date:
        return since
    raise CatalogueInvalid(f"an edition holds since a day, written as 2026-12-31: {since}")


def in_force(editions: Mapping[int, Edition], day: date) -> Edition:
    """The last edition that held on the day, so that one that comes later says nothing of the days before it."""
    return editions[max(version for version, each in editions.items() if each.since is None or each.since <= day)]
