"""What is known of what goes live, where it runs and what it bears, and by which events."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from shared.events.environments import EnvironmentKind
from shared.events.integrations import IntegrationOutcome, IntegrationTarget
from tests.fact_sheet import TODAY, brief, told
from tests.facts import accountability, audit_logging, environments, integrations, releases
from tests.facts.people import BO

OTHER = replace(releases.PINNED, release_id=UUID(int=9))
TESTED = (releases.PINNED, releases.PEAK_EXPECTED, releases.LEVEL_SET, releases.LOAD_TESTED)


@pytest.mark.req("RA12")
def test_a_load_test_is_told_beside_what_is_pinned_expected_and_owed() -> None:
    assert brief(told(*TESTED), "load_test") == {
        "achieved": (Decimal("62.50"), (4,)),
        "expected_peak_then": (Decimal("40.00"), (4,)),
        "held": (True, (4,)),
        "production_like": (True, (4,)),
        "ran_on": (releases.LOAD_TESTED.ran_on, (4,)),
        "peak_expected_now": (Decimal("40.00"), (2,)),
        "same_level": (True, (3, 4)),
        "same_release": (True, (1, 4)),
    }


def test_what_changes_beside_a_load_test_changes_one_fact_alone() -> None:
    raised = replace(releases.PEAK_EXPECTED, requests_per_second=Decimal(50))
    before, after = told(*TESTED), told(*TESTED, raised)
    changed = {name for name, fact in after.items() if before.get(name) != fact}
    assert changed == {"load_test.peak_expected_now"}
    pinned = told(*TESTED, OTHER)
    assert (pinned["load_test.same_release"].value, pinned["load_test.same_release"].positions) == (False, (4, 5))


def test_a_try_elsewhere_does_not_replace_the_test_that_counts() -> None:
    later = releases.LOAD_TESTED.ran_on + timedelta(days=1)
    sandbox = replace(releases.LOAD_TESTED, environment=EnvironmentKind.SANDBOX, ran_on=later, achieved=Decimal(1))
    assert told(*TESTED, sandbox)["load_test.achieved"].value == Decimal("62.50")
    assert told(*TESTED[:3], sandbox)["load_test.production_like"].value is False


PRODUCTION = (environments.PRODUCTION_DECLARED, environments.ITEM_ADDED)


@pytest.mark.req("RA12")
def test_production_is_hardened_once_somebody_verified_all_of_it() -> None:
    completed = (*PRODUCTION, environments.HARDENING_COMPLETED)
    facts = told(*completed)
    assert (facts["environment.hardening_open"].value, facts["environment.hardening_open"].positions) == (1, (1, 2, 3))
    kind = f"hardening.{environments.ITEM_ADDED.kind}"
    assert (facts[kind].value, facts[kind].positions) == (False, (1, 2, 3))
    verified = told(*completed, environments.HARDENING_VERIFIED)
    assert (verified["environment.hardening_open"].value, verified[kind].value) == (0, True)
    assert verified[kind].positions == (1, 2, 4)
    assert told(*completed, environments.HARDENING_VERIFIED, environments.HARDENING_REOPENED)[kind].value is False


def test_a_sandbox_is_no_production() -> None:
    sandbox = replace(environments.PRODUCTION_DECLARED, kind=EnvironmentKind.SANDBOX)
    assert brief(told(sandbox, environments.ITEM_ADDED), "environment") == {"production": (False, (1,))}


def test_what_runs_on_production_is_what_is_pinned_or_not() -> None:
    deployed = (environments.PRODUCTION_DECLARED, releases.PINNED, environments.DEPLOYED)
    facts = told(*deployed, OTHER)
    assert told(*deployed)["environment.deployed_release_is_pinned"].value is True
    assert facts["environment.deployed_release_is_pinned"].value is False
    assert facts["environment.deployed_release_is_pinned"].positions == (1, 3, 4)
    assert facts["environment.deployed_on"].value == environments.DEPLOYED.deployed_on


LOGGED = (environments.DEPLOYED, audit_logging.LOGGING_CONFIGURED, audit_logging.LOGGING_TESTED)


@pytest.mark.req("RA12")
def test_a_test_of_the_audit_log_covers_what_was_deployed_before_it() -> None:
    facts = brief(told(*LOGGED), "audit_log")
    assert facts == {
        "configured": (True, (2,)),
        "passed": (audit_logging.LOGGING_TESTED.passed, (2, 3)),
        "tested_on": (TODAY, (2, 3)),
        "tested_on_production": (True, (1, 2, 3)),
        "covers_release": (True, (1, 2, 3)),
    }
    assert brief(told(*LOGGED, releases.PINNED), "audit_log")["covers_release"] == (False, (1, 2, 3, 4))
    assert brief(told(*LOGGED, audit_logging.LOGGING_CONFIGURED), "audit_log") == {"configured": (True, (4,))}


def test_what_is_beside_an_area_says_nothing_of_it() -> None:
    facts = told(releases.PINNED, environments.PRODUCTION_DECLARED)
    assert brief(facts, "audit_log") == brief(facts, "integration") == brief(facts, "load_test") == {}
    assert brief(facts, "environment").keys() == {"production", "hardening_open"}
    deployed = told(environments.PRODUCTION_DECLARED, environments.DEPLOYED)
    assert brief(deployed, "environment").keys() == {"production", "hardening_open", "deployed_on"}
    assert told(environments.ITEM_ADDED) == {}
    tested = told(audit_logging.LOGGING_CONFIGURED, audit_logging.LOGGING_TESTED)
    assert brief(tested, "audit_log")["tested_on_production"] == (False, (1, 2))
    assert "audit_log.covers_release" not in tested


POINT = (releases.PINNED, integrations.POINT_DECLARED, integrations.INTEGRATION_PASSED)


@pytest.mark.req("RA12")
def test_a_point_passes_with_the_pinned_release_against_production() -> None:
    ran_on = integrations.INTEGRATION_PASSED.ran_on
    assert brief(told(*POINT), "integration") == {
        "points": (1, (2,)),
        "passed": (1, (1, 2, 3)),
        "failed": (0, (1, 2, 3)),
        "complete_once": (True, (2, 3)),
        "oldest_pass_on": (ran_on, (1, 2, 3)),
        "target_production": (True, (1, 2, 3)),
    }
    assert brief(told(*POINT, OTHER), "integration")["passed"] == (0, (2, 4))
    failed = replace(integrations.INTEGRATION_PASSED, outcome=IntegrationOutcome.FAILED)
    assert brief(told(*POINT, failed), "integration")["passed"] == (0, (1, 2, 4))
    rehearsed = replace(failed, target=IntegrationTarget.TEST)
    assert brief(told(*POINT, rehearsed), "integration")["passed"] == (1, (1, 2, 3))


def test_a_point_that_was_withdrawn_is_owed_no_more() -> None:
    assert brief(told(*POINT, integrations.POINT_WITHDRAWN), "integration") == {
        "points": (0, (2, 4)),
        "passed": (0, (2, 4)),
        "failed": (0, (2, 4)),
        "complete_once": (True, (2, 3)),
    }


@pytest.mark.req("RA12")
def test_accountability_is_assigned_and_accepted_by_the_business() -> None:
    assigned, accepted = accountability.ACCOUNTABILITY_ASSIGNED, accountability.ACCOUNTABILITY_ACCEPTED
    assert brief(told(assigned, accepted), "accountability") == {
        "assigned": (True, (1,)),
        "accepted": (True, (1, 2)),
        "business_role": (True, (1,)),
        "complete_once": (True, (1, 2)),
    }
    again = told(assigned, accepted, replace(assigned, person=BO, role="model_lead"))
    assert brief(again, "accountability") == {
        "assigned": (True, (3,)),
        "accepted": (False, (3,)),
        "business_role": (False, (3,)),
        "complete_once": (True, (1, 2)),
    }
