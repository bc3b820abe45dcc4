"""Nobody signs for what went through their own hands."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.gates.domain.gate import GATE
from services.gates.domain.gate.refusals import (
    OwnWorkSigned,
)
from shared.events.criteria import (
    CriterionAttested,
    NotApplicableApproved,
    NotApplicableRequested,
    WaiverGranted,
    WaiverRequested,
)
from shared.events.people import Role
from tests.facts.engagements import ENGAGEMENT
from tests.facts.evidence import EVIDENCE_REVISED
from tests.facts.people import BO, CLEO, DEE, as_role
from tests.scenario import Scenario
from tests.unit.gates.domain.gate.house import (
    GREEN,
    SIGN_DATA,
    SIGN_TECHNICAL,
    requested,
    signed_off,
)

pytestmark = pytest.mark.req("RSG4")

given = Scenario(decider=GATE).given

TO = date(2026, 5, 5)
CRITERION = "house/no_blockers"
ASKED = WaiverRequested(engagement_id=ENGAGEMENT, criterion=CRITERION, reason="Soon.", until=TO, requester=CLEO)
GRANTED = WaiverGranted(engagement_id=ENGAGEMENT, criterion=CRITERION, approver=DEE, until=TO)
EXEMPT = (
    NotApplicableRequested(engagement_id=ENGAGEMENT, criterion=CRITERION, justification="None.", requester=CLEO),
    NotApplicableApproved(engagement_id=ENGAGEMENT, criterion=CRITERION, approver=DEE),
)
ATTESTED = CriterionAttested(
    engagement_id=ENGAGEMENT,
    criterion=CRITERION,
    attester=CLEO,
    role=Role.DATA_OWNER,
    statement="I looked.",
    valid_until=TO,
    evidence=(),
)


@pytest.mark.parametrize(
    ("past", "person"),
    [
        ((), BO),
        ((replace(EVIDENCE_REVISED, reviser=CLEO),), CLEO),
        ((replace(EVIDENCE_REVISED, reviser=CLEO),), BO),
        ((ATTESTED,), CLEO),
        ((ASKED, GRANTED), CLEO),
        ((ASKED, GRANTED), DEE),
        (EXEMPT, CLEO),
        (EXEMPT, DEE),
    ],
)
def test_nobody_signs_for_what_went_through_their_own_hands(past: tuple[Any, ...], person: UUID) -> None:
    signer = as_role(person, Role.INFRASTRUCTURE_LEAD, Role.DATA_OWNER)
    given(*requested(*GREEN, *past)).when(SIGN_TECHNICAL, by=signer).refused(OwnWorkSigned, saying="house/")
    given(*requested(*GREEN, *past)).when(SIGN_DATA, by=signer).then(
        signed_off("house/data", person, Role.DATA_OWNER, requested(*GREEN, *past))
    )
