"""What is known of gaps, stages, the pilot, its vendor, the owner and the way to going live, and by which events."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.gates.domain.facts.sheet import VOCABULARY, items_of, turns
from shared.events.ownership import Party
from shared.events.pilots import RunBy
from shared.events.readiness import Purpose, ReadinessEvaluated
from shared.events.stages import Stage
from shared.events.verdicts import Verdict, VerdictOutcome
from tests.fact_sheet import TODAY, brief, log, told
from tests.facts import (
    engagements,
    gaps,
    go_live,
    hardening,
    integrations,
    measurement,
    ownership,
    pilots,
    provenance,
    releases,
    scope,
    series,
    sources,
    stages,
)
from tests.facts.engagements import ENGAGEMENT
from tests.unit.engagement.projections.life import LIFE
from tests.unit.gates.domain.facts.test_data import GROUNDED
from tests.unit.gates.domain.facts.test_evidence import REPORTED
from tests.unit.gates.domain.facts.test_quality import quality_window
from tests.unit.gates.projections.life import RETURN_REPORTED

PUT_OFF = (gaps.OPENED, gaps.OWNED, gaps.DEFERRED)


@pytest.mark.req("RA12")
def test_a_gap_is_open_from_the_day_after_its_deferral() -> None:
    until = gaps.DEFERRED.until
    then, over = told(*PUT_OFF, day=until), told(*PUT_OFF, day=until + timedelta(days=1))
    assert [then[f"gaps.{name}"].value for name in ("open", "deferred")] == [0, 1]
    assert [over[f"gaps.{name}"].value for name in ("open", "deferred")] == [1, 0]
    assert over["gaps.open"].positions == (1, 3)
    assert told(*PUT_OFF, gaps.EXPIRED)["gaps.open"].positions == (1, 4)


def test_a_gap_lacks_an_owner_and_an_estimate_while_it_is_open() -> None:
    facts = brief(told(gaps.OPENED, gaps.LOAD_TEST_OPENED, gaps.OWNED), "gaps")
    assert (facts["without_owner"], facts["without_estimate"]) == ((1, (2,)), (2, (1, 2)))
    settled = brief(told(gaps.OPENED, gaps.RESOLVED, gaps.VERIFIED), "gaps")
    assert (settled["without_owner"], settled["without_estimate"]) == ((0, (1, 3)), (0, (1, 3)))


@pytest.mark.req("RO4", "RA6")
def test_what_somebody_left_lacks_an_owner_and_a_lead_until_somebody_is_named() -> None:
    left = brief(told(gaps.OPENED, gaps.OWNED, gaps.OWNER_LEFT), "gaps")
    assert (left["without_owner"], left["open"]) == ((1, (1, 3)), (1, (1,)))
    assert brief(told(gaps.OPENED, gaps.OWNED, gaps.OWNER_LEFT, gaps.OWNED), "gaps")["without_owner"][0] == 0
    stage = brief(told(stages.LEAD_NAMED, stages.LEAD_LEFT), "stage_closure")
    assert stage["lead"] == (False, (2,))
    assert brief(told(stages.LEAD_NAMED, stages.LEAD_LEFT, stages.LEAD_NAMED), "stage_closure")["lead"] == (True, (3,))


def test_a_gap_that_blocks_does_so_until_it_is_verified() -> None:
    resolved = brief(told(gaps.OPENED, gaps.RAISED, gaps.RESOLVED), "gaps")
    assert (resolved["blocking"], resolved["unverified"], resolved["open"]) == (
        (1, (1, 2, 3)),
        (1, (1, 3)),
        (0, (1, 2, 3)),
    )
    assert brief(told(gaps.OPENED, gaps.RAISED, gaps.CANCELLED), "gaps")["blocking"] == (0, (1, 2, 3))
    assert brief(told(gaps.OPENED, gaps.RAISED, gaps.LOWERED), "gaps")["blocking"] == (0, (1, 3))


def test_the_baseline_of_an_empty_register_is_known() -> None:
    facts = brief(told(engagements.BASELINED), "gaps")
    assert (facts["baselined"], facts["open"]) == ((True, (1,)), (0, (1,)))
    assert brief(told(gaps.OPENED), "gaps")["baselined"] == (False, (1,))


WORK = (stages.entered(Stage.CLOSURE), *stages.delivered(Stage.CLOSURE))


@pytest.mark.req("RSG4")
def test_a_stage_that_work_returns_to_has_its_deliverables_accepted_once_more() -> None:
    done = brief(told(*WORK), "deliverables_closure")
    assert (done["accepted"][0], done["missing"][0]) == (3, 0)
    again = brief(told(*WORK, replace(stages.REOPENED, stage=Stage.CLOSURE)), "deliverables_closure")
    assert again == {"accepted": (0, (1, 3, 5, 7, 8)), "missing": (3, (1, 8))}


def test_stages_after_the_one_that_work_returns_to_are_left() -> None:
    facts = told(*WORK, replace(stages.REOPENED, stage=Stage.ASSESSMENT))
    assert (facts["stage_closure.entered"].value, facts["stage_closure.entered"].positions) == (False, (1, 8))
    assert facts["deliverables_closure.accepted"].value == 3
    assert told(engagements.STARTED)["stage_assessment.entered"].value is True


def test_tracks_are_open_until_they_are_complete() -> None:
    complete = (stages.GOVERNANCE_COMPLETE, stages.INFRASTRUCTURE_COMPLETE)
    assert told(stages.entered(Stage.CLOSURE), *complete)["stage_closure.tracks_open"].value == 0
    reopened = told(stages.entered(Stage.CLOSURE), *complete, stages.GOVERNANCE_REOPENED)["stage_closure.tracks_open"]
    assert (reopened.value, reopened.positions) == (1, (1, 3, 4))
    assert brief(told(stages.LEAD_NAMED), "stage_closure")["lead"] == (True, (1,))


VENDORS = replace(pilots.REGISTERED, run_by=RunBy.VENDOR, vendor="Acme")
HELD = replace(provenance.COMPONENT, held_by=Party.VENDOR)


@pytest.mark.req("RA12")
def test_a_vendor_owes_until_the_client_has_it() -> None:
    owed = (VENDORS, HELD, provenance.DECISION, provenance.PLANNED)
    assert brief(told(*owed), "vendor") == {
        "runs": (True, (1,)),
        "components": (1, (1, 2)),
        "decisions_open": (1, (1, 3)),
        "transferred": (False, (1, 2)),
        "knowledge_verified": (False, (1, 4)),
    }
    settled = (provenance.HANDED_OVER, provenance.TAKEN_OVER, provenance.RATIFIED, provenance.VERIFIED_ALONE)
    assert brief(told(*owed, *settled), "vendor") == {
        "runs": (True, (1,)),
        "components": (1, (1, 2)),
        "decisions_open": (0, (1, 3, 7)),
        "transferred": (True, (1, 2, 6)),
        "knowledge_verified": (True, (1, 4, 8)),
    }


def test_knowledge_that_nobody_plans_to_pass_on_stays_with_the_vendor() -> None:
    assert brief(told(VENDORS), "vendor")["knowledge_verified"] == (False, (1,))


def test_nothing_is_owed_where_no_vendor_ran_the_pilot() -> None:
    ours = replace(pilots.REGISTERED, run_by=RunBy.OWN_TEAM, vendor=None)
    facts = brief(told(ours, HELD, provenance.DECISION), "vendor")
    assert facts == {
        "runs": (False, (1,)),
        "components": (0, (1,)),
        "decisions_open": (0, (1,)),
        "transferred": (True, (1,)),
        "knowledge_verified": (True, (1,)),
    }


@pytest.mark.req("RA12")
def test_what_an_owner_accepted_binds_as_long_as_they_own_the_system() -> None:
    accepted = (engagements.OWNER_ASSIGNED, ownership.ACCEPTED, ownership.PATH_DEFINED, go_live.HAND_OVER_ACCEPTED)
    assert brief(told(*accepted), "ownership") == {
        "owner": (True, (1,)),
        "obligations_accepted": (True, (1, 2)),
        "escalation": (True, (3,)),
    }
    assert brief(told(*accepted), "hand_over") == {"accepted": (True, (1, 4))}
    vacated = told(*accepted, engagements.OWNER_VACATED)
    assert brief(vacated, "ownership")["owner"] == (False, (5,))
    assert brief(vacated, "ownership")["obligations_accepted"] == (False, (2, 5))
    assert brief(vacated, "hand_over") == {"accepted": (False, (4, 5))}


def test_what_a_pilot_had_no_target_for_is_held_against_the_threshold_of_the_measure_that_is_called_so() -> None:
    happened = (pilots.REGISTERED, pilots.RESULT, pilots.RESULT_WITHOUT_TARGET, pilots.CLOSED)
    named = replace(hardening.METRIC_DEFINED, name=pilots.RESULT_WITHOUT_TARGET.criterion)

    def aimless(*since: object) -> object:
        return brief(told(*happened, *since), "pilot")["results_without_target"]

    assert aimless(named) == (1, (1, 3))
    assert aimless(named, hardening.THRESHOLD_SET) == (0, (1, 3, 5, 6))
    assert aimless(hardening.METRIC_DEFINED, hardening.THRESHOLD_SET) == (1, (1, 3))
    assert aimless(hardening.THRESHOLD_SET) == (1, (1, 3))


def test_the_pilot_its_scope_its_day_and_its_reports_are_known() -> None:
    happened = (pilots.REGISTERED, pilots.RESULT, pilots.RESULT_WITHOUT_TARGET, pilots.CLOSED)
    assert brief(told(*happened), "pilot") == {
        "closed": (True, (1, 4)),
        "results": (2, (1, 2, 3)),
        "results_without_target": (1, (1, 3)),
    }
    assert brief(told(scope.SCOPE_DEFINED), "scope") == {"defined": (True, (1,))}
    assert brief(told(go_live.GO_LIVE_PLANNED, go_live.GO_LIVE_RESCHEDULED), "go_live") == {
        "live": (False, (2,)),
        "planned": (True, (2,)),
        "planned_on": (go_live.GO_LIVE_RESCHEDULED.new, (2,)),
    }
    assert brief(told(go_live.WENT_LIVE), "go_live")["live_on"] == (go_live.WENT_LIVE.went_live_on, (1,))
    assert brief(told(measurement.ADOPTION_REPORTED, RETURN_REPORTED), "report") == {
        "adoption_published": (True, (1,)),
        "roi_published": (True, (2,)),
    }


def evaluated(purpose: Purpose) -> ReadinessEvaluated:
    verdict = Verdict(day=TODAY, outcome=VerdictOutcome.INCOMPLETE, criteria=(), requirements=(), facts=())
    return ReadinessEvaluated(
        engagement_id=ENGAGEMENT,
        evaluation_id=ENGAGEMENT,
        purpose=purpose,
        frameworks=(),
        position=1,
        verdict=verdict,
    )


def test_every_fact_of_the_vocabulary_is_told_by_what_may_happen() -> None:
    more = (
        *(stages.named(stage) for stage in Stage),
        releases.PINNED,
        integrations.POINT_DECLARED,
        integrations.INTEGRATION_PASSED,
        sources.ACCESS_APPROVED,
        *GROUNDED,
        sources.ACCESS_APPROVED,
        *(evaluated(purpose) for purpose in Purpose),
        hardening.METRIC_DEFINED,
        quality_window(hardening.METRIC_DEFINED.name, "70"),
        *(series.SERIES_DEFINED, series.BASELINE_SET, measurement.MEASUREMENT_STARTED, RETURN_REPORTED),
    )
    facts = {**told(*LIFE), **told(sources.SOURCE_REGISTERED, *more)}
    assert facts.keys() == VOCABULARY.keys()


def test_an_event_alone_tells_of_nothing_before_it() -> None:
    for event in (*LIFE, *GROUNDED):
        assert all(fact.positions == (1,) for fact in told(event).values()), event


def test_the_days_on_which_facts_turn_are_foretold() -> None:
    shown = (gaps.LOAD_TEST_OPENED, *PUT_OFF, sources.SOURCE_REGISTERED, *GROUNDED, sources.ACCESS_APPROVED, REPORTED)
    items = items_of(log(shown))
    lasts = (gaps.DEFERRED.until, GROUNDED[-1].fresh_until, sources.ACCESS_APPROVED.until, REPORTED.valid_until)
    assert turns(items, TODAY) == tuple(sorted(last + timedelta(days=1) for last in lasts))
    assert turns(items_of(log(GROUNDED[:2])), TODAY) == ()
    assert turns(items, max(lasts) + timedelta(days=1)) == ()
