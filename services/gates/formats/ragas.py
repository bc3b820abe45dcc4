"""Ragas: the scores of an evaluation, case by case, as CSV or JSON; a metric's value is its mean."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from services.gates.formats.document import Json, Node
from services.gates.formats.evaluation import CASES, METRIC, evaluated
from services.gates.formats.format import DocumentFormat, LineFormat
from services.gates.formats.kinds import EvidenceKind
from services.gates.formats.numbers import ratio, sum_of
from services.gates.formats.reading import Reading, Tool, given, noticed
from services.gates.formats.refusals import NothingMeasured, WrongType
from services.gates.formats.table import Row, header, rows

ASKED = frozenset({"user_input", "question"})
ANSWERED = frozenset({"response", "answer", "retrieved_contexts", "contexts", "reference", "ground_truth"})
ABOUT_THE_CASE = (
    ASKED
    | ANSWERED
    | {"ground_truths", "reference_contexts", "retrieved_context_ids", "reference_context_ids", "reference_tool_calls"}
    | {"multi_responses", "rubrics", "rubric", "persona_name", "query_style", "query_length", "synthesizer_name"}
)
WITHOUT = frozenset({"", "nan", "NaN"})
GIVES = frozenset({CASES, METRIC})


def fits(document: Json) -> bool:
    match document:
        case [{**first}, *_others]:
            told = {name: value for name, value in first.items() if name not in ABOUT_THE_CASE}
            return bool(told) and all(value is None or isinstance(value, Decimal) for value in told.values())
        case _:
            return False


def is_table(line: str) -> bool:
    columns = set(header(line))
    return bool(columns & ASKED and columns & ANSWERED and columns - ABOUT_THE_CASE)


def read(root: Node) -> Reading:
    return _reading(RAGAS_JSON.name, (dict(_of_node(case)) for case in root.elements()))


def _of_node(case: Node) -> Iterator[tuple[str, Decimal | None]]:
    for name, score in case.members():
        if name not in ABOUT_THE_CASE:
            yield name, None if score.value is None else score.number()


def read_rows(lines: Iterator[str], _name: str) -> Reading:
    return _reading(RAGAS_CSV.name, (dict(_of_row(row)) for row in rows(lines)))


def _of_row(row: Row) -> Iterator[tuple[str, Decimal | None]]:
    for name, cell in row.named():
        if name not in ABOUT_THE_CASE:
            yield name, None if cell in WITHOUT else row.number(name)


def _reading(name: str, cases: Iterable[Mapping[str, Decimal | None]]) -> Reading:
    """A case without a score, which Ragas could not judge, is left out of that metric's mean, as Ragas does."""
    totals: dict[str, Decimal] = {}
    scored: dict[str, int] = {}
    seen = 0
    for seen, case in enumerate(cases, start=1):
        if seen > 1 and case.keys() != scored.keys():
            raise WrongType(place=f"Case {seen}", expected="scored by the same metrics as the first")
        for metric, score in case.items():
            scored[metric] = scored.get(metric, 0) + (score is not None)
            totals[metric] = sum_of(totals.get(metric, Decimal(0)), score or Decimal(0))
    means = [(metric, ratio(totals[metric], count)) for metric, count in scored.items()]
    told = [(metric, mean) for metric, mean in means if mean is not None]
    if not told:
        raise NothingMeasured
    return Reading(
        format=name,
        tool=Tool(name="Ragas"),
        values=evaluated(told, given((CASES, seen))),
        warnings=noticed(scores_missing=sum(seen - count for count in scored.values())),
    )


RAGAS_JSON = DocumentFormat(name="ragas-json", kind=EvidenceKind.EVALUATION_REPORT, gives=GIVES, fits=fits, read=read)
RAGAS_CSV = LineFormat(
    name="ragas-csv", kind=EvidenceKind.EVALUATION_REPORT, gives=GIVES, fits=is_table, read=read_rows
)
