"""What may be counted, and in which units: templates of the usual series, and bounds. Shipped data."""

from collections.abc import Mapping

from shared.events.pilots import Better
from shared.events.series import Aggregation, Cadence, SeriesKind
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


@record
class Unit:
    name: str
    label: Label


@record
class SeriesTemplate:
    """A series as many have it. Series of one template can be compared."""

    name: str
    kind: SeriesKind
    unit: str
    better: Better
    cadence: Cadence
    aggregation: Aggregation
    title: Label
    definition: Label


@record
class SeriesPolicy:
    """`most_a_day`: how many observations a series takes for one day; beyond, sums are sent instead."""

    version: int
    most_a_day: int
    most_at_once: int
    units: Mapping[str, Unit]
    templates: Mapping[str, SeriesTemplate]


def read_series(text: str) -> SeriesPolicy:
    match read_yaml(text):
        case {
            "version": int(version),
            "most_a_day": int(day),
            "most_at_once": int(once),
            "units": [*units],
            "templates": [*templates],
            **others,
        } if min(version, day, once) > 0 and not others:
            known = tuple(map(_unit, units))
            read = tuple(map(_template, templates))
        case _:
            raise CatalogueInvalid("a policy of series has a version, bounds counted from 1, units and templates")
    each_once("the units", (each.name for each in known))
    each_once("the templates", (each.name for each in read))
    for each in read:
        if each.unit not in {unit.name for unit in known}:
            raise CatalogueInvalid(f"{each.unit} is no unit of this policy")
    return SeriesPolicy(
        version=version,
        most_a_day=day,
        most_at_once=once,
        units={each.name: each for each in known},
        templates={each.name: each for each in read},
    )


def _unit(given: object) -> Unit:
    match given:
        case {"name": str(name), "label": label, **others} if not others:
            return Unit(name=name_of(name), label=label_of(label))
        case _:
            raise CatalogueInvalid(f"a unit has a name and a label: {given}")


def _template(given: object) -> SeriesTemplate:
    match given:
        case {
            "name": str(name),
            "kind": kind,
            "unit": str(unit),
            "better": better,
            "cadence": cadence,
            "aggregation": aggregation,
            "title": title,
            "definition": definition,
            **others,
        } if not others:
            return SeriesTemplate(
                name=name_of(name),
                kind=one_of(SeriesKind, kind),
                unit=unit,
                better=one_of(Better, better),
                cadence=one_of(Cadence, cadence),
                aggregation=one_of(Aggregation, aggregation),
                title=label_of(title),
                definition=label_of(definition),
            )
        case _:
            raise CatalogueInvalid(f"a template has a name and all that a series is defined by: {given}")


SHIPPED_SERIES = ("series_v1.yaml",)
SERIES_POLICIES: Mapping[int, SeriesPolicy] = versions(read_series, SHIPPED_SERIES, __package__)
LATEST_SERIES = SERIES_POLICIES[max(SERIES_POLICIES)]
