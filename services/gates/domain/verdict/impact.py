"""What of a verdict changed, and by which events: the steps between two verdicts, each with the event that made it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from services.gates.domain.facts.model import Fact, On
from services.gates.domain.facts.sheet import HANDLERS, area_of, days_in
from services.gates.domain.framework.model import EvidenceKind, Framework
from services.gates.domain.verdict.evaluate import in_words
from services.gates.domain.verdict.standing import HANDLED, Ground, further
from services.gates.domain.verdict.states import let_pass
from shared.events.criteria import CriterionEvent
from shared.events.stages import Stage
from shared.events.verdicts import Verdict
from shared.kernel.record import record
from shared.kernel.recorded import Recorded

HOLDS, LACKS = "holds", "lacks"


@record
class FactChange:
    """In words; None: nobody knows."""

    name: str
    before: str | None
    after: str | None


@record
class Change:
    """A criterion or a requirement that stands otherwise than before, and those of its facts that read differently.

    `before` and `after` are its states; of a requirement whether it `holds` or `lacks`.
    """

    code: str
    before: str
    after: str
    let_pass: bool
    lets_pass: bool
    facts: tuple[FactChange, ...]

    @property
    def lost(self) -> bool:
        return self.let_pass and not self.lets_pass


@record
class Step:
    """An event on a day, the verdict just before it and after it, and what lies between them."""

    recorded: Recorded[Any]
    before: Verdict
    after: Verdict
    changes: tuple[Change, ...]


def impact(before: Verdict, after: Verdict) -> tuple[Change, ...]:
    """In the order of the verdict."""
    passed, passes = let_pass(before), let_pass(after)
    stood, stands = told(before), told(after)
    return tuple(
        Change(
            code=code,
            before=stood[code][0],
            after=state,
            let_pass=code in passed,
            lets_pass=code in passes,
            facts=tuple(changed(before, after, names)),
        )
        for code, (state, names) in stands.items()
        if code in stood and stood[code][0] != state
    )


def told(verdict: Verdict) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The state of everything that was asked for, with the names of its facts."""
    criteria = {each.code: (each.state.value, each.facts) for each in verdict.criteria}
    return criteria | {each.code: (HOLDS if each.holds else LACKS, each.facts) for each in verdict.requirements}


def changed(before: Verdict, after: Verdict, names: Sequence[str]) -> Iterator[FactChange]:
    was, now = ({each.name: each.value for each in verdict.facts} for verdict in (before, after))
    for name in names:
        if was.get(name) != now.get(name):
            yield FactChange(name=name, before=was.get(name), after=now.get(name))


def steps(
    frameworks: Sequence[Framework],
    stage: Stage | None,
    ground: Ground,
    events: Iterable[Recorded[Any]],
    day_of: Callable[[Recorded[Any]], date],
) -> Iterator[Step]:
    """One for each event that may matter, from `ground` on, judged before and after on the day of the event.

    What the calendar alone changes between two events is in neither: it is no step. After an event by which nothing
    that was seen reads differently the verdict is the one before it.
    """
    kinds = tuple(kind for framework in frameworks for kind in framework.evidence)
    before: Verdict | None = None
    for recorded in events:
        if not isinstance(recorded.event, HANDLED):
            continue
        day = day_of(recorded)
        if before is None or before.day != day:
            before = ground.verdict(frameworks, stage, day)
        ground = further(ground, (recorded,))
        still = reads_as_before(before, ground, recorded, kinds)
        after = before if still else ground.verdict(frameworks, stage, day)
        yield Step(recorded=recorded, before=before, after=after, changes=impact(before, after))
        before = after


def reads_as_before(seen: Verdict, ground: Ground, recorded: Recorded[Any], kinds: tuple[EvidenceKind, ...]) -> bool:
    """Whether every fact that the verdict saw says the same after the event: only areas that heard of it are told."""
    if isinstance(recorded.event, CriterionEvent):
        return False
    told: dict[str, Fact] = {}
    areas = HANDLERS.get(type(recorded.event), ())
    for area in areas:
        items = ground.items.get(area.name)
        told.update(area.tell(items, On(day=seen.day, kinds=kinds, zone=days_in(ground.time_zone))) if items else {})
    heard = frozenset(area.name for area in areas)
    now = {name: in_words(fact.value) for name, fact in told.items()}
    return all(now.get(each.name) == each.value for each in seen.facts if area_of(each.name) in heard)
