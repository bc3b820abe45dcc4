"""Environments: whether there is one for production, what it is hardened in, and what runs there."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from typing import TypeAlias
from uuid import UUID

from services.gates.domain.facts.environment_meanings import HARDENING, MEANINGS
from services.gates.domain.facts.model import Area, Fact, Facts, On, Positions
from services.gates.domain.facts.pinned import PINNED, Pinned, pinned
from services.gates.domain.facts.telling import at, count, every, fact, latest, one, only
from shared.events.environments import (
    EnvironmentDeclared,
    EnvironmentKind,
    HardeningCompleted,
    HardeningItemAdded,
    HardeningKind,
    HardeningReopened,
    HardeningVerified,
    ProductionEnvironmentDeployed,
)
from shared.events.releases import ReleasePinned
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

Hardening: TypeAlias = HardeningItemAdded | HardeningCompleted | HardeningVerified | HardeningReopened
Handled: TypeAlias = EnvironmentDeclared | Hardening | ProductionEnvironmentDeployed | ReleasePinned


@record
class Hardened:
    """An item of hardening: where it was added and last changed, and whether that verified it."""

    kind: HardeningKind
    added_at: int
    changed_at: int
    verified: bool = False

    @property
    def positions(self) -> Positions:
        return at(self.added_at, self.changed_at)


@record
class Deployment:
    release_id: UUID
    on: date
    at: int


@record
class Environment:
    kind: EnvironmentKind
    declared_at: int
    hardening: Mapping[UUID, Hardened] = field(default_factory=dict)
    deployment: Deployment | None = None


Item: TypeAlias = Environment | Pinned


def keys(recorded: Recorded[Handled]) -> tuple[str, ...]:
    event = recorded.event
    return (PINNED,) if isinstance(event, ReleasePinned) else (event.environment_id.hex,)


def fold(item: Item | None, recorded: Recorded[Handled]) -> Item | None:
    event = recorded.event
    match event:
        case ReleasePinned():
            return pinned(event, recorded)
        case EnvironmentDeclared():
            return Environment(kind=event.kind, declared_at=recorded.seq)
        case _ if not isinstance(item, Environment):
            return None
        case ProductionEnvironmentDeployed():
            deployment = Deployment(release_id=event.release_id, on=event.deployed_on, at=recorded.seq)
            return replaced(item, deployment=deployment)
        case _:
            return replaced(item, hardening=hardened(item.hardening, event, recorded.seq))


def hardened(items: Mapping[UUID, Hardened], event: Hardening, seq: int) -> Mapping[UUID, Hardened]:
    if isinstance(event, HardeningItemAdded):
        return {**items, event.item_id: Hardened(kind=event.kind, added_at=seq, changed_at=seq)}
    if event.item_id not in items:
        return items
    verified = isinstance(event, HardeningVerified)
    return {**items, event.item_id: replaced(items[event.item_id], changed_at=seq, verified=verified)}


def tell(items: Mapping[str, Item], _: On) -> Facts:
    environments = only(Environment, items)
    if not environments:
        return {}
    production = tuple(each for each in environments if each.kind is EnvironmentKind.PRODUCTION)
    ours = [at(each.declared_at) for each in production]
    others = [at(each.declared_at) for each in environments]
    there = {"environment.production": Fact(value=bool(ours), positions=latest(ours) or latest(others))}
    if not production:
        return there
    return {
        **there,
        **told_of_hardening(production),
        **dict(told_of_deployment(production, one(Pinned, items, PINNED))),
    }


def told_of_hardening(production: tuple[Environment, ...]) -> Facts:
    lines = [(line, at(each.declared_at, *line.positions)) for each in production for line in each.hardening.values()]
    bare = at(max(each.declared_at for each in production))
    still_open = (positions for line, positions in lines if not line.verified)
    return {
        "environment.hardening_open": count(still_open, [bare, *(positions for _, positions in lines)]),
        **{name: hardened_in(kind, lines, bare) for kind, name in HARDENING.items()},
    }


def hardened_in(kind: HardeningKind, lines: list[tuple[Hardened, Positions]], bare: Positions) -> Fact:
    """Something was done for it, and all of that is verified."""
    mine = [(line, positions) for line, positions in lines if line.kind is kind]
    unverified = [positions for line, positions in mine if not line.verified]
    return every((positions for _, positions in mine), unverified if mine else [bare])


def told_of_deployment(production: tuple[Environment, ...], release: Pinned | None) -> Iterator[tuple[str, Fact]]:
    """The last one counts, wherever on production it was made."""
    made = [(each.deployment.at, each.declared_at, each.deployment) for each in production if each.deployment]
    if not made:
        return
    _, declared_at, last = max(made, key=lambda each: each[0])
    yield "environment.deployed_on", fact(last.on, declared_at, last.at)
    if release:
        same = last.release_id == release.release_id
        yield "environment.deployed_release_is_pinned", fact(same, declared_at, last.at, release.at)


ENVIRONMENT: Area[Item] = Area(
    name="environment",
    items=(Environment, Pinned),
    handles=(
        EnvironmentDeclared,
        HardeningItemAdded,
        HardeningCompleted,
        HardeningVerified,
        HardeningReopened,
        ProductionEnvironmentDeployed,
        ReleasePinned,
    ),
    keys=keys,
    fold=fold,
    tell=tell,
    meanings=MEANINGS,
)
