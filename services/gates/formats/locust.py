"""Locust: the file `…_stats.csv` that `--csv` writes; its row `Aggregated` is the test."""

from collections.abc import Iterator
from decimal import Decimal

from services.gates.formats.format import LineFormat
from services.gates.formats.kinds import EvidenceKind
from services.gates.formats.load import LOAD, PERCENTILES, Load
from services.gates.formats.reading import Reading, Tool
from services.gates.formats.refusals import FieldMissing, MalformedResult, TotalsDisagree
from services.gates.formats.table import Row, header, rows

COLUMNS = frozenset({"Type", "Name", "Request Count", "Failure Count", "Requests/s", "50%", "90%", "95%", "99%"})
NOT_TOLD = "N/A"


def fits(line: str) -> bool:
    return set(header(line)) >= COLUMNS


def read(lines: Iterator[str], _name: str) -> Reading:
    requests = failures = 0
    aggregated: Row | None = None
    for row in rows(lines):
        if aggregated is not None:
            raise MalformedResult(place=f"line {row.line}", problem="there is a row after Aggregated")
        if row.cell("Name") == "Aggregated" and not row.cell("Type"):
            aggregated = row
            continue
        requests += row.count("Request Count")
        failures += row.count("Failure Count")
    if aggregated is None:
        raise FieldMissing(place="The last row, Aggregated,")
    _agree(aggregated, "Request Count", requests)
    _agree(aggregated, "Failure Count", failures)
    return Reading(format=LOCUST.name, tool=Tool(name="Locust"), values=_load(aggregated).values())


def _agree(aggregated: Row, column: str, counted: int) -> None:
    claimed = aggregated.count(column)
    if claimed != counted:
        raise TotalsDisagree(place=aggregated.place(column), claimed=claimed, counted=counted)


def _load(row: Row) -> Load:
    told = {name: _told(row, f"{name.replace('_', '.')}%") for name in PERCENTILES}
    return Load(
        requests=row.count("Request Count"),
        failures=row.count("Failure Count"),
        achieved_rps=row.amount("Requests/s"),
        latencies={name: value for name, value in told.items() if value is not None},
        latency_max=_told(row, "Max Response Time"),
    )


def _told(row: Row, column: str) -> Decimal | None:
    return None if row.optional(column) in {None, NOT_TOLD} else row.amount(column)


LOCUST = LineFormat(
    name="locust-stats",
    kind=EvidenceKind.LOAD_TEST_REPORT,
    gives=LOAD - {"load.duration_s", "load.virtual_users"},
    fits=fits,
    read=read,
)
