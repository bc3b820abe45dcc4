"""What a pilot was made of, its assumptions and the vendor's decisions, one sentence per test."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.on_record import AlreadyOnRecord
from services.engagement.domain.provenance import (
    PROVENANCE,
    AssumptionAlreadyBroken,
    AssumptionNotFound,
    BreakAssumption,
    ComponentNotFound,
    ConfirmAssumption,
    DecisionOverturned,
    OnlyTheClient,
    OverturnVendorDecision,
    PilotNotRunByVendor,
    ProvenanceCommand,
    RatifyVendorDecision,
    RecordAssumption,
    RecordComponent,
    RecordVendorDecision,
    VendorDecisionNotFound,
)
from shared.events.ownership import Party
from shared.events.people import Role
from shared.events.pilots import RunBy
from shared.kernel.decider import Actor
from shared.kernel.refusal import NotWellFormed
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.people import DEE, as_role
from tests.facts.pilots import REGISTERED
from tests.facts.provenance import (
    ASSUMPTION,
    ASSUMPTION_ID,
    BROKEN,
    COMPONENT,
    COMPONENT_ID,
    CONFIRMED,
    DECISION,
    DECISION_ID,
    OVERTURNED,
    OWN_COMPONENT,
    RATIFIED,
)
from tests.scenario import Scenario

given = Scenario(decider=PROVENANCE).given

BEGUN = (REGISTERED, STARTED)
OWN_TEAM = (replace(REGISTERED, run_by=RunBy.OWN_TEAM, vendor=None), STARTED)
BUILT = RecordComponent(
    engagement_id=ENGAGEMENT,
    component_id=COMPONENT_ID,
    name=COMPONENT.name,
    kind=COMPONENT.kind,
    builder=COMPONENT.builder,
    held_by=Party.VENDOR,
    detail=COMPONENT.detail,
)
ASSUME = RecordAssumption(
    engagement_id=ENGAGEMENT,
    assumption_id=ASSUMPTION_ID,
    component_id=COMPONENT_ID,
    statement=ASSUMPTION.statement,
    detail="",
)
CONFIRM = ConfirmAssumption(engagement_id=ENGAGEMENT, assumption_id=ASSUMPTION_ID, note=CONFIRMED.note)
BREAK = BreakAssumption(
    engagement_id=ENGAGEMENT,
    assumption_id=ASSUMPTION_ID,
    reason=BROKEN.reason,
    gap_id=BROKEN.gap_id,
    title=BROKEN.title,
)
DECIDED = RecordVendorDecision(
    engagement_id=ENGAGEMENT, decision_id=DECISION_ID, decision=DECISION.decision, detail=DECISION.detail
)
RATIFY = RatifyVendorDecision(engagement_id=ENGAGEMENT, decision_id=DECISION_ID, note="")
OVERTURN = OverturnVendorDecision(engagement_id=ENGAGEMENT, decision_id=DECISION_ID, reason=OVERTURNED.reason)
ASSUMED = (*BEGUN, COMPONENT, ASSUMPTION)
SPONSOR = as_role(DEE, Role.SPONSOR)


@pytest.mark.req("RV2")
def test_what_was_built_is_recorded_with_who_built_it() -> None:
    given(*BEGUN).when(BUILT).then(COMPONENT)


def test_an_own_teams_pilot_has_components_too_but_none_that_a_vendor_holds() -> None:
    own = replace(
        BUILT,
        component_id=OWN_COMPONENT.component_id,
        name=OWN_COMPONENT.name,
        kind=OWN_COMPONENT.kind,
        builder=OWN_COMPONENT.builder,
        held_by=Party.CLIENT,
        detail="",
    )
    given(*OWN_TEAM).when(own).then(OWN_COMPONENT)
    given(*OWN_TEAM).when(BUILT).refused(PilotNotRunByVendor)


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (replace(BUILT, name=""), "name"),
        (replace(BUILT, builder=" "), "builder"),
        (replace(BUILT, detail=""), "detail"),
    ],
)
def test_a_component_reads_well(command: RecordComponent, field: str) -> None:
    given(*BEGUN).when(command).refused(NotWellFormed, where=("input", field))


@pytest.mark.req("RV2")
def test_an_assumption_is_recorded_with_the_part_that_it_is_about_or_with_none() -> None:
    given(*BEGUN, COMPONENT).when(ASSUME).then(ASSUMPTION)
    given(*BEGUN).when(replace(ASSUME, component_id=None)).then(replace(ASSUMPTION, component_id=None))
    given(*OWN_TEAM).when(replace(ASSUME, component_id=None)).then(replace(ASSUMPTION, component_id=None))


def test_an_assumption_is_about_a_part_that_is_on_record() -> None:
    given(*BEGUN).when(ASSUME).refused(ComponentNotFound, where=("input", "componentId"))


@pytest.mark.req("RV2")
def test_an_assumption_is_confirmed_by_a_test() -> None:
    given(*ASSUMED).when(CONFIRM).then(CONFIRMED)
    given(*ASSUMED, CONFIRMED).when(replace(CONFIRM, note="Again")).then_nothing()
    given(*ASSUMED).when(replace(CONFIRM, note="")).refused(NotWellFormed, where=("input", "note"))


@pytest.mark.req("RV2")
def test_a_broken_assumption_names_the_gap_that_it_opens() -> None:
    given(*ASSUMED).when(BREAK).then(BROKEN)
    given(*ASSUMED, BROKEN).when(BREAK).then_nothing()


@pytest.mark.req("RV2")
def test_what_was_confirmed_may_turn_out_to_be_broken_and_not_the_other_way_round() -> None:
    given(*ASSUMED, CONFIRMED).when(BREAK).then(BROKEN)
    given(*ASSUMED, BROKEN).when(CONFIRM).refused(AssumptionAlreadyBroken, saying=BROKEN.title)


def test_an_assumption_breaks_once() -> None:
    asking = given(*ASSUMED, BROKEN).when(replace(BREAK, reason="Otherwise"))
    asking.refused(AssumptionAlreadyBroken, saying=BROKEN.title)


@pytest.mark.parametrize(
    ("command", "field"), [(replace(BREAK, reason=""), "reason"), (replace(BREAK, title=""), "title")]
)
def test_what_breaks_is_told_so_that_its_gap_can_be_opened(command: BreakAssumption, field: str) -> None:
    given(*ASSUMED).when(command).refused(NotWellFormed, where=("input", field))


@pytest.mark.parametrize("command", [CONFIRM, BREAK])
def test_only_what_was_assumed_is_tested(command: ProvenanceCommand) -> None:
    given(*BEGUN).when(command).refused(AssumptionNotFound, where=("input", "assumptionId"))


@pytest.mark.req("RV3")
def test_a_decision_of_the_vendor_is_recorded() -> None:
    given(*BEGUN).when(DECIDED).then(DECISION)


@pytest.mark.req("RV3", "RV1")
def test_without_a_vendor_there_are_no_decisions_of_one() -> None:
    given(*OWN_TEAM).when(DECIDED).refused(PilotNotRunByVendor)


@pytest.mark.req("RV3")
def test_the_client_ratifies_or_overturns_what_the_vendor_decided() -> None:
    past = (*BEGUN, DECISION)
    given(*past).when(RATIFY, by=SPONSOR).then(RATIFIED)
    given(*past).when(OVERTURN, by=SPONSOR).then(OVERTURNED)
    given(*past, RATIFIED).when(RATIFY, by=SPONSOR).then_nothing()
    given(*past, OVERTURNED).when(replace(OVERTURN, reason="Still"), by=SPONSOR).then_nothing()


@pytest.mark.req("RV3")
def test_what_was_ratified_may_still_be_overturned_and_that_is_final() -> None:
    past = (*BEGUN, DECISION, RATIFIED)
    given(*past).when(OVERTURN, by=SPONSOR).then(OVERTURNED)
    given(*past, OVERTURNED).when(RATIFY, by=SPONSOR).refused(DecisionOverturned)


@pytest.mark.req("RV3")
@pytest.mark.parametrize("command", [RATIFY, OVERTURN])
def test_a_vendor_does_not_judge_its_own_decisions(command: ProvenanceCommand) -> None:
    both = as_role(DEE, Role.SPONSOR, Role.VENDOR)
    given(*BEGUN, DECISION).when(command, by=both).refused(OnlyTheClient)
    lent = Actor(person=DEE, roles=frozenset({Role.SPONSOR}), own=frozenset({Role.VENDOR}))
    given(*BEGUN, DECISION).when(command, by=lent).refused(OnlyTheClient)


@pytest.mark.parametrize("command", [RATIFY, OVERTURN])
def test_only_a_decision_on_record_is_judged(command: ProvenanceCommand) -> None:
    given(*BEGUN).when(command, by=SPONSOR).refused(VendorDecisionNotFound, where=("input", "decisionId"))


def test_a_decision_is_not_overturned_without_a_reason() -> None:
    asking = given(*BEGUN, DECISION).when(replace(OVERTURN, reason=""), by=SPONSOR)
    asking.refused(NotWellFormed, where=("input", "reason"))


@pytest.mark.parametrize(
    ("command", "fact", "other"),
    [
        (BUILT, COMPONENT, replace(BUILT, name="Another")),
        (
            replace(ASSUME, component_id=None),
            replace(ASSUMPTION, component_id=None),
            replace(ASSUME, detail="More", component_id=None),
        ),
        (DECIDED, DECISION, replace(DECIDED, decision="Otherwise")),
    ],
)
def test_what_is_on_record_may_be_told_again_but_not_otherwise(
    command: ProvenanceCommand, fact: object, other: ProvenanceCommand
) -> None:
    assert isinstance(fact, type(COMPONENT) | type(ASSUMPTION) | type(DECISION))
    given(*BEGUN, fact).when(command).then_nothing()
    given(*BEGUN, fact).when(other).refused(AlreadyOnRecord)


@pytest.mark.parametrize("command", [BUILT, ASSUME, CONFIRM, BREAK, DECIDED, RATIFY, OVERTURN])
def test_nothing_is_recorded_of_an_engagement_that_was_not_started(command: ProvenanceCommand) -> None:
    given(REGISTERED).when(command).refused(EngagementNotFound)
    assert PROVENANCE.engagement(command) == ENGAGEMENT
    assert PROVENANCE.stream(command) == f"provenance-{UUID(int=0xE1)}"
