"""What happens by itself on a day: evidence runs out, a condition was missed, a decision outlived what it stood on."""

from dataclasses import replace
from datetime import UTC, date, timedelta
from typing import TypeAlias, get_args
from uuid import UUID

from services.gates.domain.decision_policy import DECISION_POLICIES
from services.gates.domain.evidence.commands import ExpireEvidence, NoteEvidenceExpiry
from services.gates.domain.evidence_policy import LATEST_EVIDENCE
from services.gates.domain.gate.commands import MarkOutdated, RevokeMissed
from services.gates.domain.gate.state import LETS_PASS
from services.gates.domain.verdict.states import let_pass
from shared.events.evidence import (
    EvidenceEvent,
    EvidenceExpired,
    EvidenceExpiryNoted,
    EvidenceRevised,
    EvidenceSubmitted,
    EvidenceWithdrawn,
)
from shared.events.gates import (
    DecisionEvent,
    GateConditionMet,
    GateDecided,
    GateDecisionRevoked,
    GateEvaluated,
    GateOutdated,
)
from shared.events.go_live import WentLive
from shared.events.stages import Stage, StageEntered
from shared.kernel.recorded import Recorded
from shared.kernel.timer import Due, Timer

DAY = timedelta(days=1)
MOST = max(policy.most_conditions for policy in DECISION_POLICIES.values())


# --- Evidence ----------------------------------------------------------------


def reminders_of(event: EvidenceEvent) -> tuple[str, ...]:
    if isinstance(event, EvidenceExpiryNoted):
        return (f"{event.evidence_id} {event.days_left}",)
    return tuple(f"{event.evidence_id} {days}" for days in LATEST_EVIDENCE.reminders)


def reminder(key: str, _before: Due | None, recorded: Recorded[EvidenceEvent]) -> Due | None:
    """So many days before its last one, unless that is the day on which it is shown, wherever that day begins.

    On which of the tenant's days it was shown tells the command.
    """
    event = recorded.event
    if not isinstance(event, EvidenceSubmitted | EvidenceRevised):
        return None
    days = int(key.rpartition(" ")[2])
    on = event.valid_until - timedelta(days=days)
    if on <= max(recorded.occurred_at.astimezone(UTC).date() - DAY, event.valid_from):
        return None
    shown = NoteEvidenceExpiry(evidence_id=event.evidence_id, days_left=days, shown_at=recorded.occurred_at)
    return Due(command=shown, on=on)


Ending: TypeAlias = EvidenceSubmitted | EvidenceRevised | EvidenceWithdrawn | EvidenceExpired


def evidence_of(event: Ending) -> tuple[str, ...]:
    return (str(event.evidence_id),)


def expiry(_key: str, _before: Due | None, recorded: Recorded[Ending]) -> Due | None:
    """As soon as its last day is over."""
    event = recorded.event
    if isinstance(event, EvidenceSubmitted | EvidenceRevised) and event.valid_until < date.max:
        return Due(command=ExpireEvidence(evidence_id=event.evidence_id), on=event.valid_until + DAY)
    return None


# --- Decisions ---------------------------------------------------------------


def gate_of(engagement_id: UUID, stage: Stage) -> str:
    return f"{engagement_id} {stage}"


def owed_at(event: DecisionEvent) -> tuple[str, ...]:
    """One of the gate's places for each condition of its last decision: it does without those of the one before."""
    return tuple(f"{gate_of(event.engagement_id, event.stage)} {place}" for place in range(MOST))


def missed(key: str, before: Due | None, recorded: Recorded[DecisionEvent]) -> Due | None:
    """The day after the one by which it was to be met."""
    event = recorded.event
    if isinstance(event, GateDecided):
        return owed(event, int(key.rpartition(" ")[2]))
    if before is None or event.decision_id != before.command.decision_id:
        return before
    if isinstance(event, GateConditionMet) and event.condition_id != before.command.condition_id:
        return before
    return None


def owed(event: GateDecided, place: int) -> Due | None:
    if event.outcome not in LETS_PASS or place >= len(event.conditions):
        return None
    condition = event.conditions[place]
    command = RevokeMissed(
        engagement_id=event.engagement_id,
        stage=event.stage,
        decision_id=event.decision_id,
        condition_id=condition.condition_id,
    )
    return Due(command=command, on=condition.due + DAY)


OfAVerdict: TypeAlias = GateEvaluated | GateDecided | GateDecisionRevoked | GateOutdated | StageEntered | WentLive


def decided_at(event: OfAVerdict) -> tuple[str, ...]:
    """Whoever entered a stage has gone on by the decision at the gate before it, and whoever is live by all of them."""
    match event:
        case StageEntered():
            return tuple(gate_of(event.engagement_id, each) for each in Stage if each.number == event.stage.number - 1)
        case WentLive():
            return tuple(gate_of(event.engagement_id, each) for each in Stage)
        case _:
            return (gate_of(event.engagement_id, event.stage),)


def outlived(_key: str, before: Due | None, recorded: Recorded[OfAVerdict]) -> Due | None:
    """The day after something ends that let the gate pass, the first of them. What was renewed is seen then."""
    event = recorded.event
    match event:
        case GateEvaluated():
            return evaluated(event)
        case GateDecided():
            return decided(event, before)
        case GateDecisionRevoked() | GateOutdated():
            return before if before is not None and before.command.decision_id != event.decision_id else None
        case _:
            return None


def evaluated(event: GateEvaluated) -> Due | None:
    """Of the decision that is made on it in the same breath: until then it goes by the id of the verdict."""
    passing = let_pass(event.verdict)
    ends = [each.until for each in event.verdict.criteria if each.code in passing and each.until is not None]
    last = min(ends, default=date.max)
    if last == date.max:
        return None
    command = MarkOutdated(engagement_id=event.engagement_id, stage=event.stage, decision_id=event.evaluation_id)
    return Due(command=command, on=last + DAY)


def decided(event: GateDecided, before: Due | None) -> Due | None:
    if before is None or before.command.decision_id != event.evaluation_id or event.outcome not in LETS_PASS:
        return None
    return replace(before, command=replace(before.command, decision_id=event.decision_id))


TIMERS = (
    Timer(
        kind="evidence reminder",
        command=NoteEvidenceExpiry,
        handles=get_args(EvidenceEvent),
        keys=reminders_of,
        fold=reminder,
    ),
    Timer(kind="evidence expiry", command=ExpireEvidence, handles=get_args(Ending), keys=evidence_of, fold=expiry),
    Timer(kind="gate condition", command=RevokeMissed, handles=get_args(DecisionEvent), keys=owed_at, fold=missed),
    Timer(kind="gate decision", command=MarkOutdated, handles=get_args(OfAVerdict), keys=decided_at, fold=outlived),
)
