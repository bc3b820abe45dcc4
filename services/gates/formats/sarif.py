"""SARIF 2.1.0, as scanners of code write it."""

from collections.abc import Iterator
from decimal import Decimal

from services.gates.formats.document import Json, Node
from services.gates.formats.findings import FINDINGS, Severity, found
from services.gates.formats.format import DocumentFormat
from services.gates.formats.kinds import EvidenceKind
from services.gates.formats.numbers import number, shown
from services.gates.formats.reading import Reading, Tool, noticed
from services.gates.formats.refusals import NothingMeasured, NumberOutOfRange, RunUnfinished, WrongType

LEVELS = {"error": Severity.HIGH, "warning": Severity.MEDIUM, "note": Severity.LOW}
SCORES = ((Decimal(9), Severity.CRITICAL), (Decimal(7), Severity.HIGH), (Decimal(4), Severity.MEDIUM))
WORST = Decimal(10)
NO_FINDINGS = frozenset({"pass", "open", "informational", "notApplicable", "review"})
GONE, ACCEPTED = "absent", "accepted"


def fits(document: Json) -> bool:
    match document:
        case {"version": "2.1.0", "runs": [*_runs]}:
            return True
        case _:
            return False


def read(root: Node) -> Reading:
    runs = list(root.member("runs").elements())
    if not runs:
        raise NothingMeasured
    for run in runs:
        _ended_well(run)
    driver = runs[0].member("tool").member("driver")
    version = driver.optional("semanticVersion") or driver.optional("version")
    return Reading(
        format=SARIF.name,
        tool=Tool(name=driver.member("name").label(), version=version.label() if version else ""),
        values=found(severity for run in runs for severity in _severities(run)),
        warnings=noticed(further_runs=len(runs) - 1),
    )


def _ended_well(run: Node) -> None:
    for invocation in run.listed("invocations"):
        succeeded = invocation.optional("executionSuccessful")
        if succeeded and not succeeded.flag():
            raise RunUnfinished(state=f"{succeeded.path} is false")


def _severities(run: Node) -> Iterator[Severity]:
    rules = {rule.member("id").text(): rule for rule in _rules(run.member("tool"))}
    for result in run.member("results").elements():
        severity = _severity(result, rules)
        if severity:
            yield severity


def _rules(tool: Node) -> Iterator[Node]:
    for part in (tool.member("driver"), *tool.listed("extensions")):
        yield from part.listed("rules")


def _severity(result: Node, rules: dict[str, Node]) -> Severity | None:
    """By the rule's security score where it has one, else by level. What is no finding, or is gone, has none."""
    kind, standing = result.optional("kind"), result.optional("baselineState")
    if (kind and kind.text() in NO_FINDINGS) or (standing and standing.text() == GONE):
        return None
    rule = rules.get(_rule_id(result))
    graded = _level(result, rule)
    return Severity.SUPPRESSED if graded and _suppressed(result) else graded


def _suppressed(result: Node) -> bool:
    """Nobody has anything against it: what is under review, or was rejected, suppresses nothing."""
    statuses = [suppression.optional("status") for suppression in result.listed("suppressions")]
    return bool(statuses) and all(status is None or status.text() == ACCEPTED for status in statuses)


def _rule_id(result: Node) -> str:
    told = result.optional("ruleId")
    rule = result.optional("rule")
    told = told or (rule.optional("id") if rule else None)
    return told.text() if told else ""


def _level(result: Node, rule: Node | None) -> Severity | None:
    score = _score(result) or (_score(rule) if rule else None)
    if score:
        return _scored(score)
    defaults = rule.optional("defaultConfiguration") if rule else None
    level = result.optional("level") or (defaults.optional("level") if defaults else None)
    if level is None:
        return Severity.MEDIUM  # `warning`, as the standard has it
    if level.value == "none":
        return None
    if level.text() not in LEVELS:
        raise WrongType(place=level.path, expected="none, note, warning or error")
    return LEVELS[level.text()]


def _score(of: Node) -> Node | None:
    properties = of.optional("properties")
    return properties.optional("security-severity") if properties else None


def _scored(score: Node) -> Severity:
    """By the bands of CVSS."""
    value = number(score.value, score.path) if isinstance(score.value, str) else score.number()
    if not 0 <= value <= WORST:
        raise NumberOutOfRange(place=score.path, expected="between 0 and 10", given=shown(value))
    return next((severity for least, severity in SCORES if value >= least), Severity.LOW)


SARIF = DocumentFormat(name="sarif", kind=EvidenceKind.SECURITY_SCAN, gives=FINDINGS, fits=fits, read=read)
