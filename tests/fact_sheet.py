"""Events as an engagement's log would hold them, made of their own types, and the facts that they tell."""

import types
from collections.abc import Iterable, Sequence
from dataclasses import is_dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from hypothesis import strategies

from services.gates.domain.facts.model import Facts
from services.gates.domain.facts.sheet import AREAS, items_of, sheet
from services.gates.domain.framework.model import EvidenceKind, Words
from shared.events.readiness import ReadinessEvaluated
from shared.events.releases import ReleasePinned
from shared.kernel.recorded import Recorded
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import ANA

TENANT = UUID(int=0xAA)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = date(2026, 3, 2)

DRILL = EvidenceKind(
    name="fire_drill",
    words=Words(en="Fire drill", fr="Exercice d'alerte"),
    values={"acknowledged_in": "count", "passed": "truth", "share": "decimal", "held_on": "day", "by": "text"},
)
REPORT = EvidenceKind(
    name="load_test_report",
    words=Words(en="Load test report", fr="Rapport d'essai de charge"),
    values={"load.achieved_rps": "decimal"},
)
KINDS = (DRILL, REPORT)


def envelope(event: object, seq: int) -> Recorded[Any]:
    """Each an hour after the other."""
    moment = NOON + timedelta(hours=seq - 1)
    return Recorded(
        event=event,
        tenant=TENANT,
        seq=seq,
        event_id=UUID(int=seq),
        stream="any",
        version=seq,
        engagement_id=ENGAGEMENT,
        occurred_at=moment,
        recorded_at=moment,
        actor=ANA,
        command_id=UUID(int=0xC0 + seq),
    )


def log(events: Iterable[object]) -> list[Recorded[Any]]:
    return [envelope(event, seq) for seq, event in enumerate(events, start=1)]


def told(*events: object, day: date = TODAY) -> Facts:
    """The facts after these events, the first of which is at position 1."""
    return sheet(items_of(log(events)), day, KINDS)


def brief(facts: Facts, area: str) -> dict[str, tuple[object, tuple[int, ...]]]:
    """Of one area: value and positions by the fact's own name."""
    prefix = f"{area}."
    return {name.removeprefix(prefix): (fact.value, fact.positions) for name, fact in facts.items() if prefix in name}


# --- Any history ------------------------------------------------------------

IDS = tuple(UUID(int=each) for each in (1, 2))
DAYS = tuple(TODAY + timedelta(days=each) for each in (-40, -1, 0, 1, 30))
TEXTS = {
    "kind": ("fire_drill", "load_test_report"),
    "role": ("business_owner", "adjuster"),
    "name": ("Claims", "load.achieved_rps", "share", "passed"),
    "value": ("12.5", "true", "2026-03-01"),
    "deliverable": ("close_out_report", "load_tests"),
}
PLAIN: dict[object, strategies.SearchStrategy[Any]] = {
    UUID: strategies.sampled_from(IDS),
    date: strategies.sampled_from(DAYS),
    bool: strategies.booleans(),
    Decimal: strategies.sampled_from([Decimal(each) for each in ("0.5", "40", "70", "100")]),
}


def any_of(name: str, hint: Any) -> strategies.SearchStrategy[Any]:  # noqa: ANN401 - a type hint
    """Any value that a field of this name and type may have; ids, names and days are few, so that events meet."""
    if hint in PLAIN:
        return PLAIN[hint]
    if hint is str:
        return strategies.sampled_from(TEXTS.get(name, ("Claims", "Records")))
    if hint is int:
        return strategies.just(1) if name == "policy" else strategies.integers(1, 3)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return strategies.sampled_from(list(hint))
    if is_dataclass(hint):
        return any_event(hint)
    return any_composite(name, hint)


def any_composite(name: str, hint: Any) -> strategies.SearchStrategy[Any]:  # noqa: ANN401 - likewise
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return strategies.one_of(
            *(strategies.none() if each is types.NoneType else any_of(name, each) for each in arguments)
        )
    if origin is tuple:
        return strategies.lists(any_of(name, arguments[0]), max_size=2, unique_by=named).map(tuple)
    if origin is Literal:
        return strategies.sampled_from(arguments)
    raise TypeError(f"{name}: {hint}")


def named(each: object) -> object:
    return getattr(each, "name", each)


def any_event(event: Any) -> strategies.SearchStrategy[Any]:  # noqa: ANN401 - a record class
    return strategies.builds(event, **{name: any_of(name, hint) for name, hint in get_type_hints(event).items()})


def histories(handled: Sequence[type[Any]], most: int = 25) -> strategies.SearchStrategy[list[Recorded[Any]]]:
    """Of any events of these types, in any order: more than can happen."""
    return strategies.lists(strategies.sampled_from(handled).flatmap(any_event), max_size=most).map(log)


HISTORIES = strategies.sampled_from(AREAS).flatmap(
    lambda area: histories([event for event in area.handles if event is not ReadinessEvaluated] or [ReleasePinned])
)
"""Of one area mostly, so that its events meet: areas know nothing of each other."""
