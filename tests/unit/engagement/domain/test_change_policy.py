"""The policy of change programmes: what ships is whole, and what is not whole is never read."""

from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest

from services.engagement.domain.champions import needed, percent, reached
from services.engagement.domain.change_policy import (
    CHANGE_POLICIES,
    LATEST_CHANGE_POLICY,
    SHIPPED_CHANGE_POLICIES,
    Figure,
    read_change_policy,
)
from shared.events.population import ResistanceLevel
from shared.events.programme import ChangeStage
from shared.policy.shipped import CatalogueInvalid

TEXT = files("services.engagement.domain").joinpath(SHIPPED_CHANGE_POLICIES[-1]).read_text("utf-8")
POLICY = LATEST_CHANGE_POLICY


def test_the_latest_version_holds_for_what_begins_now() -> None:
    assert CHANGE_POLICIES[max(CHANGE_POLICIES)] == POLICY == read_change_policy(TEXT)
    assert len(CHANGE_POLICIES) == len(SHIPPED_CHANGE_POLICIES)


@pytest.mark.req("RK4", "RK6", "RK7")
def test_what_a_programme_is_held_to_is_data() -> None:
    assert {figure: POLICY.figure(figure) for figure in Figure} == {
        Figure.FAVOURABLE_SHARE: 70,
        Figure.LEAD_DAYS: 28,
        Figure.CHAMPIONS_PER_HUNDRED: 2,
        Figure.TRAINING_COMPLETION: 90,
        Figure.MANAGER_COVERAGE: 90,
        Figure.MEASURE_DAYS: 30,
    }
    assert POLICY.before_access == (ChangeStage.AWARENESS, ChangeStage.DESIRE)
    assert tuple(POLICY.stages) == tuple(ChangeStage)
    assert tuple(POLICY.levels) == tuple(ResistanceLevel)


@pytest.mark.req("RF9")
def test_everything_that_people_read_reads_in_english_and_french() -> None:
    labels = [target.label for target in POLICY.figures.values()]
    labels += [*POLICY.stages.values(), *POLICY.levels.values(), *POLICY.drivers.values()]
    assert all(label.en != label.fr for label in labels)
    for language in ("en", "fr"):
        assert len({getattr(label, language) for label in labels}) == len(labels)


@pytest.mark.req("RK4")
@pytest.mark.parametrize(("headcount", "champions"), [(0, 0), (1, 1), (50, 1), (51, 2), (100, 2), (1_001, 21)])
def test_whoever_has_people_has_a_champion_and_more_people_have_more(headcount: int, champions: int) -> None:
    assert needed(headcount, POLICY) == champions


@pytest.mark.parametrize(
    ("count", "of", "shown", "met"),
    [(9, 10, "90", True), (899, 1_000, "89.9", False), (8_999, 10_000, "89.9", False), (10, 10, "100", True)],
)
def test_a_share_never_looks_larger_than_it_is(count: int, of: int, shown: str, met: bool) -> None:  # noqa: FBT001 - a table
    assert percent(count, of) == Decimal(shown)
    assert reached(count, of, 90) is met


def test_where_there_is_nobody_everybody_is_reached_and_there_is_no_share() -> None:
    assert percent(0, 0) is None
    assert reached(0, 0, 90)


BROKEN = {
    "no version": ("version: 2", "edition: 2"),
    "version nought": ("version: 2", "version: 0"),
    "another part": ("version: 2", "version: 2\nauthor: somebody"),
    "a figure less": ("  - {name: lead_days", "  - {name: favourable_share"),
    "no such figure": ("name: lead_days", "name: colour"),
    "a figure without a value": ("value: 28,", ""),
    "a figure of nothing": ("value: 28", "value: 0"),
    "more than everybody": ("value: 70", "value: 101"),
    "a figure in one language": (", fr: Jours du lancement à la mise en service}", "}"),
    "no such stage before access": ("[awareness, desire]", "[awareness, doubt]"),
    "a stage before access twice": ("[awareness, desire]", "[desire, desire]"),
    "access for everybody": ("[awareness, desire]", "[]"),
    "stages in another order": ("- {name: desire,", "- {name: knowledge,"),
    "no such level": ("- {name: severe,", "- {name: dire,"),
    "a driver twice": ("name: lack_of_skill", "name: lack_of_time"),
    "a driver without a name": ("name: lack_of_skill", "title: lack_of_skill"),
    "a driver in capitals": ("name: lack_of_skill", "name: Skill"),
}


@pytest.mark.parametrize(("sound", "broken"), BROKEN.values(), ids=BROKEN)
def test_what_is_not_whole_is_not_read(sound: str, broken: str) -> None:
    assert sound in TEXT
    with pytest.raises(CatalogueInvalid):
        read_change_policy(TEXT.replace(sound, broken, 1))


def test_the_first_version_knew_no_end_of_what_people_answered() -> None:
    answered = date(2026, 3, 2)
    assert set(Figure) - set(CHANGE_POLICIES[1].figures) == {Figure.MEASURE_DAYS}
    assert (CHANGE_POLICIES[1].fresh_until(answered), POLICY.fresh_until(answered)) == (None, date(2026, 4, 1))


def test_a_lead_may_be_longer_than_a_hundred_days() -> None:
    assert read_change_policy(TEXT.replace("value: 28", "value: 101")).figure(Figure.LEAD_DAYS) == 101
