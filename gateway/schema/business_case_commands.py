"""What can be done about the business case, the costs of running, and the return."""

from datetime import date
from decimal import Decimal
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.answers import Command, Consistency, Given, Rejection, commanded, record_it, rejectable
from gateway.schema.business_cases import LINE, RUN_COST, BusinessCase, RunCost
from gateway.schema.cost_commands import money
from gateway.schema.engagement_commands import EngagementInput
from gateway.schema.ids import named
from gateway.schema.moments import source_at_end
from gateway.schema.pilot_commands import MoneyInput
from gateway.schema.returns import Roi
from gateway.schema.series import NOUN as SERIES
from services.measurement.contracts import returns
from shared.events.business_case import BenefitLine
from shared.events.costs import CostKind
from shared.projecting.as_of import LIVE


@strawberry.type(description="The business case as it now reads, or why nothing was recorded.")
class BusinessCasePayload:
    business_case: BusinessCase | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, asked: Command, command: object, engagement_id: UUID) -> Self:
        consistency = await record_it(info, asked, command)
        row = await info.context.load(LIVE, returns.business_cases_of, engagement_id)
        return cls(business_case=BusinessCase.of(row, LIVE) if row else None, consistency=consistency)


@strawberry.type(description="The cost as it now reads, or why nothing was recorded.")
class RunCostPayload:
    run_cost: RunCost | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, asked: Command, command: object, ids: tuple[UUID, UUID]) -> Self:
        """`ids` are the engagement's and the cost's."""
        consistency = await record_it(info, asked, command)
        rows = await info.context.load(LIVE, returns.run_costs_of, ids[0])
        found = next((RunCost.of(row, LIVE) for row in rows if row.cost_id == ids[1]), None)
        return cls(run_cost=found, consistency=consistency)


@strawberry.type(description="The return as it is known, or why nothing was recorded.")
class RoiPayload:
    roi: Roi | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, asked: Command, command: object, words: tuple[str, UUID]) -> Self:
        """`words` are what was asked for, and of which engagement."""
        word, engagement_id = words
        consistency = await record_it(info, asked, command, (word, str(engagement_id)))
        row = await info.context.load(LIVE, returns.rois_of, engagement_id)
        return cls(roi=Roi.of(row, LIVE) if row else None, consistency=consistency)


@strawberry.input(description="What an improvement of one business figure is worth.")
class BenefitLineInput:
    id: strawberry.ID | None = strawberry.field(default=None, description="Of a line that the case has already.")
    series_id: strawberry.ID = strawberry.field(description="A key figure of the business.")
    value_per_unit: MoneyInput
    volume_per_month: Decimal
    target: Decimal
    note: str = ""


@strawberry.input(description="`expectedVersion` is that of the business case.")
class RegisterBusinessCaseInput(EngagementInput):
    owner: strawberry.ID = strawberry.field(description="Who answers for it.")
    lines: list[BenefitLineInput]
    run_cost_per_month: MoneyInput
    assumptions: list[str]


@strawberry.input(description="How it reads from now on, in full.")
class ReviseBusinessCaseInput(RegisterBusinessCaseInput):
    reason: str


@strawberry.input
class RecordRunCostInput(EngagementInput):
    kind: CostKind
    amount: MoneyInput
    spent_on: date
    note: str = ""


@strawberry.input(description="How it reads from now on, in full.")
class CorrectRunCostInput(RecordRunCostInput):
    run_cost_id: strawberry.ID
    reason: str


@strawberry.input
class WithdrawRunCostInput(EngagementInput):
    run_cost_id: strawberry.ID
    reason: str


def terms(given: RegisterBusinessCaseInput, asked: Command) -> returns.CaseTerms:
    return returns.CaseTerms(
        owner=named("Person", "owner", given.owner),
        lines=tuple(line(each, asked.new(f"benefit line {number}")) for number, each in enumerate(given.lines)),
        run_cost_per_month=money(given.run_cost_per_month),
        assumptions=tuple(given.assumptions),
    )


def line(given: BenefitLineInput, new_id: UUID) -> BenefitLine:
    return BenefitLine(
        line_id=named(LINE, "lines", given.id) if given.id else new_id,
        series_id=named(SERIES, "lines", given.series_id),
        value_per_unit=money(given.value_per_unit),
        volume_per_month=given.volume_per_month,
        target=given.target,
        note=given.note,
    )


