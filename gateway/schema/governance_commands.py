"""What can be done to close governance: for data and its use, for accountability, for the audit log."""

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
from gateway.schema.data_sources import DataAccess, DataSource, data_access_of, data_source_of
from gateway.schema.engagement_commands import EngagementInput, EngagementPayload
from gateway.schema.gap_commands import EvidenceInput, evidence
from gateway.schema.ids import named
from services.engagement.contract import governance
from shared.events.people import Role
from shared.events.sources import DataClass
from shared.projecting.as_of import LIVE


@strawberry.type(description="The data source as it now reads, or why nothing was recorded.")
class DataSourcePayload:
    data_source: DataSource | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, asked: Command, command: object, source_id: UUID) -> Self:
        consistency = await record_it(info, asked, command)
        return cls(data_source=await data_source_of(info, LIVE, source_id), consistency=consistency)


@strawberry.type(description="The access as it now reads, or why nothing was recorded.")
class DataAccessPayload:
    data_access: DataAccess | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, asked: Command, command: object, access_id: UUID) -> Self:
        consistency = await record_it(info, asked, command)
        return cls(data_access=await data_access_of(info, LIVE, access_id), consistency=consistency)


@strawberry.input
class RegisterDataSourceInput(EngagementInput):
    name: str
    description: str = ""
    owner: strawberry.ID | None = strawberry.field(default=None, description="Who approves access; may come later.")


@strawberry.input(description="`expectedVersion` is that of the source.")
class DataSourceInput(CommandInput):
    source_id: strawberry.ID


@strawberry.input
class NameDataSourceOwnerInput(DataSourceInput):
    owner: strawberry.ID


@strawberry.input
class ClassifyDataInput(DataSourceInput):
    data_class: DataClass
    personal_data: bool


@strawberry.input
class RequestDataAccessInput(DataSourceInput):
    purpose: str
    scope: str = strawberry.field(description="The part of the source that is asked for.")


@strawberry.input
class DataAccessInput(DataSourceInput):
    access_id: strawberry.ID


@strawberry.input
class ApproveDataAccessInput(DataAccessInput):
    until: date = strawberry.field(description="Its last day: no access is for ever.")


@strawberry.input
class RevokeDataAccessInput(DataAccessInput):
    reason: str


@strawberry.input
class AssignModelAccountabilityInput(EngagementInput):
    person: strawberry.ID
    role: Role = strawberry.field(description="A role of the business, which the person answers in.")


@strawberry.input(description="The whole configuration.")
class ConfigureAuditLoggingInput(EngagementInput):
    destination: str
    covers: list[str] = strawberry.field(description="The kinds of events that are logged.")
    retention_days: int


@strawberry.input
class RecordAuditLogTestInput(EngagementInput):
    evidence: EvidenceInput
    passed: bool


@strawberry.type
class DataSourceMutations:
    @rejectable("Put on record where the system gets data from.")
    async def register_data_source(self, info: Info, given: Given[RegisterDataSourceInput]) -> DataSourcePayload:
        asked = await commanded(info, given)
        command = governance.RegisterDataSource(
            source_id=asked.new("source"),
            engagement_id=named("Engagement", "engagementId", given.engagement_id),
            name=given.name,
            description=given.description,
            owner=named("Person", "owner", given.owner) if given.owner is not None else None,
        )
        return await DataSourcePayload.after(info, asked, command, command.source_id)

    @rejectable("Say who approves access to it; what another owner approved stands no longer.")
    async def name_data_source_owner(self, info: Info, given: Given[NameDataSourceOwnerInput]) -> DataSourcePayload:
        source_id = named("DataSource", "sourceId", given.source_id)
        command = governance.NameDataSourceOwner(source_id=source_id, owner=named("Person", "owner", given.owner))
        return await DataSourcePayload.after(info, await commanded(info, given), command, source_id)

    @rejectable("Decide, as a business owner, how delicate the data is; another class outdates what was approved.")
    async def classify_data(self, info: Info, given: Given[ClassifyDataInput]) -> DataSourcePayload:
        source_id = named("DataSource", "sourceId", given.source_id)
        command = governance.ClassifyData(
            source_id=source_id, data_class=given.data_class, personal_data=given.personal_data
        )
        return await DataSourcePayload.after(info, await commanded(info, given), command, source_id)

    @rejectable("Ask the owner for access to a part of the source.")
    async def request_data_access(self, info: Info, given: Given[RequestDataAccessInput]) -> DataAccessPayload:
        asked = await commanded(info, given)
        command = governance.RequestDataAccess(
            source_id=named("DataSource", "sourceId", given.source_id),
            access_id=asked.new("access"),
            purpose=given.purpose,
            scope=given.scope,
        )
        return await DataAccessPayload.after(info, asked, command, command.access_id)

    @rejectable("Approve, as the owner of the source, that it is used until a day.")
    async def approve_data_access(self, info: Info, given: Given[ApproveDataAccessInput]) -> DataAccessPayload:
        command = governance.ApproveDataAccess(
            source_id=named("DataSource", "sourceId", given.source_id),
            access_id=named("DataAccess", "accessId", given.access_id),
            until=given.until,
        )
        return await DataAccessPayload.after(info, await commanded(info, given), command, command.access_id)

    @rejectable("Take access back, or say no to a request.")
    async def revoke_data_access(self, info: Info, given: Given[RevokeDataAccessInput]) -> DataAccessPayload:
        command = governance.RevokeDataAccess(
            source_id=named("DataSource", "sourceId", given.source_id),
            access_id=named("DataAccess", "accessId", given.access_id),
            reason=given.reason,
        )
        return await DataAccessPayload.after(info, await commanded(info, given), command, command.access_id)


@strawberry.type
class GovernanceMutations(DataSourceMutations):
    @rejectable("Name who of the business answers for what the model does.")
    async def assign_model_accountability(
        self, info: Info, given: Given[AssignModelAccountabilityInput]
    ) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = governance.AssignModelAccountability(
            engagement_id=engagement_id, person=named("Person", "person", given.person), role=given.role
        )
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Accept the accountability that was assigned to you.")
    async def accept_model_accountability(self, info: Info, given: Given[EngagementInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = governance.AcceptModelAccountability(engagement_id=engagement_id)
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Say where the model's output is logged, what is, and for how long it is kept.")
    async def configure_audit_logging(self, info: Info, given: Given[ConfigureAuditLoggingInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = governance.ConfigureAuditLogging(
            engagement_id=engagement_id,
            destination=given.destination,
            covers=tuple(given.covers),
            retention_days=given.retention_days,
        )
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Record whether a test found what must be in the audit log.")
    async def record_audit_log_test(self, info: Info, given: Given[RecordAuditLogTestInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = governance.RecordAuditLogTest(
            engagement_id=engagement_id, evidence=evidence(given.evidence), passed=given.passed
        )
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)
