"""What can be done to harden the model: runs on data, and the loss to production."""

from datetime import date
from decimal import Decimal
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.answers import (
    Command,
    Consistency,
    Given,
    Rejection,
    commanded,
    record_it,
    rejectable,
)
from gateway.schema.engagement_commands import EngagementInput
from gateway.schema.gap_commands import EvidenceInput, evidence
from gateway.schema.ids import named
from gateway.schema.performance_deltas import PerformanceDelta, performance_delta_of
from gateway.schema.quality_commands import QualityMutations
from gateway.schema.scalars import Long
from gateway.schema.validations import Validation, validation_of
from services.engagement.contract import hardening
from shared.projecting.as_of import LIVE


@strawberry.type(description="The validation as it now reads, or why nothing was recorded.")
class ValidationPayload:
    validation: Validation | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, asked: Command, command: object, run_id: UUID) -> Self:
        consistency = await record_it(info, asked, command)
        return cls(validation=await validation_of(info, LIVE, run_id), consistency=consistency)


@strawberry.type(description="The performance delta as it now reads, or why nothing was recorded.")
class PerformanceDeltaPayload:
    performance_delta: PerformanceDelta | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, asked: Command, command: object, metric_id: UUID) -> Self:
        consistency = await record_it(info, asked, command)
        return cls(performance_delta=await performance_delta_of(info, LIVE, metric_id), consistency=consistency)


@strawberry.input(description="`expectedVersion` is that of the measure's performance delta.")
class MeasuredInput(EngagementInput):
    metric_id: strawberry.ID


@strawberry.input
class RecordValidationInput(MeasuredInput):
    dataset_id: strawberry.ID
    value: Decimal
    sample_size: Long
    ran_on: date
    evidence: EvidenceInput
    release_id: strawberry.ID | None = strawberry.field(default=None, description="What ran.")


@strawberry.input
class MeasurePerformanceDeltaInput(MeasuredInput):
    validation_id: strawberry.ID = strawberry.field(description="The run on data that mirror production.")
    criterion: str = strawberry.field(description="The pilot's result, in the same unit.")


@strawberry.input
class AcceptPerformanceDeltaInput(MeasuredInput):
    reason: str


@strawberry.input
class AddressPerformanceDeltaInput(MeasuredInput):
    gap_id: strawberry.ID


@strawberry.type
class HardeningMutations(QualityMutations):
    @rejectable("Record what the model reached on the dataset as it now is.")
    async def record_validation(self, info: Info, given: Given[RecordValidationInput]) -> ValidationPayload:
        asked = await commanded(info, given)
        command = hardening.RecordValidation(
            metric_id=named("QualityMetric", "metricId", given.metric_id),
            engagement_id=named("Engagement", "engagementId", given.engagement_id),
            run_id=asked.new("validation"),
            dataset_id=named("Dataset", "datasetId", given.dataset_id),
            release_id=named("Release", "releaseId", given.release_id) if given.release_id else None,
            value=given.value,
            sample_size=given.sample_size,
            ran_on=given.ran_on,
            evidence=evidence(given.evidence),
        )
        return await ValidationPayload.after(info, asked, command, command.run_id)

    @rejectable("Set a run on data that mirror production beside what the pilot reached.")
    async def measure_performance_delta(
        self, info: Info, given: Given[MeasurePerformanceDeltaInput]
    ) -> PerformanceDeltaPayload:
        metric_id = named("QualityMetric", "metricId", given.metric_id)
        command = hardening.MeasurePerformanceDelta(
            metric_id=metric_id,
            engagement_id=named("Engagement", "engagementId", given.engagement_id),
            run_id=named("Validation", "validationId", given.validation_id),
            criterion=given.criterion,
        )
        return await PerformanceDeltaPayload.after(info, await commanded(info, given), command, metric_id)

    @rejectable("Accept, as somebody who did not measure it, that production is not what the pilot was.")
    async def accept_performance_delta(
        self, info: Info, given: Given[AcceptPerformanceDeltaInput]
    ) -> PerformanceDeltaPayload:
        metric_id = named("QualityMetric", "metricId", given.metric_id)
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = hardening.AcceptPerformanceDelta(
            metric_id=metric_id, engagement_id=engagement_id, reason=given.reason
        )
        return await PerformanceDeltaPayload.after(info, await commanded(info, given), command, metric_id)

    @rejectable("Name the gap that stands for the loss.")
    async def address_performance_delta(
        self, info: Info, given: Given[AddressPerformanceDeltaInput]
    ) -> PerformanceDeltaPayload:
        metric_id = named("QualityMetric", "metricId", given.metric_id)
        command = hardening.AddressPerformanceDelta(
            metric_id=metric_id,
            engagement_id=named("Engagement", "engagementId", given.engagement_id),
            gap_id=named("Gap", "gapId", given.gap_id),
        )
        return await PerformanceDeltaPayload.after(info, await commanded(info, given), command, metric_id)
