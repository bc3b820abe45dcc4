"""k6: what `--summary-export` writes, what `handleSummary` gets, and the newer machine-readable summary."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from services.gates.formats.document import Json, Node
from services.gates.formats.format import DocumentFormat
from services.gates.formats.kinds import EvidenceKind
from services.gates.formats.load import LOAD, PERCENTILES, Load
from services.gates.formats.numbers import ARITHMETIC, instant, ratio, shown
from services.gates.formats.reading import Reading, Tool
from services.gates.formats.refusals import FieldMissing, TotalsDisagree

ROUNDED = Decimal("0.0001")


def spelt(name: str) -> tuple[str, ...]:
    """As the summaries write a percentile, the older ones in brackets; half of all is the median to both."""
    percent = name.replace("_", ".")
    return (*(("med",) if percent == "50" else ()), f"p({percent})", f"p{percent}")


TRENDS = {name: spelt(name) for name in PERCENTILES}


def fits(document: Json) -> bool:
    match document:
        case {"metrics": {"http_reqs": {**_requests}}}:
            return True
        case {"results": {"metrics": [*_metrics]}, "metadata": {"k6_version": str()}}:
            return True
        case _:
            return False


def read(root: Node) -> Reading:
    return _listed(root) if root.optional("results") else _by_name(root)


def _by_name(root: Node) -> Reading:
    metrics = {name: metric.optional("values") or metric for name, metric in root.member("metrics").members()}
    state = root.optional("state")
    ran_ms = state.optional("testRunDurationMs") if state else None
    requests = metrics.get("http_reqs") or _missing("$.metrics.http_reqs")
    load = Load(
        requests=requests.member("count").count(),
        failures=_failures(metrics.get("http_req_failed"), "passes"),
        achieved_rps=requests.member("rate").amount(),
        latencies=_latencies(metrics.get("http_req_duration")),
        latency_max=_told(metrics.get("http_req_duration"), "max"),
        duration_s=ARITHMETIC.divide(ran_ms.amount(), Decimal(1000)) if ran_ms else None,
        virtual_users=_users(metrics.get("vus_max")),
        thresholds_passed=_passed(list(_thresholds(root.member("metrics")))),
    )
    return Reading(format=K6.name, tool=Tool(name="k6"), values=load.values())


def _listed(root: Node) -> Reading:
    """The newer summary: metrics as a list, no rate but the duration, and nothing of thresholds."""
    metrics = _metrics(root.member("results").member("metrics"))
    requests = (metrics.get("http_reqs") or _missing("$.results.metrics: http_reqs")).member("count").count()
    duration = root.member("config").member("duration").amount()
    load = Load(
        requests=requests,
        failures=_failures(metrics.get("http_req_failed"), "matches"),
        achieved_rps=ratio(requests, duration),
        latencies=_latencies(metrics.get("http_req_duration")),
        latency_max=_told(metrics.get("http_req_duration"), "max"),
        duration_s=duration,
        virtual_users=_users(metrics.get("vus_max")),
    )
    about = root.member("metadata")
    written = about.optional("generated_at")
    ended_at = instant(written.text(), written.path) if written else None
    tool = Tool(name="k6", version=about.member("k6_version").label())
    return Reading(format=K6.name, tool=tool, values=load.values(), ended_at=ended_at)


def _metrics(listed: Node) -> Mapping[str, Node]:
    return {metric.member("name").text(): metric.member("values") for metric in listed.elements()}


def _missing(place: str) -> Node:
    raise FieldMissing(place=place)


def _told(metric: Node | None, *names: str) -> Decimal | None:
    found = (metric.optional(name) for name in names) if metric else iter(())
    return next((value.amount() for value in found if value), None)


def _latencies(metric: Node | None) -> Mapping[str, Decimal]:
    told = ((name, _told(metric, *spellings)) for name, spellings in TRENDS.items())
    return {name: value for name, value in told if value is not None}


def _failures(metric: Node | None, counter: str) -> int | None:
    """Of this rate, what k6 counts as passed is a request that failed. What it tells as a share says the same."""
    if metric is None:
        return None
    failed, others = metric.member(counter).count(), metric.optional("fails")
    told = metric.optional("rate") or metric.optional("value")
    if told and others and failed + others.count():
        computed = ARITHMETIC.divide(Decimal(failed), Decimal(failed + others.count()))
        if abs(told.number() - computed) > ROUNDED:
            raise TotalsDisagree(place=told.path, claimed=shown(told.value), counted=failed)
    return failed


def _users(metric: Node | None) -> int | None:
    most = (metric.optional("max") or metric.optional("value")) if metric else None
    return most.count() if most else None


def _passed(thresholds: list[bool]) -> bool | None:
    return all(thresholds) if thresholds else None


def _thresholds(metrics: Node) -> Iterator[bool]:
    """An exported summary says of each threshold whether it was crossed, the other one whether it is ok."""
    for _, metric in metrics.members():
        thresholds = metric.optional("thresholds")
        for _, threshold in thresholds.members() if thresholds else ():
            crossed = isinstance(threshold.value, bool)
            yield not threshold.flag() if crossed else threshold.member("ok").flag()


K6 = DocumentFormat(
    name="k6-summary",
    kind=EvidenceKind.LOAD_TEST_REPORT,
    gives=LOAD | {"load.thresholds_passed"},
    fits=fits,
    read=read,
)
