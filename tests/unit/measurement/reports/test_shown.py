"""The report as a page and as a PDF: charts that can be read by ear, tables beside them, two languages, no script."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from services.measurement.reports.adoption_told import adoption_told
from services.measurement.reports.document import Picture, Table
from services.measurement.reports.page import page
from services.measurement.reports.pdf import pdf
from services.measurement.reports.wording import TEXTS
from shared.events.tenants import Locale
from tests.facts.people import BO, CLEO
from tests.unit.measurement.reports.story import lived, reported

pytestmark = pytest.mark.req("RL9")
NAMES = {BO: "Bo Lindqvist", CLEO: "Cléo Tremblay"}
REPORT = reported(*lived())


class Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(html: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Elements()
    parser.feed(html)
    return parser.found


@pytest.mark.parametrize("locale", list(Locale))
def test_the_page_is_self_contained_and_runs_nothing(locale: Locale) -> None:
    html = page(REPORT, NAMES, locale)
    tags = [tag for tag, _ in elements(html)]
    assert {"script", "link", "img", "iframe"}.isdisjoint(tags)
    assert "http://" not in html.replace("http://www.w3.org/2000/svg", "")
    assert f'<html lang="{locale}">' in html
    assert "width=device-width" in html


def test_every_chart_has_a_title_a_description_and_a_table_beside_it() -> None:
    html = page(REPORT, NAMES)
    tags = [tag for tag, _ in elements(html)]
    charts = [attributes for tag, attributes in elements(html) if tag == "svg"]
    ids = {attributes.get("id") for _, attributes in elements(html)}
    assert len(charts) == 4
    assert tags.count("table") == len(charts) + 1
    assert all(set(str(each["aria-labelledby"]).split()) <= ids for each in charts)


def test_both_languages_say_the_same_with_their_own_numbers() -> None:
    english, french = page(REPORT, NAMES, Locale.EN), page(REPORT, NAMES, Locale.FR)
    assert "7.7% better" in english
    assert "7,7\u00a0% mieux" in french
    assert len(elements(english)) == len(elements(french))
    assert all(set(forms) == set(Locale) for forms in TEXTS.values())


def test_french_puts_a_space_that_does_not_break_before_high_signs() -> None:
    texts = [
        form for forms in TEXTS.values() for form in ([forms["fr"]] if isinstance(forms["fr"], str) else forms["fr"])
    ]
    assert not [text for text in texts if re.search(r"[^\u00a0\u202f][:;?!]", text.replace("{", "").replace("}", ""))]


def test_what_people_wrote_is_text_and_nothing_else() -> None:
    cruel = "<script>alert(1)</script> #panic() \\ $x$"
    report = replace(REPORT, name=cruel, measures=(replace(REPORT.measures[0], name=cruel),))
    html = page(report, NAMES)
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert pdf(report, NAMES).startswith(b"%PDF-")


def test_who_is_forgotten_is_shown_by_a_part_of_the_id() -> None:
    assert "Cléo" not in page(REPORT, {})
    assert str(CLEO)[:8] in page(REPORT, {})


def test_the_pdf_has_the_same_bytes_each_time_and_is_tagged() -> None:
    first, second = pdf(REPORT, NAMES), pdf(REPORT, NAMES)
    assert first == second
    assert first.startswith(b"%PDF-")
    assert first != pdf(REPORT, NAMES, Locale.EN)


def test_a_report_of_a_first_day_can_be_shown() -> None:
    report = reported(*lived(weeks=0, months=0))
    assert pdf(report, NAMES)
    assert "Nothing has been measured yet." in page(report, NAMES, Locale.EN)


def test_a_window_without_a_measurement_is_a_dash_and_breaks_the_line() -> None:
    told = adoption_told(REPORT, NAMES, Locale.EN)
    picture, table, *_ = told.sections[0].panels[0].parts
    assert isinstance(picture, Picture)
    assert isinstance(table, Table)
    assert table.rows[4] == ("5, to Apr 14", "\u2013", "54%", "\u2013", "missing")
    assert table.warned == {4}
    assert picture.svg.count("<polyline") == 3


def test_first_comes_what_needs_attention() -> None:
    told = adoption_told(REPORT, NAMES, Locale.EN)
    assert [each.figure for each in told.brief] == ["1 of 1", "1 of 1", "1", "1"]
    assert told.attention == ("Active share of target users: nothing was measured in 1 window",)


def test_before_the_ninety_days_are_over_the_report_is_that_of_a_week() -> None:
    weekly = reported(*lived(weeks=6, months=1), until=42)
    assert adoption_told(weekly, NAMES, Locale.EN).eyebrow == "Weekly adoption: week 6"
    assert adoption_told(REPORT, NAMES, Locale.EN).eyebrow == "Adoption report"
    assert adoption_told(reported(*lived(weeks=0, months=0)), NAMES, Locale.EN).eyebrow.startswith("Weekly")
