"""What can be done at gates: they are requested, signed for by domain, and decided by people."""

from datetime import date
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.answers import Command, Consistency, Given, Rejection, commanded, record_it, rejectable
from gateway.schema.engagement_commands import EngagementInput, EngagementPayload
from gateway.schema.gates import GateState, gate_of
from gateway.schema.ids import named
from gateway.schema.stage_names import StageName
from services.gates.contracts import decisions
from shared.events.gates import GateCondition, Outcome
from shared.events.readiness import Purpose
from shared.events.stages import Stage
from shared.projecting.as_of import LIVE

strawberry.enum(Purpose, name="ReadinessPurpose", description="To find what lacks, or whether anything still does.")


@strawberry.type(description="The gate as it now reads, or why nothing was recorded.")
class GatePayload:
    gate: GateState | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, asked: Command, command: object, engagement_id: UUID, stage: Stage) -> Self:
        consistency = await record_it(info, asked, command)
        return cls(gate=await gate_of(info, LIVE, engagement_id, stage), consistency=consistency)


@strawberry.input(description="`stage` is the one that the gate ends; `expectedVersion` is the gate's.")
class GateInput(EngagementInput):
    stage: StageName


@strawberry.input
class SignOffInput(GateInput):
    domain: str = strawberry.field(description="As the verdict names it: `framework/domain`.")


@strawberry.input
class WithdrawSignOffInput(SignOffInput):
    reason: str


@strawberry.input(description="What a conditional go still owes.")
class GateConditionInput:
    what: str
    owner: strawberry.ID
    due: date = strawberry.field(description="The last of the tenant's days on which it can be met.")
    criterion: str = strawberry.field(
        default="", description="The unmet criterion or requirement that it carries past the gate, as `framework/code`."
    )
    gap_id: strawberry.ID | None = strawberry.field(
        default=None, description="The blocking gap that it carries past the gate."
    )


@strawberry.input
class DecideGateInput(GateInput):
    outcome: Outcome
    conditions: list[GateConditionInput] = strawberry.field(default_factory=list)
    reason: str = strawberry.field(default="", description="Needed where the gate is not passed.")


@strawberry.input
class MeetConditionInput(GateInput):
    gate_decision_id: strawberry.ID
    condition_id: strawberry.ID


@strawberry.input
class EvaluateReadinessInput(EngagementInput):
    purpose: Purpose


@strawberry.type
class GateMutations:
    @rejectable("Ask that it be decided whether a stage may be left.")
    async def request_gate(self, info: Info, given: Given[GateInput]) -> GatePayload:
        asked, engagement_id = await commanded(info, given), named("Engagement", "engagementId", given.engagement_id)
        command = decisions.RequestGate(
            engagement_id=engagement_id, stage=given.stage, request_id=asked.new("gate request")
        )
        return await GatePayload.after(info, asked, command, engagement_id, given.stage)

    @rejectable("Answer for a domain, as the verdict shows it now.")
    async def record_sign_off(self, info: Info, given: Given[SignOffInput]) -> GatePayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = decisions.RecordSignOff(engagement_id=engagement_id, stage=given.stage, domain=given.domain)
        return await GatePayload.after(info, await commanded(info, given), command, engagement_id, given.stage)

    @rejectable("Take back one's own sign-off.")
    async def withdraw_sign_off(self, info: Info, given: Given[WithdrawSignOffInput]) -> GatePayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = decisions.WithdrawSignOff(
            engagement_id=engagement_id, stage=given.stage, domain=given.domain, reason=given.reason
        )
        return await GatePayload.after(info, await commanded(info, given), command, engagement_id, given.stage)

    @rejectable("Decide whether the stage may be left. The rules recommend, and nobody passes what they do not.")
    async def decide_gate(self, info: Info, given: Given[DecideGateInput]) -> GatePayload:
        asked, engagement_id = await commanded(info, given), named("Engagement", "engagementId", given.engagement_id)
        command = decisions.DecideGate(
            engagement_id=engagement_id,
            stage=given.stage,
            decision_id=asked.new("gate decision"),
            evaluation_id=asked.new("gate evaluation"),
            outcome=given.outcome,
            conditions=tuple(condition(each, asked, at) for at, each in enumerate(given.conditions)),
            reason=given.reason,
        )
        return await GatePayload.after(info, asked, command, engagement_id, given.stage)

    @rejectable("Say that what a decision owed is done.")
    async def meet_condition(self, info: Info, given: Given[MeetConditionInput]) -> GatePayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = decisions.MeetCondition(
            engagement_id=engagement_id,
            stage=given.stage,
            decision_id=named("GateDecision", "gateDecisionId", given.gate_decision_id),
            condition_id=named("GateCondition", "conditionId", given.condition_id),
        )
        return await GatePayload.after(info, await commanded(info, given), command, engagement_id, given.stage)

    @rejectable("Evaluate by all criteria how ready the system is, and put it on record.")
    async def evaluate_readiness(self, info: Info, given: Given[EvaluateReadinessInput]) -> EngagementPayload:
        asked, engagement_id = await commanded(info, given), named("Engagement", "engagementId", given.engagement_id)
        command = decisions.EvaluateReadiness(
            engagement_id=engagement_id, evaluation_id=asked.new("readiness evaluation"), purpose=given.purpose
        )
        return await EngagementPayload.after(info, asked, command, engagement_id)


def condition(given: GateConditionInput, asked: Command, at: int) -> GateCondition:
    """One that carries a gap has its id."""
    carries = named("Gap", "conditions", given.gap_id) if given.gap_id else asked.new(f"gate condition {at}")
    return GateCondition(
        condition_id=carries,
        what=given.what,
        owner=named("Person", "conditions", given.owner),
        due=given.due,
        criterion=given.criterion,
    )
