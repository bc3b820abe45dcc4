"""A criterion that does not apply, one sentence per test."""

import pytest

from services.gates.domain.criterion.commands import (
    ApproveNotApplicable,
    EndNotApplicable,
    ExemptionAlreadyRequested,
    NoExemptionRequested,
    OwnExemption,
    RejectNotApplicable,
    RequestNotApplicable,
)
from tests.facts.criteria import (
    CRITERION as LOAD_TEST,
)
from tests.facts.criteria import (
    NOT_APPLICABLE_APPROVED,
    NOT_APPLICABLE_ENDED,
    NOT_APPLICABLE_REJECTED,
    NOT_APPLICABLE_REQUESTED,
)
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.people import ANA, BO, DEE
from tests.unit.gates.domain.measured import given

pytestmark = pytest.mark.req("RSG4")

ASKED_NOT_TO_APPLY = (STARTED, NOT_APPLICABLE_REQUESTED)
EXEMPT = (*ASKED_NOT_TO_APPLY, NOT_APPLICABLE_APPROVED)

ASK_NOT_TO_APPLY = RequestNotApplicable(
    engagement_id=ENGAGEMENT, criterion=LOAD_TEST, justification=NOT_APPLICABLE_REQUESTED.justification
)
APPROVE = ApproveNotApplicable(engagement_id=ENGAGEMENT, criterion=LOAD_TEST)
REJECT = RejectNotApplicable(engagement_id=ENGAGEMENT, criterion=LOAD_TEST, reason=NOT_APPLICABLE_REJECTED.reason)
END = EndNotApplicable(engagement_id=ENGAGEMENT, criterion=LOAD_TEST, reason=NOT_APPLICABLE_ENDED.reason)


def test_somebody_asks_that_a_criterion_does_not_apply() -> None:
    given(STARTED).when(ASK_NOT_TO_APPLY, by=BO).then(NOT_APPLICABLE_REQUESTED)


def test_asking_again_is_nothing_new_and_asking_otherwise_waits() -> None:
    given(*ASKED_NOT_TO_APPLY).when(ASK_NOT_TO_APPLY, by=BO).then_nothing()
    given(*EXEMPT).when(ASK_NOT_TO_APPLY, by=BO).then_nothing()
    given(*ASKED_NOT_TO_APPLY).when(ASK_NOT_TO_APPLY, by=ANA).refused(ExemptionAlreadyRequested)


def test_somebody_else_approves_it() -> None:
    given(*ASKED_NOT_TO_APPLY).when(APPROVE, by=DEE).then(NOT_APPLICABLE_APPROVED)
    given(*ASKED_NOT_TO_APPLY).when(APPROVE, by=BO).refused(OwnExemption)


def test_what_nobody_asks_for_is_not_decided_on() -> None:
    given(STARTED).when(APPROVE, by=DEE).refused(NoExemptionRequested)
    given(STARTED).when(REJECT, by=DEE).refused(NoExemptionRequested)
    given(*ASKED_NOT_TO_APPLY, NOT_APPLICABLE_REJECTED).when(APPROVE, by=DEE).refused(NoExemptionRequested)


def test_approving_again_is_nothing_new() -> None:
    given(*EXEMPT).when(APPROVE, by=DEE).then_nothing()


def test_it_is_rejected_and_may_be_asked_for_anew() -> None:
    given(*ASKED_NOT_TO_APPLY).when(REJECT, by=DEE).then(NOT_APPLICABLE_REJECTED)
    given(*ASKED_NOT_TO_APPLY, NOT_APPLICABLE_REJECTED).when(ASK_NOT_TO_APPLY, by=BO).then(NOT_APPLICABLE_REQUESTED)


def test_a_criterion_applies_again() -> None:
    given(*EXEMPT).when(END).then(NOT_APPLICABLE_ENDED)
    given(*EXEMPT, NOT_APPLICABLE_ENDED).when(END).then_nothing()
