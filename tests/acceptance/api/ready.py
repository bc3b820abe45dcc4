"""An engagement that is ready to go live, told in facts: the way there is long, and other tests go it by commands."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from gateway.schema.ids import global_id, uuid_of
from services.engagement.contracts.stages import LATEST_POLICY
from shared.events.engagements import EngagementStarted, SystemOwnerAssigned
from shared.events.environments import EnvironmentKind
from shared.events.gaps import Evidence
from shared.events.gates import GateDecided, Outcome
from shared.events.integrations import (
    IntegrationDirection,
    IntegrationOutcome,
    IntegrationPointDeclared,
    IntegrationTarget,
    IntegrationTestRecorded,
)
from shared.events.ownership import CycleUnit, ObligationsAccepted, ReviewCycle
from shared.events.people import Role
from shared.events.pilots import PilotClosed, PilotRegistered, RunBy
from shared.events.releases import LoadTestRecorded, PeakLoadExpected, ReleasePinned, ServiceLevel, ServiceLevelSet
from shared.events.stages import (
    DeliverableAccepted,
    DeliverableSubmitted,
    Stage,
    StageEntered,
    TrackCompleted,
)
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.going_live import programme, said
from tests.acceptance.api.story import EVIDENCE

RELEASE = UUID(int=0x91)
BEFORE_LAUNCH = tuple(Stage)[:4]


async def ready_engagement(desk: Desk, launched_on: date) -> str:
    """Run by the client's own team, without a gap: nothing blocks it four weeks after that day."""
    engagement_id = uuid5(desk.tenant, "ready to go live")
    owner = uuid_of("Person", desk.person(Role.SYSTEM_OWNER))
    await said(desk, *begun(engagement_id, owner, launched_on))
    await said(desk, *tested(engagement_id, launched_on), engagement=engagement_id)
    for stage in BEFORE_LAUNCH:
        decision = decided(engagement_id, stage)
        await said(desk, *gone_through(engagement_id, stage))
        await said(desk, decision)
    return str(global_id("Engagement", engagement_id))


def begun(engagement_id: UUID, owner: UUID, day: date) -> tuple[Any, ...]:
    cycle = ReviewCycle(every=3, unit=CycleUnit.MONTH)
    return (
        PilotRegistered(
            pilot_id=engagement_id,
            name="Voice",
            purpose="Answer calls",
            run_by=RunBy.OWN_TEAM,
            vendor=None,
            started_on=day,
        ),
        PilotClosed(pilot_id=engagement_id, closed_on=day, summary="It answers"),
        EngagementStarted(engagement_id=engagement_id, name="Voice to production"),
        SystemOwnerAssigned(engagement_id=engagement_id, owner=owner),
        ObligationsAccepted(
            engagement_id=engagement_id, owner=owner, obligations=("Answers",), cycle=cycle, accepted_on=day
        ),
        *programme(engagement_id, day),
    )


TESTED: dict[str, Any] = {"release_id": RELEASE, "evidence": Evidence(**EVIDENCE)}
LEVEL = ServiceLevel(percentile=Decimal("95.000"), latency_ms=1_200, error_share=Decimal("0.00500"))


def tested(engagement_id: UUID, day: date) -> tuple[Any, ...]:
    """A release, borne by production and by the one system that it meets."""
    of: dict[str, Any] = {"engagement_id": engagement_id}
    digests: dict[str, Any] = {f"{part}_digest": "ab" * 32 for part in ("model", "prompt", "data", "configuration")}
    return (
        ReleasePinned(**of, release_id=RELEASE, name="2026.3", **digests),
        PeakLoadExpected(**of, requests_per_second=Decimal("40.00"), basis="Last winter", author=UUID(int=1)),
        ServiceLevelSet(**of, level=LEVEL),
        load_tested(engagement_id, day),
        *integrated(engagement_id, day),
    )


def load_tested(engagement_id: UUID, day: date) -> LoadTestRecorded:
    return LoadTestRecorded(
        **TESTED,
        engagement_id=engagement_id,
        test_id=UUID(int=0x7E),
        environment_id=UUID(int=0xE0),
        environment=EnvironmentKind.PRODUCTION,
        ran_on=day,
        achieved=Decimal("60.00"),
        expected_peak=Decimal("40.00"),
        level=LEVEL,
        latency_ms=900,
        error_share=Decimal("0.00100"),
        held=True,
        policy=1,
    )


def integrated(engagement_id: UUID, day: date) -> tuple[IntegrationPointDeclared, IntegrationTestRecorded]:
    point = uuid5(engagement_id, "point")
    declared = IntegrationPointDeclared(
        point_id=point,
        engagement_id=engagement_id,
        system="Telephony",
        direction=IntegrationDirection.INBOUND,
        workflow="A call comes in",
    )
    passed = IntegrationTestRecorded(
        **TESTED,
        point_id=point,
        test_id=UUID(int=0x7F),
        outcome=IntegrationOutcome.PASSED,
        target=IntegrationTarget.PRODUCTION,
        ran_on=day,
    )
    return declared, passed


def decided(engagement_id: UUID, stage: Stage) -> GateDecided:
    return GateDecided(
        engagement_id=engagement_id,
        stage=stage,
        decision_id=UUID(int=0x80 + stage.number),
        outcome=Outcome.GO,
        conditions=(),
        framework="2026-1",
        position=1,
    )


def gone_through(engagement_id: UUID, stage: Stage) -> tuple[Any, ...]:
    policy = LATEST_POLICY.stages[stage]
    of: dict[str, Any] = {"engagement_id": engagement_id, "stage": stage}
    decision_id = UUID(int=0x80 + stage.number - 1)
    entered = StageEntered(**of, policy=LATEST_POLICY.version, decision_id=decision_id)
    work: dict[str, Any] = {"policy": LATEST_POLICY.version, "evidence": Evidence(**EVIDENCE), "submitter": UUID(int=1)}
    return (
        *(() if stage is Stage.ASSESSMENT else (entered,)),
        *(DeliverableSubmitted(**of, **work, deliverable=name) for name in policy.deliverable_names),
        *(DeliverableAccepted(**of, deliverable=name, accepter=UUID(int=2)) for name in policy.deliverable_names),
        *(TrackCompleted(**of, track=each.name) for each in policy.tracks),
    )
