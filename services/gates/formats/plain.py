"""Metrics as plain JSON, for what no tool writes: an object of names and values, alone or under `metrics`."""

from collections.abc import Mapping
from decimal import Decimal

from services.gates.formats.document import Json, Node
from services.gates.formats.evaluation import CASES, COUNTED, METRIC, SHARE, evaluated, metric_named
from services.gates.formats.format import DocumentFormat
from services.gates.formats.kinds import EvidenceKind
from services.gates.formats.numbers import instant
from services.gates.formats.reading import Measured, Reading, Tool, Value
from services.gates.formats.refusals import TotalsDisagree

PASSED = "evaluation.passed"
ENDED = (PASSED, "evaluation.failed", "evaluation.errors")
ROUNDED = Decimal("0.005")  # a share is written to two places at least
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
    values = evaluated((name, _value(name, metric)) for name, metric in metrics.members())
    told = {measured.name: Decimal(measured.value) for measured in values if measured.name in COUNTED}
    _agree(told)
    return values


def _agree(told: Mapping[str, Decimal]) -> None:
    """What is counted is no more than there is, and the share is what the counts make."""
    cases, passed, share = (told.get(name) for name in (CASES, PASSED, SHARE))
    if cases is None:
        return
    ended = sum(told.get(name, Decimal(0)) for name in ENDED)
    if ended > cases:
        raise TotalsDisagree(place=CASES, claimed=cases, counted=ended)
    if passed is not None and share is not None and abs(share * cases - passed) > ROUNDED * cases:
        raise TotalsDisagree(place=SHARE, claimed=share, counted=passed)


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
