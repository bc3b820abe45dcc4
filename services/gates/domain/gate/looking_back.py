"""What took away from a decision though nobody has recorded it: found without going through all that has happened."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from services.gates.domain.gate.case import Case
from services.gates.domain.gate.conditions import under
from services.gates.domain.gate.outdating import Loss, losses, reopens
from services.gates.domain.gate.state import Decision
from services.gates.domain.verdict.impact import impact
from services.gates.domain.verdict.standing import HANDLED, Ground, further, ground_of
from services.gates.domain.verdict.states import let_pass
from shared.events.stages import Stage
from shared.kernel.recorded import Recorded

ONE_BY_ONE = 100
"""So many events are gone through one by one. Those before them Fairway itself has looked at, each as it happened."""


def unrecorded(stage: Stage, decision: Decision, case: Case, day: date) -> Loss | None:
    """Of older events only what is still missing on the day; of the last ones also what was there again since."""
    since = [each for each in case.events if each.seq > decision.fact.position]
    since = [each for each in since if reopens(each, stage) or isinstance(each.event, HANDLED)]
    older = since[:-ONE_BY_ONE]
    found = missing(stage, decision, case, older, day) if older else None
    return found or next(losses(stage, decision, case, after=older[-1].seq if older else 0), None)


def missing(stage: Stage, decision: Decision, case: Case, older: Sequence[Recorded[Any]], day: date) -> Loss | None:
    reopened = next((each for each in older if reopens(each, stage)), None)
    if reopened is not None or decision.evaluated is None:
        return None if reopened is None else Loss(cause=reopened)
    search = Search(stage, decision, case, day)
    verdict = decision.evaluated.verdict
    begun = ground_of((each for each in case.events if each.seq < older[0].seq), verdict.time_zone)
    there = search.passing(begun) & let_pass(verdict)
    gone = there - search.passing(further(begun, older))
    return search.between(begun, older, gone) if gone else None


class Search:
    """For an event before which all of some codes let pass, and after which one of them does not."""

    def __init__(self, stage: Stage, decision: Decision, case: Case, day: date) -> None:
        self.stage, self.day, self.frameworks = stage, day, under(decision, case)

    def passing(self, ground: Ground) -> frozenset[str]:
        return let_pass(ground.verdict(self.frameworks, self.stage, self.day))

    def between(self, begun: Ground, events: Sequence[Recorded[Any]], gone: frozenset[str]) -> Loss:
        """By halves: what is folded once is not folded again."""
        while len(events) > 1:
            half = len(events) // 2
            middle = further(begun, events[:half])
            if gone <= self.passing(middle):
                begun, events = middle, events[half:]
            else:
                events = events[:half]
        return self.loss(begun, events[0], gone)

    def loss(self, begun: Ground, cause: Recorded[Any], gone: frozenset[str]) -> Loss:
        before = begun.verdict(self.frameworks, self.stage, self.day)
        after = further(begun, (cause,)).verdict(self.frameworks, self.stage, self.day)
        changes = (each for each in impact(before, after) if each.lost and each.code in gone)
        return Loss(cause=cause, change=next(changes, None))
