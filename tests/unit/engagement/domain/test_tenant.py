"""Tenants, one sentence per test."""

from dataclasses import replace
from typing import get_args
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from services.engagement.domain.currency import UnknownCurrency
from services.engagement.domain.tenant import (
    TENANT,
    TIME_ZONES,
    ConfigureTenant,
    RegisterTenant,
    TenantAlreadyRegistered,
    TenantCommand,
    TenantNotFound,
    UnknownTimeZone,
)
from shared.events.people import Role
from shared.events.tenants import Locale
from shared.kernel.refusal import NotWellFormed
from tests.facts.tenants import TENANT_CONFIGURED, TENANT_ID, TENANT_REGISTERED
from tests.scenario import Scenario

given = Scenario(decider=TENANT).given

REGISTER = RegisterTenant(tenant_id=TENANT_ID, name=TENANT_REGISTERED.name)
CONFIGURE = ConfigureTenant(
    tenant_id=TENANT_ID,
    locale=TENANT_CONFIGURED.locale,
    time_zone=TENANT_CONFIGURED.time_zone,
    currency=TENANT_CONFIGURED.currency,
    data_region=TENANT_CONFIGURED.data_region,
)


def test_a_tenant_is_registered() -> None:
    given().when(REGISTER).then(TENANT_REGISTERED)


def test_a_tenant_has_a_name() -> None:
    given().when(replace(REGISTER, name="  ")).refused(NotWellFormed, where=("input", "name"))


def test_registering_the_same_tenant_again_changes_nothing() -> None:
    given(TENANT_REGISTERED).when(REGISTER).then_nothing()
    given(TENANT_REGISTERED, TENANT_CONFIGURED).when(REGISTER).then_nothing()


def test_a_tenant_is_not_registered_anew_under_another_name() -> None:
    asking = given(TENANT_REGISTERED).when(replace(REGISTER, name="Northlight"))
    asking.refused(TenantAlreadyRegistered, saying="Assurance Boréale")


@pytest.mark.req("RF9")
def test_a_tenant_has_its_language_time_zone_currency_and_data_region() -> None:
    given(TENANT_REGISTERED).when(CONFIGURE).then(TENANT_CONFIGURED)


@pytest.mark.req("RF9")
def test_a_tenant_is_configured_anew() -> None:
    asking = given(TENANT_REGISTERED, TENANT_CONFIGURED).when(replace(CONFIGURE, locale=Locale.EN))
    asking.then(replace(TENANT_CONFIGURED, locale=Locale.EN))


def test_the_same_configuration_again_changes_nothing() -> None:
    given(TENANT_REGISTERED, TENANT_CONFIGURED).when(CONFIGURE).then_nothing()


def test_a_configuration_may_return_to_what_it_was() -> None:
    english = replace(TENANT_CONFIGURED, locale=Locale.EN)
    given(TENANT_REGISTERED, TENANT_CONFIGURED, english).when(CONFIGURE).then(TENANT_CONFIGURED)


@pytest.mark.req("RF9")
@pytest.mark.parametrize("name", ["", "Toronto", "america/toronto", "America", "../etc/passwd", "localtime", "EST4"])
def test_a_time_zone_is_one_by_its_iana_name(name: str) -> None:
    asking = given(TENANT_REGISTERED).when(replace(CONFIGURE, time_zone=name))
    asking.refused(UnknownTimeZone, where=("input", "timeZone"))


@pytest.mark.req("RF9")
@pytest.mark.parametrize("code", ["", "cad", "CDN", "XXX", "XAU"])
def test_a_currency_is_one_in_circulation(code: str) -> None:
    asking = given(TENANT_REGISTERED).when(replace(CONFIGURE, currency=code))
    asking.refused(UnknownCurrency, where=("input", "currency"))


def test_every_time_zone_that_is_accepted_can_be_used() -> None:
    assert {ZoneInfo(name).key for name in TIME_ZONES} == TIME_ZONES


def test_a_tenant_that_was_never_registered_is_not_found() -> None:
    given().when(CONFIGURE).refused(TenantNotFound)


def test_a_tenant_is_a_stream_that_its_administrators_configure_and_nobody_registers() -> None:
    assert TENANT.stream(REGISTER) == f"tenant-{UUID(int=0x71)}"
    assert TENANT.permits == {RegisterTenant: frozenset(), ConfigureTenant: {Role.ADMINISTRATOR}}
    assert set(TENANT.permits) == set(get_args(TenantCommand))
