"""Environments: one row each, with what they are hardened in and the release that runs there."""

from datetime import date, datetime
from typing import TypeAlias, assert_never, get_args
from uuid import UUID

from services.engagement.domain.hardening_status import HardeningStatus
from shared.events.environments import (
    EnvironmentDeclared,
    EnvironmentEvent,
    EnvironmentKind,
    HardeningCompleted,
    HardeningItemAdded,
    HardeningKind,
    HardeningReopened,
    HardeningVerified,
    ProductionEnvironmentDeployed,
)
from shared.events.gaps import Evidence
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class HardeningEntry:
    """`reason` is why it was last reopened; the evidence of then stays until other evidence takes its place."""

    item_id: UUID
    kind: HardeningKind
    title: str
    status: HardeningStatus
    added_at: datetime
    added_by: UUID
    evidence: Evidence | None = None
    completed_at: datetime | None = None
    completer: UUID | None = None
    verified_at: datetime | None = None
    verifier: UUID | None = None
    reason: str | None = None


@record
class DeploymentEntry:
    release_id: UUID
    deployed_on: date
    evidence: Evidence
    recorded_at: datetime
    recorded_by: UUID


@record
class EnvironmentEntry:
    environment_id: UUID
    engagement_id: UUID
    name: str
    kind: EnvironmentKind
    hardening: tuple[HardeningEntry, ...]
    deployment: DeploymentEntry | None
    declared_at: datetime
    declared_by: UUID
    declared_seq: int
    version: int


def keys(recorded: Recorded[EnvironmentEvent]) -> tuple[Key, ...]:
    return ((recorded.event.environment_id,),)


def fold(entry: EnvironmentEntry | None, recorded: Recorded[EnvironmentEvent]) -> EnvironmentEntry:
    event = recorded.event
    if isinstance(event, EnvironmentDeclared):
        return declared(event, recorded)
    return replaced(changed(known(entry), event, recorded), version=recorded.version)


def declared(event: EnvironmentDeclared, recorded: Recorded[EnvironmentEvent]) -> EnvironmentEntry:
    return EnvironmentEntry(
        environment_id=event.environment_id,
        engagement_id=event.engagement_id,
        name=event.name,
        kind=event.kind,
        hardening=(),
        deployment=None,
        declared_at=recorded.occurred_at,
        declared_by=recorded.actor,
        declared_seq=recorded.seq,
        version=recorded.version,
    )


OnAnItem: TypeAlias = HardeningCompleted | HardeningVerified | HardeningReopened
Changing: TypeAlias = HardeningItemAdded | OnAnItem | ProductionEnvironmentDeployed


def changed(entry: EnvironmentEntry, event: Changing, recorded: Recorded[EnvironmentEvent]) -> EnvironmentEntry:
    match event:
        case HardeningItemAdded():
            return replaced(entry, hardening=(*entry.hardening, added(event, recorded)))
        case ProductionEnvironmentDeployed():
            return replaced(entry, deployment=deployed(event, recorded))
        case _:
            items = (on(each, event, recorded) if each.item_id == event.item_id else each for each in entry.hardening)
            return replaced(entry, hardening=tuple(items))


def added(event: HardeningItemAdded, recorded: Recorded[EnvironmentEvent]) -> HardeningEntry:
    return HardeningEntry(
        item_id=event.item_id,
        kind=event.kind,
        title=event.title,
        status=HardeningStatus.OPEN,
        added_at=recorded.occurred_at,
        added_by=recorded.actor,
    )


def deployed(event: ProductionEnvironmentDeployed, recorded: Recorded[EnvironmentEvent]) -> DeploymentEntry:
    return DeploymentEntry(
        release_id=event.release_id,
        deployed_on=event.deployed_on,
        evidence=event.evidence,
        recorded_at=recorded.occurred_at,
        recorded_by=recorded.actor,
    )


def on(item: HardeningEntry, event: OnAnItem, recorded: Recorded[EnvironmentEvent]) -> HardeningEntry:
    at = recorded.occurred_at
    match event:
        case HardeningCompleted():
            shown = replaced(item, evidence=event.evidence, completed_at=at, completer=event.completer)
            return replaced(shown, status=HardeningStatus.COMPLETED, verified_at=None, verifier=None)
        case HardeningVerified():
            return replaced(item, status=HardeningStatus.VERIFIED, verified_at=at, verifier=event.verifier)
        case HardeningReopened():
            return replaced(item, status=HardeningStatus.OPEN, verified_at=None, verifier=None, reason=event.reason)
        case _:
            assert_never(event)


ENVIRONMENTS = Projection(
    name="environments",
    version=1,
    row=EnvironmentEntry,
    key=("environment_id",),
    handles=get_args(EnvironmentEvent),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "declared_seq"),),
)
