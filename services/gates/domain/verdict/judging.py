"""What becomes of one criterion on a day: its state, what does not hold, and until when that stays so."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from uuid import UUID

from services.gates.domain.criterion.standing import Statement
from services.gates.domain.facts.model import Facts
from services.gates.domain.framework.model import Criterion, EvidenceNeed, Freshness
from services.gates.domain.verdict.sight import Sight, later, reckons
from shared.events.verdicts import CriterionState, CriterionVerdict
from shared.kernel.record import record
from shared.rules.asking import facts_of

MOST_TURNS = 200


@record
class End:
    """Something that counts up to and including `last`; None: nobody ever gave it."""

    code: str
    last: date | None


@record
class Found:
    """What is so of a criterion, on one day: by clause whether it holds, None where nobody knows, and what ends when.

    `known`: somebody has shown or said anything at all.
    """

    holds: dict[str, bool | None]
    current: dict[str, bool | None]
    ends: tuple[End, ...]
    known: bool

    def broken(self, day: date) -> tuple[str, ...]:
        clauses = (code for code, answer in (*self.holds.items(), *self.current.items()) if not answer)
        return (*clauses, *(end.code for end in self.ends if end.last is None or end.last < day))

    def unknown(self) -> bool:
        """Whether a clause, or how fresh it is, hangs on a fact that nobody knows."""
        never = (end.code for end in self.ends if end.last is None)
        answers = (*self.holds.values(), *self.current.values())
        return None in answers or any(code.startswith("fresh:") for code in never)

    def no_longer(self) -> bool:
        """Whether all was shown and something is so no more: how fresh it would be does not matter then."""
        return all(self.holds.values()) and False in self.current.values() and None not in self.current.values()

    def state(self, day: date) -> CriterionState:
        """By what is shown alone."""
        if self.unknown() and not self.no_longer():
            return CriterionState.IN_PROGRESS if self.known else CriterionState.NOT_ASSESSED
        if not all(self.holds.values()):
            return CriterionState.NOT_MET
        if not all(self.current.values()) or any(end.last is not None and end.last < day for end in self.ends):
            return CriterionState.STALE
        if any(end.last is None for end in self.ends):
            return CriterionState.IN_PROGRESS if self.known else CriterionState.NOT_ASSESSED
        return CriterionState.MET


@record
class Plan:
    """What is the same of a criterion in every verdict.

    `asks` are the facts that its state hangs on, `sees` those that the verdict tells: also which files the evidence is,
    since whoever signs has seen them. Both are in alphabetical order. `reckons`: a rule looks at the calendar.
    """

    code: str
    domain: str
    asks: tuple[str, ...]
    sees: tuple[str, ...]
    reckons: bool


@lru_cache(maxsize=4096)
def plan_of(criterion: Criterion, framework: str) -> Plan:
    asks = facts_seen(criterion)
    return Plan(
        code=f"{framework}/{criterion.code}",
        domain=f"{framework}/{criterion.domain}",
        asks=asks,
        sees=tuple(sorted({*asks, *(f"evidence_{need.kind}.content" for need in criterion.evidence)})),
        reckons=any(reckons(clause.rule) for clause in (*criterion.holds, *criterion.current)),
    )


def judged(criterion: Criterion, framework: str, sight: Sight, statement: Statement) -> CriterionVerdict:
    plan = plan_of(criterion, framework)
    found = found_on(sight.day, criterion, plan, sight, statement)
    state = told(found, statement, sight.day)
    return CriterionVerdict(
        code=plan.code,
        domain=plan.domain,
        state=state,
        broken=found.broken(sight.day),
        facts=plan.sees,
        evidence=tuple(evidence_of(criterion, sight.facts)),
        until=until(state, found, criterion, plan, sight, statement),
    )


def told(found: Found, statement: Statement, day: date) -> CriterionState:
    """With what people say of it: an exemption, a waiver that lives, a block that stands."""
    if statement.not_applicable:
        return CriterionState.NOT_APPLICABLE
    state = found.state(day)
    if state is CriterionState.MET:
        return state
    if statement.waived_until is not None and day <= statement.waived_until:
        return CriterionState.WAIVED
    if statement.blocked and (statement.blocked_until is None or day <= statement.blocked_until):
        return CriterionState.BLOCKED_EXTERNAL
    return state


def found_on(day: date, criterion: Criterion, plan: Plan, sight: Sight, statement: Statement) -> Found:
    return Found(
        holds={clause.code: sight.says(clause.rule, day) for clause in criterion.holds},
        current={clause.code: sight.says(clause.rule, day) for clause in criterion.current},
        ends=tuple(ends(criterion, sight.facts, statement)),
        known=bool(statement.attested) or not sight.facts.keys().isdisjoint(plan.asks),
    )


def ends(criterion: Criterion, facts: Facts, statement: Statement) -> Iterator[End]:
    for fresh in criterion.fresh:
        yield End(code=f"fresh:{fresh.since}", last=last_fresh(fresh, facts))
    for need in criterion.evidence:
        yield End(code=f"evidence:{need.kind}", last=last_valid(need, facts))
    if criterion.attestation is not None:
        yield End(code="attestation", last=statement.attested_until(criterion.attestation.roles))


def last_fresh(fresh: Freshness, facts: Facts) -> date | None:
    since = day_in(facts, fresh.since)
    return None if since is None else later(since, fresh.days) or date.max


def last_valid(need: EvidenceNeed, facts: Facts) -> date | None:
    """By its own word, and for no longer than evidence of the kind counts here."""
    since, until = day_in(facts, f"evidence_{need.kind}.valid_from"), day_in(facts, valid_until(need))
    counts = None if since is None else later(since, need.days)
    return until if until is None or counts is None else min(until, counts)


def day_in(facts: Facts, name: str) -> date | None:
    value = facts[name].value if name in facts else None
    return value if isinstance(value, date) else None


def valid_until(need: EvidenceNeed) -> str:
    return f"evidence_{need.kind}.valid_until"


def evidence_of(criterion: Criterion, facts: Facts) -> Iterator[UUID]:
    for need in criterion.evidence:
        fact = facts.get(f"evidence_{need.kind}.id")
        if fact is not None:
            yield UUID(str(fact.value))


def facts_seen(criterion: Criterion) -> tuple[str, ...]:
    """The names of all facts that its state hangs on, in alphabetical order."""
    rules = facts_of(clause.rule for clause in (*criterion.holds, *criterion.current))
    evidence = (
        f"evidence_{need.kind}.{name}" for need in criterion.evidence for name in ("id", "valid_from", "valid_until")
    )
    return tuple(sorted({*rules, *(fresh.since for fresh in criterion.fresh), *evidence}))


def until(
    state: CriterionState, found: Found, criterion: Criterion, plan: Plan, sight: Sight, statement: Statement
) -> date | None:
    """The last day of the state by the calendar alone: that before the first on which it is another one.

    Of rules that may turn on very many days, a day up to which it surely stays: from there on one asks again.
    """
    days = sorted(set(turns(found, criterion, plan, sight, statement)))
    for turn in days[:MOST_TURNS]:
        then = found_on(turn, criterion, plan, sight, statement) if plan.reckons else found
        if told(then, statement, turn) is not state:
            return turn - timedelta(days=1)
    return days[MOST_TURNS] - timedelta(days=1) if len(days) > MOST_TURNS else None


def turns(found: Found, criterion: Criterion, plan: Plan, sight: Sight, statement: Statement) -> Iterator[date]:
    """The days on which the state may become another one."""
    for last in (*(end.last for end in found.ends), statement.waived_until, statement.blocked_until):
        if last is not None and last >= sight.day and (turn := later(last, 1)) is not None:
            yield turn
    if plan.reckons:
        for clause in (*criterion.holds, *criterion.current):
            yield from sight.turns(clause.rule)
