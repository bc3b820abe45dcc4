"""What became of pilots, read off their facts: each is in one place, and the counts add up."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.engagement.domain.outcome import PilotOutcome
from services.engagement.projections.go_lives import GO_LIVES
from services.engagement.projections.outcomes import OUTCOMES
from services.engagement.queries.outcomes import OutcomeCount, Portfolio
from shared.events.endings import EndReason
from tests.facts import go_live
from tests.facts.endings import COMPLETED, EXPIRED, PARKED, RESUMED, STOPPED
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.go_live import LAUNCHED
from tests.facts.measurement import ADOPTION_REPORTED
from tests.facts.pilots import CLOSED, REGISTERED
from tests.history import rows

ENGAGED = (REGISTERED, CLOSED, STARTED)
LIVE = (*ENGAGED, go_live.WENT_LIVE)
ALL = (
    ((REGISTERED,), PilotOutcome.RUNNING),
    ((REGISTERED, CLOSED), PilotOutcome.CLOSED),
    ((REGISTERED, CLOSED, EXPIRED), PilotOutcome.EXPIRED),
    (ENGAGED, PilotOutcome.ENGAGED),
    ((*ENGAGED, PARKED), PilotOutcome.PARKED),
    ((*ENGAGED, PARKED, RESUMED), PilotOutcome.ENGAGED),
    ((*ENGAGED, PARKED, STOPPED), PilotOutcome.STOPPED),
    (LIVE, PilotOutcome.LIVE),
    ((*LIVE, COMPLETED), PilotOutcome.COMPLETED),
)


@pytest.mark.req("RF3")
@pytest.mark.parametrize(("facts", "outcome"), ALL)
def test_a_pilot_is_in_one_place(facts: tuple[object, ...], outcome: PilotOutcome) -> None:
    (row,) = rows(OUTCOMES, facts).values()
    assert (row.pilot_id, row.outcome) == (ENGAGEMENT, outcome)
    assert (row.reason is not None) is (outcome in {PilotOutcome.EXPIRED, PilotOutcome.STOPPED})


@pytest.mark.req("RF3")
def test_an_end_keeps_its_reason_and_what_rests_its_day_until_it_goes_on() -> None:
    (stopped,) = rows(OUTCOMES, (*ENGAGED, PARKED, STOPPED)).values()
    assert (stopped.reason, stopped.note, stopped.until) == (STOPPED.reason, STOPPED.note, None)
    (parked,) = rows(OUTCOMES, (*ENGAGED, PARKED)).values()
    assert (parked.reason, parked.note, parked.until) == (None, PARKED.reason, PARKED.until)
    (resumed,) = rows(OUTCOMES, (*ENGAGED, PARKED, RESUMED)).values()
    assert (resumed.note, resumed.until) == (None, None)


@pytest.mark.req("RF3")
def test_the_counts_add_up_and_the_rate_is_of_those_that_are_settled() -> None:
    portfolio = Portfolio(
        counts=(
            OutcomeCount(outcome=PilotOutcome.COMPLETED, reason=None, pilots=1),
            OutcomeCount(outcome=PilotOutcome.ENGAGED, reason=None, pilots=4),
            OutcomeCount(outcome=PilotOutcome.EXPIRED, reason=EndReason.COST, pilots=1),
            OutcomeCount(outcome=PilotOutcome.STOPPED, reason=EndReason.COST, pilots=1),
        )
    )
    assert sum(portfolio.of(each) for each in PilotOutcome) == portfolio.of(*PilotOutcome) == 7
    assert portfolio.because_of(EndReason.COST) == 2
    assert portfolio.rate == Decimal("0.3333")
    assert Portfolio(counts=portfolio.counts[1:2]).rate is None


@pytest.mark.req("RSG5")
def test_a_move_replaces_the_day_and_forgets_the_violation_of_the_one_before() -> None:
    planned = (STARTED, LAUNCHED, go_live.GO_LIVE_PLANNED, go_live.GO_LIVE_RESCHEDULED, go_live.LEAD_TIME_VIOLATED)
    (row,) = rows(GO_LIVES, planned).values()
    assert (row.planned_on, row.rescheduled, row.reason) == (
        go_live.GO_LIVE_RESCHEDULED.new,
        1,
        go_live.GO_LIVE_RESCHEDULED.reason,
    )
    assert row.violation.earliest == go_live.LEAD_TIME_VIOLATED.earliest
    back = replace(go_live.GO_LIVE_RESCHEDULED, old=row.planned_on, new=go_live.GO_LIVE_PLANNED.planned_on)
    (moved,) = rows(GO_LIVES, (*planned, back)).values()
    assert (moved.violation, moved.rescheduled, moved.version) == (None, 2, 4)


@pytest.mark.req("RL1")
def test_going_live_shows_its_release_its_decision_its_day_and_who_took_over() -> None:
    facts = (STARTED, go_live.WENT_LIVE, ADOPTION_REPORTED, go_live.HAND_OVER_ACCEPTED)
    (row,) = rows(GO_LIVES, facts).values()
    assert (row.release_id, row.decision_id) == (go_live.RELEASE, go_live.GO.decision_id)
    assert (row.went_live_on, row.reported_day) == (go_live.WENT_LIVE.went_live_on, 90)
    assert (row.taken_over_by, row.taken_over_on) == (
        go_live.HAND_OVER_ACCEPTED.owner,
        go_live.HAND_OVER_ACCEPTED.accepted_on,
    )
