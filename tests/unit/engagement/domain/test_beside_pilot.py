"""A pilot's results beside the runs of the model: brought together by a delta, or by what they are called."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from services.engagement.domain.beside_pilot import Measured, Reached, Run, beside_pilot
from shared.events.pilots import Better

pytestmark = pytest.mark.req("RD6")

FIRST, SECOND = UUID(int=0x71), UUID(int=0x72)
DRAFTS = Reached(
    criterion="Drafts sent unchanged", unit="%", better=Better.HIGHER, target=Decimal(60), actual=Decimal("71.5")
)


def measured(metric_id: UUID, name: str, criterion: str | None = None) -> Measured:
    return Measured(
        metric_id=metric_id, name=name, unit="%", better=Better.HIGHER, threshold=Decimal(70), criterion=criterion
    )


def run(metric_id: UUID, day: int, value: str) -> Run:
    return Run(run_id=UUID(int=day), metric_id=metric_id, ran_on=date(2026, 3, day), value=Decimal(value))


def test_a_measure_of_the_same_name_stands_beside_what_the_pilot_reached_with_its_runs_by_day() -> None:
    own = measured(FIRST, " drafts sent UNCHANGED ")
    (told,) = beside_pilot([DRAFTS], [own], [run(FIRST, 9, "66"), run(SECOND, 1, "1"), run(FIRST, 2, "64.5")])
    assert (told.name, told.pilot, told.target) == (DRAFTS.criterion, DRAFTS.actual, DRAFTS.target)
    assert (told.metric_id, told.threshold) == (FIRST, Decimal(70))
    assert [each.value for each in told.runs] == [Decimal("64.5"), Decimal(66)]


def test_a_delta_that_was_measured_says_more_than_a_name() -> None:
    compared, named = measured(FIRST, "Quality", DRAFTS.criterion), measured(SECOND, DRAFTS.criterion)
    told = beside_pilot([DRAFTS], [named, compared], [])
    assert [(each.name, each.metric_id, each.pilot) for each in told] == [
        (DRAFTS.criterion, FIRST, DRAFTS.actual),
        (DRAFTS.criterion, SECOND, None),
    ]


def test_a_measure_that_was_compared_with_another_result_is_not_taken_by_its_name() -> None:
    elsewhere = measured(FIRST, DRAFTS.criterion, "Minutes per claim")
    told = beside_pilot([DRAFTS], [elsewhere], [run(FIRST, 2, "64.5")])
    assert [each.metric_id for each in told] == [None, FIRST]
    assert told[0].runs == ()
    assert [each.value for each in told[1].runs] == [Decimal("64.5")]


def test_nothing_is_told_where_nothing_was_measured() -> None:
    assert beside_pilot([], [], [run(FIRST, 2, "64.5")]) == []
