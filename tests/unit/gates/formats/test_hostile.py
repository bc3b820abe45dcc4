"""What is wrong with a file is a refusal with a code and the place: nothing is unpacked, expanded or guessed."""

import bz2
import gzip
import io
import lzma
import re
import zipfile
from pathlib import Path

import pytest
import yaml

import services.gates.formats
from services.gates.formats import refusals as r
from services.gates.formats.known import kind_of
from services.gates.formats.recognition import read
from shared.kernel.refusal import Refused, refusals
from tests.sample.results import result

pytestmark = pytest.mark.req("X15")

FOLDER = Path(services.gates.formats.__file__).parent
JTL = b"timeStamp,elapsed,success\n"
LOCUST = result("locust/quotes_stats.csv")
GX = result("great_expectations/validation_result.json")
SODA = result("soda/scan_results.json")
SARIF = result("semgrep/results.sarif")
K6 = result("k6/summary_export.json")
BOMB = b'<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><testsuite>&b;</testsuite>'
EXTERNAL = b'<?xml version="1.0"?>\n<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/hostname">]><testsuite>&a;</testsuite>'
NO_RESULTS = b'{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "a"}}}]}'
WIDE = b"user_input,response," + b",".join(b"m%d" % at for at in range(1000))
PROMPTFOO, MLFLOW = result("promptfoo/output.json"), result("mlflow/runs_get.json")
POLYGLOT = b'{"SchemaVersion": 2, "ArtifactName": "a", "version": "2.1.0", "runs": []}'


