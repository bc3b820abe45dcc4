"""The policy of decisions as it ships, and what is wrong with one that says something else."""

import pytest

from services.gates.domain.decision_policy import DECISION_POLICIES, LATEST_DECISIONS, read_decisions
from shared.policy.shipped import CatalogueInvalid

SOUND = """
version: 1
requested_by: [pilot_lead]
decided_by: [sponsor]
evaluated_by: [pilot_lead, sponsor]
longest_condition: 30
most_conditions: 4
"""


def test_the_present_policy_is_the_latest() -> None:
    assert DECISION_POLICIES[max(DECISION_POLICIES)] is LATEST_DECISIONS
    assert read_decisions(SOUND).most_conditions == 4


@pytest.mark.parametrize(
    ("sound", "wrong"),
    [
        ("version: 1", "version: 0"),
        ("version: 1", "version: 1\nmore: 1"),
        ("longest_condition: 30", "longest_condition: 0"),
        ("most_conditions: 4", "most_conditions: many"),
        ("decided_by: [sponsor]", "decided_by: []"),
        ("decided_by: [sponsor]", "decided_by: [king]"),
        ("decided_by: [sponsor]", "decided_by: [sponsor, sponsor]"),
        ("requested_by: [pilot_lead]", "requested_by: pilot_lead"),
    ],
)
def test_a_policy_that_does_not_say_what_it_must_is_refused(sound: str, wrong: str) -> None:
    assert sound in SOUND
    with pytest.raises(CatalogueInvalid):
        read_decisions(SOUND.replace(sound, wrong))
