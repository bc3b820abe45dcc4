"""An environment, one sentence per test: what it is, what it is hardened in, which release is there."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.engagement.domain.environment import (
    ENVIRONMENT,
    AddHardeningItem,
    CompleteHardening,
    DeclareEnvironment,
    EnvironmentCommand,
    EnvironmentNotProduction,
    HardeningAlreadyVerified,
    HardeningItemNotFound,
    HardeningNotCompleted,
    OwnHardening,
    RecordDeployment,
    ReopenHardening,
    TooManyHardeningItems,
    VerifyHardening,
)
from services.engagement.domain.not_found import EngagementNotFound, EnvironmentNotFound, ReleaseNotFound
from services.engagement.domain.on_record import AlreadyOnRecord
from shared.events.environments import EnvironmentEvent, EnvironmentKind
from shared.kernel.decider import Reach
from shared.kernel.refusal import InTheFuture, NotWellFormed
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.environments import (
    DEPLOYED,
    ENVIRONMENT_ID,
    HARDENING_COMPLETED,
    HARDENING_REOPENED,
    HARDENING_VERIFIED,
    ITEM_ADDED,
    ITEM_ID,
    PRODUCTION_DECLARED,
    RELEASE_ID,
)
from tests.facts.people import ANA, BO, CLEO
from tests.facts.releases import PINNED
from tests.scenario import Scenario

given = Scenario(decider=ENVIRONMENT).given

DECLARE = DeclareEnvironment(
    environment_id=ENVIRONMENT_ID,
    engagement_id=ENGAGEMENT,
    name=PRODUCTION_DECLARED.name,
    kind=EnvironmentKind.PRODUCTION,
)
ADD = AddHardeningItem(
    environment_id=ENVIRONMENT_ID, item_id=ITEM_ID, kind=ITEM_ADDED.kind, title=f" {ITEM_ADDED.title} "
)
COMPLETE = CompleteHardening(environment_id=ENVIRONMENT_ID, item_id=ITEM_ID, evidence=HARDENING_COMPLETED.evidence)
VERIFY = VerifyHardening(environment_id=ENVIRONMENT_ID, item_id=ITEM_ID)
REOPEN = ReopenHardening(environment_id=ENVIRONMENT_ID, item_id=ITEM_ID, reason=HARDENING_REOPENED.reason)
DEPLOY = RecordDeployment(
    environment_id=ENVIRONMENT_ID,
    release_id=RELEASE_ID,
    deployed_on=DEPLOYED.deployed_on,
    evidence=DEPLOYED.evidence,
)
ADDED = (PRODUCTION_DECLARED, ITEM_ADDED)
COMPLETED = (*ADDED, HARDENING_COMPLETED)
VERIFIED = (*COMPLETED, HARDENING_VERIFIED)
OTHER_EVIDENCE = replace(HARDENING_COMPLETED.evidence, digest="00" * 32)


def test_an_environment_is_declared_in_a_started_engagement() -> None:
    given(STARTED).when(DECLARE).then(PRODUCTION_DECLARED)
    given().when(DECLARE).refused(EngagementNotFound)
    given(STARTED).when(replace(DECLARE, name="")).refused(NotWellFormed, where=("input", "name"))


def test_the_same_declaration_again_changes_nothing_and_another_kind_is_another_environment() -> None:
    given(STARTED, *VERIFIED).when(DECLARE).then_nothing()
    given(STARTED, PRODUCTION_DECLARED).when(replace(DECLARE, kind=EnvironmentKind.TEST)).refused(AlreadyOnRecord)


@pytest.mark.parametrize("command", [ADD, COMPLETE, VERIFY, REOPEN, DEPLOY], ids=lambda it: type(it).__name__)
def test_nothing_is_asked_of_an_environment_that_nobody_declared(command: EnvironmentCommand) -> None:
    given().when(command).refused(EnvironmentNotFound)


@pytest.mark.parametrize("command", [COMPLETE, VERIFY, REOPEN], ids=lambda it: type(it).__name__)
def test_only_an_item_that_was_added_is_worked_on(command: EnvironmentCommand) -> None:
    given(PRODUCTION_DECLARED).when(command).refused(HardeningItemNotFound, where=("input", "itemId"))


@pytest.mark.req("RB4")
def test_an_item_of_hardening_is_added_once() -> None:
    given(PRODUCTION_DECLARED).when(ADD).then(ITEM_ADDED)
    given(*VERIFIED).when(ADD).then_nothing()
    given(*ADDED).when(replace(ADD, title="Another one")).refused(AlreadyOnRecord)


def test_fifty_items_are_not_too_many_and_one_more_is() -> None:
    many = [replace(ITEM_ADDED, item_id=UUID(int=number)) for number in range(1, 50)]
    given(PRODUCTION_DECLARED, *many).when(ADD).then(ITEM_ADDED)
    fifty: tuple[EnvironmentEvent, ...] = (PRODUCTION_DECLARED, *many, replace(ITEM_ADDED, item_id=UUID(int=50)))
    given(*fifty).when(ADD).refused(TooManyHardeningItems, saying="50")


@pytest.mark.req("RB4")
def test_hardening_is_completed_on_evidence() -> None:
    given(*ADDED).when(COMPLETE, by=BO).then(HARDENING_COMPLETED)
    given(*COMPLETED).when(COMPLETE, by=CLEO).then_nothing()
    given(*VERIFIED).when(COMPLETE, by=CLEO).then_nothing()
    given(*COMPLETED).when(replace(COMPLETE, evidence=OTHER_EVIDENCE), by=BO).then(
        replace(HARDENING_COMPLETED, evidence=OTHER_EVIDENCE)
    )
    bare = replace(HARDENING_COMPLETED.evidence, digest="none")
    given(*ADDED).when(replace(COMPLETE, evidence=bare)).refused(NotWellFormed, where=("input", "evidence", "digest"))


@pytest.mark.req("RB4")
def test_verified_hardening_takes_other_evidence_only_once_it_was_reopened() -> None:
    other = replace(COMPLETE, evidence=OTHER_EVIDENCE)
    given(*VERIFIED).when(other, by=BO).refused(HardeningAlreadyVerified)
    given(*VERIFIED, HARDENING_REOPENED).when(other, by=BO).then(replace(HARDENING_COMPLETED, evidence=OTHER_EVIDENCE))


@pytest.mark.req("RB4")
def test_whoever_completed_a_hardening_item_does_not_verify_it() -> None:
    given(*COMPLETED).when(VERIFY, by=BO).refused(OwnHardening)
    given(*COMPLETED).when(VERIFY, by=CLEO).then(HARDENING_VERIFIED)
    given(*VERIFIED).when(VERIFY, by=BO).then_nothing()
    anew = replace(HARDENING_COMPLETED, completer=CLEO, evidence=OTHER_EVIDENCE)
    given(*COMPLETED, anew).when(VERIFY, by=CLEO).refused(OwnHardening)


@pytest.mark.req("RB4")
@pytest.mark.parametrize("past", [ADDED, (*VERIFIED, HARDENING_REOPENED)])
def test_only_what_was_completed_is_verified(past: tuple[EnvironmentEvent, ...]) -> None:
    given(*past).when(VERIFY, by=CLEO).refused(HardeningNotCompleted)


def test_hardening_is_reopened_with_a_reason() -> None:
    given(*COMPLETED).when(REOPEN).then(HARDENING_REOPENED)
    given(*VERIFIED).when(REOPEN).then(HARDENING_REOPENED)
    given(*ADDED).when(REOPEN).then_nothing()
    given(*VERIFIED).when(replace(REOPEN, reason="")).refused(NotWellFormed, where=("input", "reason"))


@pytest.mark.req("RB8")
def test_a_release_that_was_pinned_is_deployed_to_production() -> None:
    built = (PINNED, PRODUCTION_DECLARED)
    given(*built).when(DEPLOY).then(DEPLOYED)
    given(*built, DEPLOYED).when(DEPLOY).then_nothing()
    given(*built, DEPLOYED, replace(DEPLOYED, deployed_on=date(2026, 3, 2))).when(DEPLOY).then(DEPLOYED)
    given(PRODUCTION_DECLARED).when(DEPLOY).refused(ReleaseNotFound, where=("input", "releaseId"))


@pytest.mark.req("RB8")
@pytest.mark.parametrize("kind", sorted(set(EnvironmentKind) - {EnvironmentKind.PRODUCTION}))
def test_no_other_environment_counts_as_production(kind: EnvironmentKind) -> None:
    given(PINNED, replace(PRODUCTION_DECLARED, kind=kind)).when(DEPLOY).refused(EnvironmentNotProduction)


def test_a_deployment_is_put_on_record_once_it_has_happened() -> None:
    built = given(PINNED, PRODUCTION_DECLARED)
    today, tomorrow = date(2026, 3, 2), date(2026, 3, 3)
    built.when(replace(DEPLOY, deployed_on=today)).then(replace(DEPLOYED, deployed_on=today))
    built.when(replace(DEPLOY, deployed_on=tomorrow)).refused(InTheFuture, where=("input", "deployedOn"))


def test_an_environment_is_its_own_stream_and_looks_no_further_than_it_must() -> None:
    assert ENVIRONMENT.stream(VERIFY) == f"environment-{ENVIRONMENT_ID}"
    (scope,) = ENVIRONMENT.looks_at(DECLARE)
    assert (scope.reach, scope.id, scope.types) == (Reach.STREAM, f"engagement-{ENGAGEMENT}", ("EngagementStarted",))
    assert ENVIRONMENT.looks_at(DEPLOY) == ()
    assert ENVIRONMENT.looks_around == {RecordDeployment: (type(PINNED),)}
    assert (ENVIRONMENT.engagement(DECLARE), ENVIRONMENT.engagement(DEPLOY)) == (ENGAGEMENT, None)


@pytest.mark.parametrize("history", [[ITEM_ADDED], [*ADDED, HARDENING_VERIFIED]])
def test_a_history_that_was_read_out_of_order_is_no_history(history: list[EnvironmentEvent]) -> None:
    with pytest.raises(LookupError):
        ENVIRONMENT.replay(history)


def test_who_adds_may_complete_but_then_somebody_else_verifies() -> None:
    by_ana = replace(HARDENING_COMPLETED, completer=ANA)
    given(*ADDED).when(COMPLETE, by=ANA).then(by_ana)
    given(*ADDED, by_ana).when(VERIFY, by=ANA).refused(OwnHardening)
