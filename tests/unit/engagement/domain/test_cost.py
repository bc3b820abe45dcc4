"""What going to production costs, one sentence per test."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as whenever
from hypothesis import strategies as st

from services.engagement.domain.amounts import LARGEST
from services.engagement.domain.benchmarks import LATEST_BENCHMARKS, Beside, read_benchmarks
from services.engagement.domain.cost import (
    COST,
    CorrectScaleCost,
    CostCommand,
    RecordScaleCost,
    ScaleCostAlreadyRecorded,
    ScaleCostGone,
    ScaleCostNotFound,
    WithdrawScaleCost,
)
from services.engagement.domain.cost_multiple import Spent, multiple_of, multiples
from services.engagement.domain.currency import UnknownCurrency
from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.roles import APPROVERS, LEADS
from shared.kernel.decider import Reach
from shared.kernel.money import Money
from shared.kernel.refusal import InTheFuture, NotWellFormed
from shared.policy.shipped import CatalogueInvalid
from tests.facts.costs import CLUSTER_COST, SCALE_COST, SCALE_COST_CORRECTED, SCALE_COST_WITHDRAWN
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.people import NOW
from tests.scenario import Scenario

given = Scenario(decider=COST).given

BAND = LATEST_BENCHMARKS.cost_multiple
RECORD = RecordScaleCost(
    engagement_id=ENGAGEMENT,
    cost_id=CLUSTER_COST,
    kind=SCALE_COST.kind,
    amount=SCALE_COST.amount,
    spent_on=SCALE_COST.spent_on,
    note=SCALE_COST.note,
)
CORRECT = CorrectScaleCost(
    engagement_id=ENGAGEMENT,
    cost_id=CLUSTER_COST,
    kind=SCALE_COST.kind,
    amount=SCALE_COST_CORRECTED.amount,
    spent_on=SCALE_COST.spent_on,
    note=SCALE_COST.note,
    reason=SCALE_COST_CORRECTED.reason,
)
WITHDRAW = WithdrawScaleCost(engagement_id=ENGAGEMENT, cost_id=CLUSTER_COST, reason=SCALE_COST_WITHDRAWN.reason)
RECORDED = (STARTED, SCALE_COST)
CORRECTED = (*RECORDED, SCALE_COST_CORRECTED)
WITHDRAWN = (*RECORDED, SCALE_COST_WITHDRAWN)


@pytest.mark.req("RF5")
def test_a_cost_goes_on_record_once() -> None:
    given(STARTED).when(RECORD).then(SCALE_COST)
    given(*RECORDED).when(RECORD).then_nothing()
    given(*CORRECTED).when(RECORD).then_nothing()
    given(*WITHDRAWN).when(RECORD).then_nothing()
    given(*RECORDED).when(replace(RECORD, note="Another")).refused(ScaleCostAlreadyRecorded)


@pytest.mark.req("RF5")
def test_a_cost_is_corrected_by_a_later_event_and_as_often_as_needed() -> None:
    given(*RECORDED).when(CORRECT).then(SCALE_COST_CORRECTED)
    given(*CORRECTED).when(CORRECT).then_nothing()
    given(*RECORDED).when(replace(CORRECT, amount=SCALE_COST.amount)).then_nothing()
    back = replace(SCALE_COST_CORRECTED, amount=SCALE_COST.amount)
    given(*CORRECTED).when(replace(CORRECT, amount=SCALE_COST.amount)).then(back)
    given(STARTED).when(CORRECT).refused(ScaleCostNotFound, where=("input", "costId"))
    given(*WITHDRAWN).when(CORRECT).refused(ScaleCostGone, where=("input", "costId"))
    given(*RECORDED).when(replace(CORRECT, reason=" ")).refused(NotWellFormed, where=("input", "reason"))


@pytest.mark.req("RF5")
def test_what_was_no_cost_is_withdrawn() -> None:
    given(*RECORDED).when(WITHDRAW).then(SCALE_COST_WITHDRAWN)
    given(*WITHDRAWN).when(WITHDRAW).then_nothing()
    given(STARTED).when(WITHDRAW).refused(ScaleCostNotFound, where=("input", "costId"))
    given(*RECORDED).when(replace(WITHDRAW, reason="")).refused(NotWellFormed, where=("input", "reason"))


@pytest.mark.req("RF5")
@pytest.mark.parametrize("minor", [0, -1, LARGEST + 1])
def test_a_cost_is_more_than_nothing_in_a_currency_that_exists(minor: int) -> None:
    amount = Money(minor=minor, currency="CAD")
    where = ("input", "amount", "minor")
    given(STARTED).when(replace(RECORD, amount=amount)).refused(NotWellFormed, where=where)
    given(*RECORDED).when(replace(CORRECT, amount=amount)).refused(NotWellFormed, where=where)
    unknown = replace(RECORD, amount=Money(minor=1, currency="XXX"))
    given(STARTED).when(unknown).refused(UnknownCurrency, where=("input", "amount", "currency"))


def test_money_is_spent_by_today() -> None:
    tomorrow = NOW.date() + timedelta(days=1)
    given(STARTED).when(replace(RECORD, spent_on=tomorrow)).refused(InTheFuture, where=("input", "spentOn"))
    given(*RECORDED).when(replace(CORRECT, spent_on=tomorrow)).refused(InTheFuture, where=("input", "spentOn"))
    today = date(2026, 3, 2)
    given(STARTED).when(replace(RECORD, spent_on=today)).then(replace(SCALE_COST, spent_on=today))


@pytest.mark.parametrize("command", [RECORD, CORRECT, WITHDRAW])
def test_it_is_a_cost_of_an_engagement_that_was_started(command: CostCommand) -> None:
    given().when(command).refused(EngagementNotFound, where=("input", "engagementId"))
    given(SCALE_COST).when(command).refused(EngagementNotFound)
    (scope,) = COST.looks_at(command)
    assert (scope.reach, scope.id, scope.types) == (Reach.STREAM, f"engagement-{ENGAGEMENT}", ("EngagementStarted",))
    assert COST.stream(command) == f"cost-{ENGAGEMENT}"
    assert COST.engagement(command) == ENGAGEMENT


def test_leads_record_costs_and_approvers_may_withdraw_them_too() -> None:
    assert dict(COST.permits) == {
        RecordScaleCost: LEADS,
        CorrectScaleCost: LEADS,
        WithdrawScaleCost: LEADS | APPROVERS,
    }


@pytest.mark.req("RF5")
@pytest.mark.parametrize(
    ("pilot", "scale", "multiple", "beside"),
    [
        (100, 250, "2.5000", Beside.WITHIN),
        (3, 7, "2.3333", Beside.WITHIN),
        (100, 200, "2.0000", Beside.WITHIN),
        (100, 300, "3.0000", Beside.WITHIN),
        (10**9, 2 * 10**9 - 1, "2.0000", Beside.BELOW),
        (10**9, 3 * 10**9 + 1, "3.0000", Beside.ABOVE),
        (100, 0, "0.0000", Beside.BELOW),
        (20_000, 1, "0.0000", Beside.BELOW),
        (20_000, 3, "0.0002", Beside.BELOW),
        (0, 5, None, None),
    ],
)
def test_the_multiple_is_scale_over_pilot_and_no_rounding_moves_it_over_the_band(
    pilot: int, scale: int, multiple: str | None, beside: Beside | None
) -> None:
    found = multiple_of(Spent(currency="CAD", pilot=pilot, scale=scale), BAND)
    assert (None if found.multiple is None else str(found.multiple)) == multiple
    assert found.beside == beside


@pytest.mark.req("RF5")
@whenever(pilot=st.integers(1, 2**60), scale=st.integers(0, 2**60))
def test_the_multiple_is_never_further_from_the_amounts_than_half_of_its_last_place(pilot: int, scale: int) -> None:
    found = multiple_of(Spent(currency="CAD", pilot=pilot, scale=scale), BAND).multiple
    assert found is not None
    numerator, denominator = found.as_integer_ratio()
    assert abs(numerator * pilot - scale * denominator) * 20_000 <= denominator * pilot


@pytest.mark.req("RF5")
def test_each_currency_has_a_multiple_of_its_own() -> None:
    dollars, euros = Spent(currency="USD", pilot=100, scale=300), Spent(currency="EUR", pilot=0, scale=7)
    found = multiples([dollars, euros], BAND)
    assert [(each.spent, each.multiple) for each in found] == [(euros, None), (dollars, Decimal("3.0000"))]


@pytest.mark.req("RF5")
def test_two_to_three_times_the_pilot_is_what_is_usual() -> None:
    assert (BAND.lowest, BAND.highest) == (Decimal(2), Decimal(3))
    assert BAND.label.en != BAND.label.fr


GOOD: dict[str, Any] = {
    "version": 1,
    "cost_multiple": {"from": "2", "to": "3", "en": "a", "fr": "b"},
    "lead_time": {"months": 14, "percentiles": [50, 80], "en": "a", "fr": "b"},
}


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": 0},
        {"more": 1},
        {"cost_multiple": []},
        {"cost_multiple": {"from": "3", "to": "2", "en": "a", "fr": "b"}},
        {"cost_multiple": {"from": "0", "to": "2", "en": "a", "fr": "b"}},
        {"cost_multiple": {"from": "two", "to": "3", "en": "a", "fr": "b"}},
        {"cost_multiple": {"from": "2", "to": "3", "en": "a"}},
        {"lead_time": {"months": 0, "percentiles": [50], "en": "a", "fr": "b"}},
        {"lead_time": {"months": 14, "percentiles": [], "en": "a", "fr": "b"}},
        {"lead_time": {"months": 14, "percentiles": [80, 50], "en": "a", "fr": "b"}},
        {"lead_time": {"months": 14, "percentiles": [50, 101], "en": "a", "fr": "b"}},
    ],
)
def test_benchmarks_that_do_not_say_what_they_must_are_not_read(wrong: dict[str, Any]) -> None:
    assert read_benchmarks(str(GOOD)).lead_time.percentiles == (50, 80)
    with pytest.raises(CatalogueInvalid):
        read_benchmarks(str({**GOOD, **wrong}))
