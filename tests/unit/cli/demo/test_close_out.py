"""The report on disk: kept only when its bytes give the digest that was published."""

from base64 import b64encode
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from cli.demo.close_out import NotWhatWasPublished, check, keep, keep_roi
from cli.demo.outcome import Report
from cli.demo.returns import RoiReport

CANONICAL = '{"name":"Boréale"}'
DIGEST = sha256(CANONICAL.encode()).hexdigest()


def report(**changed: object) -> Report:
    as_published = {
        "position": 7,
        "madeAt": datetime(2026, 8, 28, 13, tzinfo=UTC),
        "digest": DIGEST,
        "publishedDigest": DIGEST,
        "intact": True,
        "canonical": CANONICAL,
        "html": "<p>Boréale</p>",
    }
    return Report.model_validate({**as_published, **changed})


def test_a_report_that_reads_as_published_is_kept_byte_for_byte(tmp_path: Path) -> None:
    check(report())
    page, data = keep(report(), tmp_path / "new" / "folder")
    assert page.read_text(encoding="utf-8") == "<p>Boréale</p>"
    assert sha256(data.read_bytes()).hexdigest() == DIGEST


@pytest.mark.parametrize(
    "changed",
    [
        {"canonical": "{}"},
        {"publishedDigest": "0" * 64},
        {"publishedDigest": None},
        {"digest": "0" * 64},
        {"intact": False},
    ],
    ids=["other bytes", "published otherwise", "not published", "said otherwise", "not intact"],
)
def test_a_report_that_reads_otherwise_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(NotWhatWasPublished, match="was published"):
        check(report(**changed))


def test_the_return_is_kept_where_what_it_holds_was_published(tmp_path: Path) -> None:
    reckoned = '{"benefit":7}'
    told = {
        "canonical": f'{{"reported":{{"reckoned":{reckoned}}}}}',
        "html": "<p>7</p>",
        "pdf": b64encode(b"%PDF-").decode(),
    }
    report = RoiReport.model_validate(told)
    page, printed = keep_roi(report, sha256(reckoned.encode()).hexdigest(), tmp_path)
    assert (page.read_text(encoding="utf-8"), printed.read_bytes()) == ("<p>7</p>", b"%PDF-")
    with pytest.raises(NotWhatWasPublished, match="was published"):
        keep_roi(report, "0" * 64, tmp_path)
