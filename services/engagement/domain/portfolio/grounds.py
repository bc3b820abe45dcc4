"""What a candidate's value and its change rest on, where that is on record: the business case and the population."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from fractions import Fraction
from math import floor
from typing import TypeAlias

from services.engagement.domain.grounds_policy import LEAST, GroundsPolicy
from shared.events.business_case import BenefitLine, BusinessCaseEvent
from shared.events.population import Department, PopulationDefined, ResistanceLevel, ResistanceProfiled
from shared.kernel.money import Money
from shared.kernel.record import record

MONTHS = 12
HALF = Fraction(1, 2)


@record
class ChangeGround:
    """How hard the change is by what is on record, and what that is made of."""

    score: int
    headcount: int
    departments: int
    unprofiled: int
    policy: int


GroundEvent: TypeAlias = BusinessCaseEvent | PopulationDefined | ResistanceProfiled


@record
class Grounds:
    """The business case as it reads last, and the departments of the population with how much they resist."""

    case: BusinessCaseEvent | None = None
    departments: tuple[Department, ...] = ()
    levels: Mapping[str, ResistanceLevel] = field(default_factory=dict)

    @property
    def yearly(self) -> Money | None:
        return yearly(self.case.lines, self.case.run_cost_per_month) if self.case else None

    def change(self, policy: GroundsPolicy) -> ChangeGround | None:
        return change_of(self.departments, self.levels, policy) if self.departments else None


def grounded(before: Grounds, event: GroundEvent) -> Grounds:
    """A department that is no longer there takes its profile with it."""
    match event:
        case PopulationDefined():
            names = {each.name for each in event.departments}
            levels = {name: level for name, level in before.levels.items() if name in names}
            return replace(before, departments=event.departments, levels=levels)
        case ResistanceProfiled():
            return replace(before, levels={**before.levels, event.department: event.level})
        case _:
            return replace(before, case=event)


def yearly(lines: Sequence[BenefitLine], run_cost_per_month: Money) -> Money:
    """What the case brings in a year once its targets are reached, less what running costs; half to even, once."""
    a_month = sum(
        Fraction(line.value_per_unit.minor) * Fraction(line.volume_per_month) * Fraction(line.target) for line in lines
    )
    return Money(minor=round(MONTHS * (a_month - run_cost_per_month.minor)), currency=run_cost_per_month.currency)


def change_of(
    departments: Sequence[Department], levels: Mapping[str, ResistanceLevel], policy: GroundsPolicy
) -> ChangeGround:
    people = sum(each.headcount for each in departments)
    resisting = sum(each.headcount * counts(levels.get(each.name), policy) for each in departments)
    parts = (
        Fraction(LEAST + bisect_left(policy.people, people)),
        Fraction(LEAST + bisect_left(policy.departments, len(departments))),
        Fraction(resisting, people),
    )
    return ChangeGround(
        score=floor(sum(parts, Fraction(0)) / len(parts) + HALF),
        headcount=people,
        departments=len(departments),
        unprofiled=sum(each.name not in levels for each in departments),
        policy=policy.version,
    )


def counts(level: ResistanceLevel | None, policy: GroundsPolicy) -> int:
    return policy.unprofiled if level is None else policy.resistance[level]


@record
class ValueBeside:
    """What the business case says, beside what was said of the candidate."""

    yearly: Money
    revision: int
    contradicts: bool | None
    policy: int


@record
class ChangeBeside:
    """What the population says, beside what was said of the candidate."""

    ground: ChangeGround
    contradicts: bool | None


def value_beside(
    lines: Sequence[BenefitLine], run_cost_per_month: Money, revision: int, said: Money | None, policy: GroundsPolicy
) -> ValueBeside:
    """Nothing contradicts before anything was said, nor what was said in another currency."""
    case = yearly(lines, run_cost_per_month)
    apart = None
    if said is not None and said.currency == case.currency:
        apart = abs(said.minor - case.minor) > policy.value_apart * abs(case.minor)
    return ValueBeside(yearly=case, revision=revision, contradicts=apart, policy=policy.version)


def change_beside(
    departments: Sequence[Department],
    levels: Mapping[str, ResistanceLevel],
    said: int | None,
    policy: GroundsPolicy,
) -> ChangeBeside | None:
    """None where nobody knows the population yet."""
    if not departments:
        return None
    ground = change_of(departments, levels, policy)
    apart = None if said is None else abs(said - ground.score) > policy.score_apart
    return ChangeBeside(ground=ground, contradicts=apart)
