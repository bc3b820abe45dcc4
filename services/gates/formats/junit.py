"""JUnit XML, as pytest, Maven and many others write it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime

from services.gates.formats.format import MarkupFormat
from services.gates.formats.kinds import EvidenceKind
from services.gates.formats.limits import ROWS
from services.gates.formats.markup import Element
from services.gates.formats.numbers import instant
from services.gates.formats.reading import Reading, Tool, given, noticed
from services.gates.formats.refusals import NothingMeasured, TooManyRows, TotalsDisagree

WORST_FIRST = ("error", "failure", "skipped")
TESTS = frozenset(f"tests.{name}" for name in ("total", "passed", "failed", "errors", "skipped"))
NEVER_RAN = frozenset({"notrun", "disabled", "suppressed", "skipped"})
CLAIMED = {"tests": "total", "failures": "failure", "errors": "error"}


class _Suites:
    """What went by: how each test case ended, and what the outermost suites claim."""

    def __init__(self) -> None:
        self.met: Counter[str] = Counter()
        self.claimed: Counter[str] = Counter()
        self.began: datetime | None = None
        self.outermost = 0
        self._case: tuple[int, str] | None = None

    def add(self, element: Element) -> None:
        if element.name in {"testsuite", "testsuites"}:
            self._suite(element)
        elif element.name == "testcase":
            self.close()
            self._case = (element.depth, "skipped" if _never_ran(element) else "passed")
        elif self._case and element.name in WORST_FIRST and element.depth == self._case[0] + 1:
            self._case = (self._case[0], _worse(self._case[1], element.name))

    def close(self) -> None:
        if self._case:
            self.met[self._case[1]] += 1
            self.met["total"] += 1
        self._case = None
        if self.met["total"] > ROWS:
            raise TooManyRows(most=ROWS, what="test cases")

    def _suite(self, element: Element) -> None:
        written = element.attributes.get("timestamp")
        at = instant(written, element.place("timestamp")) if written else None
        self.began = min(filter(None, (self.began, at)), default=None)
        told = {name: element.optional_count(name) for name in CLAIMED}
        if told["tests"] is not None and (not self.outermost or element.depth == self.outermost):
            self.outermost = element.depth
            self.claimed.update({CLAIMED[name]: number or 0 for name, number in told.items()})


def _never_ran(case: Element) -> bool:
    """As tests say that are disabled, where a tool tells that by no element of its own."""
    return case.attributes.get("status") in NEVER_RAN or case.attributes.get("result") in NEVER_RAN


def _worse(one: str, other: str) -> str:
    return min(one, other, key=lambda ended: WORST_FIRST.index(ended) if ended in WORST_FIRST else len(WORST_FIRST))


def read(elements: Iterator[Element]) -> Reading:
    suites = _Suites()
    for element in elements:
        suites.add(element)
    suites.close()
    met = suites.met
    _no_better_than_claimed(met, suites.claimed)
    return Reading(
        format=JUNIT.name,
        tool=Tool(name=""),
        values=given(
            ("tests.total", met["total"]),
            ("tests.passed", met["passed"]),
            ("tests.failed", met["failure"]),
            ("tests.errors", met["error"]),
            ("tests.skipped", met["skipped"]),
        ),
        started_at=suites.began,
        warnings=noticed(totals_differ=sum(suites.claimed[name] != met[name] for name in suites.claimed)),
    )


def _no_better_than_claimed(met: Mapping[str, int], claimed: Mapping[str, int]) -> None:
    """Tools count differently, but none reports a failure that none of its cases shows."""
    if not met["total"]:
        raise NothingMeasured
    bad, told = met["failure"] + met["error"], claimed["failure"] + claimed["error"]
    if told > bad:
        raise TotalsDisagree(place="The suite's failures and errors", claimed=told, counted=bad)


JUNIT = MarkupFormat(
    name="junit-xml",
    kind=EvidenceKind.TEST_REPORT,
    gives=TESTS,
    roots=frozenset({"testsuites", "testsuite"}),
    read=read,
)
