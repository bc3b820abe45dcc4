"""What becomes of one criterion on a day: its state, what does not hold, and until when that stays so."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from services.gates.domain.criterion.standing import Statement
from services.gates.domain.facts.model import Facts
from services.gates.domain.framework.model import Criterion, EvidenceNeed, Freshness
from services.gates.domain.verdict.asked import Plan
from services.gates.domain.verdict.sight import Sight, later
from shared.events.verdicts import CriterionState, CriterionVerdict
from shared.kernel.replacing import by_place

MOST_TURNS = 200
ONE = timedelta(days=1)

criterion_verdict = by_place(CriterionVerdict, "code", "domain", "state", "broken", "facts", "evidence", "until")


class Found(NamedTuple):
    """What is so of a criterion, on one day: by clause whether it holds, None where nobody knows, and what ends when.

    `ends` are the last days on which something counts; None: nobody ever gave it. `known`: somebody has shown or said
    anything at all. A named tuple, since every verdict makes many.
    """

    plan: Plan
    holds: tuple[bool | None, ...]
    current: tuple[bool | None, ...]
    ends: tuple[date | None, ...]
    known: bool

    def whole(self) -> bool:
        """Whether every clause holds, and all that ends was given."""
        return all(self.holds) and all(self.current) and None not in self.ends

    def over(self, day: date) -> bool:
        return any(last is not None and last < day for last in self.ends)

    def broken(self, day: date) -> tuple[str, ...]:
        clauses = zip((*self.plan.holds, *self.plan.current), (*self.holds, *self.current), strict=True)
        ends = zip(self.plan.ends, self.ends, strict=True)
        return (
            *(code for code, answer in clauses if not answer),
            *(code for code, last in ends if last is None or last < day),
        )

    def unknown(self) -> bool:
        """Whether a clause, or how fresh it is, hangs on a fact that nobody knows."""
        fresh = self.ends[: len(self.plan.criterion.fresh)]
        return None in self.holds or None in self.current or None in fresh

    def no_longer(self) -> bool:
        """Whether all was shown and something is so no more: how fresh it would be does not matter then."""
        return all(self.holds) and False in self.current and None not in self.current

    def state(self, day: date) -> CriterionState:
        """By what is shown alone."""
        if self.whole():
            return CriterionState.STALE if self.ends and self.over(day) else CriterionState.MET
        if self.unknown() and not self.no_longer():
            return self.not_yet()
        if not all(self.holds):
            return CriterionState.NOT_MET
        return CriterionState.STALE if not all(self.current) or self.over(day) else self.not_yet()

    def not_yet(self) -> CriterionState:
        return CriterionState.IN_PROGRESS if self.known else CriterionState.NOT_ASSESSED


def judged(plan: Plan, sight: Sight, statement: Statement) -> CriterionVerdict:
    found = found_on(sight.day, plan, sight, statement)
    state = told(found, statement, sight.day)
    return criterion_verdict(
        plan.code,
        plan.domain,
        state,
        () if state is CriterionState.MET else found.broken(sight.day),
        plan.sees,
        tuple(evidence_of(plan.criterion, sight.facts)) if plan.criterion.evidence else (),
        until(state, found, sight, statement),
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


def found_on(day: date, plan: Plan, sight: Sight, statement: Statement) -> Found:
    return Found(
        plan,
        sight.answers(plan.holds.values(), day),
        sight.answers(plan.current.values(), day),
        tuple(ends(plan.criterion, sight.facts, statement)) if plan.ends else (),
        bool(statement.attested) or not sight.facts.keys().isdisjoint(plan.asks),
    )


def ends(criterion: Criterion, facts: Facts, statement: Statement) -> Iterator[date | None]:
    """In the order of the plan's."""
    for fresh in criterion.fresh:
        yield last_fresh(fresh, facts)
    for need in criterion.evidence:
        yield last_valid(need, facts)
    if criterion.attestation is not None:
        yield statement.attested_until(criterion.attestation.roles)


def last_fresh(fresh: Freshness, facts: Facts) -> date | None:
    since = day_in(facts, fresh.since)
    return None if since is None else later(since, fresh.days) or date.max


def last_valid(need: EvidenceNeed, facts: Facts) -> date | None:
    """By its own word, and for no longer than evidence of the kind counts here."""
    since, until = day_in(facts, f"evidence_{need.kind}.valid_from"), day_in(facts, f"evidence_{need.kind}.valid_until")
    counts = None if since is None else later(since, need.days)
    return until if until is None or counts is None else min(until, counts)


def day_in(facts: Facts, name: str) -> date | None:
    fact = facts.get(name)
    return fact.value if fact is not None and isinstance(fact.value, date) else None


def evidence_of(criterion: Criterion, facts: Facts) -> Iterator[UUID]:
    for need in criterion.evidence:
        fact = facts.get(f"evidence_{need.kind}.id")
        if fact is not None:
            yield UUID(str(fact.value))


def until(state: CriterionState, found: Found, sight: Sight, statement: Statement) -> date | None:
    """The last day of the state by the calendar alone: that before the first on which it is another one.

    Of rules that may turn on very many days, a day up to which it surely stays: from there on one asks again.
    """
    days = sorted(turns(found, sight, statement))
    for turn in days[:MOST_TURNS]:
        then = found_on(turn, found.plan, sight, statement) if found.plan.reckons else found
        if told(then, statement, turn) is not state:
            return turn - ONE
    return days[MOST_TURNS] - ONE if len(days) > MOST_TURNS else None


def turns(found: Found, sight: Sight, statement: Statement) -> set[date]:
    """The days on which the state may become another one."""
    lasts = (*found.ends, statement.waived_until, statement.blocked_until)
    days = {last + ONE for last in lasts if last is not None and sight.day <= last < date.max}
    if found.plan.reckons:
        rules = (*found.plan.holds.values(), *found.plan.current.values())
        days.update(turn for rule in rules for turn in sight.turns(rule))
    return days
