"""Where a source that answers rest on stands, as far as decisions need to know."""

from dataclasses import replace
from typing import TypeAlias, assert_never
from uuid import UUID

from shared.events.grounding import (
    GroundingEvent,
    GroundingSourceAccessControlled,
    GroundingSourceApproved,
    GroundingSourceDeclared,
    GroundingSourceRetired,
    GroundingSourceRevised,
    GroundingSourceScoped,
)
from shared.events.sources import DataSourceOwnerNamed, DataSourceOwnerVacated, DataSourceRegistered
from shared.kernel.record import record


@record
class Unregistered:
    pass


@record
class Ungrounded:
    """A source of data on which no answer rests, or none any more."""

    engagement_id: UUID
    owner: UUID | None


@record
class Revision:
    """A version of the content, and who brought it in."""

    name: str
    digest: str
    by: UUID


@record
class Grounded:
    """`approval` is empty as soon as what it rested on has changed: the version, the scope or the owner."""

    engagement_id: UUID
    owner: UUID | None
    declared: GroundingSourceDeclared
    revision: Revision
    scope: str | None = None
    control: GroundingSourceAccessControlled | None = None
    approval: GroundingSourceApproved | None = None


Grounding: TypeAlias = Unregistered | Ungrounded | Grounded
Owned: TypeAlias = DataSourceOwnerNamed | DataSourceOwnerVacated
Told: TypeAlias = GroundingEvent | DataSourceRegistered | Owned
Changing: TypeAlias = (
    GroundingSourceRevised
    | GroundingSourceScoped
    | GroundingSourceAccessControlled
    | GroundingSourceApproved
    | GroundingSourceRetired
)


def evolve(grounding: Grounding, event: Told) -> Grounding:
    if isinstance(event, DataSourceRegistered):
        return Ungrounded(engagement_id=event.engagement_id, owner=event.owner)
    if isinstance(grounding, Ungrounded | Grounded):
        return going_on(grounding, event)
    raise LookupError("answers rest on a source that was registered before")


def going_on(grounding: Ungrounded | Grounded, event: GroundingEvent | Owned) -> Grounding:
    if isinstance(event, Owned):
        return owned(grounding, event)
    if isinstance(event, GroundingSourceDeclared):
        return grounded(grounding, event)
    if isinstance(grounding, Grounded):
        return changed(grounding, event)
    raise LookupError("what changes was declared before")


def owned(grounding: Ungrounded | Grounded, event: Owned) -> Ungrounded | Grounded:
    owner = event.owner if isinstance(event, DataSourceOwnerNamed) else None
    if isinstance(grounding, Ungrounded):
        return replace(grounding, owner=owner)
    return replace(grounding, owner=owner, approval=None)


def grounded(before: Ungrounded | Grounded, event: GroundingSourceDeclared) -> Grounded:
    revision = Revision(name=event.revision, digest=event.digest, by=event.declarer)
    return Grounded(engagement_id=before.engagement_id, owner=before.owner, declared=event, revision=revision)


def changed(grounding: Grounded, event: Changing) -> Grounding:
    match event:
        case GroundingSourceRevised():
            revision = Revision(name=event.revision, digest=event.digest, by=event.reviser)
            return replace(grounding, revision=revision, approval=None)
        case GroundingSourceScoped():
            return replace(grounding, scope=event.scope, approval=None)
        case GroundingSourceAccessControlled():
            return replace(grounding, control=event)
        case GroundingSourceApproved():
            return replace(grounding, approval=event)
        case GroundingSourceRetired():
            return Ungrounded(engagement_id=grounding.engagement_id, owner=grounding.owner)
        case _:
            assert_never(event)
