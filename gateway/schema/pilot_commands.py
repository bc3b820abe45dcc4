"""What can be done with pilots."""

from datetime import date
from decimal import Decimal
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
from gateway.schema.ids import named
from gateway.schema.pilots import Pilot, pilot_of
from gateway.schema.scalars import Long
from services.engagement.contract import (
    ClosePilot,
    DeferDecision,
    DismissFinding,
    RecordFinding,
    RecordPilotCost,
    RecordPilotResult,
    RegisterPilot,
)
from shared.events.pilots import Better, FindingKind, RunBy
from shared.kernel.money import Money
from shared.projecting.as_of import LIVE


@strawberry.type(description="The pilot as it now reads, or why nothing was recorded.")
class PilotPayload:
    pilot: Pilot | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, asked: Command, command: object, pilot_id: UUID) -> Self:
        consistency = await record_it(info, asked, command)
        return cls(pilot=await pilot_of(info, LIVE, pilot_id), consistency=consistency)


@strawberry.input
class RegisterPilotInput(CommandInput):
    name: str
    purpose: str
    run_by: RunBy
    vendor: str | None = strawberry.field(default=None, description="Who ran it, where a vendor did.")
    started_on: date


@strawberry.input
class PilotInput(CommandInput):
    pilot_id: strawberry.ID


@strawberry.input
class RecordPilotResultInput(PilotInput):
    criterion: str
    unit: str
    better: Better
    target: Decimal | None = strawberry.field(default=None, description="Leave it out where none was set.")
    actual: Decimal


@strawberry.input
class RecordFindingInput(PilotInput):
    kind: FindingKind
    title: str
    detail: str


@strawberry.input
class DismissFindingInput(PilotInput):
    finding_id: strawberry.ID
    reason: str


@strawberry.input
class MoneyInput:
    minor: Long
    currency: str


@strawberry.input
class RecordPilotCostInput(PilotInput):
    amount: MoneyInput
    purpose: str


@strawberry.input
class DeferDecisionInput(PilotInput):
    until: date
    reason: str


@strawberry.input
class ClosePilotInput(PilotInput):
    closed_on: date
    summary: str


@strawberry.type
class PilotMutations:
    @rejectable("Put a pilot on record; its id stays with it, to production and beyond.")
    async def register_pilot(self, info: Info, given: Given[RegisterPilotInput]) -> PilotPayload:
        asked = await commanded(info, given)
        pilot_id = asked.new("pilot")
        command = RegisterPilot(
            pilot_id=pilot_id,
            name=given.name,
            purpose=given.purpose,
            run_by=given.run_by,
            vendor=given.vendor,
            started_on=given.started_on,
        )
        return await PilotPayload.after(info, asked, command, pilot_id)

    @rejectable("Say what the pilot reached on a success criterion.")
    async def record_pilot_result(self, info: Info, given: Given[RecordPilotResultInput]) -> PilotPayload:
        pilot_id = named("Pilot", "pilotId", given.pilot_id)
        command = RecordPilotResult(
            pilot_id=pilot_id,
            criterion=given.criterion,
            unit=given.unit,
            better=given.better,
            target=given.target,
            actual=given.actual,
        )
        return await PilotPayload.after(info, await commanded(info, given), command, pilot_id)

    @rejectable("Record what the close-out review found.")
    async def record_finding(self, info: Info, given: Given[RecordFindingInput]) -> PilotPayload:
        pilot_id = named("Pilot", "pilotId", given.pilot_id)
        asked = await commanded(info, given)
        command = RecordFinding(
            pilot_id=pilot_id,
            finding_id=asked.new("finding"),
            kind=given.kind,
            title=given.title,
            detail=given.detail,
        )
        return await PilotPayload.after(info, asked, command, pilot_id)

    @rejectable("Say why a finding needs no gap.")
    async def dismiss_finding(self, info: Info, given: Given[DismissFindingInput]) -> PilotPayload:
        pilot_id = named("Pilot", "pilotId", given.pilot_id)
        finding_id = named("Finding", "findingId", given.finding_id)
        command = DismissFinding(pilot_id=pilot_id, finding_id=finding_id, reason=given.reason)
        return await PilotPayload.after(info, await commanded(info, given), command, pilot_id)

    @rejectable("Record what the pilot cost.")
    async def record_pilot_cost(self, info: Info, given: Given[RecordPilotCostInput]) -> PilotPayload:
        pilot_id = named("Pilot", "pilotId", given.pilot_id)
        asked = await commanded(info, given)
        amount = Money(minor=given.amount.minor, currency=given.amount.currency)
        command = RecordPilotCost(pilot_id=pilot_id, cost_id=asked.new("cost"), amount=amount, purpose=given.purpose)
        return await PilotPayload.after(info, asked, command, pilot_id)

    @rejectable("Put off the decision whether the pilot goes to production: it is counted.")
    async def defer_decision(self, info: Info, given: Given[DeferDecisionInput]) -> PilotPayload:
        pilot_id = named("Pilot", "pilotId", given.pilot_id)
        command = DeferDecision(pilot_id=pilot_id, until=given.until, reason=given.reason)
        return await PilotPayload.after(info, await commanded(info, given), command, pilot_id)

    @rejectable("Close the pilot: its results, findings and costs stand as they are.")
    async def close_pilot(self, info: Info, given: Given[ClosePilotInput]) -> PilotPayload:
        pilot_id = named("Pilot", "pilotId", given.pilot_id)
        command = ClosePilot(pilot_id=pilot_id, closed_on=given.closed_on, summary=given.summary)
        return await PilotPayload.after(info, await commanded(info, given), command, pilot_id)
