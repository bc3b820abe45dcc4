"""What can be done about what goes live: pinned, expected, put under load."""

from datetime import date
from decimal import Decimal
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.answers import Command, Consistency, Given, Rejection, commanded, record_it, rejectable
from gateway.schema.engagement_commands import EngagementInput
from gateway.schema.gap_commands import EvidenceInput, evidence
from gateway.schema.ids import named
from gateway.schema.releases import LoadTest, ReleasePlan, load_test_of, release_plan_of
from services.engagement.contract import infrastructure
from shared.events.releases import ServiceLevel
from shared.projecting.as_of import LIVE


@strawberry.type(description="What goes live as it now reads, or why nothing was recorded.")
class ReleasePlanPayload:
    release_plan: ReleasePlan | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, asked: Command, command: object, engagement_id: UUID) -> Self:
        consistency = await record_it(info, asked, command)
        return cls(release_plan=await release_plan_of(info, LIVE, engagement_id), consistency=consistency)


@strawberry.type(description="The load test, or why nothing was recorded.")
class LoadTestPayload:
    load_test: LoadTest | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None


@strawberry.input(description="`expectedVersion` is that of the release plan; the digests are SHA-256 in hex.")
class PinReleaseInput(EngagementInput):
    name: str
    model_digest: str
    prompt_digest: str
    data_digest: str
    configuration_digest: str


@strawberry.input
class RestoreReleaseInput(EngagementInput):
    release_id: strawberry.ID


@strawberry.input
class ExpectPeakLoadInput(EngagementInput):
    requests_per_second: Decimal
    basis: str = strawberry.field(description="Where the figure comes from.")


@strawberry.input
class SetServiceLevelInput(EngagementInput):
    percentile: Decimal = strawberry.field(description="So many of a hundred answers come within the latency.")
    latency_ms: int
    error_share: Decimal = strawberry.field(description="From 0 to 1.")


@strawberry.input
class RecordLoadTestInput(EngagementInput):
    release_id: strawberry.ID
    environment_id: strawberry.ID
    ran_on: date
    achieved: Decimal = strawberry.field(description="Requests per second.")
    latency_ms: int = strawberry.field(description="At the percentile of the service level.")
    error_share: Decimal = strawberry.field(description="From 0 to 1.")
    evidence: EvidenceInput


@strawberry.type
class ReleaseMutations:
    @rejectable("Say what goes live: model, prompts, data and configuration. What was pinned before does so no longer.")
    async def pin_release(self, info: Info, given: Given[PinReleaseInput]) -> ReleasePlanPayload:
        asked = await commanded(info, given)
        command = infrastructure.PinRelease(
            engagement_id=named("Engagement", "engagementId", given.engagement_id),
            release_id=asked.new("release"),
            name=given.name,
            model_digest=given.model_digest,
            prompt_digest=given.prompt_digest,
            data_digest=given.data_digest,
            configuration_digest=given.configuration_digest,
        )
        return await ReleasePlanPayload.after(info, asked, command, command.engagement_id)

    @rejectable("Go back to a release that was pinned before: what was tested with it counts again.")
    async def restore_release(self, info: Info, given: Given[RestoreReleaseInput]) -> ReleasePlanPayload:
        command = infrastructure.RestoreRelease(
            engagement_id=named("Engagement", "engagementId", given.engagement_id),
            release_id=named("Release", "releaseId", given.release_id),
        )
        return await ReleasePlanPayload.after(info, await commanded(info, given), command, command.engagement_id)

    @rejectable("Say which peak load you expect, and why.")
    async def expect_peak_load(self, info: Info, given: Given[ExpectPeakLoadInput]) -> ReleasePlanPayload:
        command = infrastructure.ExpectPeakLoad(
            engagement_id=named("Engagement", "engagementId", given.engagement_id),
            requests_per_second=given.requests_per_second,
            basis=given.basis,
        )
        return await ReleasePlanPayload.after(info, await commanded(info, given), command, command.engagement_id)

    @rejectable("Say what users are owed: load tests have to hold it.")
    async def set_service_level(self, info: Info, given: Given[SetServiceLevelInput]) -> ReleasePlanPayload:
        level = ServiceLevel(percentile=given.percentile, latency_ms=given.latency_ms, error_share=given.error_share)
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = infrastructure.SetServiceLevel(engagement_id=engagement_id, level=level)
        return await ReleasePlanPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Record what a release bore under load.")
    async def record_load_test(self, info: Info, given: Given[RecordLoadTestInput]) -> LoadTestPayload:
        asked = await commanded(info, given)
        command = infrastructure.RecordLoadTest(
            engagement_id=named("Engagement", "engagementId", given.engagement_id),
            test_id=asked.new("test"),
            release_id=named("Release", "releaseId", given.release_id),
            environment_id=named("Environment", "environmentId", given.environment_id),
            ran_on=given.ran_on,
            achieved=given.achieved,
            latency_ms=given.latency_ms,
            error_share=given.error_share,
            evidence=evidence(given.evidence),
        )
        consistency = await record_it(info, asked, command)
        return LoadTestPayload(load_test=await load_test_of(info, LIVE, command.test_id), consistency=consistency)
