"""Soda: the results of a scan, as `soda scan --scan-results-file` writes them."""

from services.gates.formats.checks import CHECKS, Outcome, checked
from services.gates.formats.document import Json, Node
from services.gates.formats.format import DocumentFormat
from services.gates.formats.kinds import EvidenceKind
from services.gates.formats.numbers import instant
from services.gates.formats.reading import Reading, Tool
from services.gates.formats.refusals import TotalsDisagree, WrongType

OUTCOMES = {"pass": Outcome.PASSED, "fail": Outcome.FAILED, "warn": Outcome.WARNED}


def fits(document: Json) -> bool:
    match document:
        case {"scanStartTimestamp": str(), "hasFailures": bool(), "checks": [*_checks]}:
            return True
        case _:
            return False


def read(root: Node) -> Reading:
    outcomes = [_outcome(check) for check in root.member("checks").elements()]
    claimed, counted = root.member("hasFailures").flag(), Outcome.FAILED in outcomes
    if claimed != counted:
        raise TotalsDisagree(place="$.hasFailures", claimed=claimed, counted=counted)
    began, ended = root.member("scanStartTimestamp"), root.optional("scanEndTimestamp")
    return Reading(
        format=SODA.name,
        tool=Tool(name="Soda"),
        values=checked(outcomes),
        started_at=instant(began.text(), began.path),
        ended_at=instant(ended.text(), ended.path) if ended else None,
    )


def _outcome(check: Node) -> Outcome:
    """A check without an outcome could not be evaluated."""
    told = check.optional("outcome")
    if told is None:
        return Outcome.ERRORS
    if told.text() not in OUTCOMES:
        raise WrongType(place=told.path, expected="pass, warn, fail or nothing")
    return OUTCOMES[told.text()]


SODA = DocumentFormat(name="soda-scan", kind=EvidenceKind.DATA_CHECK_REPORT, gives=CHECKS, fits=fits, read=read)
