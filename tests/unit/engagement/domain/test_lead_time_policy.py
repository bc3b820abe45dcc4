"""What comes before what in a lead time, and how lead times lie side by side."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from services.engagement.domain.lead_time.policy import LATEST, Kind, Matter, read_policy
from services.engagement.domain.lead_time.portfolio import percentiles
from services.engagement.domain.lead_time.split import Milestones
from services.engagement.queries.lead_times import split
from shared.policy.shipped import CatalogueInvalid


@pytest.mark.req("X12")
def test_the_order_of_precedence_is_shipped_data_with_work_first_and_nothing_last() -> None:
    assert next(iter(LATEST.meanings)) is Matter.GAP_WORK
    assert [*LATEST.meanings][-1] is Matter.NOTHING
    assert {matter for matter, meaning in LATEST.meanings.items() if meaning.kind is Kind.WORK} == {Matter.GAP_WORK}
    assert all(meaning.label.en != meaning.label.fr for meaning in LATEST.meanings.values())


def meanings(*names: str) -> list[dict[str, str]]:
    return [{"name": str(name), "kind": "wait", "hand": "lead", "en": "a", "fr": "b"} for name in names]


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": 0, "matters": meanings(*Matter)},
        {"version": 1, "matters": meanings(*Matter), "more": 1},
        {"version": 1, "matters": meanings(*list(Matter)[:-1])},
        {"version": 1, "matters": meanings(*reversed(Matter))},
        {"version": 1, "matters": meanings(Matter.START, *Matter)},
        {"version": 1, "matters": ["nothing"]},
        {"version": 1, "matters": [{"name": "luck", "kind": "wait", "hand": "lead", "en": "a", "fr": "b"}]},
    ],
)
def test_a_policy_that_does_not_place_every_matter_is_not_read(wrong: dict[str, object]) -> None:
    assert read_policy(str({"version": 1, "matters": meanings(*Matter)})).version == 1
    with pytest.raises(CatalogueInvalid):
        read_policy(str(wrong))


@pytest.mark.req("X12")
def test_a_policy_that_comes_later_leaves_lead_times_that_ended_before_as_they_were() -> None:
    april, zone = date(2026, 4, 1), ZoneInfo("UTC")
    ends = Milestones(closed_on=date(2026, 1, 5), started_at=None, started_seq=None, went_live_on=None)
    editions = {1: LATEST, 2: replace(LATEST, version=2, since=april)}
    found = [
        split(replace(ends, went_live_on=live), (), at, zone, editions)
        for live in (date(2026, 3, 31), None)
        for at in (datetime(2026, 3, 31, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC))
    ]
    assert [each.policy for each in found] == [1, 1, 1, 2]


@pytest.mark.req("RF6")
def test_percentiles_are_lead_times_that_somebody_had() -> None:
    assert [each.microseconds for each in percentiles([5, 1, 4, 2, 3], (50, 80, 95))] == [3, 4, 5]
    assert [each.microseconds for each in percentiles([7], (1, 50, 100))] == [7, 7, 7]
    assert [each.microseconds for each in percentiles(range(1, 101), (50, 80, 95))] == [50, 80, 95]
    assert percentiles([], (50,)) == ()
