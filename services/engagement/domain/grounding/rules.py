"""What happens when something is asked of a source that answers rest on: one function per command."""

from typing import assert_never

from services.engagement.domain.evidence import checked, digested
from services.engagement.domain.grounding.commands import (
    ApproveGroundingSource,
    ConfirmGroundingAccessControl,
    DeclareGroundingSource,
    GroundedCommand,
    GroundingCommand,
    GroundingNotScoped,
    GroundingSourceHasNoOwner,
    GroundingSourceNotFound,
    NotTheGroundingOwner,
    OwnGroundingVersion,
    RetireGroundingSource,
    ReviseGroundingSource,
    ScopeGroundingSource,
)
from services.engagement.domain.grounding.state import Grounded, Grounding, Told, Ungrounded, Unregistered, evolve
from services.engagement.domain.hardening_policy import LATEST_HARDENING
from services.engagement.domain.on_record import once
from services.engagement.domain.roles import HARDENERS
from services.engagement.domain.source import DataSourceNotFound
from shared.events.grounding import (
    GroundingEvent,
    GroundingSourceAccessControlled,
    GroundingSourceApproved,
    GroundingSourceDeclared,
    GroundingSourceRetired,
    GroundingSourceRevised,
    GroundingSourceScoped,
)
from shared.events.people import Role
from shared.events.sources import DataSourceOwnerNamed, DataSourceOwnerVacated, DataSourceRegistered
from shared.kernel.decider import Asked, Decider, Scope, stream_scope
from shared.kernel.text import line, prose


def declare(command: DeclareGroundingSource, grounding: Grounding, asked: Asked) -> list[GroundingEvent]:
    fact = GroundingSourceDeclared(
        source_id=command.source_id,
        engagement_id=command.engagement_id,
        revision=line("revision", command.revision),
        digest=digested("digest", command.digest),
        declarer=asked.by.person,
    )
    if isinstance(grounding, Unregistered) or grounding.engagement_id != command.engagement_id:
        raise DataSourceNotFound(where=("input", "sourceId"))
    match grounding:
        case Ungrounded():
            return [fact]
        case Grounded(declared=before):
            return once(before, fact)
        case _:
            assert_never(grounding)


def revise(command: ReviseGroundingSource, grounding: Grounded, asked: Asked) -> list[GroundingEvent]:
    fact = GroundingSourceRevised(
        source_id=command.source_id,
        revision=line("revision", command.revision),
        digest=digested("digest", command.digest),
        reason=prose("reason", command.reason),
        reviser=asked.by.person,
    )
    present = grounding.revision
    return [] if (present.name, present.digest) == (fact.revision, fact.digest) else [fact]


def scope(command: ScopeGroundingSource, grounding: Grounded) -> list[GroundingEvent]:
    part = prose("scope", command.scope)
    return [] if grounding.scope == part else [GroundingSourceScoped(source_id=command.source_id, scope=part)]


def confirm_control(command: ConfirmGroundingAccessControl, grounding: Grounded) -> list[GroundingEvent]:
    fact = GroundingSourceAccessControlled(
        source_id=command.source_id, control=prose("control", command.control), evidence=checked(command.evidence)
    )
    return [] if grounding.control == fact else [fact]


def approve(command: ApproveGroundingSource, grounding: Grounded, asked: Asked) -> list[GroundingEvent]:
    """Approving again on a later day keeps the approval fresh for longer."""
    if grounding.owner is None:
        raise GroundingSourceHasNoOwner
    if grounding.owner != asked.by.person:
        raise NotTheGroundingOwner
    if asked.by.is_one_with(grounding.revision.by):
        raise OwnGroundingVersion
    if grounding.scope is None:
        raise GroundingNotScoped
    policy = LATEST_HARDENING
    fact = GroundingSourceApproved(
        source_id=command.source_id,
        revision=grounding.revision.name,
        approver=asked.by.person,
        policy=policy.version,
        fresh_until=asked.day + policy.grounding_fresh,
    )
    return [] if grounding.approval == fact else [fact]


def retire(command: RetireGroundingSource) -> list[GroundingEvent]:
    return [GroundingSourceRetired(source_id=command.source_id, reason=prose("reason", command.reason))]


def decide(command: GroundingCommand, grounding: Grounding, asked: Asked) -> list[GroundingEvent]:
    if isinstance(command, DeclareGroundingSource):
        return declare(command, grounding, asked)
    if not isinstance(grounding, Grounded):
        raise GroundingSourceNotFound
    return decide_grounded(command, grounding, asked)


def decide_grounded(command: GroundedCommand, grounding: Grounded, asked: Asked) -> list[GroundingEvent]:
    match command:
        case ReviseGroundingSource():
            return revise(command, grounding, asked)
        case ScopeGroundingSource():
            return scope(command, grounding)
        case ConfirmGroundingAccessControl():
            return confirm_control(command, grounding)
        case ApproveGroundingSource():
            return approve(command, grounding, asked)
        case RetireGroundingSource():
            return retire(command)
        case _:
            assert_never(command)


def looks_at(command: GroundingCommand) -> tuple[Scope, ...]:
    owned = (DataSourceRegistered, DataSourceOwnerNamed, DataSourceOwnerVacated)
    return (stream_scope(f"source-{command.source_id}", *owned),)


KEEPERS = HARDENERS | {Role.INFRASTRUCTURE_LEAD, Role.GOVERNANCE_REVIEWER}

GROUNDING: Decider[Grounding, GroundingCommand, Told] = Decider(
    initial=Unregistered(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"grounding-{command.source_id}",
    permits={
        DeclareGroundingSource: KEEPERS,
        ReviseGroundingSource: KEEPERS,
        ScopeGroundingSource: KEEPERS,
        ConfirmGroundingAccessControl: KEEPERS,
        ApproveGroundingSource: frozenset({Role.DATA_OWNER}),
        RetireGroundingSource: KEEPERS,
    },
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id if isinstance(command, DeclareGroundingSource) else None,
)
