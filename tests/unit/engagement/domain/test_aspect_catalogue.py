"""The catalogue of aspects: what ships is whole, and what is not whole is never read."""

from importlib.resources import files

import pytest
import yaml

from services.engagement.domain.catalogue import (
    CATALOGUES,
    LATEST,
    SHIPPED,
    AspectChoice,
    read_catalogue,
)
from shared.events.dimensions import Dimension
from shared.policy.shipped import CatalogueInvalid

TEXT = files("services.engagement.domain").joinpath(SHIPPED[-1]).read_text("utf-8")
ASPECTS = [aspect for choice in LATEST.dimensions.values() for aspect in choice.aspects]


def test_the_latest_version_is_the_one_that_new_states_are_recorded_under() -> None:
    assert LATEST == CATALOGUES[max(CATALOGUES)] == read_catalogue(TEXT)
    assert len(CATALOGUES) == len(SHIPPED)


@pytest.mark.parametrize("dimension", Dimension)
def test_every_dimension_has_three_to_six_aspects(dimension: Dimension) -> None:
    assert 3 <= len(LATEST.dimensions[dimension].aspects) <= 6
    assert LATEST.dimensions[dimension].name == dimension


@pytest.mark.parametrize("aspect", ASPECTS, ids=lambda aspect: aspect.name)
def test_every_aspect_is_a_count_or_has_levels_that_read_differently(aspect: AspectChoice) -> None:
    assert aspect.is_count is (aspect.levels == ())
    for language in ("en", "fr"):
        labels = [getattr(level.label, language) for level in aspect.levels]
        assert len(set(labels)) == len(labels)


@pytest.mark.req("RF9")
@pytest.mark.parametrize("aspect", ASPECTS, ids=lambda aspect: aspect.name)
def test_every_proposed_gap_has_a_title_of_its_own_in_english_and_french(aspect: AspectChoice) -> None:
    assert aspect.gap.title.en != aspect.gap.title.fr
    assert [other.gap.title for other in ASPECTS].count(aspect.gap.title) == 1
    assert max(len(aspect.gap.title.en), len(aspect.gap.title.fr)) <= 200


BROKEN = {
    "no version": ("version: 1", "edition: 1"),
    "version nought": ("version: 1", "version: 0"),
    "another part": ("version: 1", "version: 1\nauthor: somebody"),
    "a dimension twice": ("- name: governance", "- name: data"),
    "no such dimension": ("- name: governance", "- name: politics"),
    "a dimension with another part": (
        "label: {en: Data, fr: Données}",
        "label: {en: Data, fr: Données}\n    icon: disk",
    ),
    "an aspect twice": ("- name: cleaning", "- name: sample"),
    "an aspect with another part": ("count: true", "count: true\n        unit: people"),
    "a count that is none": ("count: true", "count: 3"),
    "a name that is none": ("- name: cleaning", "- name: Data cleaning"),
    "a level twice": ("{name: sampled,", "{name: curated,"),
    "a level that is a word of the format": ("{name: sampled,", "{name: off,"),
    "a level without French": (", fr: Sélection soignée", ""),
    "an empty label": ("en: Curated selection", "en: ''"),
    "a label in another language": ("{en: Data, fr: Données}", "{en: Data, fr: Données, de: Daten}"),
    "no such cause": ("cause: governance_deferred", "cause: bad_luck"),
    "no such kind": ("kind: governance", "kind: politics"),
    "no such severity": ("severity: blocking", "severity: huge"),
    "a gap with another part": ("severity: blocking", "severity: blocking\n          owner: nobody"),
}


@pytest.mark.parametrize(("good", "broken"), BROKEN.values(), ids=BROKEN)
def test_a_catalogue_that_is_not_whole_is_never_read(good: str, broken: str) -> None:
    assert good in TEXT
    with pytest.raises(CatalogueInvalid):
        read_catalogue(TEXT.replace(good, broken, 1))


def without(*path: str | int) -> str:
    """The shipped catalogue without the part at this path."""
    whole = yaml.safe_load(TEXT)
    part = whole
    for step in path[:-1]:
        part = part[step]
    del part[path[-1]]
    return yaml.safe_dump(whole)


def test_a_catalogue_has_all_seven_dimensions() -> None:
    with pytest.raises(CatalogueInvalid, match="seven"):
        read_catalogue(without("dimensions", 3))


def test_a_dimension_has_three_aspects_or_more() -> None:
    three = yaml.safe_load(without("dimensions", 0, "aspects", 0))
    assert len(read_catalogue(yaml.safe_dump(three)).dimensions[Dimension.DATA].aspects) == 3
    del three["dimensions"][0]["aspects"][0]
    with pytest.raises(CatalogueInvalid, match="data has fewer than 3 aspects"):
        read_catalogue(yaml.safe_dump(three))


def test_an_aspect_has_two_levels_or_more() -> None:
    two = yaml.safe_load(without("dimensions", 0, "aspects", 0, "levels", 0))
    assert len(read_catalogue(yaml.safe_dump(two)).dimensions[Dimension.DATA].aspects[0].levels) == 2
    del two["dimensions"][0]["aspects"][0]["levels"][0]
    with pytest.raises(CatalogueInvalid, match="sample has fewer than 2 levels"):
        read_catalogue(yaml.safe_dump(two))


def test_a_list_is_no_catalogue() -> None:
    with pytest.raises(CatalogueInvalid, match="version"):
        read_catalogue("- version: 1")
