"""The close-out report on disk: as a page and as data, once its digest is what was published."""

import hashlib
from pathlib import Path

from cli.demo.outcome import Report
from cli.failures import Failure


class NotWhatWasPublished(Failure):
    """The report reads otherwise than when it was published."""


def check(report: Report) -> None:
    """Count the digest over the bytes ourselves, and hold it against what went on record."""
    found = hashlib.sha256(report.canonical.encode()).hexdigest()
    if not found == report.digest == report.published_digest or not report.intact:
        raise NotWhatWasPublished(
            f"The close-out report has the digest {found}, and {report.published_digest} was published."
        )


def keep(report: Report, folder: Path) -> tuple[Path, Path]:
    """Where the page and the data are."""
    folder.mkdir(parents=True, exist_ok=True)
    page, data = folder / "close-out.html", folder / "close-out.json"
    page.write_text(report.html, encoding="utf-8")
    data.write_bytes(report.canonical.encode())
    return page, data
