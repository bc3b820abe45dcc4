"""A verdict in the words of the frameworks that it was made by."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from services.gates.domain.facts.model import Meaning
from services.gates.domain.facts.sheet import vocabulary
from services.gates.domain.framework.model import Criterion, Framework, Requirement, Words
from services.gates.domain.gate.recommending import recommended
from services.gates.domain.gate.signing import domains_at
from services.gates.domain.verdict.asked import required_of, requirements_at
from services.gates.domain.verdict.canonical import domain_digest
from services.gates.domain.verdict.states import LETS_PASS
from shared.events.gates import Outcome
from shared.events.people import Role
from shared.events.stages import Stage
from shared.events.verdicts import (
    CriterionState,
    CriterionVerdict,
    FrameworkRef,
    RequirementVerdict,
    SeenFact,
    Verdict,
    VerdictOutcome,
)
from shared.kernel.record import record

T = TypeVar("T")

TOO_OLD = Words(en="Shown too long ago: {what}", fr="Démontré il y a trop longtemps : {what}")
NO_EVIDENCE = Words(en="No valid evidence: {what}", fr="Aucune preuve valable : {what}")
SOMEBODYS_WORD = Words(
    en="The word of somebody who may attest it", fr="La parole d'une personne habilitée à l'attester"
)
NOBODYS_WORD = Words(en="Nobody who may has attested it", fr="Aucune personne habilitée ne l'atteste")


@record
class AskedLine:
    """One thing that a criterion asks for: a `rule` in CEL, or something that counts for so many `days`."""

    code: str
    words: Words
    holds: bool
    rule: str | None = None
    days: int | None = None


@record
class BrokenLine:
    code: str
    words: Words


@record
class FactLine:
    """`value` in words, None where nobody knows; `positions` are those of the events that it came from."""

    name: str
    meaning: Words
    value: str | None
    positions: tuple[int, ...]


@record
class CriterionLine:
    code: str
    number: int
    domain: str
    statement: Words
    waivable: bool
    state: CriterionState
    asked: tuple[AskedLine, ...]
    broken: tuple[BrokenLine, ...]
    facts: tuple[FactLine, ...]
    evidence: tuple[UUID, ...]
    until: date | None


@record
class RequirementLine:
    code: str
    statement: Words
    rule: str
    waivable: bool
    holds: bool
    facts: tuple[FactLine, ...]


@record
class DomainLine:
    """`met` of `of` criteria let pass. `digest` is that of what is signed for."""

    name: str
    words: Words
    signs: tuple[Role, ...]
    met: int
    of: int
    digest: str


@record
class VerdictLine:
    """Of the engagement as a whole where there is no stage."""

    engagement_id: UUID
    stage: Stage | None
    day: date
    outcome: VerdictOutcome
    recommended: Outcome
    frameworks: tuple[FrameworkRef, ...]
    criteria: tuple[CriterionLine, ...]
    requirements: tuple[RequirementLine, ...]
    domains: tuple[DomainLine, ...]


def line_of(
    engagement_id: UUID,
    stage: Stage | None,
    refs: tuple[FrameworkRef, ...],
    frameworks: Sequence[Framework],
    verdict: Verdict,
) -> VerdictLine:
    meanings = vocabulary(kind for framework in frameworks for kind in framework.evidence)
    facts = {each.name: fact_line(each, meanings) for each in verdict.facts}
    written = {f"{each.name}/{criterion.code}": criterion for each in frameworks for criterion in each.criteria}
    asked = {code: each for each, code in requirements_at(frameworks, stage)}
    return VerdictLine(
        engagement_id=engagement_id,
        stage=stage,
        day=verdict.day,
        outcome=verdict.outcome,
        recommended=recommended(frameworks, verdict),
        frameworks=refs,
        criteria=tuple(criterion_line(each, written[each.code], frameworks, facts) for each in verdict.criteria),
        requirements=tuple(requirement_line(each, asked[each.code], facts) for each in verdict.requirements),
        domains=tuple(domain_lines(frameworks, stage, verdict)),
    )


def fact_line(fact: SeenFact, meanings: Mapping[str, Meaning]) -> FactLine:
    meaning = meanings[fact.name]
    words = Words(en=meaning.en, fr=meaning.fr)
    return FactLine(name=fact.name, meaning=words, value=fact.value, positions=fact.positions)


def criterion_line(
    verdict: CriterionVerdict, criterion: Criterion, frameworks: Sequence[Framework], facts: Mapping[str, FactLine]
) -> CriterionLine:
    said = dict(codes_of(criterion, frameworks, facts))
    return CriterionLine(
        code=verdict.code,
        number=criterion.number,
        domain=verdict.domain,
        statement=criterion.statement,
        waivable=criterion.waivable,
        state=verdict.state,
        asked=tuple(asked_lines(verdict, criterion, frameworks, facts)),
        broken=tuple(BrokenLine(code=code, words=said[code]) for code in verdict.broken),
        facts=tuple(facts[name] for name in verdict.facts),
        evidence=verdict.evidence,
        until=verdict.until,
    )


def asked_lines(
    verdict: CriterionVerdict, criterion: Criterion, frameworks: Sequence[Framework], facts: Mapping[str, FactLine]
) -> Iterator[AskedLine]:
    """All that the criterion asks for, whether it holds or not, by the codes under which a verdict calls it broken."""
    kinds = {kind.name: kind.words for framework in frameworks for kind in framework.evidence}

    def line(code: str, words: Words, rule: str | None = None, days: int | None = None) -> AskedLine:
        return AskedLine(code=code, words=words, holds=code not in verdict.broken, rule=rule, days=days)

    for clause in (*criterion.holds, *criterion.current):
        yield line(clause.code, clause.words, rule=clause.rule)
    for fresh in criterion.fresh:
        yield line(f"fresh:{fresh.since}", facts[fresh.since].meaning, days=fresh.days)
    for need in criterion.evidence:
        yield line(f"evidence:{need.kind}", kinds[need.kind], days=need.days)
    if criterion.attestation is not None:
        yield line("attestation", SOMEBODYS_WORD, days=criterion.attestation.days)


def codes_of(
    criterion: Criterion, frameworks: Sequence[Framework], facts: Mapping[str, FactLine]
) -> Iterator[tuple[str, Words]]:
    """All that a verdict may call broken, in words."""
    kinds = {kind.name: kind.words for framework in frameworks for kind in framework.evidence}
    yield from ((clause.code, clause.words) for clause in (*criterion.holds, *criterion.current))
    for fresh in criterion.fresh:
        yield f"fresh:{fresh.since}", about(TOO_OLD, facts[fresh.since].meaning)
    for need in criterion.evidence:
        yield f"evidence:{need.kind}", about(NO_EVIDENCE, kinds[need.kind])
    yield "attestation", NOBODYS_WORD


def about(words: Words, what: Words) -> Words:
    return Words(en=words.en.format(what=what.en), fr=words.fr.format(what=what.fr))


def requirement_line(verdict: RequirementVerdict, asked: Requirement, facts: Mapping[str, FactLine]) -> RequirementLine:
    return RequirementLine(
        code=verdict.code,
        statement=asked.words,
        rule=asked.rule,
        waivable=verdict.waivable,
        holds=verdict.holds,
        facts=tuple(facts[name] for name in verdict.facts),
    )


def domain_lines(frameworks: Sequence[Framework], stage: Stage | None, verdict: Verdict) -> Iterator[DomainLine]:
    for name, domain in domains_at(frameworks, stage).items():
        own = [each for each in verdict.criteria if each.domain == name]
        yield DomainLine(
            name=name,
            words=domain.words,
            signs=tuple(sorted(domain.signs)),
            met=sum(each.state in LETS_PASS for each in own),
            of=len(own),
            digest=domain_digest(verdict, name, required_of(frameworks, stage, name)),
        )
