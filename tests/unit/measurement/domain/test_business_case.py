"""The business case: told before going live, revised with a reason, and in the tenant's currency."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from services.measurement.domain.case.commands import (
    BusinessCaseAfterGoLive,
    BusinessCaseAlreadyRegistered,
    BusinessCaseNotFound,
    RegisterBusinessCase,
    ReviseBusinessCase,
    SeriesIsNoKpi,
)
from services.measurement.domain.case.rules import BUSINESS_CASE, CASE_MAKERS
from services.measurement.domain.case.state import terms_of
from services.measurement.domain.currency import CurrencyDiffers
from services.measurement.domain.not_found import EngagementNotFound, SeriesNotFound
from shared.events.go_live import WentLive
from shared.kernel.decider import Reach
from shared.kernel.money import Money
from shared.kernel.refusal import NotWellFormed
from tests.facts.business_case import CASE_REGISTERED, CASE_REVISED, MINUTES_SAVED
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.people import BO
from tests.facts.series import KPI_DEFINED, SERIES_DEFINED
from tests.facts.tenants import TENANT_CONFIGURED
from tests.scenario import Scenario

pytestmark = pytest.mark.req("RL5")
given = Scenario(decider=BUSINESS_CASE).given
READY = (TENANT_CONFIGURED, STARTED, KPI_DEFINED, SERIES_DEFINED)
LIVE = WentLive(
    engagement_id=ENGAGEMENT, release_id=UUID(int=1), decision_id=UUID(int=2), went_live_on=date(2026, 3, 2)
)
TERMS = terms_of(CASE_REGISTERED)
REGISTER = RegisterBusinessCase(engagement_id=ENGAGEMENT, terms=TERMS)
REVISE = ReviseBusinessCase(engagement_id=ENGAGEMENT, terms=terms_of(CASE_REVISED), reason=CASE_REVISED.reason)
LINES = ("input", "lines")


def having(**changes: Any) -> RegisterBusinessCase:  # noqa: ANN401 - fields of the terms
    return replace(REGISTER, terms=replace(TERMS, **changes))


def line(**changes: Any) -> RegisterBusinessCase:  # noqa: ANN401 - fields of the line
    return having(lines=(replace(MINUTES_SAVED, **changes),))


def test_a_case_is_registered_once_before_the_system_is_live() -> None:
    given(*READY).when(REGISTER).then(CASE_REGISTERED)
    given(*READY, CASE_REGISTERED).when(REGISTER).then_nothing()
    given(*READY, CASE_REGISTERED, LIVE).when(REGISTER).then_nothing()
    given(*READY, CASE_REGISTERED).when(having(assumptions=())).refused(BusinessCaseAlreadyRegistered)
    given(*READY, LIVE).when(REGISTER).refused(BusinessCaseAfterGoLive, saying="2026-03-02")


def test_a_case_is_revised_with_a_reason_and_says_whether_the_system_was_live() -> None:
    registered = (*READY, CASE_REGISTERED)
    given(*registered, LIVE).when(REVISE).then(CASE_REVISED)
    given(*registered).when(REVISE).then(replace(CASE_REVISED, live=False))
    given(*registered, LIVE, CASE_REVISED).when(REVISE).then_nothing()
    back = ReviseBusinessCase(engagement_id=ENGAGEMENT, terms=TERMS, reason="As it was")
    again = replace(CASE_REVISED, revision=2, lines=TERMS.lines, assumptions=TERMS.assumptions, reason="As it was")
    given(*registered, LIVE, CASE_REVISED).when(back).then(again)
    given(*registered, CASE_REVISED).when(REGISTER).then_nothing()
    given(*READY).when(REVISE).refused(BusinessCaseNotFound)
    given(*READY, replace(CASE_REVISED, live=False)).when(REVISE).then_nothing()
    given(*registered).when(replace(REVISE, reason=" ")).refused(NotWellFormed, where=("input", "reason"))


def test_a_benefit_is_of_a_key_figure_of_this_engagement() -> None:
    given(*READY).when(line(series_id=UUID(int=5))).refused(SeriesNotFound, where=LINES)
    given(*READY).when(line(series_id=SERIES_DEFINED.series_id)).refused(SeriesIsNoKpi, saying=SERIES_DEFINED.name)


def test_amounts_are_in_the_currency_of_the_tenant() -> None:
    euros = Money(minor=85, currency="EUR")
    where = ("input", "lines", "currency")
    given(*READY).when(line(value_per_unit=euros)).refused(CurrencyDiffers, where=where, saying="CAD, and not in EUR")
    given(*READY).when(having(run_cost_per_month=euros)).refused(CurrencyDiffers)
    given(*READY[1:]).when(REGISTER).refused(CurrencyDiffers)
    nothing = Money(minor=0, currency="CAD")
    given(*READY).when(line(value_per_unit=nothing)).refused(NotWellFormed, where=("input", "lines", "minor"))
    given(*READY).when(having(run_cost_per_month=nothing)).then(replace(CASE_REGISTERED, run_cost_per_month=nothing))


@pytest.mark.parametrize(
    "wrong",
    [
        line(volume_per_month=Decimal(0)),
        line(target=Decimal(-1)),
        line(target=Decimal("NaN")),
        having(lines=()),
        having(lines=(MINUTES_SAVED, MINUTES_SAVED)),
        having(assumptions=("x",) * 51),
        having(assumptions=(" ",)),
    ],
)
def test_what_a_case_cannot_say_is_refused(wrong: RegisterBusinessCase) -> None:
    given(*READY).when(wrong).refused(NotWellFormed)


def test_it_is_the_case_of_an_engagement_that_was_started() -> None:
    given(TENANT_CONFIGURED).when(REGISTER).refused(EngagementNotFound, where=("input", "engagementId"))
    given().when(REVISE).refused(EngagementNotFound)
    engagement, tenant = BUSINESS_CASE.looks_at(REGISTER)
    assert (engagement.reach, engagement.types) == (
        Reach.ENGAGEMENT,
        ("EngagementStarted", "WentLive", "SeriesDefined"),
    )
    assert (tenant.reach, tenant.types) == (Reach.TENANT, ("TenantConfigured",))
    assert BUSINESS_CASE.stream(REGISTER) == f"case-{ENGAGEMENT}"
    assert (BUSINESS_CASE.engagement(REGISTER), BUSINESS_CASE.names(REGISTER)) == (ENGAGEMENT, (BO,))
    assert dict(BUSINESS_CASE.permits) == {RegisterBusinessCase: CASE_MAKERS, ReviseBusinessCase: CASE_MAKERS}
