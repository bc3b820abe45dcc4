"""Integration points: one row each, with the last test of it against the other system's production."""

from datetime import date, datetime
from typing import assert_never, get_args
from uuid import UUID

from shared.events.integrations import (
    IntegrationDirection,
    IntegrationEvent,
    IntegrationOutcome,
    IntegrationPointDeclared,
    IntegrationPointWithdrawn,
    IntegrationTarget,
    IntegrationTestRecorded,
)
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class IntegrationPointEntry:
    """`covered`: the last test against production, by the day on which it ran, passed."""

    point_id: UUID
    engagement_id: UUID
    system: str
    direction: IntegrationDirection
    workflow: str
    covered: bool
    tested_on: date | None
    withdrawn: bool
    reason: str | None
    withdrawn_at: datetime | None
    declared_at: datetime
    declared_by: UUID
    declared_seq: int
    version: int


def keys(recorded: Recorded[IntegrationEvent]) -> tuple[Key, ...]:
    return ((recorded.event.point_id,),)


def fold(entry: IntegrationPointEntry | None, recorded: Recorded[IntegrationEvent]) -> IntegrationPointEntry:
    event = recorded.event
    match event:
        case IntegrationPointDeclared():
            return declared(event, recorded)
        case IntegrationTestRecorded():
            return replaced(tested(known(entry), event), version=recorded.version)
        case IntegrationPointWithdrawn():
            return replaced(
                known(entry),
                withdrawn=True,
                reason=event.reason,
                withdrawn_at=recorded.occurred_at,
                version=recorded.version,
            )
        case _:
            assert_never(event)


def tested(entry: IntegrationPointEntry, event: IntegrationTestRecorded) -> IntegrationPointEntry:
    late = entry.tested_on is not None and event.ran_on < entry.tested_on
    if event.target is not IntegrationTarget.PRODUCTION or late:
        return entry
    return replaced(entry, covered=event.outcome is IntegrationOutcome.PASSED, tested_on=event.ran_on)


def declared(event: IntegrationPointDeclared, recorded: Recorded[IntegrationEvent]) -> IntegrationPointEntry:
    return IntegrationPointEntry(
        point_id=event.point_id,
        engagement_id=event.engagement_id,
        system=event.system,
        direction=event.direction,
        workflow=event.workflow,
        covered=False,
        tested_on=None,
        withdrawn=False,
        reason=None,
        withdrawn_at=None,
        declared_at=recorded.occurred_at,
        declared_by=recorded.actor,
        declared_seq=recorded.seq,
        version=recorded.version,
    )


INTEGRATION_POINTS = Projection(
    name="integration_points",
    version=1,
    row=IntegrationPointEntry,
    key=("point_id",),
    handles=get_args(IntegrationEvent),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "declared_seq"),),
)
