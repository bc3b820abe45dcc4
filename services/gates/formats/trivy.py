"""Trivy: a report of `--format json`, of packages, configuration, secrets and licences."""

from collections.abc import Iterator
from decimal import Decimal

from services.gates.formats.document import Json, Node
from services.gates.formats.findings import FINDINGS, Severity, found
from services.gates.formats.format import DocumentFormat
from services.gates.formats.kinds import EvidenceKind
from services.gates.formats.numbers import instant
from services.gates.formats.reading import Reading, Tool
from services.gates.formats.refusals import WrongType

GRADES = {grade.upper(): grade for grade in Severity if grade is not Severity.SUPPRESSED}
LISTS = ("Vulnerabilities", "Misconfigurations", "Secrets", "Licenses")
PASSED = frozenset({"PASS", "EXCEPTION"})


def fits(document: Json) -> bool:
    match document:
        case {"SchemaVersion": Decimal(), "ArtifactName": str(), **others}:
            return isinstance(others.get("Results", []), list | None)
        case _:
            return False


def read(root: Node) -> Reading:
    at = root.optional("CreatedAt")
    about = root.optional("Trivy")
    version = about.optional("Version") if about else None
    return Reading(
        format=TRIVY.name,
        tool=Tool(name="Trivy", version=version.label() if version else ""),
        values=found(_severities(root)),
        ended_at=instant(at.text(), at.path) if at else None,
    )


def _severities(root: Node) -> Iterator[Severity]:
    for result in root.listed("Results"):
        for name in LISTS:
            yield from (_grade(finding) for finding in result.listed(name) if not _passed(finding))
        for _ in result.listed("ExperimentalModifiedFindings"):
            yield Severity.SUPPRESSED


def _passed(finding: Node) -> bool:
    """Only what is checked of a configuration can have passed; the status of a package says whether it is mended."""
    status = finding.optional("Status")
    return status is not None and status.text() in PASSED


def _grade(finding: Node) -> Severity:
    severity = finding.member("Severity")
    if severity.text() not in GRADES:
        raise WrongType(place=severity.path, expected=f"one of {', '.join(GRADES)}")
    return GRADES[severity.text()]


TRIVY = DocumentFormat(name="trivy", kind=EvidenceKind.SECURITY_SCAN, gives=FINDINGS, fits=fits, read=read)
