"""A source that answers rest on, one sentence per test."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.engagement.domain.grounding import (
    GROUNDING,
    ApproveGroundingSource,
    ConfirmGroundingAccessControl,
    DeclareGroundingSource,
    GroundingCommand,
    GroundingNotScoped,
    GroundingSourceHasNoOwner,
    GroundingSourceNotFound,
    NotTheGroundingOwner,
    OwnGroundingVersion,
    RetireGroundingSource,
    ReviseGroundingSource,
    ScopeGroundingSource,
)
from services.engagement.domain.on_record import AlreadyOnRecord
from services.engagement.domain.source import DataSourceNotFound
from shared.events.people import Role
from shared.kernel.refusal import NotWellFormed
from tests.facts.engagements import ENGAGEMENT
from tests.facts.hardening import (
    ACCESS_CONTROLLED,
    GROUNDING_APPROVED,
    GROUNDING_DECLARED,
    GROUNDING_RETIRED,
    GROUNDING_REVISED,
    GROUNDING_SCOPED,
)
from tests.facts.people import ANA, BO, CLEO, NOW
from tests.facts.sources import SOURCE_ID, SOURCE_OWNER_NAMED, SOURCE_REGISTERED
from tests.scenario import Scenario

given = Scenario(decider=GROUNDING).given

DECLARE = DeclareGroundingSource(
    source_id=SOURCE_ID,
    engagement_id=ENGAGEMENT,
    revision=GROUNDING_DECLARED.revision,
    digest=GROUNDING_DECLARED.digest,
)
REVISE = ReviseGroundingSource(
    source_id=SOURCE_ID,
    revision=GROUNDING_REVISED.revision,
    digest=GROUNDING_REVISED.digest,
    reason=GROUNDING_REVISED.reason,
)
SCOPE = ScopeGroundingSource(source_id=SOURCE_ID, scope=GROUNDING_SCOPED.scope)
CONTROL = ConfirmGroundingAccessControl(
    source_id=SOURCE_ID, control=ACCESS_CONTROLLED.control, evidence=ACCESS_CONTROLLED.evidence
)
APPROVE = ApproveGroundingSource(source_id=SOURCE_ID)
RETIRE = RetireGroundingSource(source_id=SOURCE_ID, reason=GROUNDING_RETIRED.reason)

DECLARED = (SOURCE_REGISTERED, GROUNDING_DECLARED)
SCOPED = (*DECLARED, GROUNDING_SCOPED)
APPROVED = (*SCOPED, GROUNDING_APPROVED)
RETIRED = (*APPROVED, GROUNDING_RETIRED)
ELSEWHERE = replace(SOURCE_REGISTERED, engagement_id=UUID(int=0xE2))


def test_answers_rest_on_a_source_of_data_of_the_engagement() -> None:
    given(SOURCE_REGISTERED).when(DECLARE).then(GROUNDING_DECLARED)
    given().when(DECLARE).refused(DataSourceNotFound, where=("input", "sourceId"))
    given(ELSEWHERE).when(DECLARE).refused(DataSourceNotFound, where=("input", "sourceId"))
    given(*APPROVED).when(DECLARE).then_nothing()
    given(*DECLARED).when(replace(DECLARE, revision="2025-12")).refused(AlreadyOnRecord)


def test_a_source_that_was_retired_may_be_declared_anew_and_nothing_of_before_holds() -> None:
    given(*RETIRED).when(DECLARE).then(GROUNDING_DECLARED)
    given(*RETIRED, GROUNDING_DECLARED).when(APPROVE, by=CLEO).refused(GroundingNotScoped)


@pytest.mark.parametrize("field", ["revision", "digest"])
def test_a_version_has_a_name_and_a_digest(field: str) -> None:
    blank: dict[str, Any] = {field: " "}
    given(SOURCE_REGISTERED).when(replace(DECLARE, **blank)).refused(NotWellFormed, where=("input", field))
    given(*DECLARED).when(replace(REVISE, **blank)).refused(NotWellFormed, where=("input", field))


@pytest.mark.req("RH3")
def test_a_source_is_revised_to_another_version() -> None:
    given(*DECLARED).when(REVISE).then(GROUNDING_REVISED)
    given(*DECLARED, GROUNDING_REVISED).when(REVISE).then_nothing()
    same = replace(REVISE, revision=GROUNDING_DECLARED.revision, digest=GROUNDING_DECLARED.digest)
    given(*DECLARED).when(same).then_nothing()
    given(*DECLARED).when(replace(REVISE, reason="")).refused(NotWellFormed, where=("input", "reason"))


@pytest.mark.req("RH3")
def test_a_revision_makes_the_approval_stale_so_that_it_is_given_anew() -> None:
    given(*APPROVED).when(APPROVE, by=CLEO).then_nothing()
    anew = replace(GROUNDING_APPROVED, revision=GROUNDING_REVISED.revision)
    given(*APPROVED, GROUNDING_REVISED).when(APPROVE, by=CLEO).then(anew)


def test_another_part_of_the_source_is_to_be_approved_anew() -> None:
    given(*DECLARED).when(SCOPE).then(GROUNDING_SCOPED)
    given(*APPROVED).when(SCOPE).then_nothing()
    wider = replace(GROUNDING_SCOPED, scope="All policies.")
    given(*APPROVED, wider).when(APPROVE, by=CLEO).then(GROUNDING_APPROVED)
    given(*DECLARED).when(replace(SCOPE, scope=" ")).refused(NotWellFormed, where=("input", "scope"))


def test_access_control_is_confirmed_by_evidence() -> None:
    given(*DECLARED).when(CONTROL).then(ACCESS_CONTROLLED)
    given(*APPROVED, ACCESS_CONTROLLED).when(CONTROL).then_nothing()
    given(*APPROVED, ACCESS_CONTROLLED).when(APPROVE, by=CLEO).then_nothing()
    given(*DECLARED).when(replace(CONTROL, control=" ")).refused(NotWellFormed, where=("input", "control"))
    bare = replace(CONTROL, evidence=replace(CONTROL.evidence, link="a drawer"))
    given(*DECLARED).when(bare).refused(NotWellFormed, where=("input", "evidence", "link"))


@pytest.mark.req("RH3")
def test_the_owner_approves_and_nobody_else() -> None:
    given(*SCOPED).when(APPROVE, by=CLEO).then(GROUNDING_APPROVED)
    given(*SCOPED).when(APPROVE, by=BO).refused(NotTheGroundingOwner)
    unowned = replace(SOURCE_REGISTERED, owner=None)
    given(unowned, GROUNDING_DECLARED, GROUNDING_SCOPED).when(APPROVE, by=CLEO).refused(GroundingSourceHasNoOwner)
    given(*DECLARED).when(APPROVE, by=CLEO).refused(GroundingNotScoped)
    assert GROUNDING.permits[ApproveGroundingSource] == {Role.DATA_OWNER}


@pytest.mark.req("RH3")
def test_nobody_approves_the_version_that_they_brought_in() -> None:
    own = replace(GROUNDING_REVISED, reviser=CLEO)
    given(*APPROVED, own).when(APPROVE, by=CLEO).refused(OwnGroundingVersion)
    declared = replace(GROUNDING_DECLARED, declarer=CLEO)
    given(SOURCE_REGISTERED, declared, GROUNDING_SCOPED).when(APPROVE, by=CLEO).refused(OwnGroundingVersion)


def test_another_owner_approves_anew() -> None:
    theirs = replace(GROUNDING_REVISED, reviser=BO)
    given(*APPROVED, theirs, SOURCE_OWNER_NAMED).when(APPROVE, by=ANA).then(
        replace(GROUNDING_APPROVED, approver=ANA, revision=theirs.revision)
    )
    given(*APPROVED, SOURCE_OWNER_NAMED).when(APPROVE, by=CLEO).refused(NotTheGroundingOwner)
    given(SOURCE_REGISTERED, SOURCE_OWNER_NAMED).when(DECLARE).then(GROUNDING_DECLARED)


def test_an_approval_is_fresh_for_half_a_year_and_may_be_given_again() -> None:
    later = NOW + timedelta(days=30)
    fresh = replace(GROUNDING_APPROVED, fresh_until=GROUNDING_APPROVED.fresh_until + timedelta(days=30))
    given(*APPROVED).when(APPROVE, by=CLEO, at=later).then(fresh)


def test_a_source_is_retired_with_a_reason() -> None:
    given(*APPROVED).when(RETIRE).then(GROUNDING_RETIRED)
    given(*APPROVED).when(replace(RETIRE, reason=" ")).refused(NotWellFormed, where=("input", "reason"))


@pytest.mark.parametrize("command", [REVISE, SCOPE, CONTROL, APPROVE, RETIRE])
def test_nothing_is_asked_of_a_source_that_no_answer_rests_on(command: GroundingCommand) -> None:
    for past in ((), (SOURCE_REGISTERED,), RETIRED):
        given(*past).when(command, by=CLEO).refused(GroundingSourceNotFound)
    assert GROUNDING.engagement(command) is None


def test_a_decision_stands_on_whose_the_source_of_data_is() -> None:
    (scope,) = GROUNDING.looks_at(DECLARE)
    assert (scope.id, scope.types) == (
        f"source-{SOURCE_ID}",
        ("DataSourceRegistered", "DataSourceOwnerNamed", "DataSourceOwnerVacated"),
    )
    assert GROUNDING.stream(DECLARE) == f"grounding-{SOURCE_ID}"
    assert GROUNDING.engagement(DECLARE) == ENGAGEMENT


def test_a_history_that_begins_in_the_middle_is_no_history() -> None:
    with pytest.raises(LookupError):
        GROUNDING.replay([GROUNDING_SCOPED])
    with pytest.raises(LookupError):
        GROUNDING.replay([SOURCE_REGISTERED, GROUNDING_SCOPED])
