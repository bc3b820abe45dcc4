"""The page: complete in itself, in the tenant's language, and safe to show whatever people have written."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from services.engagement.reports.close_out import build, digest
from services.engagement.reports.page import page
from shared.events.gaps import GapCancelled, GapOwnerAssigned
from shared.events.pilots import RunBy
from tests.facts import dimensions, engagements, gaps, pilots, tenants
from tests.facts.people import ANA, BO, NOW
from tests.unit.engagement.reports.markup import Parsed
from tests.unit.engagement.reports.story import BEGINNING, CLOSED, NAMES, Fact, estimated, opened, report_of, rows_of

pytestmark = pytest.mark.req("RA10")

NASTY = "<script>alert('{w}')</script> & \"{{ 7 * 7 }}\" {% raw %}"

FULL: tuple[Fact, ...] = (
    *BEGINNING,
    pilots.RESULT,
    pilots.RESULT_WITHOUT_TARGET,
    pilots.COST,
    pilots.FOUND,
    pilots.CLOSED,
    pilots.PUT_OFF,
    engagements.STARTED,
    dimensions.PILOT_STATE,
    dimensions.PRODUCTION_STATE,
    gaps.OPENED,
    gaps.LOAD_TEST_OPENED,
    gaps.OWNED,
    gaps.ESTIMATED,
    gaps.DUE,
    gaps.NEEDED,
    engagements.BASELINED,
    gaps.BEGUN,
    gaps.RESOLVED,
    gaps.VERIFIED,
    gaps.REOPENED,
    gaps.DEFERRED,
    replace(opened(1), finding_id=pilots.FOUND.finding_id),
    GapOwnerAssigned(gap_id=opened(1).gap_id, owner=BO),
    estimated(1, 4),
    opened(2),
    GapCancelled(gap_id=opened(2).gap_id, reason="Doubled."),
)
EMPTY = (*BEGINNING, engagements.STARTED)
IN_FRENCH = (tenants.TENANT_REGISTERED, tenants.TENANT_CONFIGURED, *FULL[2:])


def parsed(*facts: Fact) -> Parsed:
    return Parsed(page(report_of(*facts), NAMES))


@pytest.mark.parametrize("facts", [FULL, EMPTY, CLOSED, IN_FRENCH], ids=["full", "empty", "closed", "french"])
def test_the_page_is_well_formed_and_complete_in_itself(facts: tuple[Fact, ...]) -> None:
    shown = parsed(*facts)
    used = {tag for tag, _ in shown.elements}
    assert used.isdisjoint({"script", "link", "img", "iframe", "object", "embed", "form"})
    names = {name for _, found in shown.elements for name in found}
    assert not any(name.startswith("on") or name in {"src", "srcset", "style"} for name in names)
    assert all((anchor["href"] or "").startswith("#") for anchor in shown.those("a"))


@pytest.mark.parametrize("facts", [FULL, EMPTY, IN_FRENCH], ids=["full", "empty", "french"])
def test_every_reference_within_the_page_leads_somewhere(facts: tuple[Fact, ...]) -> None:
    shown = parsed(*facts)
    ids = Counter(found["id"] for _, found in shown.elements if "id" in found)
    assert set(ids.values()) == {1}
    wanted = {(anchor["href"] or "").removeprefix("#") for anchor in shown.those("a")}
    wanted |= {word for _, found in shown.elements for word in (found.get("aria-labelledby") or "").split()}
    assert wanted <= ids.keys()


def test_the_style_fetches_nothing() -> None:
    text = page(report_of(*FULL), NAMES)
    style = text[text.index("<style>") : text.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


def test_the_page_can_be_read_by_ear() -> None:
    shown = parsed(*FULL)
    assert next(shown.those("html"))["lang"] == "en"
    assert all(header["scope"] in {"col", "row"} for header in shown.those("th"))
    assert all(chart["role"] == "img" for chart in shown.those("svg"))
    assert Counter(tag for tag, _ in shown.elements)["title"] == 1 + len(list(shown.those("svg")))


def test_what_people_wrote_is_shown_and_never_run() -> None:
    shown = page(
        report_of(
            tenants.TENANT_REGISTERED,
            BEGINNING[1],
            replace(pilots.REGISTERED, purpose=NASTY, vendor=NASTY),
            replace(pilots.RESULT, criterion=NASTY, unit=NASTY),
            replace(pilots.COST, purpose=NASTY),
            replace(pilots.FOUND, title=NASTY, detail=NASTY),
            replace(pilots.CLOSED, summary=NASTY),
            replace(engagements.STARTED, name=NASTY),
            replace(dimensions.PILOT_STATE, note=NASTY),
            dimensions.PRODUCTION_STATE,
            replace(dimensions.PROPOSAL_DISMISSED, reason=NASTY),
            replace(opened(1), title=NASTY, detail=NASTY, finding_id=pilots.FOUND.finding_id),
            GapCancelled(gap_id=opened(1).gap_id, reason=NASTY),
        ),
        dict.fromkeys((ANA, BO), NASTY),
    )
    assert "<script" not in shown
    assert "49" not in Parsed(shown).text
    assert Parsed(shown).text.count(NASTY) >= 14


@pytest.mark.req("RF9")
def test_a_french_tenant_reads_french() -> None:
    shown = parsed(*IN_FRENCH)
    assert next(shown.those("html"))["lang"] == "fr"
    assert "Rapport de clôture du projet pilote" in shown.text
    assert "au moins 60 %" in shown.text
    assert "185 000,00 CAD" in shown.text.replace("\u202f", " ")
    assert "Bac à sable" in shown.text
    assert "du 1er septembre 2025 au 27 février 2026" in shown.text


def test_numbers_and_days_are_written_as_english_readers_write_them() -> None:
    shown = parsed(*FULL)
    assert "CAD 185,000.00" in shown.text
    assert "at least 60%" in shown.text
    assert "1 September 2025 to 27 February 2026" in shown.text


def test_everything_that_needs_attention_is_said_at_the_top() -> None:
    text = parsed(*FULL).text
    top = text[: text.index("Contents")]
    for sentence in (
        "1 gap has no owner",
        "1 gap has no estimate",
        "1 gap is deferred: 3.5 person-days put off",
        "1 success criterion had no target",
        "1 difference from production has neither a gap nor a reason",
        "The decision to scale was put off once, until 31 March 2026",
        "No system owner is named",
        "1 gap was found after close",
    ):
        assert sentence in top


def test_a_settled_register_has_nothing_to_settle() -> None:
    facts = (*CLOSED, engagements.BASELINED, engagements.OWNER_ASSIGNED)
    assert "Every gap that is left has an owner" in parsed(*facts).text


def test_an_empty_report_says_so_in_every_section() -> None:
    text = parsed(*EMPTY).text
    for sentence in (
        "No result was recorded.",
        "No cost was recorded.",
        "No finding was recorded.",
        "The dimensions have not been compared.",
        "No gap was recorded.",
        "No gap is left to be closed.",
        "so there is nothing to burn down",
        "The gap register has no baseline yet",
        "since 1 September 2025, not closed",
    ):
        assert sentence in text


def test_a_pilot_of_ones_own_names_no_vendor() -> None:
    own = replace(pilots.REGISTERED, run_by=RunBy.OWN_TEAM, vendor=None)
    assert "Run by own team" in parsed(*BEGINNING[:2], own, engagements.STARTED).text


def test_a_person_without_a_name_is_shown_by_a_part_of_the_id() -> None:
    shown = Parsed(page(report_of(*FULL), {}))
    assert f"Person {str(BO)[:8]} (name no longer held)" in shown.text
    assert "Bo Larsen" not in shown.text


def test_the_page_names_its_log_position_and_its_digest() -> None:
    report = report_of(*FULL)
    shown = Parsed(page(report, NAMES))
    assert f"log position {len(FULL)}" in shown.text
    assert digest(report) in shown.text


def test_the_same_report_gives_the_same_page() -> None:
    rows, at = rows_of(*FULL), NOW + timedelta(days=1)
    assert page(build(rows, position=9, at=at), NAMES) == page(build(rows, position=9, at=at), dict(NAMES))


def test_a_level_that_the_catalogue_does_not_know_is_shown_as_it_was_written() -> None:
    state = dimensions.PILOT_STATE
    odd = replace(state, aspects=(replace(state.aspects[0], level="cellar"), *state.aspects[1:]))
    assert "cellar" in parsed(*CLOSED, odd, dimensions.PRODUCTION_STATE).text
