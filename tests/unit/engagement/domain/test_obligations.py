"""The crosswalk of obligations: what ships is whole, and what is not whole is never read."""

from importlib.resources import files

import pytest

from services.engagement.domain.obligations import (
    CROSSWALKS,
    LATEST_CROSSWALK,
    SHIPPED,
    CrosswalkInvalid,
    Jurisdiction,
    Obligation,
    read_crosswalk,
)

TEXT = files("services.engagement.domain").joinpath(SHIPPED[-1]).read_text("utf-8")
SMALL = """
version: 1
instruments:
  - name: law
    title: The law
    jurisdiction: international
    duties:
      - {at: Article 1, en: Do it., fr: Faites-le., criteria: [3, 5]}
"""
BROKEN = {
    "no version": ("version: 1", "edition: 1"),
    "a version of none": ("version: 1", "version: 0"),
    "an unknown jurisdiction": ("international", "the moon"),
    "no title": ("title: The law", "heading: The law"),
    "no place": ("at: Article 1", "at: ''"),
    "no French": ("fr: Faites-le., ", ""),
    "no criteria": ("[3, 5]", "[]"),
    "a criterion that is none": ("[3, 5]", "[3, 21]"),
    "a word as a criterion": ("[3, 5]", "[three]"),
    "a place named twice": (
        "criteria: [3, 5]}",
        "criteria: [3]}\n      - {at: Article 1, en: Again., fr: Encore., criteria: [3]}",
    ),
}


def label(obligation: Obligation) -> str:
    return f"{obligation.instrument} {obligation.at}"


def test_the_latest_version_is_the_one_that_is_shown() -> None:
    assert LATEST_CROSSWALK == CROSSWALKS[max(CROSSWALKS)] == read_crosswalk(TEXT)
    assert len(CROSSWALKS) == len(SHIPPED)


def test_every_jurisdiction_has_duties_and_together_they_feed_the_criteria_of_governance() -> None:
    found = LATEST_CROSSWALK.obligations
    assert {each.jurisdiction for each in found} == set(Jurisdiction)
    assert {number for each in found for number in each.criteria} >= {1, 2, 3, 4, 5}


def test_the_third_edition_adds_the_guidance_of_the_american_banking_agencies_and_changes_nothing_else() -> None:
    before, now = CROSSWALKS[2].obligations, CROSSWALKS[3].obligations
    added = now[len(before) :]
    assert now[: len(before)] == before
    assert {each.instrument for each in added} == {"sr_26_2"}
    assert {each.jurisdiction for each in added} == {Jurisdiction.UNITED_STATES}


@pytest.mark.parametrize("obligation", LATEST_CROSSWALK.obligations, ids=label)
def test_every_duty_is_a_sentence_in_english_and_in_french(obligation: Obligation) -> None:
    assert obligation.duty.en != obligation.duty.fr
    assert obligation.duty.en.endswith(".")
    assert obligation.duty.fr.endswith(".")
    assert list(obligation.criteria) == sorted(set(obligation.criteria))


@pytest.mark.parametrize(("part", "instead"), BROKEN.values(), ids=BROKEN)
def test_a_crosswalk_that_is_not_whole_is_not_read(part: str, instead: str) -> None:
    assert part in SMALL
    with pytest.raises(CrosswalkInvalid):
        read_crosswalk(SMALL.replace(part, instead))


def test_a_small_crosswalk_is_read() -> None:
    (only,) = read_crosswalk(SMALL).obligations
    assert (label(only), only.criteria) == ("law Article 1", (3, 5))
