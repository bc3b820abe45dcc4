"""What the five stages show after the facts; decisions and read models never disagree about what is entered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.engagement.domain.gate_standing import Standing
from services.engagement.domain.stage.state import Accepted, NotStarted, Stages, evolve, journey_of
from services.engagement.domain.stage_status import DeliverableStatus, StageMove, StageStatus
from services.engagement.projections.stage_rows import StageEntry
from services.engagement.projections.stages import STAGES
from services.engagement.queries.stages import lines
from shared.events.stages import Stage
from tests.facts import gates, stages
from tests.facts.engagements import STARTED
from tests.facts.people import ANA, BO, NOW
from tests.facts.scope import SCOPE_DEFINED
from tests.history import rows

DAY = date(2026, 3, 2)
FORWARD = (
    STARTED,
    *stages.delivered(Stage.ASSESSMENT),
    stages.LEAD_NAMED,
    gates.PASSED_ON_CONDITION,
    stages.ENTERED,
    stages.GOVERNANCE_COMPLETE,
    stages.INFRASTRUCTURE_COMPLETE,
    *stages.delivered(Stage.CLOSURE),
    gates.passed(Stage.CLOSURE),
    stages.named(Stage.HARDENING),
    stages.entered(Stage.HARDENING),
)
BACK = (*FORWARD, stages.REOPENED)
AGAIN = (*BACK, *stages.delivered(Stage.ASSESSMENT), gates.PASSED_ON_CONDITION, stages.ENTERED)


def shown(*facts: object) -> dict[Stage, StageEntry]:
    (row,) = rows(STAGES, facts).values()
    return {entry.stage: entry for entry in row.stages}


def statuses(*facts: object, day: date = DAY) -> list[StageStatus]:
    return [line.status for line in lines(tuple(shown(*facts).values()), day, scoped=True)]


def test_the_first_stage_begins_with_the_engagement() -> None:
    first, second, *_ = shown(STARTED).values()
    assert (first.entered_at, first.version) == (NOW + timedelta(minutes=1), 0)
    assert [(move.move, move.by) for move in first.moves] == [(StageMove.ENTERED, ANA)]
    assert (second.entered_at, second.moves) == (None, ())


def test_a_stage_is_complete_with_its_last_deliverable_and_its_last_track() -> None:
    one = stages.INFRASTRUCTURE_COMPLETE
    without_a_track = [fact for fact in FORWARD if fact != one]
    assert statuses(*FORWARD)[:3] == [StageStatus.COMPLETED, StageStatus.COMPLETED, StageStatus.ENTERED]
    assert statuses(*without_a_track)[1] is StageStatus.ENTERED
    assert statuses(STARTED, *stages.delivered(Stage.ASSESSMENT)[:-1])[0] is StageStatus.ENTERED


@pytest.mark.req("RSG9")
def test_a_return_takes_back_what_came_later_and_forgets_nothing() -> None:
    found = shown(*BACK)
    assert [entry.entered_at is not None for entry in found.values()] == [True, False, False, False, False]
    assert [move.move for move in found[Stage.ASSESSMENT].moves] == [StageMove.ENTERED, StageMove.REOPENED]
    assert [move.move for move in found[Stage.CLOSURE].moves] == [StageMove.ENTERED, StageMove.LEFT]
    assert found[Stage.CLOSURE].moves[-1].reason == stages.REOPENED.reason
    assert found[Stage.ADOPTION].moves == ()
    standings = [line.gate.standing for line in lines(tuple(found.values()), DAY, scoped=True) if line.gate]
    assert standings == [Standing.OUTDATED, Standing.OUTDATED]


@pytest.mark.req("RSG9")
def test_a_stage_that_is_entered_once_more_begins_with_what_was_submitted_before() -> None:
    closure = shown(*AGAIN)[Stage.CLOSURE]
    assert {each.status for each in closure.deliverables} == {DeliverableStatus.SUBMITTED}
    assert {each.accepter for each in closure.deliverables} == {None}
    assert (closure.tracks, closure.lead) == ((), BO)
    assert [move.move for move in closure.moves] == [StageMove.ENTERED, StageMove.LEFT, StageMove.ENTERED]


def test_only_its_own_events_move_a_stages_version() -> None:
    assert [entry.version for entry in shown(*FORWARD).values()] == [6, 10, 2, 0, 0]
    assert [entry.version for entry in shown(*BACK).values()] == [7, 10, 2, 0, 0]


def test_what_becomes_of_a_decision_leaves_the_day_on_which_it_was_made() -> None:
    facts = (STARTED, gates.PASSED_ON_CONDITION, gates.CONDITION_MET, gates.REVOKED)
    gate = shown(*facts)[Stage.ASSESSMENT].gate
    assert gate is not None
    assert (gate.decided_at, gate.decision.ended) == (NOW + timedelta(minutes=2), Standing.REVOKED)
    assert shown(STARTED, gates.REVOKED)[Stage.ASSESSMENT].gate is None


def test_a_reopened_track_is_open() -> None:
    closure = shown(STARTED, stages.ENTERED, stages.GOVERNANCE_COMPLETE, stages.GOVERNANCE_REOPENED)[Stage.CLOSURE]
    assert closure.tracks == ()


def test_a_condition_that_was_missed_shows_from_the_day_after() -> None:
    facts = tuple(shown(STARTED, gates.PASSED_ON_CONDITION).values())
    due = gates.RETENTION.due
    found = [lines(facts, due + timedelta(days=days), scoped=True)[0].gate for days in (0, 1)]
    assert [gate.standing for gate in found if gate] == [Standing.STANDS, Standing.CONDITION_MISSED]


@pytest.mark.parametrize("length", range(1, len(AGAIN) + 1))
def test_after_every_fact_the_read_model_agrees_with_what_decisions_see(length: int) -> None:
    facts: Sequence[Any] = AGAIN[:length]
    state: Stages = NotStarted()
    for fact in facts:
        state = evolve(state, fact)
    journey = journey_of(state)
    found = shown(*facts)
    assert {stage for stage, entry in found.items() if entry.entered_at} == journey.entered
    for stage, entry in found.items():
        work = journey.work(stage)
        accepted = {each.name for each in entry.deliverables if each.status is DeliverableStatus.ACCEPTED}
        assert accepted == {name for name, what in work.deliverables.items() if isinstance(what, Accepted)}
        assert {track.track for track in entry.tracks} == work.completed
        assert (entry.gate.decision if entry.gate else None) == journey.gates.get(stage)
        assert (entry.policy, entry.lead) == (work.version, work.lead)


def test_what_was_returned_says_why_until_it_is_submitted_again() -> None:
    (returned,) = shown(STARTED, stages.SUBMITTED, stages.ACCEPTED, stages.RETURNED)[Stage.ASSESSMENT].deliverables
    assert (returned.status, returned.reason) == (DeliverableStatus.RETURNED, stages.RETURNED.reason)
    assert (returned.accepter, returned.accepted_at) == (None, None)
    better = replace(stages.SUBMITTED, submitter=BO)
    (again,) = shown(STARTED, stages.SUBMITTED, stages.RETURNED, better)[Stage.ASSESSMENT].deliverables
    assert (again.status, again.reason, again.submitter) == (DeliverableStatus.SUBMITTED, None, BO)


@pytest.mark.req("RF2")
def test_the_second_stage_shows_that_it_waits_for_a_scope() -> None:
    def lacking(*facts: object) -> list[str]:
        (row,) = rows(STAGES, facts).values()
        closure = lines(row.stages, DAY, scoped=row.scoped)[1]
        return [each.name for each in closure.entry_check.unmet]

    ready = (STARTED, *stages.delivered(Stage.ASSESSMENT), stages.LEAD_NAMED, gates.PASSED_ON_CONDITION)
    assert lacking(*ready) == ["scope_defined"]
    assert lacking(*ready, SCOPE_DEFINED) == []
