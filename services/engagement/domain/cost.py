"""What going to production costs: each cost once, corrected or withdrawn by a later word, never overwritten."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from services.engagement.domain.amounts import amount
from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.on_record import once
from services.engagement.domain.reported import past
from services.engagement.domain.roles import APPROVERS, LEADS
from shared.events.costs import CostEvent, CostKind, ScaleCostCorrected, ScaleCostRecorded, ScaleCostWithdrawn
from shared.events.engagements import EngagementStarted
from shared.kernel.decider import Asked, Decider, Scope, stream_scope
from shared.kernel.money import Money
from shared.kernel.record import record
from shared.kernel.refusal import Refused
from shared.kernel.text import prose

# --- Commands ---------------------------------------------------------------


@record
class RecordScaleCost:
    engagement_id: UUID
    cost_id: UUID
    kind: CostKind
    amount: Money
    spent_on: date
    note: str = ""


@record
class CorrectScaleCost:
    """How it reads from now on, in full."""

    engagement_id: UUID
    cost_id: UUID
    kind: CostKind
    amount: Money
    spent_on: date
    note: str
    reason: str


@record
class WithdrawScaleCost:
    engagement_id: UUID
    cost_id: UUID
    reason: str


CostCommand: TypeAlias = RecordScaleCost | CorrectScaleCost | WithdrawScaleCost

# --- Refusals ---------------------------------------------------------------


class ScaleCostAlreadyRecorded(Refused):
    """A cost of going to production with this id was already recorded, and reads differently: correct it."""


class ScaleCostNotFound(Refused):
    """No such cost of going to production was recorded."""


class ScaleCostGone(Refused):
    """The cost was withdrawn: record it anew if it was one after all."""


# --- State ------------------------------------------------------------------


@record
class Cost:
    """As it was first told, and as it reads by now."""

    recorded: ScaleCostRecorded
    reads: ScaleCostRecorded
    withdrawn: bool = False


@record
class NotStarted:
    pass


@record
class Costs:
    by_id: Mapping[UUID, Cost] = field(default_factory=dict)

    def having(self, cost_id: UUID, cost: Cost) -> "Costs":
        return replace(self, by_id={**self.by_id, cost_id: cost})


State: TypeAlias = NotStarted | Costs


def evolve(costs: State, event: CostEvent | EngagementStarted) -> State:
    match costs:
        case NotStarted():
            return Costs() if isinstance(event, EngagementStarted) else costs
        case Costs():
            return costs if isinstance(event, EngagementStarted) else changed(costs, event)
        case _:
            assert_never(costs)


def changed(costs: Costs, event: CostEvent) -> Costs:
    match event:
        case ScaleCostRecorded():
            return costs.having(event.cost_id, Cost(recorded=event, reads=event))
        case ScaleCostCorrected():
            return costs.having(event.cost_id, replace(costs.by_id[event.cost_id], reads=as_recorded(event)))
        case ScaleCostWithdrawn():
            return costs.having(event.cost_id, replace(costs.by_id[event.cost_id], withdrawn=True))
        case _:
            assert_never(event)


def as_recorded(event: ScaleCostCorrected) -> ScaleCostRecorded:
    return ScaleCostRecorded(
        engagement_id=event.engagement_id,
        cost_id=event.cost_id,
        kind=event.kind,
        amount=event.amount,
        spent_on=event.spent_on,
        note=event.note,
    )


# --- Decisions --------------------------------------------------------------


def told(command: RecordScaleCost | CorrectScaleCost) -> ScaleCostRecorded:
    return ScaleCostRecorded(
        engagement_id=command.engagement_id,
        cost_id=command.cost_id,
        kind=command.kind,
        amount=amount("amount", command.amount),
        spent_on=command.spent_on,
        note=prose("note", command.note, required=False),
    )


def record_cost(command: RecordScaleCost, costs: Costs, asked: Asked) -> list[CostEvent]:
    fact = told(command)
    before = costs.by_id.get(command.cost_id)
    if before is not None:
        return once(before.recorded, fact, ScaleCostAlreadyRecorded)
    past("spentOn", command.spent_on, asked)
    return [fact]


def correct(command: CorrectScaleCost, costs: Costs, asked: Asked) -> list[CostEvent]:
    fact, reason = told(command), prose("reason", command.reason)
    if standing(command.cost_id, costs).reads == fact:
        return []
    past("spentOn", command.spent_on, asked)
    return [
        ScaleCostCorrected(
            engagement_id=fact.engagement_id,
            cost_id=fact.cost_id,
            kind=fact.kind,
            amount=fact.amount,
            spent_on=fact.spent_on,
            note=fact.note,
            reason=reason,
        )
    ]


def withdraw(command: WithdrawScaleCost, costs: Costs) -> list[CostEvent]:
    reason = prose("reason", command.reason)
    if known(command.cost_id, costs).withdrawn:
        return []
    return [ScaleCostWithdrawn(engagement_id=command.engagement_id, cost_id=command.cost_id, reason=reason)]


def known(cost_id: UUID, costs: Costs) -> Cost:
    if cost_id not in costs.by_id:
        raise ScaleCostNotFound(where=("input", "costId"))
    return costs.by_id[cost_id]


def standing(cost_id: UUID, costs: Costs) -> Cost:
    cost = known(cost_id, costs)
    if cost.withdrawn:
        raise ScaleCostGone(where=("input", "costId"))
    return cost


def decide(command: CostCommand, costs: State, asked: Asked) -> list[CostEvent]:
    if isinstance(costs, NotStarted):
        raise EngagementNotFound(where=("input", "engagementId"))
    match command:
        case RecordScaleCost():
            return record_cost(command, costs, asked)
        case CorrectScaleCost():
            return correct(command, costs, asked)
        case WithdrawScaleCost():
            return withdraw(command, costs)
        case _:
            assert_never(command)


def looks_at(command: CostCommand) -> tuple[Scope, ...]:
    return (stream_scope(f"engagement-{command.engagement_id}", EngagementStarted),)


COST: Decider[State, CostCommand, CostEvent | EngagementStarted] = Decider(
    initial=NotStarted(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"cost-{command.engagement_id}",
    permits={RecordScaleCost: LEADS, CorrectScaleCost: LEADS, WithdrawScaleCost: LEADS | APPROVERS},
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id,
)
