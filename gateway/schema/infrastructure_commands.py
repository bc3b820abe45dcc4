"""What can be done to environments and integration points."""

from datetime import date
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.answers import (
    Command,
    CommandInput,
    Consistency,
    Given,
    Rejection,
    commanded,
    record_it,
    rejectable,
)
from gateway.schema.engagement_commands import EngagementInput
from gateway.schema.environments import Environment, environment_of
from gateway.schema.gap_commands import EvidenceInput, evidence
from gateway.schema.ids import named
from gateway.schema.integrations import IntegrationPoint, integration_point_of
from services.engagement.contract import infrastructure
from shared.events.environments import EnvironmentKind, HardeningKind
from shared.events.integrations import IntegrationDirection, IntegrationOutcome, IntegrationTarget
from shared.projecting.as_of import LIVE


@strawberry.type(description="The environment as it now reads, or why nothing was recorded.")
class EnvironmentPayload:
    environment: Environment | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, asked: Command, command: object, environment_id: UUID) -> Self:
        consistency = await record_it(info, asked, command)
        return cls(environment=await environment_of(info, LIVE, environment_id), consistency=consistency)


@strawberry.type(description="The integration point as it now reads, or why nothing was recorded.")
class IntegrationPointPayload:
    integration_point: IntegrationPoint | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, asked: Command, command: object, point_id: UUID) -> Self:
        consistency = await record_it(info, asked, command)
        return cls(integration_point=await integration_point_of(info, LIVE, point_id), consistency=consistency)


@strawberry.input
class DeclareEnvironmentInput(EngagementInput):
    name: str
    kind: EnvironmentKind = strawberry.field(description="It stays: another kind is another environment.")


@strawberry.input(description="`expectedVersion` is that of the environment.")
class EnvironmentInput(CommandInput):
    environment_id: strawberry.ID


@strawberry.input
class AddHardeningItemInput(EnvironmentInput):
    kind: HardeningKind
    title: str


@strawberry.input
class HardeningInput(EnvironmentInput):
    item_id: strawberry.ID


@strawberry.input
class CompleteHardeningInput(HardeningInput):
    evidence: EvidenceInput


@strawberry.input
class ReopenHardeningInput(HardeningInput):
    reason: str


@strawberry.input
class RecordDeploymentInput(EnvironmentInput):
    release_id: strawberry.ID
    deployed_on: date
    evidence: EvidenceInput = strawberry.field(description="The deployment's record.")


@strawberry.input
class DeclareIntegrationPointInput(EngagementInput):
    system: str = strawberry.field(description="The other system.")
    direction: IntegrationDirection
    workflow: str = strawberry.field(description="What is triggered or routed there.")


@strawberry.input(description="`expectedVersion` is that of the integration point.")
class IntegrationPointInput(CommandInput):
    point_id: strawberry.ID


@strawberry.input
class RecordIntegrationTestInput(IntegrationPointInput):
    release_id: strawberry.ID = strawberry.field(description="What it was run with.")
    outcome: IntegrationOutcome
    target: IntegrationTarget
    ran_on: date
    evidence: EvidenceInput


@strawberry.input
class WithdrawIntegrationPointInput(IntegrationPointInput):
    reason: str


