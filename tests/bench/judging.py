"""Judging one engagement: the verdict on all twenty criteria that ship, and the facts that it stands on.

The verdict's limit is asking its rules alone, of facts that lie ready; that of folding 2,000 events into facts is
decoding them. The facts meet every criterion, so that every rule is asked to its end.
"""

from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter

from services.gates.domain.facts.sheet import items_of, sheet
from services.gates.domain.framework.model import Framework
from services.gates.domain.framework.rules import values
from shared.eventstore.codec import decode, encode
from shared.eventstore.log import Entry
from shared.kernel.recorded import Recorded
from shared.rules.asking import holds
from tests.bench.measure import Measure
from tests.fact_sheet import log
from tests.unit.engagement.projections.life import LIFE
from tests.unit.gates.domain.verdict.twenty import FAIRWAY, TODAY, facts, verdict

EVENTS, ROUNDS, TIMES = 2_000, 7, 50
RULES, DECODING = "asking the rules alone", "decoding the events"


def rules_of(framework: Framework) -> tuple[str, ...]:
    return tuple(clause.rule for each in framework.criteria for clause in (*each.holds, *each.current))


def stored() -> list[Entry]:
    """A life of an engagement over and over, as the log holds it."""
    several = EVENTS // len(LIFE) + 1
    return [entry(each) for each in log((LIFE * several)[:EVENTS])]


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
    return [*verdicts(), *sheets()]


def verdicts() -> list[Measure]:
    given, rules = facts(), rules_of(FAIRWAY)

    def ask() -> None:
        seen = values(given, TODAY)
        for rule in rules:
            holds(rule, seen)

    limit, ours = beside(ask, lambda: verdict(given), TIMES)
    return of(RULES, limit, "verdict on twenty criteria", ours)


def sheets() -> list[Measure]:
    entries = stored()
    events = [decode(each) for each in entries]
    limit, ours = beside(
        lambda: [decode(each) for each in entries], lambda: sheet(items_of(events), TODAY, FAIRWAY.evidence), 1
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
