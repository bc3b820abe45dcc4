"""The aspects that a state names, checked against the catalogue."""

import re

from services.engagement.domain.catalogue import LATEST, AspectChoice
from shared.events.dimensions import Aspect, Dimension
from shared.kernel.refusal import NotWellFormed, Refused

COUNT = re.compile(r"[0-9]{1,9}")


class UnknownAspect(Refused):
    """{aspect} is no aspect of this dimension; its aspects are {known}."""


class UnknownLevel(Refused):
    """{level} is no level of {aspect}, which is one of {known}."""


class AspectNamedTwice(Refused):
    """{aspect} is named twice: an aspect stands at one level."""


def checked(dimension: Dimension, given: tuple[Aspect, ...]) -> tuple[Aspect, ...]:
    """Each aspect known, once, at a level that exists; in the catalogue's order, so that equal states read alike."""
    choices = LATEST.dimensions[dimension].aspects
    known = {choice.name: choice for choice in choices}
    found: dict[str, Aspect] = {}
    for index, aspect in enumerate(given):
        where = ("input", "aspects", str(index))
        if aspect.name not in known:
            raise UnknownAspect(where=(*where, "name"), aspect=aspect.name, known=", ".join(known))
        if aspect.name in found:
            raise AspectNamedTwice(where=(*where, "name"), aspect=aspect.name)
        found[aspect.name] = Aspect(name=aspect.name, level=level(known[aspect.name], aspect.level, where))
    return tuple(found[choice.name] for choice in choices if choice.name in found)


def level(choice: AspectChoice, given: str, where: tuple[str, ...]) -> str:
    if choice.is_count:
        if not COUNT.fullmatch(given):
            raise NotWellFormed(where=(*where, "level"), problem=f"{choice.name} is a count of at most 9 digits")
        return str(int(given))
    if given not in choice.level_names:
        known = ", ".join(choice.level_names)
        raise UnknownLevel(where=(*where, "level"), level=given, aspect=choice.name, known=known)
    return given
