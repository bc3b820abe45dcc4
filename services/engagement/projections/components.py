"""What a pilot was made of: one row for each part, and who took it over from the vendor."""

from datetime import datetime
from typing import TypeAlias, assert_never
from uuid import UUID

from shared.events.ownership import Party
from shared.events.provenance import (
    ComponentKind,
    ComponentRecorded,
    InfrastructureAccepted,
    InfrastructureTransferred,
)
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class ComponentEntry:
    """`held_by` is who held it when it was recorded; the client does once it is accepted."""

    component_id: UUID
    engagement_id: UUID
    name: str
    kind: ComponentKind
    builder: str
    held_by: Party
    detail: str
    receiver: UUID | None = None
    transferred_at: datetime | None = None
    accepted_at: datetime | None = None
    recorded_at: datetime
    recorded_by: UUID
    recorded_seq: int


Handled: TypeAlias = ComponentRecorded | InfrastructureTransferred | InfrastructureAccepted


def keys(recorded: Recorded[Handled]) -> tuple[Key, ...]:
    return ((recorded.event.component_id,),)


def fold(entry: ComponentEntry | None, recorded: Recorded[Handled]) -> ComponentEntry:
    event = recorded.event
    match event:
        case ComponentRecorded():
            return ComponentEntry(
                component_id=event.component_id,
                engagement_id=event.engagement_id,
                name=event.name,
                kind=event.kind,
                builder=event.builder,
                held_by=event.held_by,
                detail=event.detail,
                recorded_at=recorded.occurred_at,
                recorded_by=recorded.actor,
                recorded_seq=recorded.seq,
            )
        case InfrastructureTransferred():
            return replaced(known(entry), receiver=event.receiver, transferred_at=recorded.occurred_at)
        case InfrastructureAccepted():
            return replaced(known(entry), held_by=Party.CLIENT, accepted_at=recorded.occurred_at)
        case _:
            assert_never(event)


COMPONENTS = Projection(
    name="components",
    version=2,
    row=ComponentEntry,
    key=("component_id",),
    handles=(ComponentRecorded, InfrastructureTransferred, InfrastructureAccepted),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "recorded_seq"), ("receiver",)),
)