@strawberry.type
class EnvironmentMutations:
    @rejectable("Put on record where the system runs or is tried.")
    async def declare_environment(self, info: Info, given: Given[DeclareEnvironmentInput]) -> EnvironmentPayload:
        asked = await commanded(info, given)
        command = infrastructure.DeclareEnvironment(
            environment_id=asked.new("environment"),
            engagement_id=named("Engagement", "engagementId", given.engagement_id),
            name=given.name,
            kind=given.kind,
        )
        return await EnvironmentPayload.after(info, asked, command, command.environment_id)

    @rejectable("Say what an environment is to be hardened in.")
    async def add_hardening_item(self, info: Info, given: Given[AddHardeningItemInput]) -> EnvironmentPayload:
        asked = await commanded(info, given)
        command = infrastructure.AddHardeningItem(
            environment_id=named("Environment", "environmentId", given.environment_id),
            item_id=asked.new("item"),
            kind=given.kind,
            title=given.title,
        )
        return await EnvironmentPayload.after(info, asked, command, command.environment_id)

    @rejectable("Show that an item of hardening is complete; somebody else verifies it.")
    async def complete_hardening(self, info: Info, given: Given[CompleteHardeningInput]) -> EnvironmentPayload:
        command = infrastructure.CompleteHardening(
            environment_id=named("Environment", "environmentId", given.environment_id),
            item_id=named("HardeningItem", "itemId", given.item_id),
            evidence=evidence(given.evidence),
        )
        return await EnvironmentPayload.after(info, await commanded(info, given), command, command.environment_id)

    @rejectable("Confirm what somebody else completed.")
    async def verify_hardening(self, info: Info, given: Given[HardeningInput]) -> EnvironmentPayload:
        command = infrastructure.VerifyHardening(
            environment_id=named("Environment", "environmentId", given.environment_id),
            item_id=named("HardeningItem", "itemId", given.item_id),
        )
        return await EnvironmentPayload.after(info, await commanded(info, given), command, command.environment_id)

    @rejectable("An item of hardening is not complete after all.")
    async def reopen_hardening(self, info: Info, given: Given[ReopenHardeningInput]) -> EnvironmentPayload:
        command = infrastructure.ReopenHardening(
            environment_id=named("Environment", "environmentId", given.environment_id),
            item_id=named("HardeningItem", "itemId", given.item_id),
            reason=given.reason,
        )
        return await EnvironmentPayload.after(info, await commanded(info, given), command, command.environment_id)

    @rejectable("Put on record which release runs in production.")
    async def record_deployment(self, info: Info, given: Given[RecordDeploymentInput]) -> EnvironmentPayload:
        command = infrastructure.RecordDeployment(
            environment_id=named("Environment", "environmentId", given.environment_id),
            release_id=named("Release", "releaseId", given.release_id),
            deployed_on=given.deployed_on,
            evidence=evidence(given.evidence),
        )
        return await EnvironmentPayload.after(info, await commanded(info, given), command, command.environment_id)


@strawberry.type
class InfrastructureMutations(EnvironmentMutations):
    @rejectable("Put on record where the system meets another one.")
    async def declare_integration_point(
        self, info: Info, given: Given[DeclareIntegrationPointInput]
    ) -> IntegrationPointPayload:
        asked = await commanded(info, given)
        command = infrastructure.DeclareIntegrationPoint(
            point_id=asked.new("point"),
            engagement_id=named("Engagement", "engagementId", given.engagement_id),
            system=given.system,
            direction=given.direction,
            workflow=given.workflow,
        )
        return await IntegrationPointPayload.after(info, asked, command, command.point_id)

    @rejectable("Record whether an integration point was passed from end to end.")
    async def record_integration_test(
        self, info: Info, given: Given[RecordIntegrationTestInput]
    ) -> IntegrationPointPayload:
        asked = await commanded(info, given)
        command = infrastructure.RecordIntegrationTest(
            point_id=named("IntegrationPoint", "pointId", given.point_id),
            test_id=asked.new("test"),
            release_id=named("Release", "releaseId", given.release_id),
            outcome=given.outcome,
            target=given.target,
            ran_on=given.ran_on,
            evidence=evidence(given.evidence),
        )
        return await IntegrationPointPayload.after(info, asked, command, command.point_id)

    @rejectable("The system does not go there: nothing is owed for it any more.")
    async def withdraw_integration_point(
        self, info: Info, given: Given[WithdrawIntegrationPointInput]
    ) -> IntegrationPointPayload:
        command = infrastructure.WithdrawIntegrationPoint(
            point_id=named("IntegrationPoint", "pointId", given.point_id), reason=given.reason
        )
        return await IntegrationPointPayload.after(info, await commanded(info, given), command, command.point_id)
