"""What a gap really cost by when it was found: money that was spent, beside the gaps of that time."""

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given, strategies

from services.engagement.domain.cost_by_discovery import Paid, spent_by_discovery
from services.engagement.projections.gap_register import GAP_REGISTER
from services.engagement.projections.go_lives import GO_LIVES
from services.engagement.projections.scale_costs import SCALE_COSTS
from services.engagement.queries.gap_register import GapLine
from services.engagement.queries.plan import discovered
from shared.events.gaps import GapCancelled
from tests.facts import costs, engagements, gaps, go_live
from tests.facts.people import NOW
from tests.history import rows

pytestmark = pytest.mark.req("RP4")

LIVE_ON = date(2026, 6, 1)


def paid(minor: int, day: date = LIVE_ON, currency: str = "CAD") -> Paid:
    return Paid(currency=currency, minor=minor, spent_on=day)


def test_a_gap_that_is_found_in_production_costs_so_many_times_as_much() -> None:
    before = LIVE_ON - timedelta(days=1)
    (told,) = spent_by_discovery([paid(300_00, before), paid(100_00, before), paid(600_00)], LIVE_ON, 4, 2)
    assert (told.before, told.since) == (400_00, 600_00)
    assert (told.per_gap_before, told.per_gap_since) == (Decimal("10000.0000"), Decimal("30000.0000"))
    assert told.multiple == Decimal("3.0000")


def test_it_cannot_be_told_where_nothing_was_found_or_nothing_was_spent_then() -> None:
    (nothing_since,) = spent_by_discovery([paid(100, LIVE_ON - timedelta(days=1))], LIVE_ON, 1, 0)
    assert (nothing_since.per_gap_before, nothing_since.per_gap_since, nothing_since.multiple) == (
        Decimal("100.0000"),
        None,
        None,
    )
    (free_before,) = spent_by_discovery([paid(100)], LIVE_ON, 1, 1)
    assert (free_before.per_gap_before, free_before.multiple) == (Decimal("0.0000"), None)


def test_before_a_system_is_live_everything_is_spent_before() -> None:
    (told,) = spent_by_discovery([paid(100), paid(50, LIVE_ON + timedelta(days=9))], None, 3, 0)
    assert (told.before, told.since, told.per_gap_before) == (150, 0, Decimal("50.0000"))


@given(
    strategies.lists(
        strategies.builds(
            Paid,
            currency=strategies.sampled_from(("CAD", "USD")),
            minor=strategies.integers(1, 10**15),
            spent_on=strategies.dates(LIVE_ON - timedelta(days=3), LIVE_ON + timedelta(days=3)),
        )
    )
)
def test_not_a_cent_is_lost_and_no_two_currencies_meet(several: list[Paid]) -> None:
    told = spent_by_discovery(several, LIVE_ON, 3, 7)
    assert {each.currency: each.before + each.since for each in told} == {
        currency: sum(each.minor for each in several if each.currency == currency)
        for currency in {each.currency for each in several}
    }


def lines(*facts: object) -> list[GapLine]:
    found = rows(GAP_REGISTER, facts).values()
    return [
        GapLine(found_after_close=False, **{each.name: getattr(row, each.name) for each in fields(row)})
        for row in found
    ]


LATER = replace(gaps.OPENED, gap_id=UUID(int=0x6A9), title="Answers in French are cut off")


def test_gaps_found_once_the_system_is_live_are_told_apart_with_what_was_spent_since() -> None:
    withdrawn = replace(costs.SCALE_COST, cost_id=UUID(int=0xC9))
    late = replace(costs.SCALE_COST, cost_id=UUID(int=0xC8), spent_on=NOW.date())
    facts = (
        *(engagements.STARTED, gaps.OPENED, go_live.WENT_LIVE, LATER, costs.SCALE_COST, late, withdrawn),
        replace(costs.SCALE_COST_WITHDRAWN, cost_id=withdrawn.cost_id),
    )
    (live,) = rows(GO_LIVES, facts).values()
    live = replace(live, went_live_on=NOW.date())
    found = discovered(lines(*facts), live, rows(SCALE_COSTS, facts).values())
    assert (found.at_close, found.after_go_live) == (2, 1)
    (told,) = found.spent
    assert (told.before, told.since) == (costs.SCALE_COST.amount.minor, late.amount.minor)
    assert told.multiple == Decimal("1.0000")


def test_a_gap_that_was_cancelled_carries_no_cost() -> None:
    cancelled = GapCancelled(gap_id=LATER.gap_id, reason="It is as it should be.")
    facts = (engagements.STARTED, gaps.OPENED, go_live.WENT_LIVE, LATER, cancelled, costs.SCALE_COST)
    (live,) = rows(GO_LIVES, facts).values()
    (told,) = discovered(lines(*facts), live, rows(SCALE_COSTS, facts).values()).spent
    assert (told.per_gap_since, told.multiple) == (None, None)
