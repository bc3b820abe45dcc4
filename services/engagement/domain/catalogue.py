"""The catalogue of aspects: in what pilot and production can differ, and which gap each difference proposes."""

from collections.abc import Mapping

from shared.events.dimensions import Dimension
from shared.events.gaps import Cause, GapKind, Severity
from shared.kernel.record import record
from shared.policy.shipped import (
    CatalogueInvalid,
    Label,
    each_once,
    label_of,
    name_of,
    one_of,
    read_yaml,
    versions,
)

FEWEST_ASPECTS, FEWEST_LEVELS = 3, 2


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
    match read_yaml(text):
        case {"version": int(version), "dimensions": [*dimensions], **others} if version > 0 and not others:
            read = tuple(map(_dimension, dimensions))
        case _:
            raise CatalogueInvalid("a catalogue has a version, counted from 1, and dimensions")
    each_once("dimensions", (dimension.name for dimension in read))
    if len(read) != len(Dimension):
        raise CatalogueInvalid("a catalogue has all seven dimensions")
    return Catalogue(version=version, dimensions={dimension.name: dimension for dimension in read})


def _dimension(given: object) -> DimensionChoice:
    match given:
        case {"name": str(name), "label": label, "aspects": [*aspects], **others} if not others:
            read = tuple(map(_aspect, aspects))
        case _:
            raise CatalogueInvalid(f"a dimension has a name, a label and aspects: {given}")
    each_once(f"the aspects of {name}", (aspect.name for aspect in read))
    if len(read) < FEWEST_ASPECTS:
        raise CatalogueInvalid(f"{name} has fewer than {FEWEST_ASPECTS} aspects")
    return DimensionChoice(name=one_of(Dimension, name), label=label_of(label), aspects=read)


def _aspect(given: object) -> AspectChoice:
    match given:
        case {"name": str(name), "label": label, "count": True, "gap": gap, **others} if not others:
            levels: tuple[Level, ...] = ()
        case {"name": str(name), "label": label, "levels": [*several], "gap": gap, **others} if not others:
            levels = _levels(name, several)
        case _:
            raise CatalogueInvalid(f"an aspect has a name, a label, levels or a count, and a gap: {given}")
    return AspectChoice(name=name_of(name), label=label_of(label), levels=levels, gap=_gap(gap))


def _levels(aspect: str, given: list[object]) -> tuple[Level, ...]:
    read = tuple(map(_level, given))
    each_once(f"the levels of {aspect}", (level.name for level in read))
    if len(read) < FEWEST_LEVELS:
        raise CatalogueInvalid(f"{aspect} has fewer than {FEWEST_LEVELS} levels")
    return read


def _level(given: object) -> Level:
    match given:
        case {"name": str(name), **label}:
            return Level(name=name_of(name), label=label_of(label))
        case _:
            raise CatalogueInvalid(f"a level has a name and reads in both languages: {given}")


def _gap(given: object) -> ProposedGap:
    match given:
        case {"kind": kind, "cause": cause, "severity": severity, "title": title, **others} if not others:
            return ProposedGap(
                kind=one_of(GapKind, kind),
                cause=one_of(Cause, cause),
                severity=one_of(Severity, severity),
                title=label_of(title),
            )
        case _:
            raise CatalogueInvalid(f"a gap has a kind, a cause, a severity and a title: {given}")


SHIPPED = ("catalogue_v1.yaml",)
CATALOGUES: Mapping[int, Catalogue] = versions(read_catalogue, SHIPPED, __package__)
LATEST = CATALOGUES[max(CATALOGUES)]
