"""Tests of integration points, from end to end: a row each."""

from datetime import date, datetime
from uuid import UUID

from shared.events.gaps import Evidence
from shared.events.integrations import IntegrationOutcome, IntegrationTarget, IntegrationTestRecorded
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.projecting.projection import Key, Projection


@record
class IntegrationTestEntry:
    test_id: UUID
    point_id: UUID
    release_id: UUID
    outcome: IntegrationOutcome
    target: IntegrationTarget
    ran_on: date
    evidence: Evidence
    recorded_at: datetime
    recorded_by: UUID
    recorded_seq: int


def keys(recorded: Recorded[IntegrationTestRecorded]) -> tuple[Key, ...]:
    return ((recorded.event.test_id,),)


def fold(_: IntegrationTestEntry | None, recorded: Recorded[IntegrationTestRecorded]) -> IntegrationTestEntry:
    event = recorded.event
    return IntegrationTestEntry(
        test_id=event.test_id,
        point_id=event.point_id,
        release_id=event.release_id,
        outcome=event.outcome,
        target=event.target,
        ran_on=event.ran_on,
        evidence=event.evidence,
        recorded_at=recorded.occurred_at,
        recorded_by=recorded.actor,
        recorded_seq=recorded.seq,
    )


INTEGRATION_TESTS = Projection(
    name="integration_tests",
    version=1,
    row=IntegrationTestEntry,
    key=("test_id",),
    handles=(IntegrationTestRecorded,),
    keys=keys,
    fold=fold,
    indexes=(("point_id", "recorded_seq"), ("point_id", "release_id", "ran_on")),
)
