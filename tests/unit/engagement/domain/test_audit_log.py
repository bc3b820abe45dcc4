"""The log that the model's output is audited by, one sentence per test."""

from dataclasses import replace

import pytest

from services.engagement.domain.audit_log import (
    AUDIT_LOG,
    AuditLogCommand,
    AuditLoggingNotConfigured,
    ConfigureAuditLogging,
    RecordAuditLogTest,
)
from services.engagement.domain.not_found import EngagementNotFound
from shared.kernel.decider import Reach
from shared.kernel.refusal import NotWellFormed
from tests.facts.audit_logging import LOGGING_CONFIGURED, LOGGING_TESTED
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.scenario import Scenario

given = Scenario(decider=AUDIT_LOG).given

CONFIGURE = ConfigureAuditLogging(
    engagement_id=ENGAGEMENT,
    destination=LOGGING_CONFIGURED.destination,
    covers=("prompts", "drafts", "prompts "),
    retention_days=LOGGING_CONFIGURED.retention_days,
)
TEST = RecordAuditLogTest(engagement_id=ENGAGEMENT, evidence=LOGGING_TESTED.evidence, passed=True)
CONFIGURED = (STARTED, LOGGING_CONFIGURED)
TESTED = (*CONFIGURED, LOGGING_TESTED)
SHORTER = replace(LOGGING_CONFIGURED, retention_days=30)


@pytest.mark.req("RB3")
def test_audit_logging_is_configured_as_a_whole() -> None:
    given(STARTED).when(CONFIGURE).then(LOGGING_CONFIGURED)
    given(*TESTED).when(CONFIGURE).then_nothing()
    given(*TESTED).when(replace(CONFIGURE, retention_days=30)).then(SHORTER)


@pytest.mark.parametrize("days", [0, -1, 36_501])
def test_records_are_kept_for_a_number_of_days(days: int) -> None:
    given(STARTED).when(replace(CONFIGURE, retention_days=days)).refused(
        NotWellFormed, where=("input", "retentionDays")
    )


@pytest.mark.parametrize("days", [1, 36_500])
def test_a_day_is_enough_and_a_century_is_not_too_long(days: int) -> None:
    given(STARTED).when(replace(CONFIGURE, retention_days=days)).then(replace(LOGGING_CONFIGURED, retention_days=days))


@pytest.mark.parametrize("covers", [(), (" ",), tuple(map(str, range(51)))])
def test_a_log_covers_some_kinds_of_events_each_of_which_says_something(covers: tuple[str, ...]) -> None:
    given(STARTED).when(replace(CONFIGURE, covers=covers)).refused(NotWellFormed, where=("input", "covers"))


def test_fifty_kinds_of_events_are_not_too_many() -> None:
    covers = tuple(sorted(map(str, range(50))))
    given(STARTED).when(replace(CONFIGURE, covers=covers[::-1])).then(replace(LOGGING_CONFIGURED, covers=covers))


def test_a_destination_is_named() -> None:
    given(STARTED).when(replace(CONFIGURE, destination="")).refused(NotWellFormed, where=("input", "destination"))


@pytest.mark.req("RB3")
def test_a_test_is_recorded_with_its_evidence_whether_it_passed_or_not() -> None:
    given(*CONFIGURED).when(TEST).then(LOGGING_TESTED)
    given(*TESTED).when(TEST).then_nothing()
    given(*TESTED).when(replace(TEST, passed=False)).then(replace(LOGGING_TESTED, passed=False))
    bare = replace(LOGGING_TESTED.evidence, digest="none")
    given(*CONFIGURED).when(replace(TEST, evidence=bare)).refused(NotWellFormed, where=("input", "evidence", "digest"))


@pytest.mark.req("RB3")
def test_a_test_is_of_a_configuration_and_of_each_anew() -> None:
    given(STARTED).when(TEST).refused(AuditLoggingNotConfigured)
    given(*TESTED, SHORTER).when(TEST).then(LOGGING_TESTED)


@pytest.mark.parametrize("command", [CONFIGURE, TEST])
def test_it_is_about_an_engagement_that_was_started(command: AuditLogCommand) -> None:
    given().when(command).refused(EngagementNotFound)
    (scope,) = AUDIT_LOG.looks_at(command)
    assert (scope.reach, scope.id, scope.types) == (Reach.STREAM, f"engagement-{ENGAGEMENT}", ("EngagementStarted",))
    assert AUDIT_LOG.stream(command) == f"auditlog-{ENGAGEMENT}"
    assert AUDIT_LOG.engagement(command) == ENGAGEMENT


def test_a_history_that_begins_with_a_test_is_no_history() -> None:
    with pytest.raises(LookupError):
        AUDIT_LOG.replay([LOGGING_TESTED])
