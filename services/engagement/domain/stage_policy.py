"""The policy of the five stages: what lets each be entered, what it delivers, which tracks it has."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from shared.events.stages import Stage, Track
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

DELIVERABLES_OF_A_STAGE = 3

Word = TypeVar("Word", bound=str)


class Criterion(StrEnum):
    """What can be asked before a stage is entered; the policy says of which stage it is."""

    ENGAGEMENT_STARTED = "engagement_started"
    PREVIOUS_STAGE = "previous_stage"
    PREVIOUS_TRACKS = "previous_tracks"
    PREVIOUS_DELIVERABLES = "previous_deliverables"
    PREVIOUS_GATE = "previous_gate"
    LEAD_NAMED = "lead_named"
    SCOPE_DEFINED = "scope_defined"


@record
class Named(Generic[Word]):
    name: Word
    label: Label


@record
class StagePolicy:
    stage: Stage
    label: Label
    entry: tuple[Criterion, ...]
    deliverables: tuple[Named[str], ...]
    tracks: tuple[Named[Track], ...]

    @property
    def deliverable_names(self) -> tuple[str, ...]:
        return tuple(deliverable.name for deliverable in self.deliverables)

    @property
    def track_names(self) -> frozenset[Track]:
        return frozenset(track.name for track in self.tracks)


@record
class StagesPolicy:
    version: int
    criteria: Mapping[Criterion, Label]
    stages: Mapping[Stage, StagePolicy]


def read_policy(text: str) -> StagesPolicy:
    match read_yaml(text):
        case {"version": int(version), "criteria": [*criteria], "stages": [*stages], **others} if not others:
            labels = {one_of(Criterion, each.name): each.label for each in map(_named, criteria)}
            read = tuple(map(_stage, stages))
        case _:
            raise CatalogueInvalid("a policy has a version, criteria and stages")
    if version < 1 or set(labels) != set(Criterion):
        raise CatalogueInvalid("a policy has a version, counted from 1, and words for every criterion")
    if [stage.stage for stage in read] != list(Stage):
        raise CatalogueInvalid("a policy has all five stages in their order")
    if any((Criterion.PREVIOUS_GATE in stage.entry) is (stage.stage is Stage.ASSESSMENT) for stage in read):
        raise CatalogueInvalid("every stage but the first is entered past the gate before it")
    return StagesPolicy(version=version, criteria=labels, stages={stage.stage: stage for stage in read})


def _stage(given: object) -> StagePolicy:
    match given:
        case {
            "name": name,
            "label": label,
            "entry": [*entry],
            "deliverables": [*deliverables],
            "tracks": [*tracks],
            **others,
        } if not others:
            delivers, side_by_side = tuple(map(_named, deliverables)), tuple(map(_named, tracks))
        case _:
            raise CatalogueInvalid(f"a stage has a name, a label, entry criteria, deliverables and tracks: {given}")
    each_once(f"the entry criteria of {name}", map(str, entry))
    each_once(f"the deliverables of {name}", (each.name for each in delivers))
    if len(delivers) != DELIVERABLES_OF_A_STAGE:
        raise CatalogueInvalid(f"{name} has {len(delivers)} deliverables, not {DELIVERABLES_OF_A_STAGE}")
    return StagePolicy(
        stage=one_of(Stage, name),
        label=label_of(label),
        entry=tuple(one_of(Criterion, each) for each in entry),
        deliverables=delivers,
        tracks=tuple(Named(name=one_of(Track, each.name), label=each.label) for each in side_by_side),
    )


def _named(given: object) -> Named[str]:
    match given:
        case {"name": str(name), **label}:
            return Named(name=name_of(name), label=label_of(label))
        case _:
            raise CatalogueInvalid(f"it has a name and reads in both languages: {given}")


SHIPPED_POLICIES = ("stages_v1.yaml",)
POLICIES: Mapping[int, StagesPolicy] = versions(read_policy, SHIPPED_POLICIES, __package__)
LATEST_POLICY = POLICIES[max(POLICIES)]


def policy_of(stage: Stage, version: int | None) -> StagePolicy:
    """What holds for the stage: as it was when work in it began, and as it is now where none did."""
    return (LATEST_POLICY if version is None else POLICIES[version]).stages[stage]
