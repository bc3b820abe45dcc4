"""The verdict: what frameworks ask for at a gate, or altogether, held against the facts of a day."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from services.gates.domain.criterion.standing import NO_STATEMENT, Statement
from services.gates.domain.facts.model import Fact, Facts, Value
from services.gates.domain.framework.model import Framework
from services.gates.domain.verdict.asked import asked_of
from services.gates.domain.verdict.judging import judged
from services.gates.domain.verdict.sight import sight_of
from services.gates.domain.verdict.states import outcome_of
from shared.events.stages import Stage
from shared.events.verdicts import RequirementVerdict, SeenFact, Verdict
from shared.kernel.replacing import by_place
from shared.rules.asking import said

MOST_POSITIONS = 2_000
"""In one verdict, which has to fit into an event: of more, the latest of each fact are told."""

seen_fact = by_place(SeenFact, "name", "value", "positions")
IN_WORDS: Mapping[type, Callable[[Any], str]] = {
    bool: {False: "false", True: "true"}.__getitem__,
    Decimal: "{:f}".format,
    date: date.isoformat,
}

Statements = Mapping[str, Statement]
"""What stands said on the day, by criterion as `framework/code`."""


def evaluate(
    frameworks: Sequence[Framework],
    stage: Stage | None,
    facts: Facts,
    statements: Statements,
    day: date,
    time_zone: str | None = None,
) -> Verdict:
    """What lets the stage be left; without a stage, all criteria that there are. The same of the same, for ever."""
    asked = asked_of(tuple(frameworks), stage)
    sight = sight_of(facts, day, asked.names)
    criteria = tuple(judged(plan, sight, statements.get(plan.code, NO_STATEMENT)) for plan in asked.criteria)
    answers = [said(each.rule, sight.values) for each in asked.requirements]
    requirements = tuple(
        RequirementVerdict(code=each.code, holds=bool(answer), waivable=each.waivable, facts=each.facts)
        for each, answer in zip(asked.requirements, answers, strict=True)
    )
    return Verdict(
        day=day,
        outcome=outcome_of((each.state for each in criteria), answers),
        criteria=criteria,
        requirements=requirements,
        facts=seen(facts, asked.told),
        time_zone=time_zone,
    )


def seen(facts: Facts, names: Sequence[str]) -> tuple[SeenFact, ...]:
    known = [(name, facts.get(name)) for name in names]
    most = fitting([len(fact.positions) for _, fact in known if fact is not None])
    return tuple([as_seen(name, fact, most) for name, fact in known])


def fitting(lengths: Sequence[int]) -> int:
    """How many positions of each fact can be told."""
    most = MOST_POSITIONS
    while sum(lengths) > MOST_POSITIONS and sum(min(length, most) for length in lengths) > MOST_POSITIONS:
        most //= 2
    return most


def as_seen(name: str, fact: Fact | None, most: int) -> SeenFact:
    return seen_fact(name, None, ()) if fact is None else seen_fact(name, in_words(fact.value), fact.positions[-most:])


def in_words(value: Value) -> str:
    return IN_WORDS.get(type(value), str)(value)
