"""Infrastructure that is handed over and knowledge that is passed on, one sentence per test."""

from dataclasses import replace
from datetime import date, timedelta
from typing import get_args
from uuid import UUID

import pytest

from services.engagement.domain.on_record import AlreadyOnRecord
from services.engagement.domain.provenance import (
    PROVENANCE,
    AcceptInfrastructure,
    ComponentNotFound,
    GiverIsReceiver,
    InfrastructureAlreadyAccepted,
    InfrastructureNotTransferred,
    KnowledgeNotPassedOn,
    KnowledgeTransferNotFound,
    NotHeldByVendor,
    NotTheReceiver,
    OnlyTheClient,
    PilotNotRunByVendor,
    PlanKnowledgeTransfer,
    ProvenanceCommand,
    RatifyVendorDecision,
    RecordKnowledgeTransfer,
    RecordVendorDecision,
    TransferInfrastructure,
    VerifyKnowledgeTransfer,
)
from shared.events.engagements import EngagementStarted
from shared.events.people import Role
from shared.events.pilots import PilotRegistered, RunBy
from shared.kernel.decider import stream_scope
from shared.kernel.refusal import NotWellFormed
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.people import ANA, BO, CLEO, NOW, as_role
from tests.facts.pilots import REGISTERED
from tests.facts.provenance import (
    COMPONENT,
    COMPONENT_ID,
    DONE,
    HANDED_OVER,
    OWN_COMPONENT,
    PLANNED,
    TAKEN_OVER,
    TRANSFER_ID,
    VERIFIED_ALONE,
)
from tests.scenario import Scenario

given = Scenario(decider=PROVENANCE).given

HELD = (REGISTERED, STARTED, COMPONENT)
TRANSFER = TransferInfrastructure(engagement_id=ENGAGEMENT, component_id=COMPONENT_ID, receiver=CLEO)
ACCEPT = AcceptInfrastructure(engagement_id=ENGAGEMENT, component_id=COMPONENT_ID)
PLAN = PlanKnowledgeTransfer(
    engagement_id=ENGAGEMENT, transfer_id=TRANSFER_ID, task=PLANNED.task, giver=BO, receiver=CLEO, due=PLANNED.due
)
RECORD = RecordKnowledgeTransfer(engagement_id=ENGAGEMENT, transfer_id=TRANSFER_ID, note=DONE.note)
VERIFY = VerifyKnowledgeTransfer(engagement_id=ENGAGEMENT, transfer_id=TRANSFER_ID, evidence=VERIFIED_ALONE.evidence)
AS_VENDOR = as_role(CLEO, Role.VENDOR, Role.SYSTEM_OWNER)
PLANNED_SO_FAR = (REGISTERED, STARTED, PLANNED)


@pytest.mark.req("RV4")
def test_what_the_vendor_holds_is_handed_over_to_a_named_receiver() -> None:
    given(*HELD).when(TRANSFER).then(HANDED_OVER)
    given(*HELD, HANDED_OVER).when(TRANSFER).then_nothing()
    assert PROVENANCE.names(TRANSFER) == (CLEO,)


@pytest.mark.req("RV4")
def test_the_receiver_accepts_it_and_nobody_else() -> None:
    given(*HELD, HANDED_OVER).when(ACCEPT, by=CLEO).then(TAKEN_OVER)
    given(*HELD, HANDED_OVER).when(ACCEPT, by=BO).refused(NotTheReceiver)
    given(*HELD, HANDED_OVER, TAKEN_OVER).when(ACCEPT, by=CLEO).then_nothing()


@pytest.mark.req("RV4")
def test_a_vendor_does_not_hand_over_to_itself() -> None:
    given(*HELD, HANDED_OVER).when(ACCEPT, by=AS_VENDOR).refused(OnlyTheClient)


def test_another_receiver_may_be_named_until_somebody_accepted() -> None:
    to_bo = replace(TRANSFER, receiver=BO)
    fact = replace(HANDED_OVER, receiver=BO)
    given(*HELD, HANDED_OVER).when(to_bo).then(fact)
    given(*HELD, HANDED_OVER, fact).when(ACCEPT, by=CLEO).refused(NotTheReceiver)
    given(*HELD, HANDED_OVER, TAKEN_OVER).when(to_bo).refused(InfrastructureAlreadyAccepted)
    given(*HELD, HANDED_OVER, TAKEN_OVER).when(TRANSFER).then_nothing()


def test_nothing_is_accepted_that_was_not_handed_over() -> None:
    given(*HELD).when(ACCEPT, by=CLEO).refused(InfrastructureNotTransferred)


@pytest.mark.parametrize("command", [TRANSFER, ACCEPT])
def test_only_what_the_vendor_holds_and_what_is_on_record_is_handed_over(command: ProvenanceCommand) -> None:
    given(REGISTERED, STARTED).when(command).refused(ComponentNotFound, where=("input", "componentId"))
    own = replace(OWN_COMPONENT, component_id=COMPONENT_ID)
    given(REGISTERED, STARTED, own).when(command).refused(NotHeldByVendor, where=("input", "componentId"))


