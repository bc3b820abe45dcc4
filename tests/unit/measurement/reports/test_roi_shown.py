"""The report on the return as a page and as a PDF: honest about what is missing, in two languages, for any screen."""

import re
from dataclasses import replace
from typing import Any

import pytest

from services.measurement.domain.roi_remembered import LATE
from services.measurement.domain.roi_rows import Purpose
from services.measurement.reports.document import Picture, Table
from services.measurement.reports.page import roi_page
from services.measurement.reports.pdf import roi_pdf
from services.measurement.reports.roi import RoiReport
from services.measurement.reports.roi_attention import attention
from services.measurement.reports.roi_told import roi_told
from services.measurement.reports.wording import TEXTS
from shared.events.costs import CostKind
from shared.events.roi import RoiFigure
from shared.events.tenants import Locale
from shared.kernel.money import Money
from tests.facts.costs import SCALE_COST, SCALE_COST_WITHDRAWN
from tests.facts.people import BO
from tests.unit.measurement.domain.returning import MONTHS, PILOT_COST, took
from tests.unit.measurement.reports.roi_story import (
    BEGUN,
    LETTERS,
    LETTERS_BASELINE,
    NINETY,
    PUBLISHED,
    RESTATED,
    came_back,
    published,
    reported_return,
)
from tests.unit.measurement.reports.roi_worded import wording_of
from tests.unit.measurement.reports.test_shown import elements

pytestmark = [pytest.mark.req("RL10"), pytest.mark.req("X11")]
NAMES = {BO: "Bo Lindqvist"}
THEN, NOW = reported_return(*PUBLISHED), reported_return(*RESTATED)


def tables(report: RoiReport) -> dict[str, Table]:
    """Those that tell of the whole, by what they are called."""
    told = roi_told(report, NAMES, Locale.EN)
    parts = [part for section in told.sections for panel in section.panels for part in panel.parts]
    return {part.caption: part for part in parts if isinstance(part, Table)}


def said(*facts: Any) -> tuple[str, ...]:  # noqa: ANN401 - any fact
    report = reported_return(*facts)
    return attention(report, wording_of(report))


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("report", [NOW, THEN, reported_return(*BEGUN)], ids=["restated", "published", "begun"])
def test_the_page_is_self_contained_and_runs_nothing(report: RoiReport, locale: Locale) -> None:
    html = roi_page(report, NAMES, locale)
    assert {"script", "link", "img", "iframe"}.isdisjoint(tag for tag, _ in elements(html))
    assert "http://" not in html.replace("http://www.w3.org/2000/svg", "")
    assert roi_pdf(report, NAMES, locale).startswith(b"%PDF-")


def test_each_picture_has_a_table_with_all_that_it_shows() -> None:
    told = roi_told(NOW, NAMES, Locale.EN)
    panels = [panel for section in told.sections for panel in section.panels]
    shown = [panel for panel in panels if any(isinstance(part, Picture) for part in panel.parts)]
    assert len(shown) == 4
    assert all(any(isinstance(part, Table) for part in panel.parts) for panel in shown)


def test_both_languages_say_the_same_with_their_own_numbers() -> None:
    english, french = roi_page(NOW, NAMES, Locale.EN), roi_page(NOW, NAMES, Locale.FR)
    assert len(elements(english)) == len(elements(french))
    assert "287,905.62" in english
    assert "287\u202f905,62" in french


def test_first_comes_the_return_beside_what_was_reported_and_what_was_expected() -> None:
    (roi, benefit, run, net) = roi_told(NOW, NAMES, Locale.EN).brief
    assert (roi.figure, roi.note) == ("144.82%", "117.71% as reported on day 90")
    assert (benefit.figure, benefit.note) == ("287,905.62", "96.5% of the 298,305.00 expected")
    assert (run.figure, run.note) == ("50,405.50", "54,000.00 expected")
    assert (net.figure, net.note) == ("237,500.12", "on 164,000.00 invested")


def test_what_was_reported_stands_beside_what_is_known_to_the_cent() -> None:
    table = tables(NOW)["As reported and as known today"]
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["Benefit"] == ("227,740.62", "287,905.62", "+60,165.00")
    assert rows["of which Minutes per claim"] == ("107,620.62", "102,265.62", "\u22125,355.00")
    assert rows["Cost of the pilot"] == ("40,000.00", "40,000.00", "\u2013")
    assert rows["Return"] == ("117.71%", "144.82%", "+27.11 points")
    causes = tables(NOW)["What moved it"].rows
    assert causes[2] == ("A measurement corrected: Minutes per claim. Lunch was counted.", "Mar 2", "29")
    assert "What moved it" not in tables(THEN)


