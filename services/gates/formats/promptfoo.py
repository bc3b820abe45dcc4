"""promptfoo: what `promptfoo eval --output` writes as JSON."""

from collections.abc import Iterator
from decimal import Decimal

from services.gates.formats.document import Json, Node
from services.gates.formats.evaluation import CASES, COUNTED, METRIC, SHARE, evaluated
from services.gates.formats.format import DocumentFormat
from services.gates.formats.kinds import EvidenceKind
from services.gates.formats.numbers import instant, ratio, sum_of
from services.gates.formats.reading import Reading, Tool, given
from services.gates.formats.refusals import NothingMeasured, TotalsDisagree


def fits(document: Json) -> bool:
    match document:
        case {"results": {"stats": {"successes": Decimal(), "failures": Decimal()}, "results": [*_cases]}}:
            return True
        case _:
            return False


def read(root: Node) -> Reading:
    results = root.member("results")
    stats = results.member("stats")
    passed, failed = stats.member("successes").count(), stats.member("failures").count()
    told = stats.optional("errors")
    errors = told.count() if told else 0
    cases = passed + failed + errors
    _agree(results, cases, passed)
    counted = given(
        (CASES, cases),
        ("evaluation.passed", passed),
        ("evaluation.failed", failed),
        ("evaluation.errors", errors),
        (SHARE, ratio(passed, cases)),
    )
    began = results.optional("timestamp")
    return Reading(
        format=PROMPTFOO.name,
        tool=Tool(name="promptfoo", version=_version(root)),
        values=evaluated(_scores(results), counted),
        started_at=instant(began.text(), began.path) if began else None,
    )


def _version(root: Node) -> str:
    about = root.optional("metadata")
    version = about.optional("promptfooVersion") if about else None
    return version.label() if version else ""


def _agree(results: Node, cases: int, passed: int) -> None:
    """What the statistics say is what the cases make."""
    listed = list(results.listed("results"))
    succeeded = sum(case.member("success").flag() for case in listed)
    if not listed:
        raise NothingMeasured
    if len(listed) != cases:
        raise TotalsDisagree(place=f"{results.path}.stats", claimed=cases, counted=len(listed))
    if succeeded != passed:
        raise TotalsDisagree(place=f"{results.path}.stats.successes", claimed=passed, counted=succeeded)


def _scores(results: Node) -> Iterator[tuple[str, Decimal]]:
    """A named metric's mean over all assertions of that name, whatever prompt or provider they judged."""
    totals: dict[str, Decimal] = {}
    counts: dict[str, Decimal] = {}
    for prompt in results.listed("prompts"):
        metrics = prompt.optional("metrics")
        if metrics:
            _add(totals, metrics.optional("namedScores"))
            _add(counts, metrics.optional("namedScoresCount"))
    for name, total in totals.items():
        mean = ratio(total, counts.get(name, Decimal(0)))
        if mean is not None:
            yield name, mean


def _add(sums: dict[str, Decimal], named: Node | None) -> None:
    for name, value in named.members() if named else ():
        sums[name] = sum_of(sums.get(name, Decimal(0)), value.number())


PROMPTFOO = DocumentFormat(
    name="promptfoo",
    kind=EvidenceKind.EVALUATION_REPORT,
    gives=COUNTED | {METRIC},
    fits=fits,
    read=read,
)
