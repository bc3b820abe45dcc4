"""What an evaluation measured: each metric under a name that rules can write."""

import re
from collections.abc import Iterable, Iterator

from services.gates.formats.limits import METRICS, NAME_CHARACTERS
from services.gates.formats.numbers import shown
from services.gates.formats.reading import Measured, Value
from services.gates.formats.refusals import MetricNameNotAllowed, MetricRepeated, NothingMeasured, TooManyRows

METRIC = "evaluation.<metric>"
CASES = "evaluation.cases"
SHARE = "evaluation.passed_share"
COUNTED = frozenset({CASES, "evaluation.passed", "evaluation.failed", "evaluation.errors", SHARE})

PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _.,:;@/()%<>=*+-]*")
SEPARATORS = re.compile(r"[^a-z0-9]+")


def metric_named(name: str) -> str:
    """`Recall@5` is `evaluation.recall_5`: small letters and digits, with one `_` for whatever stands between."""
    if len(name) > NAME_CHARACTERS or not PLAIN.fullmatch(name):
        raise MetricNameNotAllowed(given=shown(name))
    return f"evaluation.{SEPARATORS.sub('_', name.lower()).strip('_')}"


def evaluated(metrics: Iterable[tuple[str, Value]], counted: tuple[Measured, ...] = ()) -> tuple[Measured, ...]:
    values = (*counted, *_named(metrics))
    seen: set[str] = set()
    for measured in values:
        if measured.name in seen:
            raise MetricRepeated(name=measured.name)
        seen.add(measured.name)
    if not values:
        raise NothingMeasured
    return values


def _named(metrics: Iterable[tuple[str, Value]]) -> Iterator[Measured]:
    for seen, (name, value) in enumerate(metrics):
        if seen == METRICS:
            raise TooManyRows(most=METRICS, what="metrics")
        yield Measured(name=metric_named(name), value=value)
