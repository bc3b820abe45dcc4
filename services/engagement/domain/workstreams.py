"""The work streams that gaps and deliverables are grouped by: shipped data."""

from collections.abc import Mapping

from services.engagement.domain.stage_policy import POLICIES as STAGES
from shared.kernel.record import record
from shared.kernel.refusal import Refused
from shared.policy.shipped import (
    CatalogueInvalid,
    Label,
    each_once,
    label_of,
    name_of,
    read_yaml,
    versions,
)


class UnknownWorkstream(Refused):
    """{workstream} is no work stream; the work streams are {known}."""


@record
class Workstream:
    """`deliverables` are the names of those of all stages that belong to it."""

    name: str
    label: Label
    deliverables: tuple[str, ...]


@record
class Workstreams:
    version: int
    by_name: Mapping[str, Workstream]

    def of_deliverable(self, deliverable: str) -> Workstream | None:
        return next((each for each in self.by_name.values() if deliverable in each.deliverables), None)


def read_workstreams(text: str) -> Workstreams:
    match read_yaml(text):
        case {"version": int(version), "workstreams": [*given], **others} if version > 0 and given and not others:
            read = tuple(map(_workstream, given))
        case _:
            raise CatalogueInvalid("a list of work streams has a version, counted from 1, and work streams")
    each_once("the work streams", (each.name for each in read))
    placed = [deliverable for each in read for deliverable in each.deliverables]
    each_once("the deliverables", placed)
    known = {name for policy in STAGES.values() for stage in policy.stages.values() for name in stage.deliverable_names}
    if set(placed) != known:
        raise CatalogueInvalid(f"every deliverable has its work stream: {sorted(known ^ set(placed))}")
    return Workstreams(version=version, by_name={each.name: each for each in read})


def _workstream(given: object) -> Workstream:
    match given:
        case {"name": str(name), "deliverables": [*deliverables], **label}:
            return Workstream(name=name_of(name), label=label_of(label), deliverables=tuple(map(str, deliverables)))
        case _:
            raise CatalogueInvalid(f"a work stream has a name, deliverables, and reads in both languages: {given}")


SHIPPED = ("workstreams_v1.yaml",)
WORKSTREAMS: Mapping[int, Workstreams] = versions(read_workstreams, SHIPPED, __package__)
LATEST_WORKSTREAMS = WORKSTREAMS[max(WORKSTREAMS)]


def known_workstream(name: str) -> str:
    """One that gaps are tagged with today."""
    known = LATEST_WORKSTREAMS.by_name
    if name not in known:
        raise UnknownWorkstream(where=("input", "workstream"), workstream=name, known=", ".join(known))
    return name
