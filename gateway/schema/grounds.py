"""What a candidate's factors rest on where that is on record, beside what was said of it."""

from typing import Self

import strawberry

from gateway.context import Info
from gateway.schema.costs import money
from gateway.schema.days import day_of
from gateway.schema.pilot_reviews import Money
from services.engagement.contract import change
from services.engagement.contracts import portfolio
from services.measurement.contracts import returns
from shared.events.portfolio import Factor
from shared.policy.shipped import in_force
from shared.projecting.as_of import Source


@strawberry.type(description="What the business case says of the value, less what running is to cost.")
class ValueOnRecord:
    yearly: Money = strawberry.field(description="Once all targets are reached.")
    revision: int = strawberry.field(description="Of the business case.")
    contradicts: bool | None = strawberry.field(
        description="What was said is further from it than the policy bears. Empty until something was said, and where "
        "that is in another currency."
    )
    policy: int

    @classmethod
    def of(cls, row: portfolio.ValueBeside) -> Self:
        yearly = money(row.yearly.minor, row.yearly.currency)
        return cls(yearly=yearly, revision=row.revision, contradicts=row.contradicts, policy=row.policy)


@strawberry.type(description="What the population says of how hard the change is: its people, departments, resistance.")
class ComplexityOnRecord:
    score: int = strawberry.field(description="From 1, little, to 5, much.")
    headcount: int
    departments: int
    unprofiled: int = strawberry.field(description="Departments whose resistance nobody profiled yet.")
    contradicts: bool | None = strawberry.field(
        description="The score that was given is further from it than the policy bears. Empty until one was."
    )
    policy: int

    @classmethod
    def of(cls, row: portfolio.ChangeBeside) -> Self:
        ground = row.ground
        return cls(
            score=ground.score,
            headcount=ground.headcount,
            departments=ground.departments,
            unprofiled=ground.unprofiled,
            contradicts=row.contradicts,
            policy=ground.policy,
        )


async def value_on_record(info: Info, source: Source, row: portfolio.CandidateEntry) -> ValueOnRecord | None:
    case = await info.context.load(source, returns.business_cases_of, row.engagement_id)
    if case is None:
        return None
    policy = in_force(portfolio.GROUNDS_POLICIES, await day_of(info, source))
    last, said = case.versions[-1], row.value.yearly if row.value else None
    found = portfolio.value_beside(last.lines, last.run_cost_per_month, last.revision, said, policy)
    return ValueOnRecord.of(found)


async def complexity_on_record(info: Info, source: Source, row: portfolio.CandidateEntry) -> ComplexityOnRecord | None:
    programme = await info.context.load(source, change.change_programs_of, row.engagement_id)
    if programme is None:
        return None
    policy = in_force(portfolio.GROUNDS_POLICIES, await day_of(info, source))
    levels = {each.department: each.level for each in programme.resistance}
    said = next((each.score for each in row.scores if each.factor is Factor.CHANGE_COMPLEXITY), None)
    found = portfolio.change_beside(programme.departments, levels, said, policy)
    return ComplexityOnRecord.of(found) if found else None
