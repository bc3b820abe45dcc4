"""What happens when something is asked of an environment: one function per command."""

from typing import assert_never

from services.engagement.domain import evidence
from services.engagement.domain.environment.commands import (
    AddHardeningItem,
    CompleteHardening,
    DeclareEnvironment,
    EnvironmentCommand,
    EnvironmentNotProduction,
    HardeningAlreadyVerified,
    HardeningCommand,
    HardeningItemNotFound,
    HardeningNotCompleted,
    OwnHardening,
    RecordDeployment,
    ReopenHardening,
    TooManyHardeningItems,
    VerifyHardening,
)
from services.engagement.domain.environment.state import (
    Completed,
    Declared,
    Environment,
    Item,
    NotStarted,
    Open,
    Site,
    Undeclared,
    Verified,
    evolve,
)
from services.engagement.domain.not_found import EngagementNotFound, EnvironmentNotFound, ReleaseNotFound
from services.engagement.domain.on_record import once
from services.engagement.domain.reported import past
from services.engagement.domain.roles import CONTRIBUTORS, LEADS
from shared.events.engagements import EngagementStarted
from shared.events.environments import (
    EnvironmentDeclared,
    EnvironmentEvent,
    EnvironmentKind,
    HardeningCompleted,
    HardeningItemAdded,
    HardeningReopened,
    HardeningVerified,
    ProductionEnvironmentDeployed,
)
from shared.events.people import Role
from shared.events.releases import ReleasePinned
from shared.kernel.decider import Asked, Decider, Scope, stream_scope
from shared.kernel.text import line, prose

MOST_ITEMS = 50


def declare(command: DeclareEnvironment, environment: Environment) -> list[EnvironmentEvent]:
    wanted = EnvironmentDeclared(
        environment_id=command.environment_id,
        engagement_id=command.engagement_id,
        name=line("name", command.name),
        kind=command.kind,
    )
    match environment:
        case NotStarted():
            raise EngagementNotFound
        case Undeclared():
            return [wanted]
        case Declared(first=first):
            return once(first, wanted)
        case _:
            assert_never(environment)


def add(command: AddHardeningItem, environment: Declared) -> list[EnvironmentEvent]:
    wanted = HardeningItemAdded(
        environment_id=command.environment_id,
        item_id=command.item_id,
        kind=command.kind,
        title=line("title", command.title),
    )
    earlier = environment.items.get(command.item_id)
    if earlier is not None:
        return once(earlier.added, wanted)
    if len(environment.items) >= MOST_ITEMS:
        raise TooManyHardeningItems(most=MOST_ITEMS)
    return [wanted]


def complete(command: CompleteHardening, item: Item, asked: Asked) -> list[EnvironmentEvent]:
    """By whoever did it: the same evidence again is nothing new, whoever shows it."""
    shown = evidence.checked(command.evidence)
    if not isinstance(item, Open) and item.completion.evidence == shown:
        return []
    if isinstance(item, Verified):
        raise HardeningAlreadyVerified
    return [
        HardeningCompleted(
            environment_id=command.environment_id,
            item_id=command.item_id,
            evidence=shown,
            completer=asked.by.person,
        )
    ]


def verify(command: VerifyHardening, item: Item, asked: Asked) -> list[EnvironmentEvent]:
    match item:
        case Open():
            raise HardeningNotCompleted
        case Verified():
            return []
        case Completed(completion=completion):
            if asked.by.is_one_with(completion.completer):
                raise OwnHardening
            return [
                HardeningVerified(
                    environment_id=command.environment_id, item_id=command.item_id, verifier=asked.by.person
                )
            ]
        case _:
            assert_never(item)


def reopen(command: ReopenHardening, item: Item) -> list[EnvironmentEvent]:
    reason = prose("reason", command.reason)
    if isinstance(item, Open):
        return []
    return [HardeningReopened(environment_id=command.environment_id, item_id=command.item_id, reason=reason)]


def deploy(command: RecordDeployment, site: Site, asked: Asked) -> list[EnvironmentEvent]:
    environment = declared(site)
    if environment.first.kind is not EnvironmentKind.PRODUCTION:
        raise EnvironmentNotProduction
    if command.release_id not in site.releases:
        raise ReleaseNotFound(where=("input", "releaseId"))
    fact = ProductionEnvironmentDeployed(
        environment_id=command.environment_id,
        release_id=command.release_id,
        deployed_on=past("deployedOn", command.deployed_on, asked),
        evidence=evidence.checked(command.evidence),
    )
    return [] if environment.deployed == fact else [fact]


def decide(command: EnvironmentCommand, site: Site, asked: Asked) -> list[EnvironmentEvent]:
    match command:
        case DeclareEnvironment():
            return declare(command, site.environment)
        case RecordDeployment():
            return deploy(command, site, asked)
        case _:
            return harden(command, declared(site), asked)


def harden(command: HardeningCommand, environment: Declared, asked: Asked) -> list[EnvironmentEvent]:
    if isinstance(command, AddHardeningItem):
        return add(command, environment)
    item = environment.items.get(command.item_id)
    if item is None:
        raise HardeningItemNotFound(where=("input", "itemId"))
    match command:
        case CompleteHardening():
            return complete(command, item, asked)
        case VerifyHardening():
            return verify(command, item, asked)
        case ReopenHardening():
            return reopen(command, item)
        case _:
            assert_never(command)


def declared(site: Site) -> Declared:
    if not isinstance(site.environment, Declared):
        raise EnvironmentNotFound
    return site.environment


def looks_at(command: EnvironmentCommand) -> tuple[Scope, ...]:
    if isinstance(command, DeclareEnvironment):
        return (stream_scope(f"engagement-{command.engagement_id}", EngagementStarted),)
    return ()


BUILDERS = LEADS | {Role.INFRASTRUCTURE_LEAD}

ENVIRONMENT: Decider[Site, EnvironmentCommand, EnvironmentEvent | EngagementStarted | ReleasePinned] = Decider(
    initial=Site(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"environment-{command.environment_id}",
    permits={
        DeclareEnvironment: BUILDERS,
        AddHardeningItem: BUILDERS | {Role.GOVERNANCE_REVIEWER, Role.SYSTEM_OWNER},
        CompleteHardening: CONTRIBUTORS,
        VerifyHardening: CONTRIBUTORS,
        ReopenHardening: CONTRIBUTORS,
        RecordDeployment: BUILDERS,
    },
    looks_at=looks_at,
    looks_around={RecordDeployment: (ReleasePinned,)},
    engagement=lambda command: command.engagement_id if isinstance(command, DeclareEnvironment) else None,
)
