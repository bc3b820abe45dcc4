"""Which frameworks an engagement is held to. A set only grows: what does not apply is approved as such within it."""

import json
from collections.abc import Mapping
from dataclasses import field
from typing import TypeAlias, assert_never
from uuid import UUID

from services.gates.domain.framework.shipped import FRAMEWORKS, Edition, reference
from services.gates.domain.not_found import EngagementNotFound
from shared.events.engagements import EngagementStarted
from shared.events.frameworks import CriteriaSetAdopted, FrameworkPublished
from shared.events.people import Role
from shared.events.verdicts import FrameworkRef
from shared.kernel.decider import Asked, Decider, Scope, stream_scope
from shared.kernel.record import record
from shared.kernel.refusal import NotWellFormed, Refused
from shared.kernel.replacing import replaced
from shared.kernel.text import prose

MOST = 8


@record
class FrameworkChoice:
    """Without a version the newest that there is."""

    name: str
    version: int | None = None


@record
class AdoptCriteriaSet:
    """The whole set: the gates of a stage ask for what every one of these frameworks asks for."""

    engagement_id: UUID
    frameworks: tuple[FrameworkChoice, ...]
    reason: str


class FrameworkNotFound(Refused):
    """There is no version {version} of a framework {name}."""


class CriteriaNotRemoved(Refused):
    """The engagement is held to {dropped}, which the new set lacks: what does not apply is approved as such instead."""


@record
class Known:
    """A version of a framework: the codes of its criteria, and of what kind the values of each kind of evidence are.

    `asked` are stages with the codes of what their gates ask for.
    """

    ref: FrameworkRef
    codes: frozenset[str]
    kinds: Mapping[str, Mapping[str, str]]
    asked: frozenset[tuple[str, str]]


@record
class Adopting:
    """The versions that there are, and the set that counts."""

    editions: Mapping[Edition, Known] = field(default_factory=dict)
    started: bool = False
    adopted: tuple[FrameworkRef, ...] = ()


AdoptingEvent: TypeAlias = EngagementStarted | FrameworkPublished | CriteriaSetAdopted

SHIP: Mapping[Edition, Known] = {
    edition: Known(
        ref=reference(framework),
        codes=frozenset(each.code for each in framework.criteria),
        kinds={each.name: each.values for each in framework.evidence},
        asked=frozenset(
            (gate.stage.value, code)
            for gate in framework.gates
            for code in (*gate.criteria, *(each.code for each in gate.requirements))
        ),
    )
    for edition, framework in FRAMEWORKS.items()
}


def evolve(state: Adopting, event: AdoptingEvent) -> Adopting:
    match event:
        case EngagementStarted():
            return replaced(state, started=True)
        case FrameworkPublished():
            return replaced(state, editions={**state.editions, (event.name, event.version): published(event)})
        case CriteriaSetAdopted():
            return replaced(state, adopted=event.frameworks)
        case _:
            assert_never(event)


def published(event: FrameworkPublished) -> Known:
    document = json.loads(event.document)
    return Known(
        ref=FrameworkRef(name=event.name, version=event.version, digest=event.digest),
        codes=frozenset(str(each["code"]) for each in document["criteria"]),
        kinds={each["name"]: each["values"] for each in document["evidence"]},
        asked=frozenset(
            (gate["stage"], code)
            for gate in document["gates"]
            for code in (*gate["criteria"], *(each["code"] for each in gate["requirements"]))
        ),
    )


def decide(command: AdoptCriteriaSet, state: Adopting, _: Asked) -> list[CriteriaSetAdopted]:
    if not state.started:
        raise EngagementNotFound
    if not 1 <= len({choice.name for choice in command.frameworks}) == len(command.frameworks) <= MOST:
        raise NotWellFormed(where=("input", "frameworks"), problem=f"a set is of 1 to {MOST} frameworks, each once")
    chosen = tuple(existing(choice, state) for choice in command.frameworks)
    reason = prose("reason", command.reason)
    refs = tuple(each.ref for each in chosen)
    if refs == state.adopted:
        return []
    agreeing(chosen)
    if dropped := lacking(state, chosen):
        raise CriteriaNotRemoved(where=("input", "frameworks"), dropped=", ".join(dropped))
    return [CriteriaSetAdopted(engagement_id=command.engagement_id, frameworks=refs, reason=reason)]


def agreeing(chosen: tuple[Known, ...]) -> None:
    """Evidence of a kind says the same to all of them: a value is read in one way, and not once in millionths."""
    read_as: dict[tuple[str, str], str] = {}
    for kind, values in (each for framework in chosen for each in framework.kinds.items()):
        for name, as_kind in values.items():
            if read_as.setdefault((kind, name), as_kind) != as_kind:
                problem = f"evidence_{kind}.{name} is of another kind in each of two frameworks"
                raise NotWellFormed(where=("input", "frameworks"), problem=problem)


def existing(choice: FrameworkChoice, state: Adopting) -> Known:
    versions = {version for name, version in (*SHIP, *state.editions) if name == choice.name}
    edition = (choice.name, choice.version or max(versions, default=1))
    known = SHIP.get(edition) or state.editions.get(edition)
    if known is None:
        raise FrameworkNotFound(where=("input", "frameworks"), name=choice.name, version=edition[1])
    return known


def lacking(state: Adopting, chosen: tuple[Known, ...]) -> list[str]:
    """What the engagement is held to and the new set would not ask for: frameworks, criteria, and those at a gate.

    Nobody goes back to an earlier version either: it may ask for less under the same codes.
    """
    following = {each.ref.name: each for each in chosen}
    gone = [ref.name for ref in state.adopted if ref.name not in following]
    for ref in state.adopted:
        edition = (ref.name, ref.version)
        if ref.name not in following:
            continue
        if following[ref.name].ref.version < ref.version:
            gone.append(f"{ref.name} {ref.version}")
        else:
            gone += dropped(SHIP.get(edition) or state.editions[edition], following[ref.name])
    return gone


def dropped(before: Known, after: Known) -> list[str]:
    name, codes = before.ref.name, before.codes - after.codes
    left_out = sorted((stage, code) for stage, code in before.asked - after.asked if code not in codes)
    return [*(f"{name}/{code}" for code in sorted(codes)), *(f"{name}/{code} at {stage}" for stage, code in left_out)]


def looks_at(command: AdoptCriteriaSet) -> tuple[Scope, ...]:
    names = sorted({choice.name for choice in command.frameworks} - {name for name, _ in SHIP})
    return (
        stream_scope(f"engagement-{command.engagement_id}", EngagementStarted),
        *(stream_scope(f"framework-{name}", FrameworkPublished) for name in names),
    )


ADOPTING: Decider[Adopting, AdoptCriteriaSet, AdoptingEvent] = Decider(
    initial=Adopting(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"criteria-{command.engagement_id}",
    permits={AdoptCriteriaSet: frozenset({Role.ENGAGEMENT_LEAD, Role.PILOT_LEAD})},
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id,
)
