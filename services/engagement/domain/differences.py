"""Where the pilot falls short of what production requires, and the gap that each difference proposes."""

from services.engagement.domain.catalogue import AspectChoice, Catalogue
from shared.events.dimensions import Aspect, Dimension
from shared.events.gaps import Cause, GapKind, Severity
from shared.kernel.record import record
from shared.policy.shipped import Label


@record
class Difference:
    """`pilot` is None where nothing was recorded of the pilot; it then counts as the lowest level, or as 0."""

    dimension: Dimension
    aspect: str
    pilot: str | None
    production: str
    title: Label
    kind: GapKind
    cause: Cause
    severity: Severity


def differences(
    dimension: Dimension, pilot: tuple[Aspect, ...], production: tuple[Aspect, ...], catalogue: Catalogue
) -> tuple[Difference, ...]:
    """In the catalogue's order; `catalogue` is the version that the production state was recorded under."""
    had, required = levels(pilot), levels(production)
    return tuple(
        Difference(
            dimension=dimension,
            aspect=aspect.name,
            pilot=had.get(aspect.name),
            production=required[aspect.name],
            title=aspect.gap.title,
            kind=aspect.gap.kind,
            cause=aspect.gap.cause,
            severity=aspect.gap.severity,
        )
        for aspect in catalogue.dimensions[dimension].aspects
        if aspect.name in required and rank(aspect, had.get(aspect.name)) < rank(aspect, required[aspect.name])
    )


def rank(aspect: AspectChoice, level: str | None) -> int:
    """How far towards production; a level that this version of the catalogue does not know counts as the lowest."""
    if level is None:
        return 0
    if aspect.is_count:
        return int(level) if level.isdecimal() else 0
    return aspect.level_names.index(level) if level in aspect.level_names else 0


def moved(before: tuple[Aspect, ...], after: tuple[Aspect, ...]) -> frozenset[str]:
    """The aspects whose level is another one now: what was said of their difference no longer holds."""
    was, is_now = levels(before), levels(after)
    return frozenset(name for name in was.keys() | is_now.keys() if was.get(name) != is_now.get(name))


def levels(aspects: tuple[Aspect, ...]) -> dict[str, str]:
    return {aspect.name: aspect.level for aspect in aspects}
