"""The reports on disk, once their digests are what was published."""

import hashlib
import json
from base64 import b64decode
from pathlib import Path

from cli.demo.outcome import Outcome, Report
from cli.demo.returns import AdoptionReport, RoiReport
from cli.failures import Failure
from shared.kernel.canonical import canonical
from shared.kernel.record import record


class NotWhatWasPublished(Failure):
    """The report reads otherwise than when it was published."""


def check(report: Report | AdoptionReport) -> None:
    """Count the digest over the bytes ourselves, and hold it against what went on record."""
    found = hashlib.sha256(report.canonical.encode()).hexdigest()
    if not found == report.digest == report.published_digest or not report.intact:
        raise NotWhatWasPublished(f"The report has the digest {found}, and {report.published_digest} was published.")


@record
class Kept:
    """A report on disk, with the digest that went on record."""

    name: str
    digest: str
    files: tuple[Path, ...]


def kept_in(folder: Path, outcome: Outcome) -> list[Kept]:
    """Those that were published. Raises NotWhatWasPublished."""
    adoption, close_out = outcome.returns.report, outcome.report
    roi, digest = outcome.returns.roi_report, outcome.returns.published
    found: list[Kept] = []
    if adoption is not None:
        found.append(Kept(name="Adoption report", digest=adoption.digest, files=keep_adoption(adoption, folder)))
    if roi is not None and digest is not None:
        found.append(Kept(name="Return on investment", digest=digest, files=keep_roi(roi, digest, folder)))
    if close_out is not None:
        check(close_out)
        found.append(Kept(name="Close-out report", digest=close_out.digest, files=keep(close_out, folder)))
    return found


def keep(report: Report, folder: Path) -> tuple[Path, Path]:
    """Where the page and the data are."""
    folder.mkdir(parents=True, exist_ok=True)
    page, data = folder / "close-out.html", folder / "close-out.json"
    page.write_text(report.html, encoding="utf-8")
    data.write_bytes(report.canonical.encode())
    return page, data


def keep_adoption(report: AdoptionReport, folder: Path) -> tuple[Path, Path]:
    """Where the page and the PDF are."""
    check(report)
    folder.mkdir(parents=True, exist_ok=True)
    page, printed = folder / "adoption.html", folder / "adoption.pdf"
    page.write_text(report.html, encoding="utf-8")
    printed.write_bytes(b64decode(report.pdf))
    return page, printed


def keep_roi(report: RoiReport, digest: str, folder: Path) -> tuple[Path, Path]:
    """Where the page and the PDF are, once what was published has the digest that went on record."""
    found = hashlib.sha256(canonical(json.loads(report.canonical)["reported"]["reckoned"])).hexdigest()
    if found != digest:
        raise NotWhatWasPublished(f"The return has the digest {found}, and {digest} was published.")
    folder.mkdir(parents=True, exist_ok=True)
    page, printed = folder / "roi.html", folder / "roi.pdf"
    page.write_text(report.html, encoding="utf-8")
    printed.write_bytes(b64decode(report.pdf))
    return page, printed