def engagement_of(given: EngagementInput) -> UUID:
    return named("Engagement", "engagementId", given.engagement_id)


async def reckoned(info: Info, engagement_id: UUID) -> tuple[int, returns.RoiLine | None]:
    """At the end of the log; the position, and nothing where there is no case."""
    source = await source_at_end(info)
    answer = await info.context.load(source, returns.rois_of, engagement_id)
    return source.seq, answer.known if answer else None


@strawberry.type
class BusinessCaseMutations:
    @rejectable("Say what the system is to bring, before it is live.")
    async def register_business_case(self, info: Info, given: Given[RegisterBusinessCaseInput]) -> BusinessCasePayload:
        asked, engagement_id = await commanded(info, given), engagement_of(given)
        command = returns.RegisterBusinessCase(engagement_id=engagement_id, terms=terms(given, asked))
        return await BusinessCasePayload.after(info, asked, command, engagement_id)

    @rejectable("Say how the case reads from now on; what the system went live with stays the yardstick.")
    async def revise_business_case(self, info: Info, given: Given[ReviseBusinessCaseInput]) -> BusinessCasePayload:
        asked, engagement_id = await commanded(info, given), engagement_of(given)
        told = terms(given, asked)
        command = returns.ReviseBusinessCase(engagement_id=engagement_id, terms=told, reason=given.reason)
        return await BusinessCasePayload.after(info, asked, command, engagement_id)


@strawberry.type
class RunCostMutations:
    @rejectable("Put on record what was spent to run the system.")
    async def record_run_cost(self, info: Info, given: Given[RecordRunCostInput]) -> RunCostPayload:
        asked, engagement_id = await commanded(info, given), engagement_of(given)
        cost_id = asked.new("run cost")
        command = returns.RecordRunCost(
            engagement_id=engagement_id,
            cost_id=cost_id,
            kind=given.kind,
            amount=money(given.amount),
            spent_on=given.spent_on,
            note=given.note,
        )
        return await RunCostPayload.after(info, asked, command, (engagement_id, cost_id))

    @rejectable("Say how a cost of running should have read; how it read before stays in the log.")
    async def correct_run_cost(self, info: Info, given: Given[CorrectRunCostInput]) -> RunCostPayload:
        engagement_id, cost_id = engagement_of(given), named(RUN_COST, "runCostId", given.run_cost_id)
        command = returns.CorrectRunCost(
            engagement_id=engagement_id,
            cost_id=cost_id,
            kind=given.kind,
            amount=money(given.amount),
            spent_on=given.spent_on,
            note=given.note,
            reason=given.reason,
        )
        return await RunCostPayload.after(info, await commanded(info, given), command, (engagement_id, cost_id))

    @rejectable("It was no cost of running this system.")
    async def withdraw_run_cost(self, info: Info, given: Given[WithdrawRunCostInput]) -> RunCostPayload:
        engagement_id, cost_id = engagement_of(given), named(RUN_COST, "runCostId", given.run_cost_id)
        command = returns.WithdrawRunCost(engagement_id=engagement_id, cost_id=cost_id, reason=given.reason)
        return await RunCostPayload.after(info, await commanded(info, given), command, (engagement_id, cost_id))


@strawberry.type
class RoiMutations:
    @rejectable("Put on record what the return comes to now.")
    async def compute_roi(self, info: Info, given: Given[EngagementInput]) -> RoiPayload:
        engagement_id = engagement_of(given)
        position, found = await reckoned(info, engagement_id)
        figures = found.roi.figures if found else None
        command = returns.ComputeRoi(engagement_id=engagement_id, position=position, figures=figures)
        return await RoiPayload.after(info, await commanded(info, given), command, ("computeRoi", engagement_id))

    @rejectable("Publish the return as it reads now; its digest goes on record.")
    async def publish_roi(self, info: Info, given: Given[EngagementInput]) -> RoiPayload:
        engagement_id = engagement_of(given)
        position, found = await reckoned(info, engagement_id)
        command = returns.PublishRoi(
            engagement_id=engagement_id,
            position=position,
            figures=found.roi.figures if found else None,
            digest=found.digest if found else "0" * 64,
        )
        return await RoiPayload.after(info, await commanded(info, given), command, ("publishRoi", engagement_id))
