"""What the read models of infrastructure show as tests, hardening and releases come and go."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.engagement.domain.hardening_status import HardeningStatus
from services.engagement.projections.environments import ENVIRONMENTS, HardeningEntry
from services.engagement.projections.integration_points import INTEGRATION_POINTS
from services.engagement.projections.release_plans import RELEASE_PLANS
from services.engagement.projections.releases import RELEASES
from shared.events.integrations import IntegrationOutcome, IntegrationTarget
from shared.projecting.projection import Projection
from tests.facts import environments, integrations, releases
from tests.facts.engagements import STARTED
from tests.facts.people import BO, CLEO
from tests.history import rows

PASSED = integrations.INTEGRATION_PASSED
FAILED = replace(PASSED, outcome=IntegrationOutcome.FAILED)
LATER, EARLIER = date(2026, 2, 28), date(2026, 1, 1)
DONE = (environments.PRODUCTION_DECLARED, environments.ITEM_ADDED, environments.HARDENING_COMPLETED)


def covered(*facts: object) -> tuple[bool, date | None]:
    (point,) = rows(INTEGRATION_POINTS, [integrations.POINT_DECLARED, *facts]).values()
    return point.covered, point.tested_on


@pytest.mark.req("RB9")
def test_a_point_is_covered_by_the_last_test_against_production() -> None:
    assert covered() == (False, None)
    assert covered(PASSED) == (True, PASSED.ran_on)
    assert covered(PASSED, FAILED) == (False, PASSED.ran_on)
    assert covered(PASSED, replace(FAILED, ran_on=LATER)) == (False, LATER)


@pytest.mark.req("RB9")
def test_a_test_that_is_reported_late_or_that_ran_elsewhere_changes_no_coverage() -> None:
    assert covered(PASSED, replace(FAILED, ran_on=EARLIER)) == (True, PASSED.ran_on)
    elsewhere = IntegrationTarget.TEST
    assert covered(PASSED, replace(FAILED, ran_on=LATER, target=elsewhere)) == (True, PASSED.ran_on)
    assert covered(replace(PASSED, target=elsewhere)) == (False, None)


def hardened(*facts: object) -> HardeningEntry:
    (environment,) = rows(ENVIRONMENTS, [*DONE, *facts]).values()
    item: HardeningEntry
    (item,) = environment.hardening
    return item


@pytest.mark.req("RB4")
def test_an_item_shows_who_completed_it_and_who_verified_that() -> None:
    done = hardened()
    assert (done.status, done.completer, done.verifier) == (HardeningStatus.COMPLETED, BO, None)
    verified = hardened(environments.HARDENING_VERIFIED)
    assert (verified.status, verified.completer, verified.verifier) == (HardeningStatus.VERIFIED, BO, CLEO)
    anew = hardened(environments.HARDENING_VERIFIED, environments.HARDENING_REOPENED)
    assert (anew.status, anew.verifier, anew.verified_at) == (HardeningStatus.OPEN, None, None)
    assert (anew.reason, anew.evidence) == (environments.HARDENING_REOPENED.reason, done.evidence)


@pytest.mark.req("RB4")
def test_other_items_stay_as_they_are() -> None:
    second = replace(environments.ITEM_ADDED, item_id=UUID(int=0x17F))
    (environment,) = rows(ENVIRONMENTS, [*DONE, second, environments.HARDENING_VERIFIED]).values()
    assert [item.status for item in environment.hardening] == [HardeningStatus.VERIFIED, HardeningStatus.OPEN]


@pytest.mark.req("RH6")
def test_a_release_that_comes_back_keeps_the_moment_when_it_first_was_pinned() -> None:
    other = replace(releases.PINNED, release_id=UUID(int=0x4F))
    facts = [STARTED, releases.PINNED, other, releases.PINNED]
    found = rows(RELEASES, facts)[releases.PINNED.release_id,]
    assert (found.first_pinned_seq, found.first_pinned_at < found.pinned_at) == (2, True)
    (plan,) = rows(RELEASE_PLANS, facts).values()
    assert (plan.release_id, plan.version) == (releases.PINNED.release_id, 3)


@pytest.mark.req("RB8")
def test_the_last_deployment_is_shown() -> None:
    anew = replace(environments.DEPLOYED, release_id=UUID(int=0x4F))
    (environment,) = rows(ENVIRONMENTS, [*DONE, environments.DEPLOYED, anew]).values()
    assert environment.deployment.release_id == UUID(int=0x4F)


@pytest.mark.parametrize(
    ("projection", "fact"),
    [
        (ENVIRONMENTS, environments.ITEM_ADDED),
        (INTEGRATION_POINTS, PASSED),
        (INTEGRATION_POINTS, integrations.POINT_WITHDRAWN),
        (RELEASE_PLANS, releases.PINNED),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_facts_out_of_order_are_never_guessed_away(projection: Projection[Any], fact: object) -> None:
    with pytest.raises(LookupError):
        rows(projection, [fact])
