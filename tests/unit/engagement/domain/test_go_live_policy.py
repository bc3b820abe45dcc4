"""The policy of going live, as it ships and as it must not be."""

from importlib.resources import files

import pytest
import yaml

from services.engagement.domain.go_live_policy import LATEST_POLICY, POLICIES, BlockerCode, read_policy
from shared.events.endings import EndReason
from shared.policy.shipped import CatalogueInvalid

SHIPPED = yaml.safe_load(files("services.engagement.domain").joinpath("go_live_v3.yaml").read_text("utf-8"))


def test_ninety_days_are_reported_on() -> None:
    assert (LATEST_POLICY.version, LATEST_POLICY.report_day) == (3, 90)


def test_each_version_knew_the_words_of_its_time() -> None:
    assert set(POLICIES[2].blockers) - set(POLICIES[1].blockers) == {BlockerCode.POPULATION_NOT_COVERED}
    assert {each.value for each in set(POLICIES[3].blockers) - set(POLICIES[2].blockers)} == {
        "model_accountability_vacated",
        "data_source_owner_vacated",
        "gap_owner_vacated",
    }
    assert (POLICIES[1].reasons, POLICIES[1].report_day) == (LATEST_POLICY.reasons, LATEST_POLICY.report_day)


@pytest.mark.req("RF3")
def test_everything_that_blocks_and_every_reason_reads_in_both_languages() -> None:
    assert set(LATEST_POLICY.blockers) == set(BlockerCode)
    assert set(LATEST_POLICY.reasons) == set(EndReason)
    assert LATEST_POLICY.reasons[EndReason.COST].fr == "Il coûte trop cher"


@pytest.mark.parametrize(
    "change",
    [
        {"lead_time_days": 0},
        {"lead_time_days": "four weeks"},
        {"more": 1},
        {"reasons": SHIPPED["reasons"][1:]},
        {"reasons": [*SHIPPED["reasons"], SHIPPED["reasons"][0]]},
        {"blockers": ["a gap"]},
        {"blockers": [{"name": "rain", "en": "Rain", "fr": "Pluie"}, *SHIPPED["blockers"][1:]]},
        {"blockers": [{"name": "gate_not_passed", "en": "No"}, *SHIPPED["blockers"][1:]]},
    ],
)
def test_a_policy_that_does_not_say_what_it_must_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(CatalogueInvalid):
        read_policy(yaml.safe_dump({**SHIPPED, **change}))
