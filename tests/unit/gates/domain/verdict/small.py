"""A framework of one page: a load test, sources that are approved, a word of the sponsor."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from services.gates.domain.criterion.standing import Statement
from services.gates.domain.facts.model import Fact, Facts, Value
from services.gates.domain.framework.model import (
    Attestation,
    Clause,
    Criterion,
    Domain,
    EvidenceKind,
    EvidenceNeed,
    Framework,
    Freshness,
    Gate,
    Requirement,
    Words,
)
from services.gates.domain.verdict.evaluate import evaluate
from shared.events.people import Role
from shared.events.stages import Stage
from shared.events.verdicts import CriterionVerdict, Verdict

TODAY = date(2026, 3, 2)


def said(text: str) -> Words:
    return Words(en=text, fr=text)


def clause(code: str, rule: str) -> Clause:
    return Clause(code=code, rule=rule, words=said(code))


LOAD = Criterion(
    code="load_test",
    number=1,
    domain="technical",
    statement=said("The system bears one and a half times the peak."),
    holds=(
        clause("enough", "load_test.achieved * 2 >= load_test.peak_then * 3"),
        clause("held", "load_test.held"),
    ),
    current=(clause("peak", "load_test.peak_now <= load_test.peak_then"),),
    fresh=(Freshness(since="load_test.ran_on", days=90),),
)
SOURCES = Criterion(
    code="sources",
    number=2,
    domain="data",
    statement=said("Every source is approved."),
    holds=(clause("all", "sources.approved == sources.in_scope && sources.in_scope > 0"),),
    current=(clause("live", "day <= sources.approved_until"),),
    waivable=False,
)
SCANNED = Criterion(
    code="scanned",
    number=3,
    domain="technical",
    statement=said("The network was scanned, and the sponsor knows."),
    holds=(),
    evidence=(EvidenceNeed(kind="scan", days=30),),
    attestation=Attestation(roles=frozenset({Role.SPONSOR}), days=60),
)
OWNED = Requirement(code="owned", rule="gaps.without_owner == 0", words=said("Every gap has an owner."))
SCOPED = Requirement(code="scoped", rule="scope.defined", words=said("The scope is defined."), waivable=True)
FRAMEWORK = Framework(
    name="small",
    version=1,
    title=said("Small"),
    domains=(
        Domain(name="technical", words=said("Technical"), signs=frozenset({Role.INFRASTRUCTURE_LEAD})),
        Domain(name="data", words=said("Data"), signs=frozenset({Role.DATA_OWNER, Role.MODEL_LEAD})),
    ),
    evidence=(EvidenceKind(name="scan", words=said("Scan"), values={}),),
    criteria=(LOAD, SOURCES, SCANNED),
    gates=(
        Gate(stage=Stage.ASSESSMENT, criteria=(), requirements=(OWNED, SCOPED)),
        Gate(stage=Stage.CLOSURE, criteria=("load_test", "sources", "scanned"), requirements=(OWNED,)),
        Gate(stage=Stage.HARDENING, criteria=("load_test",), requirements=()),
    ),
)

GREEN: Mapping[str, Value] = {
    "load_test.achieved": Decimal("150.0"),
    "load_test.peak_then": Decimal(100),
    "load_test.peak_now": Decimal(100),
    "load_test.held": True,
    "load_test.ran_on": date(2026, 2, 1),
    "sources.in_scope": 3,
    "sources.approved": 3,
    "sources.approved_until": date(2026, 6, 30),
    "evidence_scan.valid_until": date(2026, 3, 20),
    "gaps.without_owner": 0,
    "scope.defined": True,
}
SAID: Mapping[str, Statement] = {
    "small/scanned": Statement(attested={Role.SPONSOR: date(2026, 4, 1)}, positions=(20,)),
}


def facts(**changed: Value | None) -> Facts:
    """Everything is green, but for this: named `area__fact`, None for what nobody knows."""
    named = {name.replace("__", "."): value for name, value in changed.items()}
    known = {name: value for name, value in {**GREEN, **named}.items() if value is not None}
    return {name: Fact(value=value, positions=(at,)) for at, (name, value) in enumerate(known.items(), start=1)}


def verdict(
    given: Facts, said: Mapping[str, Statement] = SAID, day: date = TODAY, stage: Stage | None = Stage.CLOSURE
) -> Verdict:
    return evaluate((FRAMEWORK,), stage, given, said, day)


def of(code: str, given: Facts, said: Mapping[str, Statement] = SAID, day: date = TODAY) -> CriterionVerdict:
    """What the verdict says of one criterion."""
    return next(each for each in verdict(given, said, day).criteria if each.code == f"small/{code}")
