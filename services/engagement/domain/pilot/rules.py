"""What may happen to a pilot: results, findings and costs until it closes, deferrals and dismissals after it too."""

from datetime import timedelta
from typing import TypeAlias, assert_never

from services.engagement.domain.amounts import amount, figure
from services.engagement.domain.not_found import PilotNotFound
from services.engagement.domain.on_record import once
from services.engagement.domain.origins import GapFate
from services.engagement.domain.pilot.commands import (
    ClosedBeforeStart,
    ClosePilot,
    CostAlreadyRecorded,
    CostInAnotherCurrency,
    DecisionAlreadyDeferred,
    DeferDecision,
    DeferredIntoThePast,
    DeferredTooFar,
    DismissFinding,
    FindingAlreadyRecorded,
    FindingHasGap,
    FindingNotFound,
    PilotAlreadyRegistered,
    PilotClosedAlready,
    PilotCommand,
    PilotWithoutResults,
    RecordFinding,
    RecordPilotCost,
    RecordPilotResult,
    RegisterPilot,
    ReviewCommand,
    VendorDidNotRunPilot,
    VendorNotNamed,
)
from services.engagement.domain.pilot.state import Closed, Pilot, Running, Unknown, evolve
from services.engagement.domain.reported import past
from services.engagement.domain.roles import APPROVERS, LEADS
from shared.events.gaps import GapCancelled, GapOpened, GapReopened
from shared.events.people import Role
from shared.events.pilots import (
    DecisionDeferred,
    FindingDismissed,
    FindingRecorded,
    PilotClosed,
    PilotCostRecorded,
    PilotEvent,
    PilotRegistered,
    PilotResultRecorded,
    RunBy,
)
from shared.kernel.decider import Asked, Decider, Scope, engagement_scope
from shared.kernel.text import line, prose

FARTHEST_DEFERRAL = timedelta(days=10 * 365)


def register_pilot(command: RegisterPilot, pilot: Pilot, asked: Asked) -> list[PilotEvent]:
    fact = PilotRegistered(
        pilot_id=command.pilot_id,
        name=line("name", command.name),
        purpose=prose("purpose", command.purpose),
        run_by=command.run_by,
        vendor=vendor(command),
        started_on=command.started_on,
    )
    if not isinstance(pilot, Unknown):
        return once(pilot.registered, fact, otherwise=PilotAlreadyRegistered)
    past("startedOn", command.started_on, asked)
    return [fact]


def record_result(command: RecordPilotResult, pilot: Pilot) -> list[PilotEvent]:
    fact = PilotResultRecorded(
        pilot_id=command.pilot_id,
        criterion=line("criterion", command.criterion),
        unit=line("unit", command.unit),
        better=command.better,
        target=None if command.target is None else figure("target", command.target),
        actual=figure("actual", command.actual),
    )
    if registered(pilot).review.results.get(fact.criterion) == fact:
        return []
    return [still_running(pilot, fact)]


def record_finding(command: RecordFinding, pilot: Pilot) -> list[PilotEvent]:
    fact = FindingRecorded(
        pilot_id=command.pilot_id,
        finding_id=command.finding_id,
        kind=command.kind,
        title=line("title", command.title),
        detail=prose("detail", command.detail, required=False),
    )
    before = registered(pilot).review.findings.get(fact.finding_id)
    if before is not None:
        return once(before, fact, otherwise=FindingAlreadyRecorded)
    return [still_running(pilot, fact)]


def dismiss_finding(command: DismissFinding, pilot: Pilot) -> list[PilotEvent]:
    review = registered(pilot).review
    reason = prose("reason", command.reason)
    if command.finding_id not in review.findings:
        raise FindingNotFound(where=("input", "findingId"))
    if command.finding_id in review.dismissed:
        return []
    if review.origins.have_gap(command.finding_id):
        raise FindingHasGap(where=("input", "findingId"))
    return [FindingDismissed(pilot_id=command.pilot_id, finding_id=command.finding_id, reason=reason)]


