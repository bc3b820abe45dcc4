"""The catalogue of sentences: complete in both languages, all of it used, and figures written as each language does."""

from datetime import UTC, date, datetime
from decimal import Decimal
from importlib.resources import files
from string import Formatter
from zoneinfo import ZoneInfo

import pytest

from services.engagement.reports.wording import TEXTS, Wording
from shared.events.tenants import Locale
from shared.kernel.money import Money
from tests.unit.engagement.reports.story import ENGLISH, FRENCH

pytestmark = pytest.mark.req("RF9")

CHOSEN_BY_VALUE = (
    "severity_",
    "status_",
    "kind_",
    "cause_",
    "outcome_",
    "fate_",
    "standing_",
    "target_",
    "run_by_",
    "effort_",
)


def forms(key: str, locale: Locale) -> list[str]:
    text = TEXTS[key][locale]
    return [text] if isinstance(text, str) else list(text)


def gaps_in(form: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(form) if name}


@pytest.mark.parametrize("key", TEXTS)
def test_every_sentence_has_the_same_parts_in_both_languages(key: str) -> None:
    english, french = forms(key, Locale.EN), forms(key, Locale.FR)
    assert set(TEXTS[key]) == set(Locale)
    assert len(english) == len(french)
    assert all(form.strip() for form in english + french)
    assert set.union(*map(gaps_in, english)) == set.union(*map(gaps_in, french))


def test_every_sentence_is_used() -> None:
    folder = files("services.engagement.reports")
    places = [
        *folder.joinpath("templates").iterdir(),
        *folder.joinpath("charts").iterdir(),
        folder.joinpath("wording.py"),
    ]
    sources = "".join(place.read_text("utf-8") for place in places if place.name.endswith((".html", ".py")))
    unused = [key for key in TEXTS if f"'{key}'" not in sources and f'"{key}"' not in sources]
    assert [key for key in unused if not key.startswith(CHOSEN_BY_VALUE)] == []


@pytest.mark.parametrize(
    ("n", "english", "french"),
    [(0, "0 gaps", "0 écart"), (1, "1 gap", "1 écart"), (1200, "1,200 gaps", "1 200 écarts")],
)
def test_each_language_counts_in_its_own_way(n: int, english: str, french: str) -> None:
    assert ENGLISH.count("gaps_count", n) == english
    assert FRENCH.count("gaps_count", n).replace("\u202f", " ") == french


def test_a_sentence_with_two_forms_needs_a_number_and_one_without_takes_none() -> None:
    with pytest.raises(TypeError, match="gaps_count takes a number"):
        ENGLISH.text("gaps_count")
    with pytest.raises(TypeError, match="total takes no number"):
        ENGLISH.count("total", 1)


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        ("1234.5", "1,234.5", "1 234,5"),
        ("0", "0", "0"),
        ("41.50", "41.5", "41,5"),
        ("6.25", "6.2", "6,2"),
        ("7.96", "8", "8"),
    ],
)
def test_person_days_are_written_to_a_tenth(value: str, english: str, french: str) -> None:
    assert ENGLISH.days(Decimal(value)) == english
    assert FRENCH.days(Decimal(value)).replace("\u202f", " ") == french


@pytest.mark.parametrize(
    ("minor", "currency", "english"),
    [(123_456, "CAD", "CAD 1,234.56"), (500, "JPY", "JPY 500"), (5, "USD", "USD 0.05")],
)
def test_money_has_the_decimals_of_its_currency(minor: int, currency: str, english: str) -> None:
    assert ENGLISH.money(Money(minor=minor, currency=currency)).replace("\u00a0", " ") == english


def test_a_percentage_stands_apart_from_its_sign_in_french_only() -> None:
    assert (ENGLISH.measure(Decimal("71.5"), "%"), FRENCH.measure(Decimal("71.5"), "%")) == ("71.5%", "71,5\u00a0%")


def test_days_read_as_dates_do_in_each_language() -> None:
    day = date(2026, 8, 1)
    assert (ENGLISH.day(day), FRENCH.day(day)) == ("1 August 2026", "1er août 2026")
    assert (ENGLISH.short_day(day), FRENCH.short_day(day)) == ("1 Aug 2026", "1er août 2026")
    assert (ENGLISH.day_of_year(day), FRENCH.day_of_year(day)) == ("1 Aug", "1er août")


def test_the_tenants_time_zone_decides_on_which_day_something_happened() -> None:
    late = datetime(2026, 8, 2, 2, tzinfo=UTC)
    toronto = Wording(locale=Locale.EN, zone=ZoneInfo("America/Toronto"), names={})
    assert (ENGLISH.day_of(late), toronto.day_of(late)) == ("2 August 2026", "1 August 2026")
