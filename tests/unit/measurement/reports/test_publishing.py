"""The report publishes itself with the last window, and what it remembers is what the read models show."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from services.measurement.domain.measuring import PublishAdoptionReport
from services.measurement.reports.adoption import build, digest
from services.measurement.reports.publishing import REACTIONS, Folded
from shared.events.measurement import MeasurementWindowClosed
from shared.events.series import Aggregation
from tests.facts.engagements import ENGAGEMENT
from tests.facts.measurement import ADOPTION_REPORTED
from tests.facts.observations import CLAIM_HANDLED, INDICATOR_RECORDED, KPI_RECORDED
from tests.facts.series import SERIES_DEFINED
from tests.history import recorded
from tests.unit.measurement.reports.story import DEFINED, LIVE_ON, MONTHS, WEEKS, lived, made_of, parts

pytestmark = pytest.mark.req("RL9")
(REACTION,) = REACTIONS


def called_for(*facts: object) -> list[PublishAdoptionReport]:
    """By all windows that close in this life."""
    remembered = Folded()
    commands: list[PublishAdoptionReport] = []
    for event in recorded(facts):
        remembered = REACTION.remembering(remembered, event)
        commands += REACTION.called_for(remembered, event)
    return commands


def test_the_last_window_publishes_what_the_rows_tell_at_that_position() -> None:
    facts = lived()
    (*_, last) = recorded(facts)
    assert isinstance(last.event, MeasurementWindowClosed)
    told = build(made_of(*facts), position=last.seq, at=last.recorded_at)
    assert called_for(*facts) == [
        PublishAdoptionReport(engagement_id=ENGAGEMENT, position=last.seq, digest=digest(told))
    ]


def test_the_week_may_close_after_the_month() -> None:
    facts = (*lived(weeks=12), *WEEKS[12])
    assert [command.position for command in called_for(*facts)] == [len(facts)]


@pytest.mark.parametrize("facts", [lived(weeks=12), lived(months=2)])
def test_nothing_is_published_before_every_window_has_closed(facts: tuple[object, ...]) -> None:
    assert called_for(*facts) == []


@pytest.mark.parametrize("aggregation", [Aggregation.RATIO, Aggregation.LATEST])
def test_days_are_remembered_by_window_where_that_tells_the_same(aggregation: Aggregation) -> None:
    daily = [fact for day in range(90) for fact in each_day(day)]
    story = [replace(fact, aggregation=aggregation) if fact == SERIES_DEFINED else fact for fact in lived(months=0)]
    before, closings = (*story[: len(DEFINED)], *daily), (*story[len(DEFINED) :], *(fact for m in MONTHS for fact in m))
    facts = (*before, *closings)
    remembered = Folded()
    for event in recorded(before):
        remembered = REACTION.remembering(remembered, event)
    days = [place for place in remembered.engagements[ENGAGEMENT] if place[0] == "series_days"]
    windows = 90 if aggregation is Aggregation.LATEST else 13
    assert len(days) == windows * len(("all", "pioneers", "handlers", "writers", "claims", "letters")) + 3 * 2
    (command,) = called_for(*facts)
    told = build(made_of(*facts), position=len(facts), at=list(recorded(facts))[-1].recorded_at)
    assert command.digest == digest(told)


def each_day(day: int) -> tuple[object, ...]:
    on = LIVE_ON + timedelta(days=day)
    parted = tuple(replace(each, key=f"{each.key} daily") for each in parts(20 + day % 7))
    minutes = replace(CLAIM_HANDLED, key="daily", value=Decimal(30 + day % 5))
    return (
        replace(INDICATOR_RECORDED, day=on, observations=parted),
        replace(KPI_RECORDED, day=on, observations=(minutes,)),
    )


def test_what_was_reported_for_good_is_remembered_no_more() -> None:
    assert called_for(*lived(months=2), ADOPTION_REPORTED, *MONTHS[2]) == []
    early = replace(ADOPTION_REPORTED, day=60)
    assert len(called_for(*lived(months=2), early, *MONTHS[2])) == 1
