"""How a verdict decays by the calendar alone: which day turns which criterion, if nothing more happens."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from services.gates.domain.facts.sheet import turns
from services.gates.domain.framework.model import Framework
from services.gates.domain.verdict.asked import requirements_at
from services.gates.domain.verdict.sight import sight_of
from services.gates.domain.verdict.standing import Ground
from services.gates.domain.verdict.states import let_pass
from shared.events.stages import Stage
from shared.events.verdicts import Verdict
from shared.rules.asking import compiled

ONE = timedelta(days=1)


def calendar(
    frameworks: Sequence[Framework], stage: Stage | None, ground: Ground, day: date, until: date
) -> Iterator[Verdict]:
    """The verdict of `day`, and of every later day up to `until` on which it may read differently."""
    while day <= until:
        verdict = ground.verdict(frameworks, stage, day)
        yield verdict
        ends = (each.until + ONE for each in verdict.criteria if each.until is not None and each.until < until)
        sight = sight_of(ground.facts(frameworks, day), day)
        required = (turn for each, _ in requirements_at(frameworks, stage) for turn in sight.turns(compiled(each.rule)))
        day = min((*ends, *turns(ground.items, day), *required), default=until + ONE)


def decay(
    frameworks: Sequence[Framework], stage: Stage | None, ground: Ground, day: date, until: date
) -> Mapping[str, date]:
    """The first day on which each that lets the gate pass on `day` lets it pass no longer, by code."""
    fallen: dict[str, date] = {}
    green: frozenset[str] | None = None
    for verdict in calendar(frameworks, stage, ground, day, until):
        passing = let_pass(verdict)
        green = passing if green is None else green
        fallen |= {code: verdict.day for code in sorted(green - passing) if code not in fallen}
    return fallen


def earliest_all_green(
    frameworks: Sequence[Framework], stage: Stage | None, ground: Ground, day: date, until: date
) -> date | None:
    """The first day on which all lets the gate pass together, if nothing more happens; None: on none of them."""
    for verdict in calendar(frameworks, stage, ground, day, until):
        if len(let_pass(verdict)) == len(verdict.criteria) + len(verdict.requirements) > 0:
            return verdict.day
    return None
