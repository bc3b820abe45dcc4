"""A source of data, one sentence per test: whose it is, how it is classified, and who may use it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.roles import CONTRIBUTORS
from services.engagement.domain.source import (
    SOURCE,
    ApprovalOutOfBounds,
    ApproveDataAccess,
    ClassifyData,
    DataAccessAlreadyRequested,
    DataAccessGone,
    DataAccessNotFound,
    DataNotClassified,
    DataSourceAlreadyRegistered,
    DataSourceHasNoOwner,
    DataSourceNotFound,
    NameDataSourceOwner,
    NotTheDataOwner,
    OwnRequest,
    RegisterDataSource,
    RequestDataAccess,
    RevokeDataAccess,
    SourceCommand,
)
from shared.events.people import Role
from shared.events.sources import DataClass
from shared.kernel.decider import Reach
from shared.kernel.refusal import NotWellFormed
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.people import ANA, BO, CLEO, DEE, NOW
from tests.facts.sources import (
    ACCESS_APPROVED,
    ACCESS_ID,
    ACCESS_REQUESTED,
    ACCESS_REVOKED,
    CLASSIFIED,
    SOURCE_ID,
    SOURCE_OWNER_NAMED,
    SOURCE_REGISTERED,
)
from tests.scenario import Scenario

given = Scenario(decider=SOURCE).given

REGISTER = RegisterDataSource(
    source_id=SOURCE_ID,
    engagement_id=ENGAGEMENT,
    name=SOURCE_REGISTERED.name,
    description=SOURCE_REGISTERED.description,
    owner=CLEO,
)
NAME_OWNER = NameDataSourceOwner(source_id=SOURCE_ID, owner=ANA)
CLASSIFY = ClassifyData(source_id=SOURCE_ID, data_class=DataClass.CONFIDENTIAL, personal_data=True)
REQUEST = RequestDataAccess(
    source_id=SOURCE_ID, access_id=ACCESS_ID, purpose=ACCESS_REQUESTED.purpose, scope=ACCESS_REQUESTED.scope
)
APPROVE = ApproveDataAccess(source_id=SOURCE_ID, access_id=ACCESS_ID, until=ACCESS_APPROVED.until)
REVOKE = RevokeDataAccess(source_id=SOURCE_ID, access_id=ACCESS_ID, reason=ACCESS_REVOKED.reason)

UNOWNED = replace(SOURCE_REGISTERED, owner=None)
REQUESTED = (SOURCE_REGISTERED, CLASSIFIED, ACCESS_REQUESTED)
APPROVED = (*REQUESTED, ACCESS_APPROVED)
OTHER_CLASS = replace(CLASSIFIED, data_class=DataClass.RESTRICTED)
TODAY = NOW.date()


def test_a_source_is_registered_in_a_started_engagement() -> None:
    given(STARTED).when(REGISTER).then(SOURCE_REGISTERED)
    given(STARTED).when(replace(REGISTER, owner=None, description="")).then(replace(UNOWNED, description=""))
    given().when(REGISTER).refused(EngagementNotFound)


def test_the_same_registration_again_changes_nothing_and_another_under_its_id_is_refused() -> None:
    given(STARTED, SOURCE_REGISTERED, SOURCE_OWNER_NAMED).when(REGISTER).then_nothing()
    given(STARTED, SOURCE_REGISTERED).when(replace(REGISTER, name="Letters")).refused(DataSourceAlreadyRegistered)


@pytest.mark.parametrize("command", [NAME_OWNER, CLASSIFY, REQUEST, APPROVE, REVOKE], ids=lambda it: type(it).__name__)
def test_nothing_is_asked_of_a_source_that_nobody_registered(command: SourceCommand) -> None:
    given().when(command).refused(DataSourceNotFound)


def test_a_history_that_does_not_begin_with_the_registration_is_no_history() -> None:
    with pytest.raises(LookupError):
        SOURCE.replay([CLASSIFIED])


@pytest.mark.req("RB1")
def test_a_source_has_one_owner_and_another_one_replaces_them() -> None:
    given(SOURCE_REGISTERED).when(NAME_OWNER).then(SOURCE_OWNER_NAMED)
    given(SOURCE_REGISTERED, SOURCE_OWNER_NAMED).when(NAME_OWNER).then_nothing()
    given(UNOWNED).when(NAME_OWNER).then(SOURCE_OWNER_NAMED)


@pytest.mark.req("RB5")
def test_data_is_classified_and_only_another_class_is_a_new_fact() -> None:
    given(SOURCE_REGISTERED).when(CLASSIFY).then(CLASSIFIED)
    given(SOURCE_REGISTERED, CLASSIFIED).when(CLASSIFY).then_nothing()
    given(SOURCE_REGISTERED, OTHER_CLASS).when(CLASSIFY).then(CLASSIFIED)
    given(SOURCE_REGISTERED, replace(CLASSIFIED, personal_data=False)).when(CLASSIFY).then(CLASSIFIED)


@pytest.mark.req("RB5")
def test_nobody_but_a_business_owner_classifies() -> None:
    assert SOURCE.permits[ClassifyData] == {Role.BUSINESS_OWNER}


def test_whoever_works_on_the_engagement_may_ask_for_access() -> None:
    given(SOURCE_REGISTERED).when(REQUEST, by=BO).then(ACCESS_REQUESTED)
    assert SOURCE.permits[RequestDataAccess] == CONTRIBUTORS


def test_the_same_request_again_changes_nothing_and_another_under_its_id_is_refused() -> None:
    given(*APPROVED).when(REQUEST, by=BO).then_nothing()
    given(*REQUESTED).when(REQUEST, by=DEE).refused(DataAccessAlreadyRequested)
    given(*REQUESTED).when(replace(REQUEST, scope="All of it"), by=BO).refused(DataAccessAlreadyRequested)


@pytest.mark.parametrize("field", ["purpose", "scope"])
def test_a_request_says_what_for_and_for_which_part(field: str) -> None:
    empty: dict[str, Any] = {field: " "}
    given(SOURCE_REGISTERED).when(replace(REQUEST, **empty)).refused(NotWellFormed, where=("input", field))


@pytest.mark.req("RB1")
def test_the_owner_approves_access_until_a_day() -> None:
    given(*REQUESTED).when(APPROVE, by=CLEO).then(ACCESS_APPROVED)
    given(*APPROVED).when(APPROVE, by=CLEO).then_nothing()
    later = replace(APPROVE, until=date(2026, 9, 30))
    given(*APPROVED).when(later, by=CLEO).then(replace(ACCESS_APPROVED, until=later.until))


@pytest.mark.req("RB1")
@pytest.mark.parametrize("by", [ANA, BO, DEE])
def test_nobody_but_the_owner_of_the_source_approves(by: UUID) -> None:
    given(*REQUESTED).when(APPROVE, by=by).refused(NotTheDataOwner)


@pytest.mark.req("RB1")
def test_who_owned_the_source_before_no_longer_approves() -> None:
    moved = (*REQUESTED, SOURCE_OWNER_NAMED)
    given(*moved).when(APPROVE, by=CLEO).refused(NotTheDataOwner)
    given(*moved).when(APPROVE, by=ANA).then(ACCESS_APPROVED)


def test_without_an_owner_nobody_approves() -> None:
    given(UNOWNED, CLASSIFIED, ACCESS_REQUESTED).when(APPROVE, by=CLEO).refused(DataSourceHasNoOwner)


def test_owners_do_not_approve_what_they_asked_for() -> None:
    own = replace(ACCESS_REQUESTED, requester=CLEO)
    given(SOURCE_REGISTERED, CLASSIFIED, own).when(APPROVE, by=CLEO).refused(OwnRequest)


@pytest.mark.req("RB5")
def test_access_to_unclassified_data_is_not_approved() -> None:
    given(SOURCE_REGISTERED, ACCESS_REQUESTED).when(APPROVE, by=CLEO).refused(DataNotClassified)


@pytest.mark.parametrize("until", [TODAY, TODAY - timedelta(days=1), TODAY + timedelta(days=367)])
def test_an_approval_ends_on_a_day_to_come_within_a_year(until: date) -> None:
    asked = given(*REQUESTED).when(replace(APPROVE, until=until), by=CLEO)
    asked.refused(ApprovalOutOfBounds, where=("input", "until"), saying="2026-03-02")


@pytest.mark.parametrize("days", [1, 366])
def test_the_first_and_the_last_day_to_come_are_within_the_bounds(days: int) -> None:
    until = TODAY + timedelta(days=days)
    given(*REQUESTED).when(replace(APPROVE, until=until), by=CLEO).then(replace(ACCESS_APPROVED, until=until))


@pytest.mark.req("RB5")
def test_after_another_class_the_same_approval_is_given_anew() -> None:
    given(*APPROVED, OTHER_CLASS).when(APPROVE, by=CLEO).then(ACCESS_APPROVED)


@pytest.mark.req("RB1")
def test_after_another_owner_the_same_approval_is_given_anew_even_by_the_first() -> None:
    back = replace(SOURCE_OWNER_NAMED, owner=CLEO)
    given(*APPROVED, SOURCE_OWNER_NAMED, back).when(APPROVE, by=CLEO).then(ACCESS_APPROVED)


@pytest.mark.req("RB1")
def test_access_is_revoked_once_and_for_good() -> None:
    given(*APPROVED).when(REVOKE).then(ACCESS_REVOKED)
    given(*REQUESTED).when(REVOKE).then(ACCESS_REVOKED)
    gone = (*APPROVED, ACCESS_REVOKED)
    given(*gone).when(REVOKE).then_nothing()
    given(*gone).when(APPROVE, by=CLEO).refused(DataAccessGone)
    given(*gone, OTHER_CLASS).when(APPROVE, by=CLEO).refused(DataAccessGone)
    given(*APPROVED).when(replace(REVOKE, reason="")).refused(NotWellFormed, where=("input", "reason"))


@pytest.mark.parametrize("command", [APPROVE, REVOKE])
def test_only_what_was_requested_is_approved_or_revoked(command: SourceCommand) -> None:
    given(SOURCE_REGISTERED, CLASSIFIED).when(command, by=CLEO).refused(DataAccessNotFound)


def test_a_source_is_its_own_stream_and_only_its_registration_looks_at_the_engagement() -> None:
    assert SOURCE.stream(APPROVE) == f"source-{SOURCE_ID}"
    (scope,) = SOURCE.looks_at(REGISTER)
    assert (scope.reach, scope.id, scope.types) == (Reach.STREAM, f"engagement-{ENGAGEMENT}", ("EngagementStarted",))
    assert SOURCE.looks_at(APPROVE) == ()
    assert (SOURCE.engagement(REGISTER), SOURCE.engagement(APPROVE)) == (ENGAGEMENT, None)


def test_owners_are_people_of_the_tenant() -> None:
    assert SOURCE.names(REGISTER) == (CLEO,)
    assert SOURCE.names(replace(REGISTER, owner=None)) == ()
    assert SOURCE.names(NAME_OWNER) == (ANA,)
    assert SOURCE.names(APPROVE) == ()
