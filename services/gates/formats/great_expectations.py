"""Great Expectations: the result of validating a suite."""

from decimal import Decimal

from services.gates.formats.checks import CHECKS, Outcome, checked
from services.gates.formats.document import Json, Node
from services.gates.formats.format import DocumentFormat
from services.gates.formats.kinds import EvidenceKind
from services.gates.formats.numbers import instant
from services.gates.formats.reading import Reading, Tool
from services.gates.formats.refusals import TotalsDisagree


def fits(document: Json) -> bool:
    match document:
        case {"success": bool(), "results": [*_results], "statistics": {"evaluated_expectations": Decimal()}}:
            return True
        case _:
            return False


def read(root: Node) -> Reading:
    results = list(root.member("results").elements())
    _agree(root.member("statistics"), results)
    about = root.optional("meta")
    version = about.optional("great_expectations_version") if about else None
    at = about.optional("validation_time") if about else None
    return Reading(
        format=GREAT_EXPECTATIONS.name,
        tool=Tool(name="Great Expectations", version=version.label() if version else ""),
        values=checked(map(_outcome, results)),
        started_at=instant(at.text(), at.path) if at and isinstance(at.value, str) else None,
    )


def _agree(statistics: Node, results: list[Node]) -> None:
    succeeded = sum(result.member("success").flag() for result in results)
    for name, counted in (("evaluated_expectations", len(results)), ("successful_expectations", succeeded)):
        claimed = statistics.member(name).count()
        if claimed != counted:
            raise TotalsDisagree(place=f"{statistics.path}.{name}", claimed=claimed, counted=counted)


def _outcome(result: Node) -> Outcome:
    """An expectation that is not met is a warning where its own severity says that it is not critical."""
    if result.member("success").flag():
        return Outcome.PASSED
    raised = result.optional("exception_info")
    told = raised.optional("raised_exception") if raised else None
    if told and told.flag():
        return Outcome.ERRORS
    severity = result.member("expectation_config").optional("severity")
    return Outcome.FAILED if severity is None or severity.text() == "critical" else Outcome.WARNED


GREAT_EXPECTATIONS = DocumentFormat(
    name="great-expectations", kind=EvidenceKind.DATA_CHECK_REPORT, gives=CHECKS, fits=fits, read=read
)
