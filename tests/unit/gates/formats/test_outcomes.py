"""What counts as what: levels and severities, suppressed and absent findings, checks and tests that went wrong."""

import json
from decimal import Decimal

import pytest

from services.gates.formats import junit
from services.gates.formats.reading import Noticed, Value
from services.gates.formats.recognition import read
from services.gates.formats.refusals import (
    FieldMissing,
    NothingMeasured,
    NumberOutOfRange,
    NumberUnreadable,
    TooManyRows,
    TotalsDisagree,
    WrongType,
)

pytestmark = pytest.mark.req("X15")


def told(document: object) -> dict[str, Value]:
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    return {measured.name.partition(".")[2]: measured.value for measured in read(content).values if measured.value}


def sarif(*results: object, **rule: object) -> object:
    driver = {"name": "Scanner", "rules": [{"id": "R1", **rule}]}
    return {"version": "2.1.0", "runs": [{"tool": {"driver": driver, "extensions": []}, "results": list(results)}]}


def scored(score: object) -> object:
    return {"ruleId": "R1", "properties": {"security-severity": score}}


@pytest.mark.parametrize(
    ("result", "severity"),
    [
        ({"level": "error"}, "high"),
        ({"level": "warning"}, "medium"),
        ({"level": "note"}, "low"),
        ({}, "medium"),
        ({"ruleId": "R1"}, "low"),
        ({"rule": {"id": "R1"}}, "low"),
        ({"ruleId": "R1", "level": "error"}, "high"),
        (scored("9.0"), "critical"),
        (scored("8.9"), "high"),
        (scored(4), "medium"),
        (scored("3.9"), "low"),
        ({"level": "error", "suppressions": []}, "high"),
    ],
)
def test_a_finding_in_sarif_is_as_severe_as_its_score_or_its_level_or_its_rules(result: object, severity: str) -> None:
    assert told(sarif(result, defaultConfiguration={"level": "note"})) == {"total": 1, severity: 1}


def test_a_rule_of_an_extension_is_a_rule_too() -> None:
    driver = {"name": "CodeQL", "rules": None}
    extension = {"name": "queries", "rules": [{"id": "R1", "properties": {"security-severity": "9.8"}}]}
    run = {"tool": {"driver": driver, "extensions": [extension]}, "results": [{"ruleId": "R1"}]}
    assert told({"version": "2.1.0", "runs": [run]}) == {"total": 1, "critical": 1}


@pytest.mark.parametrize("result", [{"level": "none"}, {"kind": "pass"}, {"level": "error", "baselineState": "absent"}])
def test_what_is_no_finding_or_is_gone_is_not_counted(result: object) -> None:
    assert told(sarif(result)) == {}


def test_a_suppressed_finding_is_counted_apart() -> None:
    assert told(sarif({"level": "error", "suppressions": [{"kind": "inSource"}]})) == {"suppressed": 1}


@pytest.mark.parametrize("others", [[], [{"kind": "inSource"}], [{"kind": "external", "status": "accepted"}]])
@pytest.mark.parametrize("status", ["rejected", "underReview"])
def test_a_suppression_that_nobody_accepted_suppresses_nothing(status: str, others: list[object]) -> None:
    suppressions = [{"kind": "external", "status": status}, *others]
    assert told(sarif({"level": "error", "suppressions": suppressions})) == {"total": 1, "high": 1}
    assert told(sarif({"level": "error", "suppressions": others})) == (
        {"suppressed": 1} if others else {"total": 1, "high": 1}
    )


def test_findings_of_all_runs_are_counted_and_further_runs_are_noticed() -> None:
    run = {"tool": {"driver": {"name": "Scanner"}}, "results": [{"level": "error"}]}
    content = json.dumps({"version": "2.1.0", "runs": [run, run]}).encode()
    assert told(content) == {"total": 2, "high": 2}
    assert read(content).warnings == (Noticed(code="FURTHER_RUNS", count=1),)


def test_trivys_suppressed_findings_are_counted_apart_and_no_results_are_none_found() -> None:
    modified = {"Target": "a", "ExperimentalModifiedFindings": [{"Status": "ignored"}]}
    report = {"SchemaVersion": 2, "ArtifactName": "a", "Trivy": {"Version": "0.68.1"}, "Results": [modified]}
    assert told(report) == {"suppressed": 1}
    assert read(json.dumps(report).encode()).tool.version == "0.68.1"
    assert told({"SchemaVersion": 2, "ArtifactName": "a"}) == {}


@pytest.mark.parametrize(
    "document",
    [
        sarif({"level": "catastrophe"}),
        {"SchemaVersion": 2, "ArtifactName": "a", "Results": [{"Secrets": [{"Severity": "DIRE"}]}]},
        {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "a", "rules": {}}}, "results": []}]},
    ],
)
def test_a_severity_or_a_shape_that_nobody_knows_is_refused(document: object) -> None:
    with pytest.raises(WrongType):
        told(document)


def expectation(*, raised: bool, severity: str | None = None) -> object:
    config = {"type": "expect_something", "severity": severity}
    return {"success": False, "expectation_config": config, "exception_info": {"raised_exception": raised}}


@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        (expectation(raised=True), "errors"),
        (expectation(raised=False), "failed"),
        (expectation(raised=False, severity="critical"), "failed"),
        (expectation(raised=False, severity="info"), "warned"),
        ({"success": False, "expectation_config": {}}, "failed"),
    ],
)
def test_an_expectation_that_is_not_met_fails_warns_or_could_not_be_evaluated(result: object, outcome: str) -> None:
    statistics = {"evaluated_expectations": 1, "successful_expectations": 0}
    assert told({"success": False, "results": [result], "statistics": statistics}) == {"total": 1, outcome: 1}


