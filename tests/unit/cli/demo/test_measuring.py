"""A line of measurements becomes a step for each value, and what a step says several times becomes several."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cli.demo.plan import plan, told_later
from cli.demo.steps import ENGAGEMENT, Ref
from cli.engagement_file import BadEngagementFile
from tests.unit.cli.demo.small import TEXT, small_file

SERIES = """\
  - on: 2026-09-01
    by: ana
    do: defineSeries
    with: {template: active_share, source: The tool, owner: $person/ana}
    makes: series/active
    also: {series/owner: owner.id}
  - {on: 2026-09-09, by: ana, do: retireSeries, with: {seriesId: $series/active, reason: Enough.}}
measurements:
  - {series: series/active, by: ana, source: The tool, first: 2026-09-02, every: 7, values: [[3, 10], [5, 10]]}
"""


def test_every_value_is_recorded_on_its_day_among_the_other_steps(tmp_path: Path) -> None:
    scenes = plan(small_file(tmp_path, TEXT + SERIES))[-4:]
    assert [(scene.step.on, scene.step.mutation) for scene in scenes] == [
        (date(2026, 9, 1), "defineSeries"),
        (date(2026, 9, 2), "recordObservations"),
        (date(2026, 9, 9), "retireSeries"),
        (date(2026, 9, 9), "recordObservations"),
    ]
    assert scenes[1].step.input == {
        "engagementId": ENGAGEMENT,
        "seriesId": Ref(noun="Made", key="series/active"),
        "day": date(2026, 9, 2),
        "source": "The tool",
        "observations": [{"key": "2026-09-02", "value": Decimal(3), "of": Decimal(10)}],
    }
    assert scenes[0].step.also == {Ref(noun="Made", key="series/owner"): "owner.id"}


def test_one_value_alone_is_a_value_of_nothing(tmp_path: Path) -> None:
    text = TEXT + SERIES.replace("[[3, 10], [5, 10]]", "[7]")
    last = next(scene.step for scene in plan(small_file(tmp_path, text)) if scene.step.chapter == "Measurement")
    assert last.input["observations"] == [{"key": "2026-09-02", "value": Decimal(7)}]


def test_values_of_departments_are_recorded_together(tmp_path: Path) -> None:
    several = "{Guelph: [[3, 10], [5, 10]], Québec: [[1, 4], [2, 4]]}"
    text = TEXT + SERIES.replace("[[3, 10], [5, 10]]", several)
    last = next(scene.step for scene in plan(small_file(tmp_path, text)) if scene.step.chapter == "Measurement")
    assert last.input["observations"] == [
        {"key": "2026-09-02 Guelph", "value": Decimal(3), "of": Decimal(10), "department": "Guelph"},
        {"key": "2026-09-02 Québec", "value": Decimal(1), "of": Decimal(4), "department": "Québec"},
    ]


def test_elsewhere_only_what_can_be_told_later_is_played(tmp_path: Path) -> None:
    file = small_file(tmp_path, TEXT + SERIES)
    assert len(told_later(plan(file))) == len(plan(file)) - 4


@pytest.mark.parametrize(
    ("written", "instead", "mistake"),
    [
        ("- {series: series/active", "- {series: series/activ", "there is no step that makes series/activ"),
        ("by: ana, source: The tool, first", "by: zed, source: The tool, first", "there is no person zed"),
        ("[[3, 10], [5, 10]]", "{Guelph: [1, 2], Québec: [1]}", "every department has as many values as the others"),
        ("first: 2026-09-02", "first: 2026-08-31", "series/active is made on 2026-09-01, later than this"),
    ],
)
def test_measurements_are_of_series_that_are_there(tmp_path: Path, written: str, instead: str, mistake: str) -> None:
    with pytest.raises(BadEngagementFile) as caught:
        small_file(tmp_path, TEXT + SERIES.replace(written, instead))
    assert mistake in str(caught.value)


EACH = """\
  - on: 2026-09-01
    by: ana
    do: registerDataSource
    with: {description: All of them}
    each: [{name: Claims}, {name: Letters}]
"""


def test_a_step_with_several_inputs_is_given_as_often(tmp_path: Path) -> None:
    scenes = plan(small_file(tmp_path, TEXT + EACH))[-2:]
    assert [scene.step.input["name"] for scene in scenes] == ["Claims", "Letters"]
    assert {scene.step.input["description"] for scene in scenes} == {"All of them"}
    assert len({scene.step.key for scene in scenes}) == 2


def test_what_does_not_fit_in_one_of_several_is_told_by_its_place(tmp_path: Path) -> None:
    with pytest.raises(BadEngagementFile, match=r"each\[2\]\.nam: RegisterDataSourceInput has no such field"):
        small_file(tmp_path, TEXT + EACH.replace("{name: Letters}", "{name: Letters, nam: Mail}"))
