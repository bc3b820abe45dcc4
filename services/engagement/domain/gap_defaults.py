"""What a gap starts out with where nobody says otherwise, by its kind and by its template: shipped data."""

from collections.abc import Mapping

from services.engagement.domain.workstreams import LATEST_WORKSTREAMS
from shared.events.gaps import Cause, GapKind, Severity
from shared.events.stages import Stage
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
class OfAKind:
    """The stage that closes such gaps, and how severe they are."""

    kind: GapKind
    stage: Stage
    severity: Severity


@record
class GapTemplate:
    name: str
    kind: GapKind
    cause: Cause
    severity: Severity
    workstreams: tuple[str, ...]
    title: Label
    detail: Label


@record
class GapDefaults:
    version: int
    kinds: Mapping[GapKind, OfAKind]
    templates: Mapping[str, GapTemplate]


def read_defaults(text: str) -> GapDefaults:
    match read_yaml(text):
        case {"version": int(version), "kinds": [*kinds], "templates": [*templates], **others} if (
            version > 0 and not others
        ):
            of_kinds, read = tuple(map(_of_a_kind, kinds)), tuple(map(_template, templates))
        case _:
            raise CatalogueInvalid("defaults of gaps have a version, counted from 1, kinds and templates")
    each_once("the kinds", (each.kind for each in of_kinds))
    each_once("the templates", (each.name for each in read))
    return GapDefaults(
        version=version, kinds={each.kind: each for each in of_kinds}, templates={each.name: each for each in read}
    )


def _of_a_kind(given: object) -> OfAKind:
    match given:
        case {"kind": kind, "stage": stage, "severity": severity, **others} if not others:
            return OfAKind(kind=one_of(GapKind, kind), stage=one_of(Stage, stage), severity=one_of(Severity, severity))
        case _:
            raise CatalogueInvalid(f"a kind has a stage and a severity: {given}")


def _template(given: object) -> GapTemplate:
    match given:
        case {
            "name": str(name),
            "kind": kind,
            "cause": cause,
            "severity": severity,
            "workstreams": [*workstreams],
            "title": title,
            "detail": detail,
            **others,
        } if not others and set(workstreams) <= set(LATEST_WORKSTREAMS.by_name):
            return GapTemplate(
                name=name_of(name),
                kind=one_of(GapKind, kind),
                cause=one_of(Cause, cause),
                severity=one_of(Severity, severity),
                workstreams=tuple(workstreams),
                title=label_of(title),
                detail=label_of(detail),
            )
        case _:
            raise CatalogueInvalid(
                f"a template has a name, all that a gap starts with, and known work streams: {given}"
            )


SHIPPED = ("gap_defaults_v1.yaml",)
DEFAULTS: Mapping[int, GapDefaults] = versions(read_defaults, SHIPPED, __package__)
LATEST_DEFAULTS = DEFAULTS[max(DEFAULTS)]
