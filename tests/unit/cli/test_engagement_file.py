"""The file of an engagement: what it holds is read whole, and what is wrong with it is told by line."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from cli.engagement_file import BadEngagementFile, EngagementFile, read
from cli.engagement_steps import VERBS, OpenGap
from shared.events.people import Role
from shared.events.pilots import FindingKind

EXAMPLE = Path(__file__).parents[3] / "examples" / "claims-triage.yaml"

SMALL = """\
tenant: {name: Boréale, locale: fr, time_zone: America/Montreal, currency: CAD, data_region: canada}
people:
  ana: {name: Ana Ortiz, email: ana@example.com, roles: [engagement_lead, pilot_lead]}
  bo: {name: Bo Larsen, email: bo@example.com, roles: [infrastructure_lead]}
pilot:
  name: Letters
  purpose: Draft letters.
  run_by: own_team
  lead: ana
  started_on: 2026-05-04
  closed_on: 2026-07-31
  summary: It worked.
  results:
    - {criterion: Letters sent unchanged, unit: "%", better: higher, target: 60, actual: 71.50}
  findings:
    sandbox: {kind: infrastructure, title: It ran in a sandbox, detail: A shared one.}
    panel: {kind: adoption, title: The panel was small, detail: On laptops., dismissed: It can be resized now.}
review: {by: ana, held_on: 2026-08-07, mapped_on: 2026-08-14, baselined_on: 2026-08-21}
dimensions:
  infrastructure:
    pilot: {aspects: {environment: sandbox, network: public}, note: A trial account.}
    production: {aspects: {environment: production_grade, network: private_endpoints}, note: The standard.}
    dismissed: {network: Every new system gets private endpoints.}
gaps:
  production:
    title: No production environment
    detail: The sandbox cannot be promoted.
    kind: infrastructure
    cause: infrastructure_not_production_grade
    severity: blocking
    owner: bo
    estimate: [2, 3.5, 8]
    due: 2026-10-02
    finding: sandbox
    proposal: infrastructure.environment
  load-test:
    title: No load test
    detail: Nobody knows whether it holds.
    kind: performance
    cause: infrastructure_not_production_grade
    severity: major
    owner: bo
    needs: [production]
progress:
  - {on: 2026-08-24, by: bo, start: production}
  - {on: 2026-08-28, by: bo, estimate: load-test, days: [1, 2, 3]}
