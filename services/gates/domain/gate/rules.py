"""What happens at a gate: who may do what, what it stands on, and which function decides it."""

from collections.abc import Sequence
from typing import Any, assert_never

from services.gates.domain.decision_policy import LATEST_DECISIONS
from services.gates.domain.gate import conditions, deciding, outdating, signing
from services.gates.domain.gate.case import Case, Past, evolve, frameworks_seen, whole
from services.gates.domain.gate.commands import (
    DecideGate,
    GateCommand,
    MarkOutdated,
    MeetCondition,
    OfDecision,
    RecordSignOff,
    RequestGate,
    RevokeMissed,
    WithdrawSignOff,
)
from services.gates.domain.gate.refusals import EngagementIsParked, EngagementStoppedForGood
from services.gates.domain.not_found import EngagementNotFound
from shared.events.gates import DecisionEvent
from shared.events.people import Role
from shared.kernel.decider import Asked, Decider

SIGNERS = frozenset(Role) - {Role.AUDITOR, Role.ADMINISTRATOR, Role.INTEGRATOR}
AFTER_THE_END = (WithdrawSignOff, RevokeMissed, MarkOutdated)
NOBODY: frozenset[str] = frozenset()


def decide(command: GateCommand, past: Past, asked: Asked) -> list[Any]:
    case = Case(past, command.stage)
    goes_on(command, case)
    return list(decided(command, case, asked))


def goes_on(command: object, case: Case) -> None:
    """What has ended or rests goes no further; what takes something back still may."""
    if not case.course.started:
        raise EngagementNotFound
    if isinstance(command, AFTER_THE_END):
        return
    if case.course.stopped:
        raise EngagementStoppedForGood
    if case.course.parked:
        raise EngagementIsParked


def decided(command: GateCommand, case: Case, asked: Asked) -> list[Any]:
    match command:
        case RequestGate():
            return list(signing.request(command, case, asked))
        case RecordSignOff():
            return list(signing.sign(command, case, asked))
        case WithdrawSignOff():
            return list(signing.withdraw(command, case, asked))
        case DecideGate():
            return list(deciding.decide_gate(command, case, asked))
        case MeetCondition() | RevokeMissed() | MarkOutdated():
            return list(became(command, case, asked))
        case _:
            assert_never(command)


def became(command: OfDecision, case: Case, asked: Asked) -> Sequence[DecisionEvent]:
    match command:
        case MeetCondition():
            return conditions.meet(command, case, asked)
        case RevokeMissed():
            return conditions.revoke(command, case, asked)
        case MarkOutdated():
            return outdating.mark(command, case, asked)
        case _:
            assert_never(command)


GATE: Decider[Past, GateCommand, Any] = Decider(
    initial=Past(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"gate-{command.engagement_id}-{command.stage}",
    permits={
        RequestGate: LATEST_DECISIONS.requested_by,
        RecordSignOff: SIGNERS,
        WithdrawSignOff: SIGNERS,
        DecideGate: LATEST_DECISIONS.decided_by,
        MeetCondition: SIGNERS,
        RevokeMissed: NOBODY,
        MarkOutdated: NOBODY,
    },
    looks_at=lambda command: whole(command.engagement_id),
    looks_further=frameworks_seen,
    with_envelope=True,
    engagement=lambda command: command.engagement_id,
    names=lambda command: tuple(each.owner for each in command.conditions) if isinstance(command, DecideGate) else (),
    at_once=frozenset(
        {RequestGate, RecordSignOff, WithdrawSignOff, DecideGate, MeetCondition, RevokeMissed, MarkOutdated}
    ),
)
