"""Judging one engagement: the verdict on all twenty criteria that ship, by either edition, and the facts it stands on.

The verdict's limit is asking its rules alone, of facts that lie ready; that of folding events into facts is decoding
them. What happened meets every criterion, so that every rule is asked to its end.
"""

from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter

from services.gates.domain.facts.sheet import items_of, sheet
from services.gates.domain.framework.model import Framework
from services.gates.domain.framework.rules import values
from services.gates.domain.verdict.standing import ground_of
from shared.eventstore.codec import decode, encode
from shared.eventstore.log import Entry
from shared.kernel.recorded import Recorded
from shared.rules.asking import holds
from tests.bench.measure import Measure
from tests.fact_sheet import log
from tests.unit.engagement.projections.life import LIFE
from tests.unit.gates.domain.gate import twenty_met, twenty_met_second
from tests.unit.gates.domain.gate.twenty_met import Met
from tests.unit.gates.domain.verdict.twenty import FIRST, TODAY, Edition
from tests.unit.gates.domain.verdict.twenty_second import SECOND

EVENTS, FEW, ROUNDS, TIMES = 2_000, 200, 7, 50
RULES, DECODING = "asking the rules alone", "decoding the events"
EDITIONS = ((FIRST, twenty_met.FIRST), (SECOND, twenty_met_second.SECOND))


def rules_of(framework: Framework) -> tuple[str, ...]:
    return tuple(clause.rule for each in framework.criteria for clause in (*each.holds, *each.current))


def stored(life: Sequence[object], events: int) -> list[Entry]:
    """A life of an engagement over and over, as the log holds it."""
    several = events // len(life) + 1
    return [entry(each) for each in log((*life,) * several)[:events]]


def entry(recorded: Recorded[object]) -> Entry:
    new = encode(recorded.event, recorded.event_id)
    return Entry(
        **{name: getattr(recorded, name) for name in Entry._fields if name in Recorded._fields},
        type=new.type,
        schema_version=new.schema_version,
        on_behalf_of=None,
        correlation_id=recorded.command_id,
        causation_id=None,
        traceparent=None,
        data=new.data,
        chain=b"",
    )


async def run(_: str) -> list[Measure]:
    """Measure without any database."""
    return [measure for edition, met in EDITIONS for measure in (*verdicts(edition), *from_log(met))] + sheets()


def verdicts(edition: Edition) -> list[Measure]:
    given, rules = edition.facts(), rules_of(edition.framework)

    def ask() -> None:
        seen = values(given, TODAY)
        for rule in rules:
            holds(rule, seen)

    limit, ours = beside(ask, lambda: edition.verdict(given), TIMES)
    return of(RULES, limit, f"verdict on twenty criteria, edition {edition.framework.version}", ours)


def from_log(met: Met) -> list[Measure]:
    """All that there is between a log and a verdict on it."""
    entries = stored(met.happened, FEW)
    events, frameworks = [decode(each) for each in entries], (met.framework,)
    limit, ours = beside(
        lambda: [decode(each) for each in entries],
        lambda: ground_of(events).verdict(frameworks, None, twenty_met.TODAY),
        TIMES // 5,
    )
    return of(DECODING, limit, f"verdict on {FEW} events, edition {met.framework.version}", ours)


def sheets() -> list[Measure]:
    entries = stored(LIFE, EVENTS)
    events = [decode(each) for each in entries]
    limit, ours = beside(
        lambda: [decode(each) for each in entries], lambda: sheet(items_of(events), TODAY, FIRST.framework.evidence), 1
    )
    return of(DECODING, limit, "2,000 events to facts", ours)


def of(limit_name: str, limit: Sequence[float], name: str, ours: Sequence[float]) -> list[Measure]:
    ratio = median(mine / theirs for mine, theirs in zip(ours, limit, strict=True))
    return [
        Measure(name=limit_name, value=median(limit), unit="ms"),
        Measure(name=name, value=median(ours), unit="ms", limit_name=limit_name, ratio=ratio),
    ]


def beside(limit: Callable[[], object], ours: Callable[[], object], times: int) -> tuple[list[float], list[float]]:
    """Milliseconds for one, in turn."""
    both: tuple[list[float], list[float]] = ([], [])
    for _round in range(ROUNDS):
        both[0].append(milliseconds(limit, times))
        both[1].append(milliseconds(ours, times))
    return both


def milliseconds(contestant: Callable[[], object], times: int) -> float:
    start = perf_counter()
    for _ in range(times):
        contestant()
    return (perf_counter() - start) * 1_000 / times
