"""What is known of what goes live, where it runs and what it bears, and by which events."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from shared.events.environments import EnvironmentKind
from shared.events.evidence import EvidenceRevised, EvidenceSubmitted, EvidenceValue, EvidenceWithdrawn
from shared.events.integrations import IntegrationOutcome, IntegrationTarget
from tests.fact_sheet import TODAY, brief, told
from tests.facts import accountability, audit_logging, environments, integrations, releases
from tests.facts.engagements import ENGAGEMENT
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


REPORTED = EvidenceSubmitted(
    engagement_id=ENGAGEMENT,
    evidence_id=UUID(int=5),
    criterion="fairway/load",
    kind="load_test_report",
    title="An hour at the full rate",
    digest="8f" * 32,
    size=1_000,
    media_type="application/json",
    source="https://ci.example/load/13",
    format="k6_summary",
    values=(
        EvidenceValue(name="load.achieved_rps", value="60.5"),
        EvidenceValue(name="load.p95_ms", value="900"),
        EvidenceValue(name="load.error_share", value="0.001"),
        EvidenceValue(name="load.environment", value="production"),
    ),
    release_id=releases.PINNED.release_id,
    valid_from=TODAY,
    valid_until=TODAY + timedelta(days=90),
    submitter=BO,
)


def test_a_report_of_a_tool_is_a_load_test_too_and_the_later_one_counts() -> None:
    assert brief(told(*TESTED, REPORTED), "load_test") == {
        "achieved": (Decimal("60.5"), (2, 3, 5)),
        "expected_peak_then": (Decimal("40.00"), (2, 3, 5)),
        "held": (True, (2, 3, 5)),
        "production_like": (True, (2, 3, 5)),
        "ran_on": (TODAY, (2, 3, 5)),
        "peak_expected_now": (Decimal("40.00"), (2,)),
        "same_level": (True, (2, 3, 5)),
        "same_release": (True, (1, 2, 3, 5)),
    }
    withdrawn = EvidenceWithdrawn(evidence_id=REPORTED.evidence_id, reason="Of the wrong week.", withdrawer=BO)
    assert told(*TESTED, REPORTED, withdrawn)["load_test.achieved"].value == Decimal("62.50")


def test_what_a_report_does_not_say_is_not_known() -> None:
    bare = replace(REPORTED, values=(EvidenceValue(name="load.achieved_rps", value="a lot"),), release_id=None)
    facts = told(releases.PINNED, bare)
    assert brief(facts, "load_test") == {"ran_on": (TODAY, (2,)), "same_release": (False, (1, 2))}


def test_a_report_counts_from_the_day_on_which_it_is_valid() -> None:
    assert brief(told(REPORTED, day=TODAY - timedelta(days=1)), "load_test") == {}


@pytest.mark.parametrize("value", ["1e40", "NaN", "", "-1e13", "much"])
def test_numbers_that_no_rule_can_hold_are_not_told(value: str) -> None:
    said = replace(REPORTED, values=(EvidenceValue(name="load.achieved_rps", value=value),))
    assert "load_test.achieved" not in told(said)


def test_what_bears_no_service_level_is_not_judged_by_it() -> None:
    assert "load_test.held" not in told(releases.LEVEL_SET, replace(REPORTED, values=REPORTED.values[:2]))


DRILL = replace(
    REPORTED,
    kind="fire_drill",
    values=(
        EvidenceValue(name="acknowledged_in", value="4"),
        EvidenceValue(name="passed", value="true"),
        EvidenceValue(name="share", value="0.9500009"),
        EvidenceValue(name="held_on", value="2026-03-01"),
        EvidenceValue(name="by", value="Bo"),
    ),
)


def test_evidence_tells_what_it_says_by_the_kinds_of_its_values() -> None:
    facts = brief(told(releases.PINNED, DRILL), "evidence_fire_drill")
    assert {name: value for name, (value, _) in facts.items()} == {
        "present": True,
        "valid_until": DRILL.valid_until,
        "submitted_on": TODAY,
        "same_release": True,
        "acknowledged_in": 4,
        "passed": True,
        "share": Decimal("0.950000"),
        "held_on": TODAY - timedelta(days=1),
        "by": "Bo",
    }
    assert facts["same_release"][1] == (1, 2)
    assert facts["share"][1] == (2,)


def test_evidence_that_has_expired_still_says_what_it_said() -> None:
    facts = told(DRILL, day=DRILL.valid_until + timedelta(days=1))
    assert facts["evidence_fire_drill.present"].value is False
    assert facts["evidence_fire_drill.passed"].value is True
    assert told(DRILL, day=DRILL.valid_until)["evidence_fire_drill.present"].value is True


def test_evidence_that_does_not_count_yet_or_was_withdrawn_says_only_that_it_does_not() -> None:
    withdrawn = EvidenceWithdrawn(evidence_id=DRILL.evidence_id, reason="Of another team.", withdrawer=BO)
    early = brief(told(DRILL, day=TODAY - timedelta(days=1)), "evidence_fire_drill")
    assert early == {"present": (False, (1,))}
    assert brief(told(DRILL, withdrawn), "evidence_fire_drill") == {"present": (False, (1, 2))}


def test_a_revision_says_what_holds_now() -> None:
    names = ("evidence_id", "digest", "size", "media_type", "source", "format", "release_id", "valid_from")
    same = {name: getattr(DRILL, name) for name in names}
    values = (EvidenceValue(name="passed", value="false"),)
    until = DRILL.valid_until + timedelta(days=1)
    revised = EvidenceRevised(revision=2, reason="Read wrongly.", reviser=BO, values=values, valid_until=until, **same)
    facts = brief(told(DRILL, revised), "evidence_fire_drill")
    assert facts["passed"] == (False, (1, 2))
    assert facts["valid_until"] == (until, (1, 2))
    assert "share" not in facts


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
    }


@pytest.mark.req("RA12")
def test_accountability_is_assigned_and_accepted_by_the_business() -> None:
    assigned, accepted = accountability.ACCOUNTABILITY_ASSIGNED, accountability.ACCOUNTABILITY_ACCEPTED
    assert brief(told(assigned, accepted), "accountability") == {
        "assigned": (True, (1,)),
        "accepted": (True, (1, 2)),
        "business_role": (True, (1,)),
    }
    again = told(assigned, accepted, replace(assigned, person=BO, role="model_lead"))
    assert brief(again, "accountability") == {
        "assigned": (True, (3,)),
        "accepted": (False, (3,)),
        "business_role": (False, (3,)),
    }
