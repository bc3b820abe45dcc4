"""A sign-off is for what was seen, by somebody without a hand in it: then, and when the gate is decided."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.gates.domain.gate import GATE
from services.gates.domain.gate.refusals import DecisionAlreadyMade, OwnWorkSigned, SignOffsLacking
from shared.events.criteria import (
    AttestationWithdrawn,
    CriterionAttested,
    WaiverExtended,
    WaiverGranted,
    WaiverRequested,
)
from shared.events.evidence import EvidenceRevised
from shared.events.gates import Outcome
from shared.events.people import Role
from tests.facts.engagements import ENGAGEMENT
from tests.facts.gaps import RAISED
from tests.facts.people import ANA, BO, CLEO, DEE, ELI, as_role
from tests.scenario import Scenario
from tests.unit.gates.domain.gate.house import (
    DRILL,
    GO,
    GREEN,
    INFRASTRUCTURE,
    LEAD,
    REQUEST_GATE,
    SIGN_TECHNICAL,
    SPONSOR,
    decided,
    happened,
    requested,
    signed,
)

pytestmark = pytest.mark.req("RSG4")

given = Scenario(decider=GATE).given
UNTIL = date(2026, 3, 20)
OTHER_FILE = EvidenceRevised(
    evidence_id=DRILL.evidence_id,
    revision=2,
    digest="3d" * 32,
    size=DRILL.size,
    media_type=DRILL.media_type,
    source=DRILL.source,
    format=DRILL.format,
    values=DRILL.values,
    release_id=DRILL.release_id,
    valid_from=DRILL.valid_from,
    valid_until=DRILL.valid_until,
    reason="A page was missing.",
    reviser=BO,
)
CRITERION = "house/no_blockers"
PROLONGED = (
    WaiverRequested(engagement_id=ENGAGEMENT, criterion=CRITERION, reason="Soon.", until=UNTIL, requester=CLEO),
    WaiverGranted(engagement_id=ENGAGEMENT, criterion=CRITERION, approver=ELI, until=UNTIL),
    WaiverExtended(
        engagement_id=ENGAGEMENT, criterion=CRITERION, until=UNTIL, reason="Nearly.", approver=DEE, extension=1
    ),
)
WORD = CriterionAttested(
    engagement_id=ENGAGEMENT,
    criterion="house/rehearsed",
    attester=CLEO,
    role=Role.SPONSOR,
    statement="I was there.",
    valid_until=UNTIL,
    evidence=(),
)
TAKEN_BACK = AttestationWithdrawn(
    engagement_id=ENGAGEMENT, criterion="house/rehearsed", attester=CLEO, reason="I was not."
)


def test_another_file_in_the_place_of_the_one_that_was_seen_is_signed_for_anew() -> None:
    past = (*signed(), OTHER_FILE)
    given(*past).when(GO, by=SPONSOR).refused(SignOffsLacking, saying="house/technical")
    again = happened(past, SIGN_TECHNICAL, INFRASTRUCTURE)
    given(*again).when(GO, by=SPONSOR).then(*decided(again, GO))


def test_nobody_signs_for_what_hangs_on_evidence_that_they_showed_for_something_else() -> None:
    astray = replace(DRILL, criterion="house/sources", submitter=ELI)
    past = requested(*GREEN[:-1], astray)
    given(*past).when(SIGN_TECHNICAL, by=INFRASTRUCTURE).refused(OwnWorkSigned, saying="house/rehearsed")


def test_whoever_granted_a_waiver_has_a_hand_in_it_after_somebody_else_prolonged_it() -> None:
    past = requested(*GREEN, RAISED, *PROLONGED)
    given(*past).when(SIGN_TECHNICAL, by=INFRASTRUCTURE).refused(OwnWorkSigned, saying="house/no_blockers")


def test_a_sign_off_does_not_outlive_that_its_signer_gives_their_word_for_the_same() -> None:
    """What was signed reads as before, though it hangs on the signer alone by now."""
    past = (*signed(*GREEN, WORD), replace(WORD, attester=ELI), TAKEN_BACK)
    given(*past).when(GO, by=SPONSOR).refused(SignOffsLacking, saying="house/technical")
    given(*past).when(SIGN_TECHNICAL, by=INFRASTRUCTURE).refused(OwnWorkSigned, saying="house/rehearsed")
    again = happened(past, SIGN_TECHNICAL, as_role(ANA, Role.INFRASTRUCTURE_LEAD))
    given(*again).when(GO, by=SPONSOR).then(*decided(again, GO))


def test_a_decision_that_comes_twice_is_not_made_again_after_another_one() -> None:
    go = happened(signed(), GO, SPONSOR)
    no = replace(GO, decision_id=UUID(int=0x2B), outcome=Outcome.NO_GO, reason="It does not run.")
    past = happened(happened(go, no, SPONSOR), replace(REQUEST_GATE, request_id=UUID(int=0x2A)), LEAD)
    given(*past).when(GO, by=SPONSOR).then_nothing()
    given(*past).when(replace(GO, reason="It runs."), by=SPONSOR).refused(DecisionAlreadyMade)


def test_a_request_that_comes_twice_asks_for_nothing_after_the_decision() -> None:
    past = happened(signed(), GO, SPONSOR)
    given(*past).when(REQUEST_GATE, by=as_role(ANA, Role.ENGAGEMENT_LEAD)).then_nothing()
