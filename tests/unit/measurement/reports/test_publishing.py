"""The report publishes itself with the last window, and what it remembers is what the read models show."""

from dataclasses import replace

import pytest

from services.measurement.domain.measuring import PublishAdoptionReport
from services.measurement.reports.adoption import build, digest
from services.measurement.reports.publishing import REACTIONS, Folded
from shared.events.measurement import MeasurementWindowClosed
from tests.facts.engagements import ENGAGEMENT
from tests.facts.measurement import ADOPTION_REPORTED
from tests.history import recorded
from tests.unit.measurement.reports.story import MONTHS, WEEKS, lived, made_of

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


def test_what_was_reported_for_good_is_remembered_no_more() -> None:
    assert called_for(*lived(months=2), ADOPTION_REPORTED, *MONTHS[2]) == []
    early = replace(ADOPTION_REPORTED, day=60)
    assert len(called_for(*lived(months=2), early, *MONTHS[2])) == 1