def test_a_check_of_soda_without_an_outcome_could_not_be_evaluated() -> None:
    scan = {"scanStartTimestamp": "2026-01-01T00:00:00+00:00", "hasFailures": False, "checks": [{"outcome": None}]}
    assert told(scan) == {"total": 1, "errors": 1}


def test_a_test_case_ends_as_the_worst_that_happened_in_it() -> None:
    cases = b"<testcase><skipped/><failure/></testcase><testcase><failure/><error/></testcase><testcase/>"
    assert told(b"<testsuite>" + cases + b"</testsuite>") == {"total": 3, "passed": 1, "failed": 1, "errors": 1}


def test_what_lies_deeper_in_a_test_case_or_outside_of_one_is_not_its_end() -> None:
    suite = b"<testsuite><error/><testcase><properties><failure/></properties></testcase></testsuite>"
    assert told(suite) == {"total": 1, "passed": 1}


def test_suites_within_suites_claim_once_and_a_difference_is_noticed() -> None:
    case = b'<testsuite tests="1"><testcase/></testsuite>'
    whole = b'<testsuites tests="2" failures="0">' + case + case + b"</testsuites>"
    assert read(whole).warnings == ()
    differing = read(whole.replace(b'"2"', b'"3"'))
    assert differing.warnings == (Noticed(code="TOTALS_DIFFER", count=1),)


def test_more_test_cases_than_are_read_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(junit, "ROWS", 3)
    with pytest.raises(TooManyRows, match="3 test cases"):
        read(b"<testsuite>" + b"<testcase/>" * 4 + b"</testsuite>")


def test_promptfoos_scores_are_told_where_its_version_counts_them() -> None:
    stats = {"successes": 1, "failures": 0}
    prompts = [{"metrics": None}, {"metrics": {"namedScores": {"a": 1, "b": 1}, "namedScoresCount": {"a": 2}}}]
    results = {"stats": stats, "results": [{"success": True}], "prompts": prompts}
    assert told({"results": results}) == {"cases": 1, "passed": 1, "passed_share": 1, "a": Decimal("0.5")}


def test_counted_values_of_plain_json_are_typed() -> None:
    assert told({"cases": 8, "passed_share": 0.5}) == {"cases": 8, "passed_share": Decimal("0.5")}


@pytest.mark.parametrize(
    "counts",
    [
        {"cases": 10, "passed": 1, "passed_share": 1},
        {"cases": 10, "passed": 11},
        {"cases": 10, "passed": 9, "failed": 1, "errors": 1},
    ],
)
def test_counted_values_of_plain_json_agree(counts: object) -> None:
    with pytest.raises(TotalsDisagree):
        told(counts)
    assert told({"cases": 3, "passed": 2, "failed": 1, "passed_share": 0.67})["passed"] == 2


@pytest.mark.parametrize("told_as", ["rate", "value"])
def test_the_share_of_failures_that_k6_tells_is_what_it_counted(told_as: str) -> None:
    failed = {"passes": 2, "fails": 98, told_as: 0.02}
    metrics: dict[str, object] = {"http_reqs": {"count": 100, "rate": 10}, "http_req_failed": failed}
    assert told({"metrics": metrics})["error_share"] == Decimal("0.02")
    with pytest.raises(TotalsDisagree):
        told({"metrics": {**metrics, "http_req_failed": {**failed, told_as: 0.98}}})


@pytest.mark.parametrize("attribute", [b'status="notrun" result="suppressed"', b'status="disabled"'])
def test_a_test_that_never_ran_has_not_passed(attribute: bytes) -> None:
    suite = b'<testsuite><testcase name="a"/><testcase name="b" ' + attribute + b"/></testsuite>"
    assert told(suite) == {"total": 2, "passed": 1, "skipped": 1}


def test_times_in_seconds_are_not_taken_for_milliseconds() -> None:
    with pytest.raises(NumberOutOfRange, match="in milliseconds"):
        told(b"timeStamp,elapsed,success\n1700000000,100,true\n1700000001,100,true\n")


NO_STATISTICS = {"evaluated_expectations": 0, "successful_expectations": 0}
EMPTY: dict[str, object] = {
    "no expectations": {"success": True, "results": [], "statistics": NO_STATISTICS},
    "no metrics": {"info": {"run_id": "a", "status": "FINISHED"}, "data": {}},
    "no requests": {"metrics": {"http_reqs": {"count": 0, "rate": 0}}},
    "no prompts": {"results": {"stats": {"successes": 0, "failures": 0}, "results": []}},
    "no scores": [{"faithfulness": None}],
}


@pytest.mark.parametrize("document", EMPTY.values(), ids=EMPTY)
def test_what_measured_nothing_is_refused(document: object) -> None:
    with pytest.raises(NothingMeasured):
        told(document)


def test_what_a_load_test_cannot_do_without_is_named() -> None:
    newer = {"metadata": {"k6_version": "1.8.1"}, "config": {"duration": 1}, "results": {"metrics": []}}
    with pytest.raises(FieldMissing, match="http_reqs"):
        told(newer)
    with pytest.raises(FieldMissing, match="ts of <sample>"):
        told(b'<testResults><sample t="1" s="true"/></testResults>')


def test_more_metrics_than_are_read_are_refused() -> None:
    with pytest.raises(TooManyRows, match="10000 metrics"):
        told({f"m{at}": at for at in range(10_001)})


def test_a_number_that_is_a_text_is_none() -> None:
    with pytest.raises(NumberUnreadable, match="accuracy"):
        told({"metrics": {"http_reqs": {"count": "accuracy", "rate": 1}}})
