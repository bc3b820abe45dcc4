"""What can be done about the costs of going to production."""

from datetime import date
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
from gateway.schema.costs import ScaleCost, scale_cost_of
from gateway.schema.engagement_commands import EngagementInput
from gateway.schema.ids import named
from gateway.schema.pilot_commands import MoneyInput
from services.engagement.contract import numbers
from shared.events.costs import CostKind
from shared.kernel.money import Money
from shared.projecting.as_of import LIVE


@strawberry.type(description="The cost as it now reads, or why nothing was recorded.")
class ScaleCostPayload:
    scale_cost: ScaleCost | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, asked: Command, command: object, cost_id: UUID) -> Self:
        consistency = await record_it(info, asked, command)
        return cls(scale_cost=await scale_cost_of(info, LIVE, cost_id), consistency=consistency)


@strawberry.input
class RecordScaleCostInput(EngagementInput):
    kind: CostKind
    amount: MoneyInput
    spent_on: date
    note: str = ""


@strawberry.input(description="How it reads from now on, in full.")
class CorrectScaleCostInput(RecordScaleCostInput):
    cost_id: strawberry.ID
    reason: str


@strawberry.input
class WithdrawScaleCostInput(EngagementInput):
    cost_id: strawberry.ID
    reason: str


@strawberry.type
class CostMutations:
    @rejectable("Put on record what was spent to get the pilot to production.")
    async def record_scale_cost(self, info: Info, given: Given[RecordScaleCostInput]) -> ScaleCostPayload:
        asked = await commanded(info, given)
        cost_id = asked.new("scale cost")
        command = numbers.RecordScaleCost(
            engagement_id=named("Engagement", "engagementId", given.engagement_id),
            cost_id=cost_id,
            kind=given.kind,
            amount=money(given.amount),
            spent_on=given.spent_on,
            note=given.note,
        )
        return await ScaleCostPayload.after(info, asked, command, cost_id)

    @rejectable("Say how a cost should have read; how it read before stays in the log.")
    async def correct_scale_cost(self, info: Info, given: Given[CorrectScaleCostInput]) -> ScaleCostPayload:
        cost_id = named("ScaleCost", "costId", given.cost_id)
        command = numbers.CorrectScaleCost(
            engagement_id=named("Engagement", "engagementId", given.engagement_id),
            cost_id=cost_id,
            kind=given.kind,
            amount=money(given.amount),
            spent_on=given.spent_on,
            note=given.note,
            reason=given.reason,
        )
        return await ScaleCostPayload.after(info, await commanded(info, given), command, cost_id)

    @rejectable("It was no cost of this engagement.")
    async def withdraw_scale_cost(self, info: Info, given: Given[WithdrawScaleCostInput]) -> ScaleCostPayload:
        cost_id = named("ScaleCost", "costId", given.cost_id)
        command = numbers.WithdrawScaleCost(
            engagement_id=named("Engagement", "engagementId", given.engagement_id),
            cost_id=cost_id,
            reason=given.reason,
        )
        return await ScaleCostPayload.after(info, await commanded(info, given), command, cost_id)


def money(given: MoneyInput) -> Money:
    return Money(minor=given.minor, currency=given.currency)
