"""All that verdicts of an engagement stand on, folded from the log: for a decision, a question or a past alike."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from functools import reduce
from typing import Any, TypeAlias

from services.gates.domain.criterion.said import CRITERION_EVENTS, NOTHING_SAID, Said, after
from services.gates.domain.criterion.standing import standing
from services.gates.domain.facts import sheet
from services.gates.domain.facts.model import Facts
from services.gates.domain.framework.model import Framework
from services.gates.domain.verdict.evaluate import Statements, evaluate
from shared.events.criteria import CriterionEvent
from shared.events.frameworks import CriteriaSetAdopted
from shared.events.stages import Stage
from shared.events.verdicts import FrameworkRef, Verdict
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

FrameworkOf: TypeAlias = Callable[[FrameworkRef], Framework]
SPOKEN = frozenset((*CRITERION_EVENTS, CriteriaSetAdopted))
HANDLED: tuple[type, ...] = tuple(dict.fromkeys((*sheet.HANDLED, *CRITERION_EVENTS, CriteriaSetAdopted)))


@record
class Ground:
    """`said` is what people said, by criterion as `framework/code`; `adopted` what it is measured by.

    `time_zone` is that in which the tenant's days begin, by its IANA name; None: in UTC.
    """

    items: sheet.Items = field(default_factory=dict)
    said: Mapping[str, Said] = field(default_factory=dict)
    adopted: tuple[FrameworkRef, ...] = ()
    time_zone: str | None = None

    def statements(self, day: date) -> Statements:
        return {criterion: standing(said, day) for criterion, said in self.said.items()}

    def facts(self, frameworks: Sequence[Framework], day: date) -> Facts:
        kinds = tuple(kind for framework in frameworks for kind in framework.evidence)
        return sheet.sheet(self.items, day, kinds, self.time_zone)

    def verdict(self, frameworks: Sequence[Framework], stage: Stage | None, day: date) -> Verdict:
        facts, statements = self.facts(frameworks, day), self.statements(day)
        return evaluate(frameworks, stage, facts, statements, day, self.time_zone)

    def as_days_began(self, time_zone: str | None) -> "Ground":
        """The same, told as in a verdict that was given while the tenant's days began there."""
        return self if time_zone == self.time_zone else replaced(self, time_zone=time_zone)


def ground_of(events: Iterable[Recorded[Any]], time_zone: str | None = None) -> Ground:
    """Of one engagement's events, in the order of the log; what does not matter is passed over."""
    return further(Ground(time_zone=time_zone), tuple(events))


def further(ground: Ground, events: Sequence[Recorded[Any]]) -> Ground:
    """The ground after more events; the one that was given stays as it is."""
    spoken = (each for each in events if type(each.event) in SPOKEN)
    return reduce(_said, spoken, replaced(ground, items=sheet.folded(ground.items, events)))


def _said(ground: Ground, recorded: Recorded[CriteriaSetAdopted | CriterionEvent]) -> Ground:
    event = recorded.event
    if isinstance(event, CriteriaSetAdopted):
        return replaced(ground, adopted=event.frameworks)
    said = after(ground.said.get(event.criterion, NOTHING_SAID), event, recorded.seq)
    return replaced(ground, said={**ground.said, event.criterion: said})
