"""The policy of the infrastructure: what ships is whole, what is not whole is never read, and what production owes."""

from importlib.resources import files

import pytest

from services.engagement.domain.hardening_status import unproven
from services.engagement.domain.infrastructure_policy import (
    LATEST_POLICY,
    POLICIES,
    SHIPPED_POLICIES,
    read_policy,
)
from shared.events.environments import EnvironmentKind, HardeningKind
from shared.policy.shipped import CatalogueInvalid

TEXT = files("services.engagement.domain").joinpath(SHIPPED_POLICIES[-1]).read_text("utf-8")
REQUIRED = (
    HardeningKind.PRIVATE_ENDPOINT,
    HardeningKind.NETWORK_SECURITY,
    HardeningKind.MONITORING,
    HardeningKind.SERVICE_LEVELS,
    HardeningKind.LOG_PIPELINE,
)


def test_the_latest_version_is_the_last_that_ships() -> None:
    assert LATEST_POLICY == POLICIES[max(POLICIES)] == read_policy(TEXT)
    assert len(POLICIES) == len(SHIPPED_POLICIES)
    assert POLICIES[1].load.percent_of_peak == 150
    assert POLICIES[1].load.environments == (EnvironmentKind.PRE_PRODUCTION, EnvironmentKind.PRODUCTION)


@pytest.mark.req("RB4")
def test_production_is_hardened_in_what_policy_requires_and_nothing_else_is() -> None:
    assert LATEST_POLICY.required == REQUIRED
    assert unproven(EnvironmentKind.PRODUCTION, [], LATEST_POLICY) == REQUIRED
    assert (
        unproven(EnvironmentKind.PRODUCTION, [HardeningKind.MONITORING, *REQUIRED[:2]], LATEST_POLICY) == REQUIRED[3:]
    )
    assert unproven(EnvironmentKind.PRODUCTION, HardeningKind, LATEST_POLICY) == ()
    for kind in set(EnvironmentKind) - {EnvironmentKind.PRODUCTION}:
        assert unproven(kind, [], LATEST_POLICY) == ()


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("version: 1", "version: 0"),
        ("version: 1", "version: one"),
        ("version: 1", "version: 1\nextra: 1"),
        ("percent_of_peak: 150", "percent_of_peak: 99"),
        ("percent_of_peak: 150", "percent_of_peak: 150\n  extra: 1"),
        ("environments: [pre_production, production]", "environments: []"),
        ("environments: [pre_production, production]", "environments: [production, production]"),
        ("environments: [pre_production, production]", "environments: [moon]"),
        ("name: backup", "name: recovery"),
        ("name: backup", "name: moat"),
        ("required: false, en: Backup", "en: Backup"),
        ("en: Backup, fr: Sauvegarde", "en: Backup"),
        ("  - {name: other, required: false, en: Something else, fr: Autre}\n", ""),
    ],
)
def test_a_policy_that_is_not_whole_is_never_read(said: str, instead: str) -> None:
    assert said in TEXT
    with pytest.raises(CatalogueInvalid):
        read_policy(TEXT.replace(said, instead, 1))
