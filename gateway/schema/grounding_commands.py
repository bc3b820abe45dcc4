"""What can be done with the sources that answers rest on."""

from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.answers import Command, Consistency, Given, Rejection, commanded, record_it, rejectable
from gateway.schema.gap_commands import EvidenceInput, evidence
from gateway.schema.governance_commands import DataSourceInput
from gateway.schema.grounding import GroundingSource, grounding_source_of
from gateway.schema.ids import named
from services.engagement.contract import hardening
from shared.projecting.as_of import LIVE


@strawberry.type(description="The grounding source as it now reads, or why nothing was recorded.")
class GroundingSourcePayload:
    grounding_source: GroundingSource | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, asked: Command, command: object, source_id: UUID) -> Self:
        consistency = await record_it(info, asked, command)
        return cls(grounding_source=await grounding_source_of(info, LIVE, source_id), consistency=consistency)


@strawberry.input(description="`expectedVersion` is that of the grounding source.")
class GroundingSourceInput(DataSourceInput):
    pass


@strawberry.input
class DeclareGroundingSourceInput(GroundingSourceInput):
    engagement_id: strawberry.ID
    revision: str = strawberry.field(description="The version of its content.")
    digest: str = strawberry.field(description="SHA-256 of that content, in hex.")


@strawberry.input
class ReviseGroundingSourceInput(GroundingSourceInput):
    revision: str
    digest: str
    reason: str


@strawberry.input
class ScopeGroundingSourceInput(GroundingSourceInput):
    scope: str = strawberry.field(description="The part of it that answers rest on.")


@strawberry.input
class ConfirmGroundingAccessControlInput(GroundingSourceInput):
    control: str = strawberry.field(description="By which control only those read from it who may.")
    evidence: EvidenceInput


@strawberry.input
class RetireGroundingSourceInput(GroundingSourceInput):
    reason: str


@strawberry.type
class GroundingMutations:
    @rejectable("Put on record that answers rest on a source of data, and on which version of it.")
    async def declare_grounding_source(
        self, info: Info, given: Given[DeclareGroundingSourceInput]
    ) -> GroundingSourcePayload:
        source_id = named("DataSource", "sourceId", given.source_id)
        command = hardening.DeclareGroundingSource(
            source_id=source_id,
            engagement_id=named("Engagement", "engagementId", given.engagement_id),
            revision=given.revision,
            digest=given.digest,
        )
        return await GroundingSourcePayload.after(info, await commanded(info, given), command, source_id)

    @rejectable("Bring in another version; what was approved for the one before stands no longer.")
    async def revise_grounding_source(
        self, info: Info, given: Given[ReviseGroundingSourceInput]
    ) -> GroundingSourcePayload:
        source_id = named("DataSource", "sourceId", given.source_id)
        command = hardening.ReviseGroundingSource(
            source_id=source_id, revision=given.revision, digest=given.digest, reason=given.reason
        )
        return await GroundingSourcePayload.after(info, await commanded(info, given), command, source_id)

    @rejectable("Say on which part of the source answers rest; another part is to be approved anew.")
    async def scope_grounding_source(
        self, info: Info, given: Given[ScopeGroundingSourceInput]
    ) -> GroundingSourcePayload:
        source_id = named("DataSource", "sourceId", given.source_id)
        command = hardening.ScopeGroundingSource(source_id=source_id, scope=given.scope)
        return await GroundingSourcePayload.after(info, await commanded(info, given), command, source_id)

    @rejectable("Confirm by evidence that only those read from it who may.")
    async def confirm_grounding_access_control(
        self, info: Info, given: Given[ConfirmGroundingAccessControlInput]
    ) -> GroundingSourcePayload:
        source_id = named("DataSource", "sourceId", given.source_id)
        command = hardening.ConfirmGroundingAccessControl(
            source_id=source_id, control=given.control, evidence=evidence(given.evidence)
        )
        return await GroundingSourcePayload.after(info, await commanded(info, given), command, source_id)

    @rejectable("Approve, as the owner of the source, that answers rest on it as it now is.")
    async def approve_grounding_source(self, info: Info, given: Given[GroundingSourceInput]) -> GroundingSourcePayload:
        source_id = named("DataSource", "sourceId", given.source_id)
        command = hardening.ApproveGroundingSource(source_id=source_id)
        return await GroundingSourcePayload.after(info, await commanded(info, given), command, source_id)

    @rejectable("Say that no answer rests on it any more.")
    async def retire_grounding_source(
        self, info: Info, given: Given[RetireGroundingSourceInput]
    ) -> GroundingSourcePayload:
        source_id = named("DataSource", "sourceId", given.source_id)
        command = hardening.RetireGroundingSource(source_id=source_id, reason=given.reason)
        return await GroundingSourcePayload.after(info, await commanded(info, given), command, source_id)
