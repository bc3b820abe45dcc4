"""Real result files, unedited: what they say decides a criterion by its rule."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from services.gates.contracts import files
from services.gates.domain.facts.sheet import items_of, sheet
from services.gates.domain.framework.model import Framework
from services.gates.domain.framework.reading import read
from services.gates.domain.framework.shipped import FRAMEWORKS
from services.gates.domain.verdict.evaluate import evaluate
from shared.events.evidence import EvidenceSubmitted, EvidenceValue
from shared.events.releases import ServiceLevelSet
from shared.events.verdicts import CriterionState
from tests.fact_sheet import TODAY, envelope
from tests.facts import releases
from tests.facts.engagements import ENGAGEMENT
from tests.facts.frameworks import DELIVERY_RULES
from tests.facts.people import BO
from tests.sample.results import all_results, result

RULE = "evidence_test_run.tests_total > 0 && evidence_test_run.tests_failed == 0"
FAIRWAY = FRAMEWORKS["fairway", 1]
LENIENT = replace(
    releases.LEVEL_SET, level=replace(releases.LEVEL_SET.level, latency_ms=5_000, error_share=Decimal("0.1"))
)
STRICT = replace(LENIENT, level=replace(LENIENT.level, error_share=Decimal("0.001")))

LOAD_TESTS = (
    ("k6/summary_export.json", "k6-summary"),
    ("k6/handle_summary.json", "k6-summary"),
    ("k6/machine_readable.json", "k6-summary"),
    ("locust/quotes_stats.csv", "locust-stats"),
    ("jmeter/quotes_csv.jtl", "jmeter-csv"),
    ("jmeter/with_transactions.jtl", "jmeter-csv"),
    ("jmeter/quotes_xml.jtl", "jmeter-xml"),
)
OTHERS = (
    ("mlflow/runs_describe.json", "mlflow-run", "evaluation.f1_score: decimal", ">= 930000", "> 930000"),
    ("mlflow/runs_get.json", "mlflow-run", "evaluation.recall: decimal", ">= 970000", "> 970000"),
    ("mlflow/f1_score", "mlflow-metric", "evaluation.f1_score: decimal", ">= 930000", "> 930000"),
    ("json/metrics.json", "json-metrics", "evaluation.accuracy: decimal", ">= 930000", "> 930000"),
    ("promptfoo/output.json", "promptfoo", "evaluation.passed_share: decimal", ">= 660000", ">= 670000"),
    ("ragas/records.json", "ragas-json", "evaluation.exact_match: decimal", ">= 330000", ">= 340000"),
    ("ragas/scores.json", "ragas-json", "evaluation.exact_match: decimal", ">= 330000", ">= 340000"),
    ("ragas/scores.csv", "ragas-csv", "evaluation.exact_match: decimal", ">= 330000", ">= 340000"),
    ("great_expectations/validation_result.json", "great-expectations", "checks.failed: count", "<= 1", "== 0"),
    ("soda/scan_results.json", "soda-scan", "checks.failed: count", "<= 1", "== 0"),
    ("pytest/junit.xml", "junit-xml", "tests.failed: count", "<= 1", "== 0"),
    ("bandit/results.sarif", "sarif", "findings.high: count", "<= 1", "== 0"),
    ("ruff/results.sarif", "sarif", "findings.high: count", "<= 4", "== 0"),
    ("semgrep/results.sarif", "sarif", "findings.critical: count", "<= 1", "== 0"),
    ("trivy/report.json", "trivy", "findings.high: count", "<= 2", "== 0"),
    ("trivy/results.sarif", "sarif", "findings.critical: count", "<= 2", "== 0"),
    ("trivy/of_packages.json", "trivy", "findings.high: count", "<= 2", "== 0"),
)


def shown(path: str, format_: str, criterion: str, kind: str, *beside: EvidenceValue) -> EvidenceSubmitted:
    found = files.read(result(path), format=format_, name=path)
    told = tuple(EvidenceValue(name=each.name, value=files.worded(each.value)) for each in found.values)
    return EvidenceSubmitted(
        engagement_id=ENGAGEMENT,
        evidence_id=UUID(int=0xF11E),
        criterion=criterion,
        kind=kind,
        title="As the tool wrote it",
        digest="8f" * 32,
        size=1_000,
        media_type="application/json",
        source="https://ci.example/7",
        format=format_,
        values=(*told, *beside),
        release_id=releases.PINNED.release_id,
        valid_from=TODAY,
        valid_until=TODAY + timedelta(days=30),
        submitter=BO,
    )


def state(framework: Framework, code: str, *events: object) -> CriterionState:
    recorded = [envelope(event, seq) for seq, event in enumerate(events, start=1)]
    facts = sheet(items_of(recorded), TODAY, framework.evidence)
    verdict = evaluate([framework], None, facts, {}, TODAY)
    return next(each.state for each in verdict.criteria if each.code.rpartition("/")[2] == code)


@pytest.mark.req("X15")
@pytest.mark.parametrize(("level", "wanted"), [(LENIENT, CriterionState.MET), (STRICT, CriterionState.NOT_MET)])
@pytest.mark.parametrize(("path", "format_"), LOAD_TESTS)
def test_a_load_tests_own_file_decides_the_load_test(
    path: str, format_: str, level: ServiceLevelSet, wanted: CriterionState
) -> None:
    where = EvidenceValue(name="load.environment", value="production")
    load = shown(path, format_, "fairway/load_test", "load_test_report", where)
    assert state(FAIRWAY, "load_test", releases.PINNED, releases.PEAK_EXPECTED, level, load) is wanted


@pytest.mark.req("X15")
@pytest.mark.parametrize(("path", "format_", "value", "holds", "fails"), OTHERS)
def test_a_tools_own_file_decides_the_criterion_that_asks_for_a_value_of_it(
    path: str, format_: str, value: str, holds: str, fails: str
) -> None:
    fact = value.partition(":")[0].replace(".", "_")
    ran = shown(path, format_, "delivery/tests_pass", "test_run")
    for comparison, wanted in ((holds, CriterionState.MET), (fails, CriterionState.NOT_MET)):
        asked = DELIVERY_RULES.replace("tests.total: count, tests.failed: count", value)
        rule = f"evidence_test_run.{fact} {comparison}"
        framework = read(asked.replace(RULE, rule))
        assert state(framework, "tests_pass", ran) is wanted


@pytest.mark.req("X15")
def test_every_file_decides_something() -> None:
    assert sorted(path for path, *_ in (*LOAD_TESTS, *OTHERS)) == list(all_results())


@pytest.mark.parametrize(
    ("value", "worded"),
    [
        (True, "true"),
        (False, "false"),
        (7, "7"),
        ("2026.3", "2026.3"),
        (Decimal(120), "120"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.0532786885245901639344262295"), "0.053278688525"),
        (Decimal("62.50"), "62.5"),
    ],
)
def test_a_value_is_worded_as_people_write_it(value: Decimal | int | bool | str, worded: str) -> None:  # noqa: FBT001
    assert files.worded(value) == worded


def test_files_tell_the_values_of_their_format_and_no_other() -> None:
    assert files.tells("k6-summary", "load.latency_p95_ms")
    assert not files.tells("k6-summary", "load.environment")
    assert files.tells("mlflow-run", "evaluation.f1_score")
