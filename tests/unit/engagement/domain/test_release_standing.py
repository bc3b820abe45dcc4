"""Whether what goes live is what was tested: told from the log, one sentence per test."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from services.engagement.domain.infrastructure_policy import LATEST_POLICY
from services.engagement.domain.release import PROVEN_BY, ReleaseObstacle, proven
from services.engagement.domain.release.load import Expected, LoadShortfall, required_rate, shortfalls
from services.engagement.domain.release.standing import Proof, run_of
from shared.events.environments import EnvironmentKind
from shared.events.integrations import IntegrationOutcome, IntegrationTarget
from tests.facts.integrations import INTEGRATION_PASSED, POINT_DECLARED, POINT_WITHDRAWN
from tests.facts.releases import LEVEL, LEVEL_SET, LOAD_TESTED, PEAK_EXPECTED, PINNED

OTHER = replace(PINNED, release_id=UUID(int=0x4F), name="2026.4", model_digest="ee" * 32)
RAISED = replace(PEAK_EXPECTED, requests_per_second=Decimal("41.67"))
READY: tuple[Proof, ...] = (PEAK_EXPECTED, LEVEL_SET, POINT_DECLARED)
ALL: tuple[Proof, ...] = (*READY, PINNED, LOAD_TESTED, INTEGRATION_PASSED)
EXPECTED = Expected(release_id=PINNED.release_id, peak=PEAK_EXPECTED.requests_per_second, level=LEVEL)
LATER, EARLIER = date(2026, 2, 28), date(2026, 1, 1)
SECOND_POINT = replace(POINT_DECLARED, point_id=UUID(int=0x99))
FAILED = replace(INTEGRATION_PASSED, outcome=IntegrationOutcome.FAILED)
SLOW = replace(LOAD_TESTED, latency_ms=1_201, held=False)


def obstacles(*history: Proof) -> list[ReleaseObstacle]:
    return list(proven(history).obstacles)


def wanting(**changes: object) -> list[LoadShortfall]:
    given: dict[str, Any] = changes
    return list(shortfalls(run_of(replace(LOAD_TESTED, **given)), EXPECTED))


@pytest.mark.req("RH5")
def test_a_load_test_meets_the_rule_at_150_per_cent_of_the_expected_peak() -> None:
    assert required_rate(Decimal(40), LATEST_POLICY) == 60
    assert wanting(achieved=Decimal(60)) == []
    assert wanting(achieved=Decimal("59.99")) == [LoadShortfall.BELOW_REQUIRED_RATE]


@pytest.mark.req("RH5")
@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"latency_ms": LEVEL.latency_ms + 1}, LoadShortfall.LATENCY_EXCEEDED),
        ({"error_share": Decimal("0.00501")}, LoadShortfall.ERRORS_EXCEEDED),
        ({"environment": EnvironmentKind.TEST}, LoadShortfall.NOT_LIKE_PRODUCTION),
        ({"environment": EnvironmentKind.SANDBOX}, LoadShortfall.NOT_LIKE_PRODUCTION),
        ({"release_id": OTHER.release_id}, LoadShortfall.OTHER_RELEASE),
        ({"level": replace(LEVEL, percentile=Decimal(90))}, LoadShortfall.SERVICE_LEVEL_CHANGED),
    ],
)
def test_a_load_test_that_does_not_meet_the_rule_says_why(changes: dict[str, object], why: LoadShortfall) -> None:
    assert wanting(**changes) == [why]


@pytest.mark.req("RH5")
def test_a_test_that_fell_short_is_not_met_by_expecting_less_afterwards() -> None:
    less = replace(EXPECTED, peak=Decimal(1))
    assert shortfalls(replace(run_of(LOAD_TESTED), achieved=Decimal(59)), less) == (LoadShortfall.BELOW_REQUIRED_RATE,)
    assert shortfalls(run_of(LOAD_TESTED), less) == ()


@pytest.mark.req("RH5")
def test_before_production_is_like_production_and_what_is_just_held_is_held() -> None:
    assert wanting(environment=EnvironmentKind.PRE_PRODUCTION) == []
    assert wanting(latency_ms=LEVEL.latency_ms, error_share=LEVEL.error_share) == []


def test_all_that_is_wanting_is_told_at_once_and_nothing_counts_where_nothing_is_expected() -> None:
    assert wanting(latency_ms=9_000, achieved=Decimal(1)) == [
        LoadShortfall.BELOW_REQUIRED_RATE,
        LoadShortfall.LATENCY_EXCEEDED,
    ]
    nothing = shortfalls(run_of(LOAD_TESTED), Expected())
    assert list(nothing) == [
        LoadShortfall.OTHER_RELEASE,
        LoadShortfall.BELOW_REQUIRED_RATE,
        LoadShortfall.SERVICE_LEVEL_CHANGED,
    ]


@pytest.mark.req("RH6")
def test_what_was_tested_under_load_and_with_every_point_is_proven() -> None:
    found = proven(ALL)
    assert (found.release_id, found.obstacles, found.holds) == (PINNED.release_id, (), True)


@pytest.mark.req("RH6")
def test_where_nothing_is_pinned_nothing_is_proven() -> None:
    found = proven(READY)
    assert (found.release_id, found.obstacles) == (None, (ReleaseObstacle.NOTHING_PINNED,))
    assert not found.holds


@pytest.mark.req("RH6")
def test_another_release_is_to_be_tested_anew_and_the_one_that_comes_back_is_not() -> None:
    found = proven([*ALL, OTHER])
    assert found.release_id == OTHER.release_id
    assert list(found.obstacles) == [ReleaseObstacle.LOAD_NOT_TESTED, ReleaseObstacle.INTEGRATION_NOT_TESTED]
    assert proven([*ALL, OTHER, PINNED]).holds
    failed_with_other = replace(FAILED, release_id=OTHER.release_id, ran_on=LATER)
    assert proven([*ALL, OTHER, failed_with_other, PINNED]).holds


@pytest.mark.req("RH5", "RH6")
def test_a_raised_peak_or_another_level_takes_another_load_test() -> None:
    assert obstacles(*ALL, RAISED) == [ReleaseObstacle.LOAD_TEST_FAILED]
    assert obstacles(*ALL, replace(PEAK_EXPECTED, requests_per_second=Decimal("41.66"))) == []
    level = replace(LEVEL_SET, level=replace(LEVEL, latency_ms=1_000))
    assert obstacles(*ALL, level) == [ReleaseObstacle.LOAD_TEST_FAILED]
    assert obstacles(*ALL, level, replace(LOAD_TESTED, level=level.level)) == []


@pytest.mark.req("RH5")
def test_the_load_test_that_ran_last_counts_whenever_it_was_recorded() -> None:
    assert obstacles(*ALL, replace(SLOW, ran_on=LATER)) == [ReleaseObstacle.LOAD_TEST_FAILED]
    assert obstacles(*ALL, SLOW) == [ReleaseObstacle.LOAD_TEST_FAILED]
    assert obstacles(*ALL, replace(SLOW, ran_on=EARLIER)) == []
    in_a_sandbox = replace(SLOW, ran_on=LATER, environment=EnvironmentKind.SANDBOX)
    assert obstacles(*ALL, in_a_sandbox) == []
    assert obstacles(*READY, PINNED, INTEGRATION_PASSED, in_a_sandbox) == [ReleaseObstacle.LOAD_NOT_TESTED]


@pytest.mark.req("RB9")
def test_every_point_is_passed_against_production_with_what_is_pinned() -> None:
    assert obstacles(*ALL, SECOND_POINT) == [ReleaseObstacle.INTEGRATION_NOT_TESTED]
    on_test = replace(INTEGRATION_PASSED, point_id=SECOND_POINT.point_id, target=IntegrationTarget.TEST)
    assert obstacles(*ALL, SECOND_POINT, on_test) == [ReleaseObstacle.INTEGRATION_NOT_TESTED]
    on_production = replace(on_test, target=IntegrationTarget.PRODUCTION)
    assert obstacles(*ALL, SECOND_POINT, on_production) == []
    failed = replace(on_production, outcome=IntegrationOutcome.FAILED)
    assert obstacles(*ALL, SECOND_POINT, failed) == [ReleaseObstacle.INTEGRATION_FAILED]


@pytest.mark.req("RB9")
def test_the_test_of_a_point_that_ran_last_counts_whenever_it_was_recorded() -> None:
    assert obstacles(*ALL, replace(FAILED, ran_on=LATER)) == [ReleaseObstacle.INTEGRATION_FAILED]
    assert obstacles(*ALL, FAILED) == [ReleaseObstacle.INTEGRATION_FAILED]
    assert obstacles(*ALL, replace(FAILED, ran_on=EARLIER)) == []
    assert obstacles(*ALL, replace(FAILED, ran_on=LATER, target=IntegrationTarget.TEST)) == []


def test_a_point_that_was_withdrawn_owes_nothing_but_without_any_nothing_is_proven() -> None:
    gone = replace(POINT_WITHDRAWN, point_id=SECOND_POINT.point_id)
    assert obstacles(*ALL, SECOND_POINT, gone) == []
    assert obstacles(*ALL, POINT_WITHDRAWN) == [ReleaseObstacle.NO_INTEGRATION_POINT]


def test_what_it_is_told_from_is_named_for_whoever_decides_on_it() -> None:
    kinds = {type(fact) for fact in (*ALL, POINT_WITHDRAWN)}
    assert set(PROVEN_BY) == kinds
