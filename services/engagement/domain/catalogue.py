"""The catalogue of aspects: in what pilot and production can differ, and which gap each difference proposes."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from importlib.resources import files
from typing import TypeVar

import yaml

from shared.events.dimensions import Dimension
from shared.events.gaps import Cause, GapKind, Severity
from shared.kernel.record import record

NAME = re.compile(r"[a-z][a-z_]*")
FEWEST_ASPECTS, FEWEST_LEVELS = 3, 2

Choice = TypeVar("Choice", bound=StrEnum)


class CatalogueInvalid(ValueError):
    """The catalogue does not say what it must: the message names the part."""


@record
class Label:
    en: str
    fr: str


@record
class Level:
    name: str
    label: Label


@record
class ProposedGap:
    kind: GapKind
    cause: Cause
    severity: Severity
    title: Label


@record
class AspectChoice:
    """An aspect with its levels, from pilot-like to what production needs; without levels it is a count."""

    name: str
    label: Label
    levels: tuple[Level, ...]
    gap: ProposedGap

    @property
    def is_count(self) -> bool:
        return not self.levels

    @property
    def level_names(self) -> tuple[str, ...]:
        return tuple(level.name for level in self.levels)


@record
class DimensionChoice:
    name: Dimension
    label: Label
    aspects: tuple[AspectChoice, ...]


@record
class Catalogue:
    version: int
    dimensions: Mapping[Dimension, DimensionChoice]


def read_catalogue(text: str) -> Catalogue:
    match yaml.safe_load(text):
        case {"version": int(version), "dimensions": [*dimensions], **others} if version > 0 and not others:
            read = tuple(map(_dimension, dimensions))
        case _:
            raise CatalogueInvalid("a catalogue has a version, counted from 1, and dimensions")
    _each_once("dimensions", (dimension.name for dimension in read))
    if len(read) != len(Dimension):
        raise CatalogueInvalid("a catalogue has all seven dimensions")
    return Catalogue(version=version, dimensions={dimension.name: dimension for dimension in read})


def _dimension(given: object) -> DimensionChoice:
    match given:
        case {"name": str(name), "label": label, "aspects": [*aspects], **others} if not others:
            read = tuple(map(_aspect, aspects))
        case _:
            raise CatalogueInvalid(f"a dimension has a name, a label and aspects: {given}")
    _each_once(f"the aspects of {name}", (aspect.name for aspect in read))
    if len(read) < FEWEST_ASPECTS:
        raise CatalogueInvalid(f"{name} has fewer than {FEWEST_ASPECTS} aspects")
    return DimensionChoice(name=_one_of(Dimension, name), label=_label(label), aspects=read)


def _aspect(given: object) -> AspectChoice:
    match given:
        case {"name": str(name), "label": label, "count": True, "gap": gap, **others} if not others:
            levels: tuple[Level, ...] = ()
        case {"name": str(name), "label": label, "levels": [*several], "gap": gap, **others} if not others:
            levels = _levels(name, several)
        case _:
            raise CatalogueInvalid(f"an aspect has a name, a label, levels or a count, and a gap: {given}")
    return AspectChoice(name=_name(name), label=_label(label), levels=levels, gap=_gap(gap))


def _levels(aspect: str, given: list[object]) -> tuple[Level, ...]:
    read = tuple(map(_level, given))
    _each_once(f"the levels of {aspect}", (level.name for level in read))
    if len(read) < FEWEST_LEVELS:
        raise CatalogueInvalid(f"{aspect} has fewer than {FEWEST_LEVELS} levels")
    return read


def _level(given: object) -> Level:
    match given:
        case {"name": str(name), **label}:
            return Level(name=_name(name), label=_label(label))
        case _:
            raise CatalogueInvalid(f"a level has a name and reads in both languages: {given}")


def _gap(given: object) -> ProposedGap:
    match given:
        case {"kind": kind, "cause": cause, "severity": severity, "title": title, **others} if not others:
            return ProposedGap(
                kind=_one_of(GapKind, kind),
                cause=_one_of(Cause, cause),
                severity=_one_of(Severity, severity),
                title=_label(title),
            )
        case _:
            raise CatalogueInvalid(f"a gap has a kind, a cause, a severity and a title: {given}")


def _label(given: object) -> Label:
    match given:
        case {"en": str(en), "fr": str(fr), **others} if en and fr and not others:
            return Label(en=en, fr=fr)
        case _:
            raise CatalogueInvalid(f"what people read stands in English and in French: {given}")


def _name(given: str) -> str:
    if not NAME.fullmatch(given):
        raise CatalogueInvalid(f"a name is written in lower case with underscores: {given}")
    return given


def _one_of(choices: type[Choice], given: object) -> Choice:
    for choice in choices:
        if choice.value == given:
            return choice
    raise CatalogueInvalid(f"{given} is none of {', '.join(choices)}")


def _each_once(what: str, names: Iterable[str]) -> None:
    several = list(names)
    if len(several) != len(set(several)):
        raise CatalogueInvalid(f"{what}: one of {', '.join(several)} stands there twice")


SHIPPED = ("catalogue_v1.yaml",)
CATALOGUES: Mapping[int, Catalogue] = {
    catalogue.version: catalogue
    for catalogue in (
        read_catalogue(files("services.engagement.domain").joinpath(name).read_text("utf-8")) for name in SHIPPED
    )
}
LATEST = CATALOGUES[max(CATALOGUES)]
