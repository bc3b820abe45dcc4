"""Where an environment and its hardening stand, as far as decisions need to know."""

from collections.abc import Mapping
from dataclasses import field, replace
from typing import TypeAlias, assert_never
from uuid import UUID

from shared.events.engagements import EngagementStarted
from shared.events.environments import (
    EnvironmentDeclared,
    EnvironmentEvent,
    HardeningCompleted,
    HardeningItemAdded,
    HardeningReopened,
    HardeningVerified,
    ProductionEnvironmentDeployed,
)
from shared.events.releases import ReleasePinned
from shared.kernel.record import record


@record
class Open:
    added: HardeningItemAdded


@record
class Completed:
    added: HardeningItemAdded
    completion: HardeningCompleted


@record
class Verified:
    added: HardeningItemAdded
    completion: HardeningCompleted


Item: TypeAlias = Open | Completed | Verified


@record
class NotStarted:
    """The engagement was not started, or nobody asked."""


@record
class Undeclared:
    """The engagement is under way and has no such environment."""


@record
class Declared:
    first: EnvironmentDeclared
    items: Mapping[UUID, Item] = field(default_factory=dict)
    deployed: ProductionEnvironmentDeployed | None = None


Environment: TypeAlias = NotStarted | Undeclared | Declared


@record
class Site:
    """The environment, and what was ever pinned to go live."""

    environment: Environment = field(default_factory=NotStarted)
    releases: frozenset[UUID] = frozenset()


InAnEnvironment: TypeAlias = (
    HardeningItemAdded | HardeningCompleted | HardeningVerified | HardeningReopened | ProductionEnvironmentDeployed
)


def evolve(site: Site, event: EnvironmentEvent | EngagementStarted | ReleasePinned) -> Site:
    match event:
        case EngagementStarted():
            return replace(site, environment=Undeclared())
        case ReleasePinned():
            return replace(site, releases=site.releases | {event.release_id})
        case EnvironmentDeclared():
            return replace(site, environment=Declared(first=event))
        case _:
            return replace(site, environment=changed(declared(site), event))


def declared(site: Site) -> Declared:
    if isinstance(site.environment, Declared):
        return site.environment
    raise LookupError("an environment's history begins with its declaration")


def changed(environment: Declared, event: InAnEnvironment) -> Declared:
    match event:
        case ProductionEnvironmentDeployed():
            return replace(environment, deployed=event)
        case HardeningItemAdded():
            item: Item = Open(added=event)
        case HardeningCompleted():
            item = Completed(added=environment.items[event.item_id].added, completion=event)
        case HardeningVerified():
            item = verified(environment.items[event.item_id])
        case HardeningReopened():
            item = Open(added=environment.items[event.item_id].added)
        case _:
            assert_never(event)
    return replace(environment, items={**environment.items, event.item_id: item})


def verified(item: Item) -> Verified:
    if isinstance(item, Completed):
        return Verified(added=item.added, completion=item.completion)
    raise LookupError("what is verified was completed before")
