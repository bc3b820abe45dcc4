"""What the document of a package says, whatever it holds."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from services.gates.domain.package.manifest import assembled, digest, lacking, manifest_of
from services.gates.domain.package_policy import LATEST_PACKAGES, PACKAGE_POLICIES, read_packages
from services.gates.domain.verdict.states import LETS_PASS
from shared.events.verdicts import CriterionState
from shared.policy.shipped import CatalogueInvalid
from tests.facts.packages import MET, PACKAGE_ASSEMBLED

pytestmark = pytest.mark.req("RB7")

SOUND = "version: 1\ndomain: governance\nassembled_by: [pilot_lead]"


@given(some.lists(some.sampled_from(CriterionState), min_size=1, max_size=6))
def test_a_package_is_complete_exactly_if_every_state_lets_pass(states: list[CriterionState]) -> None:
    criteria = tuple(replace(MET, code=f"a/{number}", state=state) for number, state in enumerate(states))
    assert (not lacking(criteria)) == all(state in LETS_PASS for state in states)
    assert [each.state for each in lacking(criteria)] == [state for state in states if state not in LETS_PASS]


@given(some.dates(), some.integers(1, 9))
def test_the_digest_is_of_all_that_it_says(day: date, number: int) -> None:
    manifest = replace(manifest_of(PACKAGE_ASSEMBLED), day=day, number=number)
    assert assembled(manifest).digest == digest(manifest)
    assert manifest_of(assembled(manifest)) == manifest
    assert digest(replace(manifest, number=number + 1)) != digest(manifest)
    assert digest(replace(manifest, criteria=(replace(MET, rule_digest="0f" * 32),))) != digest(manifest)


def test_the_present_policy_is_the_latest() -> None:
    assert PACKAGE_POLICIES[max(PACKAGE_POLICIES)] is LATEST_PACKAGES
    assert LATEST_PACKAGES.domain == "governance"
    assert read_packages(SOUND).version == 1


@pytest.mark.parametrize(
    ("sound", "wrong"),
    [
        ("version: 1", "version: 0"),
        ("version: 1", "version: 1\nmore: 1"),
        ("domain: governance", "domain: [governance]"),
        ("[pilot_lead]", "[]"),
        ("[pilot_lead]", "[king]"),
        ("[pilot_lead]", "[pilot_lead, pilot_lead]"),
    ],
)
def test_a_policy_that_does_not_say_what_it_must_is_refused(sound: str, wrong: str) -> None:
    assert sound in SOUND
    with pytest.raises(CatalogueInvalid):
        read_packages(SOUND.replace(sound, wrong))
