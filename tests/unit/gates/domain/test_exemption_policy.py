"""The policy of exemptions as it ships, and what is wrong with one that says something else."""

import pytest

from services.gates.domain.exemption_policy import EXEMPTION_POLICIES, LATEST_EXEMPTIONS, read_exemptions
from shared.policy.shipped import CatalogueInvalid

SOUND = """
version: 1
waiver:
  longest: 90
  most_extensions: 0
  requested_by: [model_lead]
  approved_by: [sponsor]
not_applicable:
  requested_by: [data_owner]
  approved_by: [sponsor, business_owner]
block: {longest: 10, said_by: [vendor]}
"""


def test_the_present_policy_is_the_latest() -> None:
    assert EXEMPTION_POLICIES[max(EXEMPTION_POLICIES)] is LATEST_EXEMPTIONS
    assert LATEST_EXEMPTIONS.most_extensions > 0


def test_a_policy_may_allow_no_extension() -> None:
    assert read_exemptions(SOUND).most_extensions == 0


@pytest.mark.parametrize(
    ("sound", "wrong"),
    [
        ("version: 1", "version: 0"),
        ("version: 1", "version: 1\nmore: 1"),
        ("longest: 90", "longest: 0"),
        ("most_extensions: 0", "most_extensions: -1"),
        ("longest: 10", "longest: 0"),
        ("longest: 10", "longest: 10, more: 1"),
        ("[model_lead]", "[model_lead, model_lead]"),
        ("[model_lead]", "[king]"),
        ("[model_lead]", "[]"),
        ("[model_lead]", "model_lead"),
        ("approved_by: [sponsor]", "approved_by: [sponsor]\n  more: 1"),
    ],
)
def test_a_policy_that_does_not_say_what_it_must_is_refused(sound: str, wrong: str) -> None:
    assert sound in SOUND
    with pytest.raises(CatalogueInvalid):
        read_exemptions(SOUND.replace(sound, wrong))
