"""Load tests: a row each, with what was expected then. Whether one meets the rule now is told anew."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from shared.events.environments import EnvironmentKind
from shared.events.gaps import Evidence
from shared.events.releases import LoadTestRecorded, ServiceLevel
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.projecting.projection import Key, Projection


@record
class LoadTestEntry:
    test_id: UUID
    engagement_id: UUID
    release_id: UUID
    environment_id: UUID
    environment: EnvironmentKind
    ran_on: date
    achieved: Decimal
    expected_peak: Decimal
    level: ServiceLevel
    latency_ms: int
    error_share: Decimal
    held: bool
    policy: int
    evidence: Evidence
    recorded_at: datetime
    recorded_by: UUID
    recorded_seq: int


def keys(recorded: Recorded[LoadTestRecorded]) -> tuple[Key, ...]:
    return ((recorded.event.test_id,),)


def fold(_: LoadTestEntry | None, recorded: Recorded[LoadTestRecorded]) -> LoadTestEntry:
    event = recorded.event
    return LoadTestEntry(
        test_id=event.test_id,
        engagement_id=event.engagement_id,
        release_id=event.release_id,
        environment_id=event.environment_id,
        environment=event.environment,
        ran_on=event.ran_on,
        achieved=event.achieved,
        expected_peak=event.expected_peak,
        level=event.level,
        latency_ms=event.latency_ms,
        error_share=event.error_share,
        held=event.held,
        policy=event.policy,
        evidence=event.evidence,
        recorded_at=recorded.occurred_at,
        recorded_by=recorded.actor,
        recorded_seq=recorded.seq,
    )


LOAD_TESTS = Projection(
    name="load_tests",
    version=1,
    row=LoadTestEntry,
    key=("test_id",),
    handles=(LoadTestRecorded,),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "recorded_seq"), ("release_id", "ran_on")),
)