"""


@pytest.fixture
def reading(tmp_path: Path) -> Callable[[str], EngagementFile]:
    def reading(text: str) -> EngagementFile:
        path = tmp_path / "engagement.yaml"
        path.write_text(text, encoding="utf-8")
        return read(path)

    return reading


Reading = Callable[[str], EngagementFile]


def test_a_file_is_read_whole(reading: Reading) -> None:
    file = reading(SMALL)
    assert file.people["ana"].roles == (Role.ENGAGEMENT_LEAD, Role.PILOT_LEAD)
    assert file.pilot.findings["sandbox"].kind is FindingKind.INFRASTRUCTURE
    assert file.gaps["load-test"].needs == ("production",)
    assert file.progress[0].on == date(2026, 8, 24)


def test_figures_keep_every_digit_as_it_was_written(reading: Reading) -> None:
    file = reading(SMALL)
    assert str(file.pilot.results[0].actual) == "71.50"
    assert file.gaps["production"].estimate == (Decimal(2), Decimal("3.5"), Decimal(8))


@pytest.mark.parametrize(
    ("written", "instead", "mistake"),
    [
        ("owner: bo", "owner: boo", "gaps.production.owner: there is no person boo; bo, perhaps?"),
        ("lead: ana", "lead: zed", "pilot.lead: there is no person zed"),
        ("{by: ana, held_on", "{by: nobody, held_on", "review.by: there is no person nobody"),
        ("by: bo, start", "by: zed, start", "progress[1].by: there is no person zed"),
        ("[production]", "[prduction]", "gaps.load-test.needs[1]: there is no gap prduction; production, perhaps?"),
        ("start: production", "start: nothing", "progress[1]: there is no gap nothing"),
        (
            "finding: sandbox",
            "finding: sandbx",
            "gaps.production.finding: there is no finding sandbx; sandbox, perhaps?",
        ),
        ("finding: sandbox", "finding: panel", "gaps.production.finding: the finding panel was dismissed"),
        (
            "network: public}",
            "network: cellar}",
            "pilot.aspects.network: cellar is no level of network, which is one of",
        ),
        (
            "{environment: sandbox, ",
            "{enviroment: sandbox, ",
            "enviroment is no aspect of this dimension; its aspects are",
        ),
        (
            "infrastructure.environment",
            "infrastructure.load_test",
            "does not fall short of production in infrastructure.load_test",
        ),
        (
            "infrastructure.environment",
            "infrastructure.network",
            "difference in infrastructure.network was dismissed already",
        ),
        ("[2, 3.5, 8]", "[2, 3.5, 3]", "gaps.production.estimate: an estimate is above 0 and rises"),
        ("[1, 2, 3]", "[0, 2, 3]", "progress[2].days: an estimate is above 0 and rises"),
        ("[1, 2, 3]", "[1, 2]", "progress[2].days[3]: this is missing"),
        ("[1, 2, 3]", "[1, two, 3]", "progress[2].days[2]: this is not a number"),
        ("due: 2026-10-02", "due: 2026-13-02", "gaps.production.due: this is not a day, written as 2026-08-31"),
        ("due: 2026-10-02", "due: soon", "gaps.production.due: this is not a day, written as 2026-08-31"),
        ("closed_on: 2026-07-31", "closed_on: 2026-04-30", "pilot.closed_on: 2026-04-30 comes before 2026-05-04"),
        ("on: 2026-08-28", "on: 2026-08-20", "progress[2].on: 2026-08-20 comes before 2026-08-24"),
        ("severity: major", "severty: major", "gaps.load-test.severty: this is not a field here"),
        (
            "severity: major",
            "severity: grave",
            "gaps.load-test.severity: input should be 'blocking', 'major' or 'minor'",
        ),
        ("start: production", "begin: production", "progress[1]: a step says one of: open, assign, estimate"),
        ("start: production", "start: production, cancel: x", "progress[1].cancel: this is not a field here"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_place(reading: Reading, written: str, instead: str, mistake: str) -> None:
    line = 1 + SMALL[: SMALL.index(written)].count("\n")
    with pytest.raises(BadEngagementFile) as caught:
        reading(SMALL.replace(written, instead, 1))
    assert any(f"line {line}: " in told and mistake in told for told in str(caught.value).splitlines())


def test_what_is_missing_is_told_with_the_line_of_what_lacks_it(reading: Reading) -> None:
    with pytest.raises(BadEngagementFile, match=r"line 5: pilot\.summary: this is missing"):
        reading(SMALL.replace("  summary: It worked.\n", ""))


def test_all_mistakes_are_told_at_once_in_the_order_of_their_lines(reading: Reading) -> None:
    with pytest.raises(BadEngagementFile) as caught:
        reading(SMALL.replace("owner: bo", "owner: boo").replace("lead: ana", "lead: zed"))
    assert [mistake.line for mistake in caught.value.mistakes] == [9, 31, 42]
    assert all("engagement.yaml: line" in line for line in str(caught.value).splitlines())


def test_gaps_that_wait_for_each_other_are_named(reading: Reading) -> None:
    circle = SMALL.replace("    finding: sandbox\n", "    finding: sandbox\n    needs: [load-test]\n")
    with pytest.raises(BadEngagementFile, match="these gaps wait for each other: ") as caught:
        reading(circle)
    assert caught.value.mistakes[0].problem.endswith(
        ("production needs load-test needs production", "load-test needs production needs load-test")
    )


EVERY_STEP = """\
  - {on: 2026-09-01, by: ana, assign: load-test, to: bo}
  - {on: 2026-09-02, by: bo, estimate: load-test, days: [1, 2, 4]}
  - {on: 2026-09-03, by: ana, set_due: load-test, to: 2026-10-30}
  - {on: 2026-09-04, by: bo, raise: load-test, to: blocking}
  - {on: 2026-09-05, by: ana, lower: load-test, to: minor, reason: Few users at first.}
  - {on: 2026-09-06, by: bo, start: load-test}
  - on: 2026-09-07
    by: bo
    resolve: load-test
    evidence: {link: "https://evidence.example.com/run", digest: DIGEST, note: It held.}
  - {on: 2026-09-08, by: ana, verify: load-test}
  - {on: 2026-09-09, by: ana, reopen: load-test, reason: The peak was forecast anew.}
  - {on: 2026-09-10, by: ana, defer: load-test, until: 2026-11-30, reason: Waits for the release.}
  - {on: 2026-09-11, by: ana, cancel: load-test, reason: The tool is withdrawn.}
  - {on: 2026-09-12, by: ana, defer_decision_until: 2026-12-01, reason: Waits for the budget.}
  - {on: 2026-09-13, by: ana, appoint_system_owner: bo}
  - {on: 2026-09-14, by: ana, publish: close_out_report}
  - {on: 2026-09-15, by: ana, do: checkStageEntry, with: {stage: closure}}
""".replace("DIGEST", "0f" * 32)


def test_every_kind_of_step_is_read(reading: Reading) -> None:
    file = reading(SMALL.replace("    owner: bo\n    needs", "    needs") + EVERY_STEP)
    kinds = {type(step) for step in file.progress}
    assert len(kinds) == len(VERBS) - 1  # all but `open`
    assert file.gaps["load-test"].owner is None


@pytest.mark.parametrize("instead", ["assign: load-test, to: zed", "appoint_system_owner: zed"])
def test_a_step_names_people_that_the_file_knows(reading: Reading, instead: str) -> None:
    with pytest.raises(BadEngagementFile, match="there is no person zed"):
        reading(SMALL.replace("start: production", instead))


LATER = """\
  - {on: 2026-09-01, by: bo, open: load-test}
"""


def test_a_gap_that_a_step_opens_was_found_after_close(reading: Reading) -> None:
    file = reading(SMALL.replace("  - {on: 2026-08-28", LATER.replace("09-01", "08-28") + "  - {on: 2026-08-28"))
    assert isinstance(file.progress[1], OpenGap)


def test_no_step_concerns_a_gap_before_it_is_opened(reading: Reading) -> None:
    with pytest.raises(BadEngagementFile, match="the gap load-test is opened only further down"):
        reading(SMALL + LATER)


def test_a_gap_is_opened_once(reading: Reading) -> None:
    early = SMALL.replace("  - {on: 2026-08-28", LATER.replace("09-01", "08-28") + "  - {on: 2026-08-28")
    with pytest.raises(BadEngagementFile, match="the gap load-test is open already"):
        reading(early + LATER)


@pytest.mark.parametrize(
    ("text", "mistake"),
    [("", "this file is empty"), ("tenant: [", "line 1: expected"), ("just a line\n", "this is not a set of fields")],
)
def test_what_is_no_engagement_at_all_is_refused_the_same_way(reading: Reading, text: str, mistake: str) -> None:
    with pytest.raises(BadEngagementFile, match=mistake):
        reading(text)


def test_the_shipped_example_reads_and_its_needs_have_no_circle() -> None:
    example = read(EXAMPLE)
    order = TopologicalSorter({key: gap.needs for key, gap in example.gaps.items()}).static_order()
    assert set(order) == set(example.gaps)
