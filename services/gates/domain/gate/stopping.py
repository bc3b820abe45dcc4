"""A stop is the last word at a gate until the stage is reopened; whoever still says no is always heard."""

from services.gates.domain.gate.case import Case
from services.gates.domain.gate.outdating import reopens
from services.gates.domain.gate.refusals import GateStopped
from shared.events.gates import GateDecided, Outcome
from shared.events.stages import Stage


def not_stopped(case: Case, stage: Stage) -> None:
    """Neither a hold nor anything else said after the stop lifts it."""
    for recorded in reversed(case.events):
        if reopens(recorded, stage):
            return
        event = recorded.event
        if isinstance(event, GateDecided) and event.stage is stage and event.outcome is Outcome.STOP:
            raise GateStopped
