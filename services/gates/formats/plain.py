"""Metrics as plain JSON, for what no tool writes: an object of names and values, alone or under `metrics`."""

from decimal import Decimal

from services.gates.formats.document import Json, Node
from services.gates.formats.evaluation import COUNTED, METRIC, SHARE, evaluated, metric_named
from services.gates.formats.format import DocumentFormat
from services.gates.formats.kinds import EvidenceKind
from services.gates.formats.numbers import instant
from services.gates.formats.reading import Measured, Reading, Tool, Value

ABOUT = frozenset({"metrics", "tool", "version", "started_at", "ended_at"})


def fits(document: Json) -> bool:
    match document:
        case {"metrics": {**metrics}, **about}:
            return _flat(metrics) and about.keys() <= ABOUT
        case {**metrics}:
            return _flat(metrics)
        case _:
            return False


def _flat(metrics: dict[object, object]) -> bool:
    values = metrics.values()
    return any(isinstance(value, Decimal | bool) for value in values) and all(
        isinstance(value, Decimal | bool | str) for value in values
    )


def read(root: Node) -> Reading:
    metrics = root.optional("metrics")
    if metrics is None or not isinstance(metrics.value, dict):
        return Reading(format=PLAIN_JSON.name, tool=Tool(name=""), values=_values(root))
    tool = Tool(name=_label(root.optional("tool")), version=_label(root.optional("version")))
    started, ended = root.optional("started_at"), root.optional("ended_at")
    return Reading(
        format=PLAIN_JSON.name,
        tool=tool,
        values=_values(metrics),
        started_at=instant(started.text(), started.path) if started else None,
        ended_at=instant(ended.text(), ended.path) if ended else None,
    )


def _values(metrics: Node) -> tuple[Measured, ...]:
    return evaluated((name, _value(name, metric)) for name, metric in metrics.members())


def _value(name: str, metric: Node) -> Value:
    """What has a meaning of its own in an evaluation has its type too."""
    named = metric_named(name)
    if named == SHARE:
        return metric.share()
    if named in COUNTED:
        return metric.count()
    match metric.value:
        case bool(flag):
            return flag
        case str():
            return metric.label()
        case _:
            return metric.number()


def _label(node: Node | None) -> str:
    return node.label() if node else ""


PLAIN_JSON = DocumentFormat(
    name="json-metrics",
    kind=EvidenceKind.EVALUATION_REPORT,
    gives=COUNTED | {METRIC},
    fits=fits,
    read=read,
    last=True,
)
