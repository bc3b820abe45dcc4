"""Whatever happened in whatever order: the parts of a lead time add up to the whole, to the microsecond."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given as whenever
from hypothesis import strategies as st

from services.engagement.domain.lead_time.policy import LATEST
from services.engagement.domain.lead_time.split import LeadTime, Milestones, Time, lead_time
from services.engagement.domain.lead_time.stretches import course_of
from services.engagement.domain.lead_time.sweep import Span, swept
from services.engagement.domain.lead_time.turns import DELIVERABLE_TURNS, STAGE_TURNS, Taken, Turn
from shared.events.stages import Stage

CLOSED = datetime(2026, 3, 2, tzinfo=UTC)
DAY = timedelta(days=1)
MICROSECOND = timedelta(microseconds=1)

MOMENTS = st.integers(-5 * (DAY // MICROSECOND), 20 * (DAY // MICROSECOND)).map(
    lambda each: CLOSED + each * MICROSECOND
)
DAYS = st.integers(0, 27).map(lambda days: date(2026, 3, 1) + days * DAY)
OF_A_SUBJECT = [turn for turn in Turn if turn.value.startswith(("gap", "access"))]
TURNS = st.one_of(
    st.builds(
        Taken,
        seq=st.just(0),
        at=MOMENTS,
        turn=st.sampled_from(OF_A_SUBJECT),
        subject=st.integers(1, 4).map(lambda number: UUID(int=number)),
        until=DAYS,
    ),
    st.builds(
        Taken,
        seq=st.just(0),
        at=MOMENTS,
        turn=st.sampled_from(sorted(DELIVERABLE_TURNS)),
        stage=st.sampled_from(Stage),
        deliverable=st.sampled_from(["one", "two", "three"]),
    ),
    st.builds(
        Taken, seq=st.just(0), at=MOMENTS, turn=st.sampled_from(sorted(STAGE_TURNS)), stage=st.sampled_from(Stage)
    ),
)
HISTORIES = st.lists(TURNS, max_size=40)
ENDS = st.builds(
    Milestones,
    closed_on=st.just(CLOSED.date()),
    started_at=st.none() | MOMENTS,
    started_seq=st.none() | st.just(1),
    went_live_on=st.none() | DAYS,
)
ZONES = st.sampled_from(["UTC", "America/Toronto", "Pacific/Auckland"]).map(ZoneInfo)


def splits(found: LeadTime) -> dict[str, list[Time]]:
    return {
        "stage": [part.time for part in found.by_stage],
        "matter": [part.time for part in found.by_matter],
        "hand": [part.time for part in found.by_hand],
        "subject": [*(part.time for part in found.longest), found.rest],
    }


@pytest.mark.req("RF6", "X12")
@whenever(turns=HISTORIES, ends=ENDS, at=MOMENTS, zone=ZONES)
def test_every_way_to_split_the_time_adds_up_to_the_whole_and_no_part_is_negative(
    turns: Sequence[Taken], ends: Milestones, at: datetime, zone: ZoneInfo
) -> None:
    found = lead_time(ends, turns, at, zone, LATEST)
    assert found.total.total == (found.ended_at - found.begun_at) // MICROSECOND >= 0
    for way, parts in splits(found).items():
        added = Time(work=sum(each.work for each in parts), wait=sum(each.wait for each in parts))
        assert added == found.total, way
        assert all(each.work >= 0 and each.wait >= 0 for each in parts), way


@pytest.mark.req("X12")
@whenever(turns=HISTORIES, at=MOMENTS, zone=ZONES)
def test_every_instant_counts_once(turns: Sequence[Taken], at: datetime, zone: ZoneInfo) -> None:
    whole = Span(begin=CLOSED, end=max(CLOSED, at))
    slices = swept(whole, course_of(turns, zone), LATEST)
    assert all(each.span.begin < each.span.end for each in slices)
    assert all(one.span.end == other.span.begin for one, other in pairwise(slices))
    assert not slices or (slices[0].span.begin, slices[-1].span.end) == (whole.begin, whole.end)


@pytest.mark.req("X12")
@whenever(turns=HISTORIES, at=MOMENTS, zone=ZONES)
def test_each_instant_counts_as_what_comes_first_by_precedence(
    turns: Sequence[Taken], at: datetime, zone: ZoneInfo
) -> None:
    course = course_of(turns, zone)
    for part in swept(Span(begin=CLOSED, end=max(CLOSED, at)), course, LATEST):
        begin = part.span.begin
        going = {each.matter for each in course.stretches if each.since <= begin and (each.until or at) > begin}
        assert part.matter == min(going, key=LATEST.rank, default=part.matter)
        assert going or part.matter == "nothing"
