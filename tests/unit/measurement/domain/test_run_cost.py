"""What running costs, one sentence per test."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.measurement.domain.currency import CurrencyDiffers
from services.measurement.domain.not_found import EngagementNotFound
from services.measurement.domain.run_cost import (
    RECORDERS,
    RUN_COST,
    CorrectRunCost,
    RecordRunCost,
    RunCostAlreadyRecorded,
    RunCostCommand,
    RunCostGone,
    RunCostNotFound,
    WithdrawRunCost,
)
from shared.events.people import Role
from shared.kernel.money import Money
from shared.kernel.refusal import InTheFuture, NotWellFormed
from tests.facts import run_costs as facts
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.people import NOW
from tests.facts.tenants import TENANT_CONFIGURED
from tests.scenario import Scenario

pytestmark = pytest.mark.req("RL10")
given = Scenario(decider=RUN_COST).given
LATER = NOW + timedelta(days=60)
READY = (TENANT_CONFIGURED, STARTED)
RECORDED = (*READY, facts.RUN_COST)
GONE = (*RECORDED, facts.RUN_COST_WITHDRAWN)
RECORD = RecordRunCost(
    engagement_id=ENGAGEMENT,
    cost_id=facts.TOKENS_COST,
    kind=facts.RUN_COST.kind,
    amount=facts.RUN_COST.amount,
    spent_on=facts.RUN_COST.spent_on,
    note=facts.RUN_COST.note,
)
CORRECT = CorrectRunCost(
    engagement_id=ENGAGEMENT,
    cost_id=facts.TOKENS_COST,
    kind=facts.RUN_COST.kind,
    amount=facts.RUN_COST_CORRECTED.amount,
    spent_on=facts.RUN_COST.spent_on,
    note=facts.RUN_COST.note,
    reason=facts.RUN_COST_CORRECTED.reason,
)
WITHDRAW = WithdrawRunCost(engagement_id=ENGAGEMENT, cost_id=facts.TOKENS_COST, reason=facts.RUN_COST_WITHDRAWN.reason)


def test_a_cost_of_running_goes_on_record_once() -> None:
    given(*READY).when(RECORD, at=LATER).then(facts.RUN_COST)
    given(*RECORDED).when(RECORD, at=LATER).then_nothing()
    given(*RECORDED, facts.RUN_COST_CORRECTED).when(RECORD, at=LATER).then_nothing()
    given(*RECORDED).when(replace(RECORD, note="Another"), at=LATER).refused(RunCostAlreadyRecorded)


def test_it_is_corrected_by_a_later_word() -> None:
    given(*RECORDED).when(CORRECT, at=LATER).then(facts.RUN_COST_CORRECTED)
    given(*RECORDED, facts.RUN_COST_CORRECTED).when(CORRECT, at=LATER).then_nothing()
    given(*READY).when(CORRECT, at=LATER).refused(RunCostNotFound, where=("input", "runCostId"))
    given(*GONE).when(CORRECT, at=LATER).refused(RunCostGone, where=("input", "runCostId"))
    given(*RECORDED).when(replace(CORRECT, reason=" "), at=LATER).refused(NotWellFormed, where=("input", "reason"))


def test_what_was_no_cost_of_running_is_withdrawn() -> None:
    given(*RECORDED).when(WITHDRAW).then(facts.RUN_COST_WITHDRAWN)
    given(*GONE).when(WITHDRAW).then_nothing()
    given(*READY).when(WITHDRAW).refused(RunCostNotFound, where=("input", "runCostId"))


def test_it_is_more_than_nothing_in_the_tenants_currency_and_was_spent_by_today() -> None:
    given(*READY).when(RECORD).refused(InTheFuture, where=("input", "spentOn"))
    nothing = replace(RECORD, amount=Money(minor=0, currency="CAD"))
    given(*READY).when(nothing, at=LATER).refused(NotWellFormed, where=("input", "amount", "minor"))
    abroad = replace(RECORD, amount=Money(minor=1, currency="EUR"))
    given(*READY).when(abroad, at=LATER).refused(CurrencyDiffers, where=("input", "amount", "currency"))


@pytest.mark.parametrize("command", [RECORD, CORRECT, WITHDRAW])
def test_it_is_a_cost_of_an_engagement_that_was_started(command: RunCostCommand) -> None:
    given(TENANT_CONFIGURED).when(command).refused(EngagementNotFound, where=("input", "engagementId"))
    assert [scope.types for scope in RUN_COST.looks_at(command)] == [("EngagementStarted",), ("TenantConfigured",)]
    assert (RUN_COST.stream(command), RUN_COST.engagement(command)) == (f"runcost-{ENGAGEMENT}", ENGAGEMENT)


def test_leads_record_costs_of_running_and_sponsors_may_withdraw_them_too() -> None:
    assert RUN_COST.permits[RecordRunCost] == RUN_COST.permits[CorrectRunCost] == RECORDERS
    assert RUN_COST.permits[WithdrawRunCost] == RECORDERS | {Role.SPONSOR}
