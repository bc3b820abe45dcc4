"""Where the time between close and go-live went, one sentence per test."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from services.engagement.domain.lead_time.policy import LATEST, Hand, Matter
from services.engagement.domain.lead_time.split import MOST_SUBJECTS, LeadTime, Milestones, Time, lead_time
from services.engagement.domain.lead_time.stretches import Subject
from services.engagement.domain.lead_time.turns import Taken, Turn
from shared.events.stages import Stage

CLOSED = datetime(2026, 3, 2, tzinfo=UTC)
DAY = 86_400_000_000
FIRST, SECOND, ACCESS = UUID(int=1), UUID(int=2), UUID(int=3)
OUTPUTS = ("one", "two", "three")


def after(days: float) -> datetime:
    return CLOSED + timedelta(days=days)


def gap(days: float, turn: Turn, subject: UUID = FIRST, until: date | None = None) -> Taken:
    return Taken(seq=int(days * 1000), at=after(days), turn=turn, subject=subject, until=until)


def stage(days: float, turn: Turn, of: Stage) -> Taken:
    return Taken(seq=int(days * 1000), at=after(days), turn=turn, stage=of)


def output(days: float, turn: Turn, name: str, of: Stage = Stage.ASSESSMENT) -> Taken:
    return Taken(seq=int(days * 1000), at=after(days), turn=turn, stage=of, deliverable=name)


STARTED = stage(1, Turn.STAGE_ENTERED, Stage.ASSESSMENT)


def told(*turns: Taken, days: float = 10, live: date | None = None, zone: str = "UTC") -> LeadTime:
    milestones = Milestones(closed_on=CLOSED.date(), started_at=after(1), started_seq=1, went_live_on=live)
    return lead_time(milestones, (STARTED, *turns), after(days), ZoneInfo(zone), LATEST)


def matters(found: LeadTime) -> dict[Matter, float]:
    """In days."""
    return {part.matter: part.time.total / DAY for part in found.by_matter}


@pytest.mark.req("RF6", "X12")
def test_before_the_engagement_starts_its_start_is_waited_for_and_afterwards_nothing_is_on_record() -> None:
    found = told()
    assert matters(found) == {Matter.START: 1, Matter.NOTHING: 9}
    assert [(part.stage, part.time.total / DAY) for part in found.by_stage] == [(None, 1), (Stage.ASSESSMENT, 9)]
    assert (found.begun_at, found.ended_at, found.live) == (CLOSED, after(10), False)


@pytest.mark.req("RF6", "X12")
def test_a_gap_waits_for_an_owner_then_for_its_start_is_worked_on_and_waits_to_be_verified() -> None:
    life = (
        gap(2, Turn.GAP_OPENED),
        gap(3, Turn.GAP_OWNED),
        gap(5, Turn.GAP_STARTED),
        gap(6, Turn.GAP_OWNED),
        gap(8, Turn.GAP_RESOLVED),
        gap(9, Turn.GAP_SETTLED),
    )
    found = told(*life)
    assert matters(found) == {
        Matter.GAP_WORK: 3,
        Matter.VERIFICATION: 1,
        Matter.GAP_OWNER: 1,
        Matter.GAP_START: 2,
        Matter.START: 1,
        Matter.NOTHING: 2,
    }
    assert found.total == Time(work=3 * DAY, wait=7 * DAY)
    hands = {part.hand: part.time.total / DAY for part in found.by_hand}
    assert hands == {Hand.GAP_OWNER: 5, Hand.VERIFIER: 1, Hand.LEAD: 2, Hand.NOBODY: 2}
    assert [(part.subject.gap, part.time.total / DAY) for part in found.longest] == [(FIRST, 7), (None, 3)]


@pytest.mark.req("X12")
def test_reopened_it_waits_for_its_owner_to_take_it_up_again() -> None:
    life = (gap(2, Turn.GAP_OPENED), gap(2, Turn.GAP_OWNED), gap(3, Turn.GAP_RESOLVED), gap(4, Turn.GAP_REOPENED))
    assert matters(told(*life))[Matter.GAP_START] == 1 + 6


@pytest.mark.req("X12")
def test_what_is_put_off_waits_until_the_day_is_over_and_then_for_somebody_to_take_it_up() -> None:
    deferred = gap(2, Turn.GAP_DEFERRED, until=date(2026, 3, 6))
    opened = gap(2, Turn.GAP_OPENED)
    assert matters(told(opened, deferred)) == {
        Matter.DEFERRAL_OVER: 5,
        Matter.DEFERRAL: 3,
        Matter.START: 1,
        Matter.NOTHING: 1,
    }
    in_toronto = matters(told(opened, deferred, zone="America/Toronto"))
    assert in_toronto[Matter.DEFERRAL] == pytest.approx(3 + 5 / 24)
    assert matters(told(opened, deferred, gap(4, Turn.GAP_REOPENED)))[Matter.DEFERRAL] == 2
    assert matters(told(opened, deferred, gap(9, Turn.GAP_REOPENED)))[Matter.DEFERRAL_OVER] == 4


@pytest.mark.req("X12")
def test_access_that_was_asked_for_waits_for_the_data_owner() -> None:
    asked = Taken(seq=2, at=after(2), turn=Turn.ACCESS_REQUESTED, subject=ACCESS)
    decided = Taken(seq=3, at=after(6), turn=Turn.ACCESS_DECIDED, subject=ACCESS)
    found = told(asked, decided)
    assert matters(found)[Matter.DATA_ACCESS] == 4
    assert found.longest[1].subject == Subject(access=ACCESS)


@pytest.mark.req("X12")
def test_a_deliverable_waits_for_its_accepter_and_a_returned_one_for_its_submitter() -> None:
    turns = (
        output(2, Turn.DELIVERABLE_SUBMITTED, "one"),
        output(4, Turn.DELIVERABLE_RETURNED, "one"),
        output(5, Turn.DELIVERABLE_SUBMITTED, "one"),
        output(6, Turn.DELIVERABLE_ACCEPTED, "one"),
    )
    found = matters(told(*turns))
    assert (found[Matter.ACCEPTANCE], found[Matter.REWORK]) == (3, 1)


def delivered(days: float) -> tuple[Taken, ...]:
    return tuple(
        output(days, turn, name) for name in OUTPUTS for turn in (Turn.DELIVERABLE_SUBMITTED, Turn.DELIVERABLE_ACCEPTED)
    )


@pytest.mark.req("X12")
def test_once_all_is_delivered_the_gate_is_waited_for_until_the_next_stage_is_entered() -> None:
    entered = stage(7, Turn.STAGE_ENTERED, Stage.CLOSURE)
    found = told(*delivered(3), entered)
    assert matters(found) == {Matter.GATE: 4, Matter.START: 1, Matter.NOTHING: 5}
    assert [(part.stage, part.time.total / DAY) for part in found.by_stage] == [
        (None, 1),
        (Stage.ASSESSMENT, 6),
        (Stage.CLOSURE, 3),
    ]
    assert matters(told(*delivered(3), output(5, Turn.DELIVERABLE_RETURNED, "one")))[Matter.GATE] == 2


@pytest.mark.req("X12")
def test_after_a_return_what_was_accepted_waits_to_be_accepted_again_and_later_stages_wait_for_nothing() -> None:
    turns = (
        *delivered(2),
        stage(3, Turn.STAGE_ENTERED, Stage.CLOSURE),
        output(3, Turn.DELIVERABLE_SUBMITTED, "build", Stage.CLOSURE),
        stage(5, Turn.STAGE_REOPENED, Stage.ASSESSMENT),
    )
    found = told(*turns)
    assert matters(found)[Matter.ACCEPTANCE] == 7
    assert {(each.matter, each.number) for each in found.waiting_on} == {(Matter.ACCEPTANCE, 3)}
    again = told(*turns, *delivered(6), stage(8, Turn.STAGE_ENTERED, Stage.CLOSURE))
    assert {(each.matter, each.number, each.since) for each in again.waiting_on} == {(Matter.ACCEPTANCE, 1, after(8))}


@pytest.mark.req("X12")
def test_of_several_things_at_once_the_first_by_precedence_counts_and_work_comes_before_all() -> None:
    both = (
        gap(2, Turn.GAP_OPENED),
        gap(2, Turn.GAP_OPENED, SECOND),
        gap(3, Turn.GAP_RESOLVED),
        gap(4, Turn.GAP_STARTED, SECOND),
        gap(6, Turn.GAP_RESOLVED, SECOND),
    )
    found = told(*both)
    assert matters(found) == {
        Matter.GAP_WORK: 2,
        Matter.VERIFICATION: 5,
        Matter.GAP_OWNER: 1,
        Matter.START: 1,
        Matter.NOTHING: 1,
    }
    by_gap = {part.subject.gap: part.time.total / DAY for part in found.longest}
    assert (by_gap[FIRST], by_gap[SECOND]) == (6, 2)
    assert [(each.matter, each.number, each.since) for each in found.waiting_on] == [(Matter.VERIFICATION, 2, after(3))]


@pytest.mark.req("RF6")
def test_it_ends_with_the_day_of_going_live_and_waits_for_nothing_then() -> None:
    found = told(gap(2, Turn.GAP_OPENED), live=date(2026, 3, 12), days=90)
    assert (found.ended_at, found.live, found.waiting_on) == (after(10), True, ())
    assert found.total == Time(work=0, wait=10 * DAY)
    assert told(live=date(2026, 3, 2)).total == Time(work=0, wait=0)
    assert told(live=date(2026, 3, 1)).total == Time(work=0, wait=0)


@pytest.mark.req("RF6")
def test_days_begin_where_the_tenant_is() -> None:
    found = told(zone="America/Toronto", live=date(2026, 3, 9))
    assert found.begun_at == CLOSED + timedelta(hours=5)
    assert found.total.total == 7 * DAY - DAY // 24, "the clocks go forward on 8 March"


@pytest.mark.req("X12")
def test_a_turn_told_late_comes_no_earlier_than_the_one_before_it() -> None:
    found = told(gap(4, Turn.GAP_OPENED), gap(2, Turn.GAP_OWNED), gap(3, Turn.GAP_STARTED))
    assert matters(found) == {Matter.GAP_WORK: 6, Matter.START: 1, Matter.NOTHING: 3}


@pytest.mark.req("X12")
def test_what_is_not_among_the_longest_is_the_rest() -> None:
    worked = [
        turn
        for number in range(1, MOST_SUBJECTS + 11)
        for turn in (
            gap(2 + number / 10, Turn.GAP_STARTED, UUID(int=number)),
            gap(2 + number / 10 + 0.05, Turn.GAP_SETTLED, UUID(int=number)),
        )
    ]
    found = told(*worked)
    assert len(found.longest) == MOST_SUBJECTS
    assert found.rest.work > 0
    assert sum(part.time.total for part in found.longest) + found.rest.total == found.total.total


@pytest.mark.req("RF6")
def test_a_time_that_still_runs_is_told_to_the_second_and_what_waits_then_as_that_second_ends() -> None:
    moment = timedelta(microseconds=300) / timedelta(days=1)
    opened = Taken(seq=9, at=after(10) + timedelta(microseconds=200), turn=Turn.GAP_OPENED, subject=FIRST)
    found = told(opened, days=10 + moment)
    assert (found.ended_at, found.total.total) == (after(10), 10 * DAY)
    assert [each.matter for each in found.waiting_on] == [Matter.GAP_OWNER]