def test_every_figure_opens_to_its_events_and_assumptions() -> None:
    found = tables(NOW)
    assert [row[0] for row in found["The events behind each figure"].rows] == [
        "Benefit",
        "Run costs",
        "Cost of the pilot",
        "Cost of scaling",
    ]
    assert found["Assumptions of the case"].rows[0] == (
        "Minutes per claim: one unit is worth CAD\u00a00.85, and the volume is 4,200 a month",
        "9",
    )
    assert found["Assumptions of the case"].rows[-1] == ("As many claims come in as last year.", "9")
    assert "As registered, the yardstick".lower() in found["Versions of the case"].rows[0][0]
    (late,) = [row for row in found["Letters that had to be written again: benefit by month"].rows if "late" in row[1]]
    assert re.fullmatch(r"\d+ \(26\)", late[-1])


def test_what_is_missing_or_late_is_said() -> None:
    assert said(*PUBLISHED) == (
        f"The benefit is 23.7% less than expected, by 70,564.38; most of that is in {LETTERS.name}",
        "Letters that had to be written again: nothing was measured in month\u00a02, so nothing counts there",
        "No run costs were recorded for month\u00a03, while the case expects 18,000.00 a month",
    )
    moved, less, revised, late = attention(NOW, wording_of(NOW))
    assert moved == "The return was reported as 117.71% on day 90 and reads 144.82% today; below stands what moved it"
    assert less.startswith("The benefit is 3.5% less than expected, by 10,399.38")
    assert revised.startswith("The case was revised after going live; measured by that, the return is 140.36%")
    assert late.endswith("the measurements of month\u00a02 came in after the month had closed")


def test_what_does_not_count_is_said() -> None:
    assert "Nothing counts before the first month is over." in roi_page(reported_return(*BEGUN), NAMES, Locale.EN)
    assert said(*BEGUN, *NINETY[:5])[0] == "1 of 3 months are over: the others count once they are"
    without = [fact for fact in BEGUN if fact is not LETTERS_BASELINE]
    assert "Letters that had to be written again has no baseline, so nothing tells what it improved" in "".join(
        said(*without, *NINETY)
    )
    unspent = [fact for fact in BEGUN if fact not in (PILOT_COST, SCALE_COST)]
    assert "No cost of the pilot or of scaling is recorded" in "".join(said(*unspent, *NINETY))
    euros = replace(SCALE_COST, amount=Money(minor=712, currency="EUR"))
    assert "EUR\u00a07.12 was spent in another currency, and is not counted" in said(*BEGUN[:-3], euros, *BEGUN[-2:])
    worse = said(*BEGUN, took(1, "41"), came_back(1, "5"), *MONTHS)
    assert "Minutes per claim got worse than before going live: \u22123,570.00" in worse


def test_a_log_that_no_longer_gives_what_was_published_is_the_first_that_is_said() -> None:
    forged = replace(published(*BEGUN, *NINETY), digest="0" * 64)
    first, *_ = said(*BEGUN, *NINETY, forged)
    assert first == "The log no longer gives what was published on day 90"


def test_a_cost_that_was_withdrawn_stays_with_its_reason() -> None:
    (table,) = [
        each
        for each in tables(reported_return(*PUBLISHED, SCALE_COST_WITHDRAWN)).values()
        if each.warned and each.columns[0].label == "For"
    ]
    assert any("Withdrawn: The platform team pays for it" in row[0] for row in table.rows)


def test_what_people_wrote_is_text_and_nothing_else() -> None:
    cruel = "<script>alert(1)</script> #panic() \\ $x$"
    (line, *others) = NOW.known.case.lines
    case = replace(NOW.known.case, lines=(replace(line, name=cruel, note=cruel), *others), assumptions=(cruel,))
    report = replace(NOW, name=cruel, known=replace(NOW.known, case=case))
    html = roi_page(report, NAMES)
    assert "<script" not in html
    assert roi_pdf(report, NAMES).startswith(b"%PDF-")


def test_the_pdf_has_the_same_bytes_each_time() -> None:
    assert roi_pdf(NOW, NAMES) == roi_pdf(NOW, NAMES) != roi_pdf(NOW, NAMES, Locale.EN)


def test_whatever_may_move_a_return_and_whatever_is_spent_on_has_its_words() -> None:
    wanted = (f"roi_cause_{each.__name__}" for each in LATE), (f"roi_kind_{each}" for each in CostKind)
    wanted_too = (f"roi_cost_{each}" for each in Purpose), (f"roi_figure_{each}" for each in RoiFigure)
    assert [key for keys in (*wanted, *wanted_too) for key in keys if key not in TEXTS] == []
