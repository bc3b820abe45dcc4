"""What frameworks ask for at a gate: the same in every verdict, and so worked out once."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from services.gates.domain.framework.model import Criterion, Framework, Requirement
from shared.events.stages import Stage
from shared.kernel.record import record
from shared.rules.asking import Compiled, compiled, facts_of


@record
class Plan:
    """Of one criterion. `holds` and `current` are its rules by clause, `ends` the codes of what ends.

    `asks` are the facts that its state hangs on, `sees` those that the verdict tells: also which files the evidence is,
    since whoever signs has seen them. Both are in alphabetical order. `reckons`: a rule looks at the calendar.
    """

    criterion: Criterion
    code: str
    domain: str
    holds: Mapping[str, Compiled]
    current: Mapping[str, Compiled]
    ends: tuple[str, ...]
    asks: tuple[str, ...]
    sees: tuple[str, ...]
    reckons: bool


@record
class Required:
    """Of one requirement, with the code under which a verdict tells it."""

    code: str
    rule: Compiled
    waivable: bool
    facts: tuple[str, ...]


@record
class Asked:
    """`names` are the facts that rules ask for, `told` those that the verdict tells, in alphabetical order."""

    criteria: tuple[Plan, ...]
    requirements: tuple[Required, ...]
    names: tuple[str, ...]
    told: tuple[str, ...]


@lru_cache(maxsize=512)
def asked_of(frameworks: tuple[Framework, ...], stage: Stage | None) -> Asked:
    criteria = tuple(
        plan_of(each, framework.name) for framework in frameworks for each in criteria_at(framework, stage)
    )
    requirements = tuple(
        Required(
            code=code, rule=compiled(each.rule), waivable=each.waivable, facts=tuple(sorted(facts_of((each.rule,))))
        )
        for each, code in requirements_at(frameworks, stage)
    )
    rules = (
        *(rule for each in criteria for rule in (*each.holds.values(), *each.current.values())),
        *(each.rule for each in requirements),
    )
    told = {name for each in criteria for name in each.sees} | {name for each in requirements for name in each.facts}
    return Asked(
        criteria=criteria,
        requirements=requirements,
        names=tuple(dict.fromkeys(name for rule in rules for name in rule.facts)),
        told=tuple(sorted(told)),
    )


def plan_of(criterion: Criterion, framework: str) -> Plan:
    holds = {clause.code: compiled(clause.rule) for clause in criterion.holds}
    current = {clause.code: compiled(clause.rule) for clause in criterion.current}
    asks = facts_seen(criterion)
    return Plan(
        criterion=criterion,
        code=f"{framework}/{criterion.code}",
        domain=f"{framework}/{criterion.domain}",
        holds=holds,
        current=current,
        ends=tuple(ends_of(criterion)),
        asks=asks,
        sees=tuple(sorted({*asks, *(f"evidence_{need.kind}.content" for need in criterion.evidence)})),
        reckons=any(rule.reckons for rule in (*holds.values(), *current.values())),
    )


def ends_of(criterion: Criterion) -> Iterator[str]:
    for fresh in criterion.fresh:
        yield f"fresh:{fresh.since}"
    for need in criterion.evidence:
        yield f"evidence:{need.kind}"
    if criterion.attestation is not None:
        yield "attestation"


def facts_seen(criterion: Criterion) -> tuple[str, ...]:
    """The names of all facts that its state hangs on, in alphabetical order."""
    rules = facts_of(clause.rule for clause in (*criterion.holds, *criterion.current))
    evidence = (
        f"evidence_{need.kind}.{name}" for need in criterion.evidence for name in ("id", "valid_from", "valid_until")
    )
    return tuple(sorted({*rules, *(fresh.since for fresh in criterion.fresh), *evidence}))


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