@pytest.mark.req("RV5")
def test_a_transfer_of_knowledge_is_planned_with_giver_receiver_task_and_day() -> None:
    given(REGISTERED, STARTED).when(PLAN).then(PLANNED)
    given(*PLANNED_SO_FAR).when(PLAN, at=NOW + timedelta(days=400)).then_nothing()
    given(*PLANNED_SO_FAR).when(replace(PLAN, task="Another")).refused(AlreadyOnRecord)
    assert PROVENANCE.names(PLAN) == (BO, CLEO)
    assert PROVENANCE.names(RECORD) == ()


@pytest.mark.req("RV5")
def test_nobody_passes_knowledge_on_to_themselves() -> None:
    asking = given(REGISTERED, STARTED).when(replace(PLAN, receiver=BO))
    asking.refused(GiverIsReceiver, where=("input", "receiver"))


@pytest.mark.req("RV5", "RV1")
def test_knowledge_is_taken_over_from_a_vendor() -> None:
    own = replace(REGISTERED, run_by=RunBy.OWN_TEAM, vendor=None)
    given(own, STARTED).when(PLAN).refused(PilotNotRunByVendor)


@pytest.mark.parametrize("due", [NOW.date() - timedelta(days=1), NOW.date() + timedelta(days=3651), date.max])
def test_a_transfer_is_planned_for_a_day_that_will_come(due: date) -> None:
    given(REGISTERED, STARTED).when(replace(PLAN, due=due)).refused(NotWellFormed, where=("input", "due"))


@pytest.mark.parametrize("due", [NOW.date(), NOW.date() + timedelta(days=3650)])
def test_a_transfer_may_be_planned_for_today_or_in_ten_years(due: date) -> None:
    given(REGISTERED, STARTED).when(replace(PLAN, due=due)).then(replace(PLANNED, due=due))


@pytest.mark.req("RV5")
def test_that_knowledge_was_passed_on_is_recorded_once() -> None:
    given(*PLANNED_SO_FAR).when(RECORD).then(DONE)
    given(*PLANNED_SO_FAR, DONE).when(replace(RECORD, note="")).then_nothing()
    given(*PLANNED_SO_FAR, DONE, VERIFIED_ALONE).when(RECORD).then_nothing()


@pytest.mark.req("RV5")
def test_the_receiver_verifies_by_doing_the_task_alone() -> None:
    given(*PLANNED_SO_FAR, DONE).when(VERIFY, by=CLEO).then(VERIFIED_ALONE)
    given(*PLANNED_SO_FAR, DONE, VERIFIED_ALONE).when(VERIFY, by=CLEO).then_nothing()


@pytest.mark.req("RV5")
@pytest.mark.parametrize("person", [BO, ANA])
def test_neither_the_giver_nor_anybody_else_verifies(person: UUID) -> None:
    given(*PLANNED_SO_FAR, DONE).when(VERIFY, by=person).refused(NotTheReceiver)


@pytest.mark.req("RV5")
def test_a_vendor_does_not_verify_what_it_knew_before() -> None:
    given(*PLANNED_SO_FAR, DONE).when(VERIFY, by=AS_VENDOR).refused(OnlyTheClient)


@pytest.mark.req("RV5")
def test_knowledge_is_verified_after_it_was_passed_on_and_with_evidence() -> None:
    given(*PLANNED_SO_FAR).when(VERIFY, by=CLEO).refused(KnowledgeNotPassedOn)
    without = replace(VERIFY, evidence=replace(VERIFIED_ALONE.evidence, digest="none"))
    given(*PLANNED_SO_FAR, DONE).when(without, by=CLEO).refused(NotWellFormed, where=("input", "evidence", "digest"))


@pytest.mark.parametrize("command", [RECORD, VERIFY])
def test_only_a_planned_transfer_takes_place(command: ProvenanceCommand) -> None:
    given(REGISTERED, STARTED).when(command).refused(KnowledgeTransferNotFound, where=("input", "transferId"))


def test_every_command_says_who_may_give_it_and_looks_at_the_pilot_and_the_start() -> None:
    assert len(PROVENANCE.permits) == 12
    assert {command.__name__ for command in PROVENANCE.permits} == {
        kind.__name__ for kind in get_args(ProvenanceCommand)
    }
    pilot = stream_scope(f"pilot-{ENGAGEMENT}", PilotRegistered)
    assert PROVENANCE.looks_at(PLAN) == (pilot, stream_scope(f"engagement-{ENGAGEMENT}", EngagementStarted))
    assert Role.VENDOR in PROVENANCE.permits[RecordVendorDecision]
    assert Role.VENDOR not in PROVENANCE.permits[RatifyVendorDecision]
    assert Role.GOVERNANCE_REVIEWER in PROVENANCE.permits[RatifyVendorDecision]
