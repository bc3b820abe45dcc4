"""An integration point, one sentence per test: declared, tested with a release, withdrawn."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.engagement.domain.integration import (
    INTEGRATION,
    DeclareIntegrationPoint,
    IntegrationCommand,
    IntegrationPointGone,
    RecordIntegrationTest,
    WithdrawIntegrationPoint,
)
from services.engagement.domain.not_found import EngagementNotFound, IntegrationPointNotFound, ReleaseNotFound
from services.engagement.domain.on_record import AlreadyOnRecord
from shared.events.integrations import IntegrationOutcome
from shared.kernel.decider import Reach
from shared.kernel.refusal import InTheFuture, NotWellFormed
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.environments import RELEASE_ID
from tests.facts.integrations import (
    INTEGRATION_PASSED,
    INTEGRATION_TEST_ID,
    POINT_DECLARED,
    POINT_ID,
    POINT_WITHDRAWN,
)
from tests.facts.releases import PINNED
from tests.scenario import Scenario

given = Scenario(decider=INTEGRATION).given

DECLARE = DeclareIntegrationPoint(
    point_id=POINT_ID,
    engagement_id=ENGAGEMENT,
    system=POINT_DECLARED.system,
    direction=POINT_DECLARED.direction,
    workflow=POINT_DECLARED.workflow,
)
RECORD = RecordIntegrationTest(
    point_id=POINT_ID,
    test_id=INTEGRATION_TEST_ID,
    release_id=RELEASE_ID,
    outcome=INTEGRATION_PASSED.outcome,
    target=INTEGRATION_PASSED.target,
    ran_on=INTEGRATION_PASSED.ran_on,
    evidence=INTEGRATION_PASSED.evidence,
)
WITHDRAW = WithdrawIntegrationPoint(point_id=POINT_ID, reason=POINT_WITHDRAWN.reason)
READY = (PINNED, POINT_DECLARED)


@pytest.mark.req("RB9")
def test_a_point_is_declared_in_a_started_engagement() -> None:
    given(STARTED).when(DECLARE).then(POINT_DECLARED)
    given().when(DECLARE).refused(EngagementNotFound)


@pytest.mark.parametrize("field", ["system", "workflow"])
def test_a_point_says_whom_it_meets_and_what_for(field: str) -> None:
    empty: dict[str, Any] = {field: " "}
    given(STARTED).when(replace(DECLARE, **empty)).refused(NotWellFormed, where=("input", field))


def test_the_same_declaration_again_changes_nothing_and_another_under_its_id_is_refused() -> None:
    given(STARTED, POINT_DECLARED, POINT_WITHDRAWN).when(DECLARE).then_nothing()
    given(STARTED, POINT_DECLARED).when(replace(DECLARE, system="Letters")).refused(AlreadyOnRecord)


@pytest.mark.parametrize("command", [RECORD, WITHDRAW], ids=lambda it: type(it).__name__)
def test_nothing_is_asked_of_a_point_that_nobody_declared(command: IntegrationCommand) -> None:
    given(PINNED).when(command).refused(IntegrationPointNotFound)


@pytest.mark.req("RB9")
def test_a_test_is_recorded_with_its_evidence_whether_it_passed_or_not() -> None:
    given(*READY).when(RECORD).then(INTEGRATION_PASSED)
    failed = IntegrationOutcome.FAILED
    given(*READY).when(replace(RECORD, outcome=failed)).then(replace(INTEGRATION_PASSED, outcome=failed))
    bare = replace(INTEGRATION_PASSED.evidence, note="")
    given(*READY).when(replace(RECORD, evidence=bare)).refused(NotWellFormed)


def test_the_same_test_again_changes_nothing_and_another_under_its_id_is_refused() -> None:
    given(*READY, INTEGRATION_PASSED).when(RECORD).then_nothing()
    given(*READY, INTEGRATION_PASSED, POINT_WITHDRAWN).when(RECORD).then_nothing()
    other = replace(RECORD, ran_on=date(2026, 2, 27))
    given(*READY, INTEGRATION_PASSED).when(other).refused(AlreadyOnRecord)


@pytest.mark.req("RH6")
def test_a_test_is_run_with_a_release_that_was_pinned() -> None:
    given(POINT_DECLARED).when(RECORD).refused(ReleaseNotFound, where=("input", "releaseId"))


def test_a_test_is_recorded_once_it_ran() -> None:
    today, tomorrow = date(2026, 3, 2), date(2026, 3, 3)
    given(*READY).when(replace(RECORD, ran_on=today)).then(replace(INTEGRATION_PASSED, ran_on=today))
    given(*READY).when(replace(RECORD, ran_on=tomorrow)).refused(InTheFuture, where=("input", "ranOn"))


def test_a_point_is_withdrawn_once_and_for_good() -> None:
    given(POINT_DECLARED).when(WITHDRAW).then(POINT_WITHDRAWN)
    given(POINT_DECLARED, POINT_WITHDRAWN).when(WITHDRAW).then_nothing()
    given(*READY, POINT_WITHDRAWN).when(RECORD).refused(IntegrationPointGone)
    given(POINT_DECLARED).when(replace(WITHDRAW, reason="")).refused(NotWellFormed, where=("input", "reason"))


def test_a_point_is_its_own_stream_and_looks_no_further_than_it_must() -> None:
    assert INTEGRATION.stream(WITHDRAW) == f"integration-{POINT_ID}"
    (scope,) = INTEGRATION.looks_at(DECLARE)
    assert (scope.reach, scope.id, scope.types) == (Reach.STREAM, f"engagement-{ENGAGEMENT}", ("EngagementStarted",))
    assert INTEGRATION.looks_at(RECORD) == ()
    assert INTEGRATION.looks_around == {RecordIntegrationTest: (type(PINNED),)}
    assert (INTEGRATION.engagement(DECLARE), INTEGRATION.engagement(RECORD)) == (ENGAGEMENT, None)


def test_a_history_that_does_not_begin_with_the_declaration_is_no_history() -> None:
    with pytest.raises(LookupError):
        INTEGRATION.replay([INTEGRATION_PASSED])