def record_cost(command: RecordPilotCost, pilot: Pilot) -> list[PilotEvent]:
    fact = PilotCostRecorded(
        pilot_id=command.pilot_id,
        cost_id=command.cost_id,
        amount=amount("amount", command.amount),
        purpose=prose("purpose", command.purpose),
    )
    costs = registered(pilot).review.costs
    if fact.cost_id in costs:
        return once(costs[fact.cost_id], fact, otherwise=CostAlreadyRecorded)
    for other in costs.values():
        if other.amount.currency != fact.amount.currency:
            raise CostInAnotherCurrency(where=("input", "amount", "currency"), currency=other.amount.currency)
    return [still_running(pilot, fact)]


def defer_decision(command: DeferDecision, pilot: Pilot, asked: Asked) -> list[PilotEvent]:
    last = registered(pilot).review.deferred
    reason = prose("reason", command.reason)
    if last is not None and (last.until, last.reason) == (command.until, reason):
        return []
    if command.until <= asked.day:
        raise DeferredIntoThePast(where=("input", "until"))
    if command.until > asked.day + FARTHEST_DEFERRAL:
        raise DeferredTooFar(where=("input", "until"), latest=asked.day + FARTHEST_DEFERRAL)
    if last is not None and command.until <= last.until:
        raise DecisionAlreadyDeferred(where=("input", "until"), until=last.until)
    times = 1 if last is None else last.times + 1
    return [DecisionDeferred(pilot_id=command.pilot_id, times=times, until=command.until, reason=reason)]


def close_pilot(command: ClosePilot, pilot: Pilot, asked: Asked) -> list[PilotEvent]:
    fact = PilotClosed(
        pilot_id=command.pilot_id, closed_on=command.closed_on, summary=prose("summary", command.summary)
    )
    match pilot:
        case Unknown():
            raise PilotNotFound
        case Closed():
            return once(pilot.closed, fact, otherwise=PilotClosedAlready)
        case Running():
            past("closedOn", fact.closed_on, asked)
            if fact.closed_on < pilot.registered.started_on:
                raise ClosedBeforeStart(where=("input", "closedOn"), started=pilot.registered.started_on)
            if not pilot.review.results:
                raise PilotWithoutResults
            return [fact]
        case _:
            assert_never(pilot)


Measured: TypeAlias = PilotResultRecorded | FindingRecorded | PilotCostRecorded


def registered(pilot: Pilot) -> Running | Closed:
    if isinstance(pilot, Unknown):
        raise PilotNotFound
    return pilot


def still_running(pilot: Pilot, fact: Measured) -> Measured:
    if isinstance(pilot, Closed):
        raise PilotClosedAlready
    return fact


def vendor(command: RegisterPilot) -> str | None:
    match command.run_by, command.vendor:
        case RunBy.VENDOR, None:
            raise VendorNotNamed(where=("input", "vendor"))
        case RunBy.VENDOR, str(name):
            return line("vendor", name)
        case _, None:
            return None
        case _:
            raise VendorDidNotRunPilot(where=("input", "vendor"))


def decide(command: PilotCommand, pilot: Pilot, asked: Asked) -> list[PilotEvent]:
    match command:
        case RegisterPilot():
            return register_pilot(command, pilot, asked)
        case DeferDecision():
            return defer_decision(command, pilot, asked)
        case ClosePilot():
            return close_pilot(command, pilot, asked)
        case _:
            return review(command, pilot)


def review(command: ReviewCommand, pilot: Pilot) -> list[PilotEvent]:
    match command:
        case RecordPilotResult():
            return record_result(command, pilot)
        case RecordFinding():
            return record_finding(command, pilot)
        case DismissFinding():
            return dismiss_finding(command, pilot)
        case RecordPilotCost():
            return record_cost(command, pilot)
        case _:
            assert_never(command)


def looks_at(command: PilotCommand) -> tuple[Scope, ...]:
    if isinstance(command, DismissFinding):
        return (engagement_scope(command.pilot_id, GapOpened, GapCancelled, GapReopened),)
    return ()


PILOT: Decider[Pilot, PilotCommand, PilotEvent | GapFate] = Decider(
    initial=Unknown(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"pilot-{command.pilot_id}",
    permits={
        RegisterPilot: LEADS,
        RecordPilotResult: LEADS | {Role.VENDOR},
        RecordFinding: LEADS | {Role.VENDOR},
        DismissFinding: LEADS | APPROVERS,
        RecordPilotCost: LEADS,
        DeferDecision: LEADS | APPROVERS,
        ClosePilot: LEADS,
    },
    looks_at=looks_at,
    engagement=lambda command: command.pilot_id,
)
