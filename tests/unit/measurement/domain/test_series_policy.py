"""The policy of series: units and templates as data, in both languages."""

import pytest

from services.measurement.domain.series_policy import LATEST_SERIES, SERIES_POLICIES, read_series
from shared.events.series import SeriesKind
from shared.policy.shipped import CatalogueInvalid

pytestmark = pytest.mark.req("RL3")

HEAD = "version: 1\nmost_a_day: 5\nmost_at_once: 5\n"
UNITS = "units: [{name: count, label: {en: Number, fr: Nombre}}]\n"
TEMPLATE = (
    "{name: help, kind: indicator, unit: count, better: lower, cadence: weekly, aggregation: sum, "
    "title: {en: Help, fr: Aide}, definition: {en: Help, fr: Aide}}"
)


def test_the_usual_indicators_and_business_figures_ship() -> None:
    kinds = {name: each.kind for name, each in LATEST_SERIES.templates.items()}
    assert [name for name, kind in kinds.items() if kind is SeriesKind.INDICATOR] == [
        "active_share",
        "core_task_completion",
        "first_pass_quality",
        "time_to_proficiency",
        "training_completion",
        "override_rate",
        "help_requests",
    ]
    assert [name for name, kind in kinds.items() if kind is SeriesKind.KPI] == [
        "time_saved",
        "error_rate",
        "cycle_time",
        "unit_cost",
    ]
    assert set(SERIES_POLICIES) == {1}


def test_a_policy_of_ones_own_reads_alike() -> None:
    read = read_series(f"{HEAD}{UNITS}templates: [{TEMPLATE}]")
    assert (read.most_a_day, list(read.units), list(read.templates)) == (5, ["count"], ["help"])


@pytest.mark.parametrize(
    "text",
    [
        "version: 0",
        f"{HEAD}{UNITS}templates: [{TEMPLATE}, {TEMPLATE}]",
        f"{HEAD}{UNITS}templates: [{TEMPLATE.replace('unit: count', 'unit: furlongs')}]",
        f"{HEAD}{UNITS}templates: [{TEMPLATE.replace('kind: indicator', 'kind: mood')}]",
        f"{HEAD}{UNITS}templates: [{{name: help}}]",
        f"{HEAD}units: [{{name: count}}]\ntemplates: []",
        f"{HEAD}{UNITS}templates: []\nmore: 1",
    ],
)
def test_what_says_something_else_is_no_policy(text: str) -> None:
    with pytest.raises(CatalogueInvalid):
        read_series(text)
