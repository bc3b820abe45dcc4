"""The verdict: what frameworks ask for at a gate, or altogether, held against the facts of a day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from services.gates.domain.criterion.standing import NO_STATEMENT, Statement
from services.gates.domain.facts.model import Fact, Facts, Value
from services.gates.domain.framework.model import Criterion, Framework, Requirement
from services.gates.domain.verdict.judging import judged
from services.gates.domain.verdict.sight import sight_of
from services.gates.domain.verdict.states import outcome_of
from shared.events.stages import Stage
from shared.events.verdicts import RequirementVerdict, SeenFact, Verdict
from shared.rules.asking import facts_of, holds

MOST_POSITIONS = 2_000
"""In one verdict, which has to fit into an event: of more, the latest of each fact are told."""

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
    sight = sight_of(facts, day, [name for each in frameworks for name in asked_of(each, stage)])
    criteria = tuple(
        judged(criterion, framework.name, sight, statements.get(f"{framework.name}/{criterion.code}", NO_STATEMENT))
        for framework in frameworks
        for criterion in criteria_at(framework, stage)
    )
    asked = [(each, code, holds(each.rule, sight.values)) for each, code in requirements_at(frameworks, stage)]
    requirements = tuple(
        RequirementVerdict(code=code, holds=bool(answer), waivable=each.waivable, facts=seen_by(each))
        for each, code, answer in asked
    )
    names = {name for each in criteria for name in each.facts} | {name for each in requirements for name in each.facts}
    return Verdict(
        day=day,
        outcome=outcome_of((each.state for each in criteria), (answer for _, _, answer in asked)),
        criteria=criteria,
        requirements=requirements,
        facts=seen(facts, sorted(names)),
        time_zone=time_zone,
    )


@lru_cache(maxsize=512)
def asked_of(framework: Framework, stage: Stage | None) -> tuple[str, ...]:
    """The names of all facts that its rules ask for there."""
    criteria = (clause.rule for each in criteria_at(framework, stage) for clause in (*each.holds, *each.current))
    return facts_of((*criteria, *(each.rule for each, _ in requirements_at((framework,), stage))))


def criteria_at(framework: Framework, stage: Stage | None) -> tuple[Criterion, ...]:
    """In the order of their numbers."""
    if stage is None:
        return framework.criteria
    gate = framework.gate(stage)
    return () if gate is None else tuple(each for each in framework.criteria if each.code in gate.criteria)


def requirements_at(frameworks: Sequence[Framework], stage: Stage | None) -> Iterator[tuple[Requirement, str]]:
    """With the code under which a verdict tells it."""
    for framework in frameworks:
        gate = None if stage is None else framework.gate(stage)
        for requirement in () if gate is None else gate.requirements:
            yield requirement, f"{framework.name}/{requirement.code}"


def required_of(frameworks: Sequence[Framework], stage: Stage | None, domain: str) -> frozenset[str]:
    """The codes of the requirements that are signed for with this domain, which is told as `framework/domain`."""
    return frozenset(
        code
        for framework in frameworks
        for each, code in requirements_at((framework,), stage)
        if each.domain and f"{framework.name}/{each.domain}" == domain
    )


def seen_by(requirement: Requirement) -> tuple[str, ...]:
    return tuple(sorted(facts_of((requirement.rule,))))


def seen(facts: Facts, names: Sequence[str]) -> tuple[SeenFact, ...]:
    known = [(name, facts.get(name)) for name in names]
    most = fitting([len(fact.positions) for _, fact in known if fact is not None])
    return tuple(as_seen(name, fact, most) for name, fact in known)


def fitting(lengths: Sequence[int]) -> int:
    """How many positions of each fact can be told."""
    most = MOST_POSITIONS
    while sum(min(length, most) for length in lengths) > MOST_POSITIONS:
        most //= 2
    return most


def as_seen(name: str, fact: Fact | None, most: int) -> SeenFact:
    if fact is None:
        return SeenFact(name=name, value=None, positions=())
    return SeenFact(name=name, value=in_words(fact.value), positions=fact.positions[-most:])


def in_words(value: Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case _:
            return str(value)
