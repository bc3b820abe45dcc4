"""MLflow: a run as `mlflow runs describe` or the REST interface gives it, or one metric's file of the file store."""

from collections.abc import Iterator
from decimal import Decimal

from services.gates.formats.document import Json, Node
from services.gates.formats.evaluation import METRIC, evaluated
from services.gates.formats.format import DocumentFormat, LineFormat
from services.gates.formats.kinds import EvidenceKind
from services.gates.formats.limits import ROWS
from services.gates.formats.numbers import count, moment, number
from services.gates.formats.reading import Reading, Tool
from services.gates.formats.refusals import FieldMissing, MalformedResult, RunUnfinished, TooManyRows

MLFLOW = Tool(name="MLflow")
MILLISECONDS = (12, 14)  # digits of a time between 1973 and 2286


def fits(document: Json) -> bool:
    match document:
        case {"run": {"info": {"run_id": str()}, "data": {**_data}}}:
            return True
        case {"info": {"run_id": str()}, "data": {**_data}}:
            return True
        case _:
            return False


def read(root: Node) -> Reading:
    run = root.optional("run") or root
    info = run.member("info")
    state = info.member("status").label()
    if state != "FINISHED":
        raise RunUnfinished(state=state)
    started, ended = info.optional("start_time"), info.optional("end_time")
    return Reading(
        format=MLFLOW_RUN.name,
        tool=MLFLOW,
        values=evaluated(_metrics(run.member("data"))),
        started_at=moment(started.number(), started.path) if started else None,
        ended_at=moment(ended.number(), ended.path) if ended else None,
    )


def _metrics(data: Node) -> Iterator[tuple[str, Decimal]]:
    """A list by the REST interface, an object by the command line."""
    metrics = data.optional("metrics")
    if metrics is None:
        return
    if isinstance(metrics.value, list):
        for metric in metrics.elements():
            yield metric.member("key").text(), metric.member("value").number()
        return
    for name, metric in metrics.members():
        yield name, metric.number()


def is_metric(line: str) -> bool:
    match line.split():
        case [at, _value, step]:
            return MILLISECONDS[0] <= len(at) <= MILLISECONDS[1] and at.isdecimal() and step.isdecimal()
        case _:
            return False


def read_metric(lines: Iterator[str], name: str) -> Reading:
    """The metric's name is the file's. Of several values the one of the last step counts, and of that the newest."""
    metric = name.replace("\\", "/").rpartition("/")[2]
    if not metric:
        raise FieldMissing(place="The name of the file, which is the metric's,")
    _step, _at, value = max(_logged(lines))
    return Reading(format=MLFLOW_METRIC.name, tool=MLFLOW, values=evaluated([(metric, value)]))


def _logged(lines: Iterator[str]) -> Iterator[tuple[int, int, Decimal]]:
    for at, line in enumerate(lines, start=1):
        if at > ROWS:
            raise TooManyRows(most=ROWS, what="values")
        match line.split():
            case [when, value, step]:
                place = f"Line {at}"
                counted = (count(number(step, place), place), count(number(when, place), place))
                yield (*counted, number(value, place))
            case _:
                raise MalformedResult(place=f"line {at}", problem="it is not a time, a value and a step")


MLFLOW_RUN = DocumentFormat(
    name="mlflow-run", kind=EvidenceKind.EVALUATION_REPORT, gives=frozenset({METRIC}), fits=fits, read=read
)
MLFLOW_METRIC = LineFormat(
    name="mlflow-metric",
    kind=EvidenceKind.EVALUATION_REPORT,
    gives=frozenset({METRIC}),
    fits=is_metric,
    read=read_metric,
)