def zipped(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("result.json", content)
    return packed.getvalue()


def swapped(content: bytes, old: bytes, new: bytes) -> bytes:
    assert old in content
    return content.replace(old, new, 1)


CASES: list[tuple[str, bytes, type[Refused], str]] = [
    ("nothing", b"", r.ResultEmpty, "empty"),
    ("blanks", b" \r\n\t", r.ResultEmpty, "empty"),
    ("a gzip bomb", gzip.compress(bytes(10_000_000)), r.ResultCompressed, "gzip"),
    ("a zip", zipped(K6), r.ResultCompressed, "ZIP"),
    ("bzip2", bz2.compress(K6), r.ResultCompressed, "bzip2"),
    ("xz", lzma.compress(K6), r.ResultCompressed, "xz"),
    ("UTF-16 with a mark", K6.decode().encode("utf-16"), r.WrongEncoding, "UTF-16"),
    ("UTF-16 without one", K6.decode().encode("utf-16-be"), r.WrongEncoding, "UTF-16"),
    ("Latin-1", '{"précision": 1}'.encode("latin-1"), r.WrongEncoding, "about 4 are not"),
    ("a zero byte", JTL + b"1,2,tr\x00ue\n", r.WrongEncoding, "zero byte"),
    ("XML in Latin-1", b'<?xml version="1.0" encoding="ISO-8859-1"?><testsuite/>', r.WrongEncoding, "ISO-8859-1"),
    ("an entity bomb", BOMB, r.DoctypeDeclared, "Line 1"),
    ("an external entity", EXTERNAL, r.DoctypeDeclared, "Line 2"),
    ("a web page", b"<!DOCTYPE html><html></html>", r.DoctypeDeclared, "Line 1"),
    ("an undeclared entity", b"<testsuite>\n&a;</testsuite>", r.MalformedResult, "line 2, column 1"),
    ("JSON cut off", K6[:-20], r.MalformedResult, "line 1"),
    ("JSON with a mistake", b'{"a": 1,\n "b" 2}', r.MalformedResult, "line 2, column 6"),
    ("XML cut off", result("pytest/junit.xml")[:-20], r.MalformedResult, "line"),
    ("a row cut off", JTL + b"1700000000000,12,true\n17000000", r.MalformedResult, "line 3: it has 1 cells, not 3"),
    ("an open quote", JTL + b'"1700000000000,12,true\n', r.MalformedResult, "line 2"),
    ("a column twice", JTL.replace(b"\n", b",elapsed\n"), r.MalformedResult, "line 1"),
    ("a row after the last", LOCUST + b"\n" + LOCUST.splitlines()[1], r.MalformedResult, "line 6"),
    ("an MLflow line cut off", b"1700000000000 0.5 1\n1700000000001 0.", r.MalformedResult, "line 2"),
    ("deep lists", b"[" * 100_000, r.NestedTooDeep, "64"),
    ("deep objects", b'{"a":' * 65 + b"1" + b"}" * 65, r.NestedTooDeep, "64"),
    ("deep XML", b"<testsuite>" * 65, r.NestedTooDeep, "64"),
    ("NaN", b'{"accuracy": NaN}', r.NumberUnreadable, "NaN"),
    ("minus infinity", b'{"accuracy": -Infinity}', r.NumberUnreadable, "-Infinity"),
    ("NaN in a row", b"1700000000000 nan 0\n", r.NumberUnreadable, "Line 1"),
    ("a formula in a row", JTL + b"1700000000000,=1+1,true\n", r.NumberUnreadable, "Line 2, column elapsed"),
    ("digits of another script", JTL + "1700000000000,٣,true\n".encode(), r.NumberUnreadable, "٣"),
    ("a text for a number", swapped(K6, b'"count": 244', b'"count": "244"'), r.NumberUnreadable, "[“http_reqs”].count"),
    ("too large a number", b'{"accuracy": 1e999999}', r.NumberOutOfRange, "1E+999999"),
    ("an impossible number", b'{"accuracy": 1e99999999999999999999}', r.NumberOutOfRange, "1e9999"),
    ("an impossible number in a row", JTL + b"1,1e99999999999999999999,true\n", r.NumberOutOfRange, "Line 2"),
    ("endless digits", b'{"accuracy": ' + b"9" * 5000 + b"}", r.NumberOutOfRange, "9999"),
    ("endless digits in a row", JTL + b"1," + b"9" * 5000 + b",true\n", r.NumberOutOfRange, "Line 2"),
    ("a negative count", swapped(K6, b'"count": 244', b'"count": -244'), r.NumberOutOfRange, "0 or more, not “-244”"),
    ("a negative duration", JTL + b"1700000000000,-12,true\n", r.NumberOutOfRange, "Line 2, column elapsed"),
    ("a share above 1", b'{"passed_share": 1.2}', r.NumberOutOfRange, "between 0 and 1"),
    ("a time after 2100", JTL + b"9900000000000,12,true\n", r.NumberOutOfRange, "2100"),
    ("falling percentiles", swapped(LOCUST, b"3,3,4,5,7,9,12,14", b"3,3,4,5,7,5,12,14"), r.NumberOutOfRange, "ile 95"),
    ("a score above 10", swapped(SARIF, b'"9.8"', b'"98"'), r.NumberOutOfRange, "between 0 and 10"),
    ("half a request", swapped(K6, b'"count": 244', b'"count": 244.5'), r.WrongType, "a whole number"),
    ("a success of sorts", JTL + b"1700000000000,12,maybe\n", r.WrongType, "true or false"),
    ("a flag of sorts", swapped(SARIF, b'ful":true', b'ful":"yes"'), r.WrongType, "true or false"),
    ("an odd outcome", swapped(SODA, b': "pass"', b': "good"'), r.WrongType, "checks[0].outcome"),
    ("a list for an object", b'{"version": "2.1.0", "runs": [[]]}', r.WrongType, "$.runs[0] must be an object"),
    ("cases of other metrics", b'[{"a": 1}, {"b": 1}]', r.WrongType, "Case 2"),
    ("a key twice", b'{"accuracy": 0.2, "accuracy": 0.99}', r.KeyRepeated, "“accuracy”"),
    ("no row of all", b"\n".join(LOCUST.splitlines()[:-1]), r.FieldMissing, "Aggregated"),
    ("a scan that did not run", NO_RESULTS, r.FieldMissing, "$.runs[0].results"),
    ("no point in time", b'{"metrics": {"a": 1}, "started_at": "soon"}', r.TimeUnreadable, "“soon”"),
    ("a formula for a name", b'{"=cmd()": 1}', r.MetricNameNotAllowed, "“=cmd()”"),
    ("an invisible name", '{"a\u202eb": 1}'.encode(), r.MetricNameNotAllowed, "“a?b”"),
    ("a formula for a value", b'{"a": 1, "model": "@SUM(A1)"}', r.TextNotAllowed, "$[“model”]"),
    ("a formula for a tool", swapped(SARIF, b'"Semgrep OSS"', b'"=1+1"'), r.TextNotAllowed, "driver.name"),
    ("two names that become one", b'{"Recall@5": 1, "recall_5": 0}', r.MetricRepeated, "evaluation.recall_5"),
    ("failures hidden", swapped(LOCUST, b",Aggregated,508,19", b",Aggregated,508,0"), r.TotalsDisagree, "Failure"),
    ("more failures than requests", swapped(K6, b'"passes": 13', b'"passes": 245'), r.TotalsDisagree, "245"),
    ("a lost check", swapped(GX, b'_expectations": 4', b'_expectations": 5'), r.TotalsDisagree, "5"),
    ("a failure denied", swapped(SODA, b'"hasFailures": true', b'"hasFailures": false'), r.TotalsDisagree, "$.has"),
    ("a test left out", b'<testsuite tests="1" failures="1"><testcase/></testsuite>', r.TotalsDisagree, "1"),
    ("a case left out", swapped(PROMPTFOO, b'"successes": 2', b'"successes": 3'), r.TotalsDisagree, "stats"),
    ("a turned case", swapped(PROMPTFOO, b'"success": true', b'"success": false'), r.TotalsDisagree, "stats.successes"),
    ("a run that failed", swapped(MLFLOW, b"FINISHED", b"FAILED"), r.RunUnfinished, "FAILED"),
    ("a scan that failed", swapped(SARIF, b'ful":true', b'ful":false'), r.RunUnfinished, "Successful"),
    ("no requests", JTL, r.NothingMeasured, "no measurement"),
    ("no tests", b"<testsuites/>", r.NothingMeasured, "no measurement"),
    ("no runs", b'{"version": "2.1.0", "runs": []}', r.NothingMeasured, "no measurement"),
    ("two formats at once", POLYGLOT, r.AmbiguousFormat, "sarif, trivy"),
    ("a diary", b"Dear diary,\n", r.UnknownFormat, "k6-summary"),
    ("other JSON", b'{"hello": {"world": []}}', r.UnknownFormat, "trivy"),
    ("other XML", b"<project/>", r.UnknownFormat, "junit-xml"),
    ("a list of nothing", b"[]", r.UnknownFormat, "ragas-json"),
    ("too many columns", WIDE, r.TooManyRows, "1000 columns"),
    ("too many values", b"[" + b"0," * 1_000_001, r.TooManyRows, "1000000 values"),
    ("too long a line", JTL + b"1" * 2_000_000, r.LineTooLong, "line 2"),
    ("too long a tag", b'<testsuite><testcase name="' + b"a" * 2_000_000 + b'"/>', r.LineTooLong, "line 1"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "refusal", "phrase"), [pytest.param(*case[1:], id=case[0]) for case in CASES])
def test_what_is_wrong_is_refused_and_named(content: bytes, refusal: type[Refused], phrase: str) -> None:
    with pytest.raises(refusal, match=re.escape(phrase)):
        read(content, name="loss")


def test_a_metrics_file_needs_its_name() -> None:
    with pytest.raises(r.FieldMissing, match="name of the file"):
        read(b"1700000000000 0.5 0\n")


def test_a_format_that_is_said_must_exist_and_fit() -> None:
    with pytest.raises(r.NoSuchFormat, match="“excel”"):
        read(K6, format="excel")
    for other in ("sarif", "junit-xml", "jmeter-csv"):
        with pytest.raises(r.NotOfThisFormat, match=other):
            read(K6, format=other)
    with pytest.raises(r.NoSuchFormat):
        kind_of("excel")


def test_a_file_that_fits_several_formats_is_read_as_the_one_that_is_said() -> None:
    assert read(POLYGLOT, format="trivy").format == "trivy"


def test_every_refusal_has_a_case_here_and_a_sentence_in_french() -> None:
    here = {refusal.code for _, _, refusal, _ in CASES} | {"NO_SUCH_FORMAT", "NOT_OF_THIS_FORMAT", "RESULT_TOO_LARGE"}
    english = {refusal.code: refusal for refusal in refusals("services.gates.formats")}
    french: dict[str, str] = yaml.safe_load((FOLDER / "refusals_v1.yaml").read_text("utf-8"))["fr"]
    assert set(english) == here == set(french)
    assert list(french) == sorted(french)
    for code, refusal in english.items():
        assert set(re.findall(r"{(\w+)}", french[code])) == set(re.findall(r"{(\w+)}", refusal.__doc__ or ""))


def test_every_warning_has_a_sentence_in_both_languages() -> None:
    codes = {
        code.upper()
        for module in FOLDER.glob("*.py")
        for code in re.findall(r"noticed\((\w+)=", module.read_text("utf-8"))
    }
    sentences = yaml.safe_load((FOLDER / "warnings_v1.yaml").read_text("utf-8"))
    assert codes == set(sentences["en"]) == set(sentences["fr"])
    assert all("{count}" in text for language in ("en", "fr") for text in sentences[language].values())
