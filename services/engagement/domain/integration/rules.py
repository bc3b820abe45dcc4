"""What happens when something is asked of an integration point: one function per command."""

from typing import assert_never

from services.engagement.domain import evidence
from services.engagement.domain.integration.commands import (
    DeclareIntegrationPoint,
    IntegrationCommand,
    IntegrationPointGone,
    RecordIntegrationTest,
    WithdrawIntegrationPoint,
)
from services.engagement.domain.integration.state import Declared, Meeting, NotStarted, Point, Undeclared, evolve
from services.engagement.domain.not_found import EngagementNotFound, IntegrationPointNotFound, ReleaseNotFound
from services.engagement.domain.on_record import once
from services.engagement.domain.reported import past
from services.engagement.domain.roles import LEADS
from shared.events.engagements import EngagementStarted
from shared.events.integrations import (
    IntegrationEvent,
    IntegrationPointDeclared,
    IntegrationPointWithdrawn,
    IntegrationTestRecorded,
)
from shared.events.people import Role
from shared.events.releases import ReleasePinned
from shared.kernel.decider import Asked, Decider, Scope, stream_scope
from shared.kernel.text import line, prose


def declare(command: DeclareIntegrationPoint, point: Point) -> list[IntegrationEvent]:
    wanted = IntegrationPointDeclared(
        point_id=command.point_id,
        engagement_id=command.engagement_id,
        system=line("system", command.system),
        direction=command.direction,
        workflow=prose("workflow", command.workflow),
    )
    match point:
        case NotStarted():
            raise EngagementNotFound
        case Undeclared():
            return [wanted]
        case Declared(first=first):
            return once(first, wanted)
        case _:
            assert_never(point)


def record_test(command: RecordIntegrationTest, meeting: Meeting, asked: Asked) -> list[IntegrationEvent]:
    fact = IntegrationTestRecorded(
        point_id=command.point_id,
        test_id=command.test_id,
        release_id=command.release_id,
        outcome=command.outcome,
        target=command.target,
        ran_on=command.ran_on,
        evidence=evidence.checked(command.evidence),
    )
    point = declared(meeting.point)
    earlier = point.tests.get(command.test_id)
    if earlier is not None:
        return once(earlier, fact)
    if point.withdrawn:
        raise IntegrationPointGone
    if command.release_id not in meeting.releases:
        raise ReleaseNotFound(where=("input", "releaseId"))
    past("ranOn", command.ran_on, asked)
    return [fact]


def withdraw(command: WithdrawIntegrationPoint, point: Declared) -> list[IntegrationEvent]:
    reason = prose("reason", command.reason)
    return [] if point.withdrawn else [IntegrationPointWithdrawn(point_id=command.point_id, reason=reason)]


def declared(point: Point) -> Declared:
    if not isinstance(point, Declared):
        raise IntegrationPointNotFound
    return point


def decide(command: IntegrationCommand, meeting: Meeting, asked: Asked) -> list[IntegrationEvent]:
    match command:
        case DeclareIntegrationPoint():
            return declare(command, meeting.point)
        case RecordIntegrationTest():
            return record_test(command, meeting, asked)
        case WithdrawIntegrationPoint():
            return withdraw(command, declared(meeting.point))
        case _:
            assert_never(command)


def looks_at(command: IntegrationCommand) -> tuple[Scope, ...]:
    if isinstance(command, DeclareIntegrationPoint):
        return (stream_scope(f"engagement-{command.engagement_id}", EngagementStarted),)
    return ()


INTEGRATORS = LEADS | {Role.INFRASTRUCTURE_LEAD, Role.MODEL_LEAD, Role.SYSTEM_OWNER}

INTEGRATION: Decider[Meeting, IntegrationCommand, IntegrationEvent | EngagementStarted | ReleasePinned] = Decider(
    initial=Meeting(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"integration-{command.point_id}",
    permits={
        DeclareIntegrationPoint: INTEGRATORS,
        RecordIntegrationTest: INTEGRATORS,
        WithdrawIntegrationPoint: LEADS | {Role.SYSTEM_OWNER},
    },
    looks_at=looks_at,
    looks_around={RecordIntegrationTest: (ReleasePinned,)},
    engagement=lambda command: command.engagement_id if isinstance(command, DeclareIntegrationPoint) else None,
)
