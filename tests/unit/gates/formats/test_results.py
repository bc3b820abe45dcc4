"""What tools wrote goes in unedited and gives what the tools themselves say of it."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from services.gates.formats.known import FORMATS
from services.gates.formats.reading import Noticed, Reading, Tool, Value
from services.gates.formats.recognition import read
from tests.sample.results import RESULTS, all_results, result

pytestmark = pytest.mark.req("X15")

K6, LOCUST = "k6/summary_export.json", "locust/quotes_stats.csv"
CSV, XML, TRANSACTIONS = "jmeter/quotes_csv.jtl", "jmeter/quotes_xml.jtl", "jmeter/with_transactions.jtl"
FORMAT_OF = {
    K6: "k6-summary",
    "k6/handle_summary.json": "k6-summary",
    "k6/machine_readable.json": "k6-summary",
    LOCUST: "locust-stats",
    CSV: "jmeter-csv",
    TRANSACTIONS: "jmeter-csv",
    XML: "jmeter-xml",
    "mlflow/runs_describe.json": "mlflow-run",
    "mlflow/runs_get.json": "mlflow-run",
    "mlflow/f1_score": "mlflow-metric",
    "json/metrics.json": "json-metrics",
    "promptfoo/output.json": "promptfoo",
    "ragas/records.json": "ragas-json",
    "ragas/scores.json": "ragas-json",
    "ragas/scores.csv": "ragas-csv",
    "great_expectations/validation_result.json": "great-expectations",
    "soda/scan_results.json": "soda-scan",
    "pytest/junit.xml": "junit-xml",
    "bandit/results.sarif": "sarif",
    "ruff/results.sarif": "sarif",
    "semgrep/results.sarif": "sarif",
    "trivy/report.json": "trivy",
    "trivy/of_packages.json": "trivy",
    "trivy/results.sarif": "sarif",
}


def reading(path: str) -> Reading:
    return read(result(path), name=path)


def values(path: str) -> dict[str, Value]:
    return {measured.name: measured.value for measured in reading(path).values}


def test_every_file_is_told_by_its_content_and_every_format_has_one() -> None:
    assert {path: reading(path).format for path in all_results()} == FORMAT_OF
    assert {format_.name for format_ in FORMATS} == set(FORMAT_OF.values())


@pytest.mark.parametrize("path", FORMAT_OF)
def test_a_file_reads_the_same_when_its_format_is_said(path: str) -> None:
    assert read(result(path), format=FORMAT_OF[path], name=path) == reading(path)


@pytest.mark.parametrize("path", FORMAT_OF)
def test_a_file_reads_the_same_in_single_bytes_and_with_a_mark_in_front(path: str) -> None:
    content = b"\xef\xbb\xbf" + result(path)
    assert read((content[at : at + 1] for at in range(len(content))), name=path) == reading(path)


def test_the_readme_says_of_every_file_how_it_was_made() -> None:
    text = (RESULTS / "README.md").read_text("utf-8")
    assert [path for path in all_results() if f"| `{path}` |" not in text] == []


def test_k6_exports_what_it_prints() -> None:
    """It printed 244 requests at 60.174128/s, 13 failed, p(90)=4.05ms p(95)=5.17ms p(99)=8.82ms, one threshold lost."""
    assert values(K6) == {
        "load.requests": 244,
        "load.failures": 13,
        "load.achieved_rps": Decimal("60.174128098949744"),
        "load.error_share": Decimal(13) / Decimal(244),
        "load.latency_p50_ms": Decimal("0.6650670000000001"),
        "load.latency_p90_ms": Decimal("4.0557480000000075"),
        "load.latency_p95_ms": Decimal("5.1702875"),
        "load.latency_p99_ms": Decimal("8.825624699999995"),
        "load.latency_max_ms": Decimal("13.679558"),
        "load.virtual_users": 4,
        "load.thresholds_passed": False,
    }


def test_k6_says_more_in_the_summary_that_a_script_handles() -> None:
    assert values("k6/handle_summary.json")["load.duration_s"] == Decimal("4.058903081")
    assert values("k6/handle_summary.json")["load.thresholds_passed"] is False


def test_k6s_newer_summary_tells_its_version_and_no_thresholds() -> None:
    newer = reading("k6/machine_readable.json")
    assert newer.tool == Tool(name="k6", version="1.8.1")
    assert newer.ended_at == datetime(2026, 11, 23, 16, 21, 4, 279742, tzinfo=UTC)
    assert values("k6/machine_readable.json")["load.achieved_rps"] == Decimal("60.03099294865672827105717879")
    assert "load.thresholds_passed" not in values("k6/machine_readable.json")


@pytest.mark.parametrize(("crossed", "passed"), [(b"false", True), (b"true", False)])
def test_an_exported_threshold_that_is_true_was_crossed(crossed: bytes, passed: bool) -> None:  # noqa: FBT001 - a table
    content = result(K6).replace(b'"rate<0.01": true', b'"rate<0.01": ' + crossed)
    assert {"load.thresholds_passed": passed}.items() <= {m.name: m.value for m in read(content).values}.items()


def test_locusts_row_of_all_requests_is_the_test() -> None:
    assert values(LOCUST) == {
        "load.requests": 508,
        "load.failures": 19,
        "load.achieved_rps": Decimal("72.73001448758946"),
        "load.error_share": Decimal(19) / Decimal(508),
        "load.latency_p50_ms": Decimal(3),
        "load.latency_p75_ms": Decimal(4),
        "load.latency_p90_ms": Decimal(7),
        "load.latency_p95_ms": Decimal(9),
        "load.latency_p99_ms": Decimal(14),
        "load.latency_p99_9_ms": Decimal(57),
        "load.latency_max_ms": Decimal("57.22622799657984"),
    }


@pytest.mark.parametrize(("path", "longest"), [(CSV, 171), (TRANSACTIONS, 180), (XML, 191)])
def test_jmeters_samples_make_what_its_summary_prints(path: str, longest: int) -> None:
    """It printed 120 samples, 3 of them failed (2.50%), and the longest."""
    told = values(path)
    assert (told["load.requests"], told["load.failures"], told["load.error_share"]) == (120, 3, Decimal("0.025"))
    assert told["load.latency_max_ms"] == longest
    assert told["load.virtual_users"] == 4


def test_jmeters_samples_that_sum_up_others_are_left_out_and_counted() -> None:
    assert reading(TRANSACTIONS).warnings == (Noticed(code="SUMS_LEFT_OUT", count=60),)


def test_jmeters_rate_is_over_the_time_from_the_first_request_to_the_end_of_the_last() -> None:
    read_, told = reading(CSV), values(CSV)
    assert read_.started_at is not None
    assert read_.ended_at is not None
    seconds = Decimal((read_.ended_at - read_.started_at).microseconds) / 1_000_000
    assert told["load.duration_s"] == (read_.ended_at - read_.started_at).seconds + seconds
    assert round(Decimal(told["load.achieved_rps"]) * Decimal(told["load.duration_s"]), 9) == 120


@pytest.mark.parametrize("path", ["mlflow/runs_describe.json", "mlflow/runs_get.json"])
def test_an_mlflow_run_gives_its_metrics_and_when_it_ran(path: str) -> None:
    assert values(path) == {
        "evaluation.recall": Decimal("0.97"),
        "evaluation.false_positive_share": Decimal("0.0125"),
        "evaluation.f1_score": Decimal("0.93"),
    }
    assert reading(path).started_at == datetime(2026, 11, 23, 16, 23, 36, 435000, tzinfo=UTC)


def test_an_mlflow_metrics_file_gives_the_last_steps_value_under_the_files_name() -> None:
    assert values("mlflow/f1_score") == {"evaluation.f1_score": Decimal("0.93")}


def test_plain_json_gives_its_metrics_typed() -> None:
    assert values("json/metrics.json") == {
        "evaluation.accuracy": Decimal("0.93"),
        "evaluation.recall_5": Decimal("0.97"),
        "evaluation.cases": 480,
        "evaluation.approved": True,
        "evaluation.model": "triage-3",
    }
    assert reading("json/metrics.json").tool == Tool(name="nightly triage", version="7")
    assert reading("json/metrics.json").started_at == datetime(2026, 11, 21, 3, tzinfo=UTC)


def test_flat_json_is_metrics_too() -> None:
    told = read(b'{"accuracy": 0.10, "drift": false}')
    assert [(m.name, str(m.value)) for m in told.values] == [
        ("evaluation.accuracy", "0.10"),
        ("evaluation.drift", "False"),
    ]


def test_promptfoo_gives_its_cases_and_the_means_of_named_scores() -> None:
    """It printed 2 passed (66.67%), 1 failed, 0 errors."""
    assert values("promptfoo/output.json") == {
        "evaluation.cases": 3,
        "evaluation.passed": 2,
        "evaluation.failed": 1,
        "evaluation.errors": 0,
        "evaluation.passed_share": Decimal(2) / Decimal(3),
        "evaluation.on_topic": 1,
        "evaluation.correctness": 0,
        "evaluation.brevity": 1,
    }


@pytest.mark.parametrize("path", ["ragas/records.json", "ragas/scores.json", "ragas/scores.csv"])
def test_ragas_scores_have_the_means_that_ragas_prints(path: str) -> None:
    """It printed {'non_llm_string_similarity': 0.7385, 'exact_match': 0.3333}."""
    told = {name: round(Decimal(value), 4) for name, value in values(path).items()}
    assert told == {
        "evaluation.cases": 3,
        "evaluation.non_llm_string_similarity": Decimal("0.7385"),
        "evaluation.exact_match": Decimal("0.3333"),
    }


def test_cases_that_ragas_could_not_judge_are_left_out_of_the_mean_and_counted() -> None:
    told = read(b"user_input,response,faithfulness\na,b,0.5\nc,d,\ne,f,1\n")
    assert {m.name: m.value for m in told.values} == {"evaluation.cases": 3, "evaluation.faithfulness": Decimal("0.75")}
    assert told.warnings == (Noticed(code="SCORES_MISSING", count=1),)


@pytest.mark.parametrize("path", ["great_expectations/validation_result.json", "soda/scan_results.json"])
def test_data_checks_are_counted_by_outcome(path: str) -> None:
    """Both tools printed 4 checks, 2 passed; one of the others only warns."""
    assert values(path) == {
        "checks.total": 4,
        "checks.passed": 2,
        "checks.failed": 1,
        "checks.warned": 1,
        "checks.errors": 0,
    }


def test_test_cases_are_counted_by_how_they_ended() -> None:
    """Pytest printed 1 failed, 4 passed, 1 skipped, 1 error."""
    assert list(values("pytest/junit.xml").values()) == [7, 4, 1, 1, 1]
    assert reading("pytest/junit.xml").warnings == ()


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("bandit/results.sarif", [5, 0, 1, 2, 2, 0, 0]),
        ("ruff/results.sarif", [4, 0, 4, 0, 0, 0, 0]),
        ("semgrep/results.sarif", [2, 1, 0, 1, 0, 0, 0]),
        ("trivy/report.json", [7, 2, 2, 2, 1, 0, 1]),
        ("trivy/results.sarif", [7, 2, 2, 2, 1, 0, 0]),
        ("trivy/of_packages.json", [5, 1, 2, 1, 0, 1, 0]),
    ],
)
def test_findings_are_counted_by_severity(path: str, counts: list[int]) -> None:
    assert list(values(path).values()) == counts
