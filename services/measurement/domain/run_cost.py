"""What running the system costs: each cost once, corrected or withdrawn by a later word, never overwritten."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from services.measurement.domain.currency import amount
from services.measurement.domain.not_found import EngagementNotFound
from shared.events.costs import CostKind
from shared.events.engagements import EngagementStarted
from shared.events.people import Role
from shared.events.run_costs import RunCostCorrected, RunCostEvent, RunCostRecorded, RunCostWithdrawn
from shared.events.tenants import TenantConfigured
from shared.kernel.decider import Asked, Decider, Reach, Scope, stream_scope
from shared.kernel.money import Money
from shared.kernel.record import record
from shared.kernel.refusal import InTheFuture, Refused
from shared.kernel.text import prose

RECORDERS = frozenset({Role.ENGAGEMENT_LEAD, Role.PILOT_LEAD, Role.BUSINESS_OWNER})

# --- Commands ---


@record
class RecordRunCost:
    engagement_id: UUID
    cost_id: UUID
    kind: CostKind
    amount: Money
    spent_on: date
    note: str = ""


@record
class CorrectRunCost:
    """How it reads from now on, in full."""

    engagement_id: UUID
    cost_id: UUID
    kind: CostKind
    amount: Money
    spent_on: date
    note: str
    reason: str


@record
class WithdrawRunCost:
    engagement_id: UUID
    cost_id: UUID
    reason: str


RunCostCommand: TypeAlias = RecordRunCost | CorrectRunCost | WithdrawRunCost


class RunCostAlreadyRecorded(Refused):
    """A cost of running the system with this id was already recorded, and reads differently: correct it."""


class RunCostNotFound(Refused):
    """No such cost of running the system was recorded."""


class RunCostGone(Refused):
    """The cost was withdrawn: record it anew if it was one after all."""


# --- State ---


@record
class Cost:
    """As it was first told, and as it reads by now."""

    recorded: RunCostRecorded
    reads: RunCostRecorded
    withdrawn: bool = False


@record
class Costs:
    started: bool = False
    currency: str = ""
    by_id: Mapping[UUID, Cost] = field(default_factory=dict)

    def having(self, cost_id: UUID, cost: Cost) -> "Costs":
        return replace(self, by_id={**self.by_id, cost_id: cost})


Known: TypeAlias = RunCostEvent | EngagementStarted | TenantConfigured


def evolve(costs: Costs, event: Known) -> Costs:
    match event:
        case EngagementStarted():
            return replace(costs, started=True)
        case TenantConfigured():
            return replace(costs, currency=event.currency)
        case RunCostRecorded():
            return costs.having(event.cost_id, Cost(recorded=event, reads=event))
        case RunCostCorrected():
            return costs.having(event.cost_id, replace(costs.by_id[event.cost_id], reads=fact_of(event)))
        case RunCostWithdrawn():
            return costs.having(event.cost_id, replace(costs.by_id[event.cost_id], withdrawn=True))
        case _:
            assert_never(event)


def fact_of(told: RunCostCorrected | RecordRunCost | CorrectRunCost) -> RunCostRecorded:
    return RunCostRecorded(
        engagement_id=told.engagement_id,
        cost_id=told.cost_id,
        kind=told.kind,
        amount=told.amount,
        spent_on=told.spent_on,
        note=told.note,
    )


# --- Decisions ---


def checked(command: RecordRunCost | CorrectRunCost, costs: Costs, asked: Asked) -> RunCostRecorded:
    if command.spent_on > asked.day:
        raise InTheFuture(where=("input", "spentOn"), given=command.spent_on, now=asked.day)
    return replace(
        fact_of(command),
        amount=amount("amount", command.amount, costs.currency),
        note=prose("note", command.note, required=False),
    )


def record_cost(command: RecordRunCost, costs: Costs, asked: Asked) -> list[RunCostEvent]:
    fact = checked(command, costs, asked)
    before = costs.by_id.get(command.cost_id)
    if before is None:
        return [fact]
    if before.recorded != fact:
        raise RunCostAlreadyRecorded
    return []


def correct(command: CorrectRunCost, costs: Costs, asked: Asked) -> list[RunCostEvent]:
    fact, reason = checked(command, costs, asked), prose("reason", command.reason)
    cost = known(command.cost_id, costs)
    if cost.withdrawn:
        raise RunCostGone(where=("input", "runCostId"))
    if cost.reads == fact:
        return []
    return [
        RunCostCorrected(
            engagement_id=fact.engagement_id,
            cost_id=fact.cost_id,
            kind=fact.kind,
            amount=fact.amount,
            spent_on=fact.spent_on,
            note=fact.note,
            reason=reason,
        )
    ]


def withdraw(command: WithdrawRunCost, costs: Costs) -> list[RunCostEvent]:
    reason = prose("reason", command.reason)
    if known(command.cost_id, costs).withdrawn:
        return []
    return [RunCostWithdrawn(engagement_id=command.engagement_id, cost_id=command.cost_id, reason=reason)]


def known(cost_id: UUID, costs: Costs) -> Cost:
    if cost_id not in costs.by_id:
        raise RunCostNotFound(where=("input", "runCostId"))
    return costs.by_id[cost_id]


def decide(command: RunCostCommand, costs: Costs, asked: Asked) -> list[RunCostEvent]:
    if not costs.started:
        raise EngagementNotFound(where=("input", "engagementId"))
    match command:
        case RecordRunCost():
            return record_cost(command, costs, asked)
        case CorrectRunCost():
            return correct(command, costs, asked)
        case WithdrawRunCost():
            return withdraw(command, costs)
        case _:
            assert_never(command)


def looks_at(command: RunCostCommand) -> tuple[Scope, ...]:
    started = stream_scope(f"engagement-{command.engagement_id}", EngagementStarted)
    return (started, Scope(reach=Reach.TENANT, types=(TenantConfigured.__name__,)))


RUN_COST: Decider[Costs, RunCostCommand, Known] = Decider(
    initial=Costs(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"runcost-{command.engagement_id}",
    permits={
        RecordRunCost: RECORDERS,
        CorrectRunCost: RECORDERS,
        WithdrawRunCost: RECORDERS | {Role.SPONSOR},
    },
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id,
)
