"""The fact sheet of an engagement: folded from its events, told on a day. Nothing tells a fact a second way."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, tzinfo
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from services.gates.domain.facts.accountability import ACCOUNTABILITY
from services.gates.domain.facts.audit_log import AUDIT_LOG
from services.gates.domain.facts.environment import ENVIRONMENT
from services.gates.domain.facts.evidence import EVIDENCE, meanings_of
from services.gates.domain.facts.gaps import GAPS
from services.gates.domain.facts.go_live import GO_LIVE
from services.gates.domain.facts.grounding import GROUNDING
from services.gates.domain.facts.integration import INTEGRATION
from services.gates.domain.facts.load_test import LOAD_TEST
from services.gates.domain.facts.measurement import MEASUREMENT
from services.gates.domain.facts.model import Area, Fact, Facts, Meaning, On
from services.gates.domain.facts.obligations import OBLIGATIONS
from services.gates.domain.facts.ownership import OWNERSHIP
from services.gates.domain.facts.people import PEOPLE
from services.gates.domain.facts.pilot import PILOT_AREA
from services.gates.domain.facts.quality import QUALITY
from services.gates.domain.facts.readiness import READINESS
from services.gates.domain.facts.release import RELEASE
from services.gates.domain.facts.report import REPORT
from services.gates.domain.facts.responsibilities import RESPONSIBILITIES
from services.gates.domain.facts.scope import SCOPE
from services.gates.domain.facts.sources import SOURCES
from services.gates.domain.facts.stages import STAGES
from services.gates.domain.facts.validation import VALIDATION
from services.gates.domain.facts.vendor import VENDOR
from services.gates.domain.framework.model import EvidenceKind
from shared.kernel.recorded import Recorded

Items: TypeAlias = Mapping[str, Mapping[str, Any]]
"""By area and by key."""

AREAS: tuple[Area[Any], ...] = (
    SOURCES,
    ACCOUNTABILITY,
    AUDIT_LOG,
    ENVIRONMENT,
    RELEASE,
    LOAD_TEST,
    INTEGRATION,
    VALIDATION,
    GROUNDING,
    EVIDENCE,
    PEOPLE,
    GAPS,
    STAGES,
    SCOPE,
    PILOT_AREA,
    VENDOR,
    OWNERSHIP,
    GO_LIVE,
    REPORT,
    READINESS,
    OBLIGATIONS,
    QUALITY,
    MEASUREMENT,
    RESPONSIBILITIES,
)
HANDLED: tuple[type[Any], ...] = tuple(dict.fromkeys(event for area in AREAS for event in area.handles))
HANDLERS: Mapping[type[Any], tuple[Area[Any], ...]] = {
    event: tuple(area for area in AREAS if event in area.handles) for event in HANDLED
}
VOCABULARY: Mapping[str, Meaning] = {meaning.name: meaning for area in AREAS for meaning in area.meanings}
"""All facts but those of evidence, whose kinds are a framework's own."""

AREA_OF: Mapping[str, str] = {meaning.name: area.name for area in AREAS for meaning in area.meanings}


def area_of(fact: str) -> str:
    """The name of the area that tells a fact of this name."""
    return AREA_OF.get(fact, EVIDENCE.name)


def vocabulary(kinds: Iterable[EvidenceKind]) -> Mapping[str, Meaning]:
    """All that rules may name where these kinds of evidence are known."""
    return {**VOCABULARY, **{meaning.name: meaning for meaning in meanings_of(kinds)}}


def items_of(events: Iterable[Recorded[Any]]) -> Items:
    """Of one engagement's events, in the order of the log; what no area handles is passed over."""
    return folded({}, events)


def folded(items: Items, events: Iterable[Recorded[Any]]) -> Items:
    """The items after more events; those that were given stay as they are."""
    after: dict[str, dict[str, Any]] = {}
    for recorded in events:
        for area in HANDLERS.get(type(recorded.event), ()):
            mine = after.get(area.name)
            if mine is None:
                mine = after[area.name] = dict(items.get(area.name, {}))
            change(area, mine, recorded)
    return {**items, **after}


def change(area: Area[Any], items: dict[str, Any], recorded: Recorded[Any]) -> None:
    for key in area.keys(recorded):
        item = area.fold(items.get(key), recorded)
        if item is None:
            items.pop(key, None)
        else:
            items[key] = item


def sheet(items: Items, day: date, kinds: Iterable[EvidenceKind] = (), zone: str | None = None) -> Facts:
    """What is known on one of the tenant's days, which begin in `zone`, by name; of evidence, what these kinds say."""
    on = On(day=day, kinds=tuple(kinds), zone=days_in(zone))
    told: dict[str, Fact] = {}
    for area in AREAS:
        mine = items.get(area.name)
        if mine:
            told.update(area.tell(mine, on))
    return told


def days_in(zone: str | None) -> tzinfo:
    """By its IANA name; where a tenant has named none, its days begin in UTC."""
    return UTC if zone is None else ZoneInfo(zone)


def turns(items: Items, day: date) -> tuple[date, ...]:
    """The later days, in order, from which on facts may read differently though nothing happens until then."""
    days = (turn for area in AREAS for turn in area.turns(items.get(area.name, {})))
    return tuple(sorted({turn for turn in days if turn > day}))
