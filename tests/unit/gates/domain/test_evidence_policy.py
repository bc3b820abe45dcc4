"""The policy of evidence as it ships, and what is wrong with one that says something else."""

import pytest

from services.gates.domain.evidence_policy import EVIDENCE_POLICIES, LATEST_EVIDENCE, MediaType, read_evidence
from shared.policy.shipped import CatalogueInvalid

SOUND = """
version: 1
largest: 10
longest: 10
most_values: 10
reminders: [30, 7, 1]
media_types:
  - {name: application/json, text: true, starts: ["{"]}
  - {name: text/plain, text: true}
  - {name: application/pdf, begins: ["25"]}
"""


def test_people_are_told_thirty_seven_and_one_day_before() -> None:
    assert LATEST_EVIDENCE.reminders == (30, 7, 1)
    assert set(EVIDENCE_POLICIES) == {1}


def test_no_page_that_runs_scripts_is_evidence() -> None:
    assert not {"text/html", "image/svg+xml", "application/xhtml+xml"} & set(LATEST_EVIDENCE.media_types)


def test_a_sound_policy_is_read() -> None:
    read = read_evidence(SOUND)
    assert read.media_types["application/json"] == MediaType(name="application/json", text=True, starts=("{",))
    assert read.media_types["application/pdf"] == MediaType(name="application/pdf", begins=(b"%",))
    assert read.media_types["text/plain"] == MediaType(name="text/plain", text=True)


@pytest.mark.parametrize(
    ("sound", "wrong"),
    [
        ("version: 1", "version: 0"),
        ("largest: 10", "largest: much"),
        ("longest: 10", "longest: 10\nmore: 1"),
        ("[30, 7, 1]", "[7, 30]"),
        ("[30, 7, 1]", "[7, 7]"),
        ("[30, 7, 1]", "[7, 0]"),
        ("[30, 7, 1]", "[soon]"),
        ("text/plain", "application/json"),
        ("text/plain", "plain"),
        ('begins: ["25"]', 'begins: ["xy"]'),
        ('begins: ["25"]', "begins: []"),
        ('starts: ["{"]', 'starts: ["{{"]'),
        ('starts: ["{"]', "starts: []"),
        ("text: true}", "text: false}"),
        ("text: true}", "text: true, more: 1}"),
    ],
)
def test_a_policy_that_does_not_say_what_it_must_is_refused(sound: str, wrong: str) -> None:
    assert sound in SOUND
    with pytest.raises(CatalogueInvalid):
        read_evidence(SOUND.replace(sound, wrong))
