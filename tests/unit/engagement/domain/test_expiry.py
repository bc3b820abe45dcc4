"""How a pilot expires, one sentence per test."""

from dataclasses import replace

import pytest

from services.engagement.domain.expiry import EXPIRY, EngagementOnItsWay, ExpirePilot
from services.engagement.domain.halted import PilotExpiredAlready
from services.engagement.domain.not_found import PilotNotFound
from shared.events.endings import EndReason
from shared.kernel.refusal import NotWellFormed
from tests.facts.endings import EXPIRED
from tests.facts.engagements import STARTED
from tests.facts.pilots import CLOSED, REGISTERED, RESULT
from tests.scenario import Scenario

given = Scenario(decider=EXPIRY).given

EXPIRE = ExpirePilot(pilot_id=EXPIRED.pilot_id, reason=EXPIRED.reason, note=EXPIRED.note)


@pytest.mark.req("RF3")
@pytest.mark.parametrize("reason", [each for each in EndReason if each is not EndReason.OTHER])
def test_a_pilot_expires_by_a_named_reason_whether_it_closed_or_not(reason: EndReason) -> None:
    expired, expire = replace(EXPIRED, reason=reason), replace(EXPIRE, reason=reason)
    given(REGISTERED).when(expire).then(expired)
    given(REGISTERED, RESULT, CLOSED).when(expire).then(expired)


def test_another_reason_needs_words() -> None:
    given(REGISTERED).when(replace(EXPIRE, reason=EndReason.OTHER)).refused(NotWellFormed, where=("input", "note"))


def test_a_pilot_expires_once() -> None:
    given(REGISTERED, EXPIRED).when(EXPIRE).then_nothing()
    given(REGISTERED, EXPIRED).when(replace(EXPIRE, reason=EndReason.COST)).refused(PilotExpiredAlready)


def test_a_pilot_that_is_taken_to_production_is_stopped_and_does_not_expire() -> None:
    given(REGISTERED, CLOSED, STARTED).when(EXPIRE).refused(EngagementOnItsWay)
    given().when(EXPIRE).refused(PilotNotFound)
