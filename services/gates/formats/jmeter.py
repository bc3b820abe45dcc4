"""JMeter: a JTL file of samples, as CSV with a header or as XML."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from services.gates.formats.format import LineFormat, MarkupFormat
from services.gates.formats.kinds import EvidenceKind
from services.gates.formats.limits import ROWS
from services.gates.formats.load import LOAD, PERCENTILES, Load
from services.gates.formats.markup import Element
from services.gates.formats.numbers import moment, ratio
from services.gates.formats.ranking import Ranking
from services.gates.formats.reading import Reading, Tool, noticed
from services.gates.formats.refusals import NothingMeasured, TooManyRows, WrongType
from services.gates.formats.table import Row, header, rows
from shared.kernel.record import record

COLUMNS = frozenset({"timeStamp", "elapsed", "success"})
SAMPLES = frozenset({"sample", "httpSample"})
A_SECOND = 1000  # milliseconds: of what ended sooner nobody can say how many a second it bears
SUM_OF_OTHERS = "Number of samples in transaction"


@record
class Sample:
    """One request, when it began and how long it took, in milliseconds."""

    began: int
    took: int
    succeeded: bool
    threads: int
    is_sum: bool


def fits(line: str) -> bool:
    return set(header(line)) >= COLUMNS


def read_rows(lines: Iterator[str], _name: str) -> Reading:
    return _reading(JMETER_CSV.name, map(_of_row, rows(lines)))


def _of_row(row: Row) -> Sample:
    return Sample(
        began=row.count("timeStamp"),
        took=row.count("elapsed"),
        succeeded=_flag(row.cell("success"), row.place("success")),
        threads=row.count("allThreads") if row.optional("allThreads") else 0,
        is_sum=(row.optional("responseMessage") or "").startswith(SUM_OF_OTHERS),
    )


def read_elements(elements: Iterator[Element]) -> Reading:
    """Only samples right below the root are requests of the test: those within one are its parts."""
    samples = (element for element in elements if element.depth == 2 and element.name in SAMPLES)  # noqa: PLR2004
    return _reading(JMETER_XML.name, map(_of_element, samples))


def _of_element(element: Element) -> Sample:
    return Sample(
        began=element.count("ts"),
        took=element.count("t"),
        succeeded=_flag(element.attributes.get("s", ""), element.place("s")),
        threads=element.optional_count("na") or 0,
        is_sum=element.attributes.get("rm", "").startswith(SUM_OF_OTHERS),
    )


def _flag(text: str, place: str) -> bool:
    if text not in {"true", "false"}:
        raise WrongType(place=place, expected="true or false")
    return text == "true"


class _Tally:
    """What is kept of the samples that went by."""

    def __init__(self) -> None:
        self.took = Ranking()
        self.failures = self.threads = self.sums = self.last = self.longest = 0
        self.first: int | None = None

    def add(self, sample: Sample) -> None:
        if self.took.total == ROWS:
            raise TooManyRows(most=ROWS, what="samples")
        self.took.add(sample.took)
        self.failures += not sample.succeeded
        self.threads = max(self.threads, sample.threads)
        self.first = sample.began if self.first is None else min(self.first, sample.began)
        self.last = max(self.last, sample.began + sample.took)
        self.longest = max(self.longest, sample.took)


def _reading(name: str, samples: Iterable[Sample]) -> Reading:
    tally = _Tally()
    for sample in samples:
        if sample.is_sum:
            tally.sums += 1
        else:
            tally.add(sample)
    if tally.first is None:
        raise NothingMeasured
    return Reading(
        format=name,
        tool=Tool(name="JMeter"),
        values=_load(tally, tally.last - tally.first).values(),
        started_at=moment(Decimal(tally.first), "The first sample's time"),
        ended_at=moment(Decimal(tally.last), "The last sample's end"),
        warnings=noticed(sums_left_out=tally.sums),
    )


def _load(tally: _Tally, lasted: int) -> Load:
    return Load(
        requests=tally.took.total,
        failures=tally.failures,
        achieved_rps=ratio(tally.took.total * 1000, lasted) if lasted >= A_SECOND else None,
        latencies=tally.took.nearest_rank(PERCENTILES),
        latency_max=tally.longest,
        duration_s=ratio(lasted, 1000),
        virtual_users=tally.threads or None,
    )


JMETER_CSV = LineFormat(name="jmeter-csv", kind=EvidenceKind.LOAD_TEST_REPORT, gives=LOAD, fits=fits, read=read_rows)
JMETER_XML = MarkupFormat(
    name="jmeter-xml",
    kind=EvidenceKind.LOAD_TEST_REPORT,
    gives=LOAD,
    roots=frozenset({"testResults"}),
    read=read_elements,
)
