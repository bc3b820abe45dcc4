"""Facts told one after the other, an hour apart, and the report that is made of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, TypeAlias
from uuid import UUID
from zoneinfo import ZoneInfo

from services.engagement.projections.dimensions import DIMENSIONS
from services.engagement.projections.engagements import ENGAGEMENTS
from services.engagement.projections.findings import FINDINGS
from services.engagement.projections.gap_links import GAP_LINKS
from services.engagement.projections.gap_moves import GAP_MOVES
from services.engagement.projections.gap_register import GAP_REGISTER
from services.engagement.projections.pilot_costs import PILOT_COSTS
from services.engagement.projections.pilot_results import PILOT_RESULTS
from services.engagement.projections.pilots import PILOTS
from services.engagement.projections.tenants import TENANTS
from services.engagement.reports.close_out import CloseOutReport, CloseOutRows, build
from services.engagement.reports.wording import Wording
from shared.events.dimensions import DimensionEvent
from shared.events.engagements import EngagementEvent
from shared.events.gaps import GapEstimated, GapEvent, GapOpened
from shared.events.pilots import PilotEvent
from shared.events.tenants import Locale, TenantEvent
from shared.kernel.recorded import Recorded
from shared.projecting.projection import Key, Projection, Row
from tests.facts import engagements, gaps, pilots, tenants
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import ANA, BO, NOW

Fact: TypeAlias = TenantEvent | PilotEvent | EngagementEvent | DimensionEvent | GapEvent

NAMES = {ANA: "Ana Ortiz", BO: "Bo Larsen"}
IN_ENGLISH = replace(tenants.TENANT_CONFIGURED, locale=Locale.EN)
BEGINNING: tuple[Fact, ...] = (tenants.TENANT_REGISTERED, IN_ENGLISH, pilots.REGISTERED)
CLOSED: tuple[Fact, ...] = (*BEGINNING, pilots.RESULT, pilots.CLOSED, engagements.STARTED)


def told(*facts: Fact) -> list[Recorded[Any]]:
    return [
        Recorded(
            event=fact,
            tenant=tenants.TENANT_ID,
            seq=seq,
            event_id=UUID(int=seq),
            stream="told",
            version=seq,
            engagement_id=ENGAGEMENT,
            occurred_at=NOW + timedelta(hours=seq),
            recorded_at=NOW + timedelta(hours=seq),
            actor=ANA,
            command_id=UUID(int=seq),
        )
        for seq, fact in enumerate(facts, start=1)
    ]


def folded(projection: Projection[Row], log: Sequence[Recorded[Any]]) -> list[Row]:
    rows: dict[Key, Row] = {}
    for recorded in log:
        if not isinstance(recorded.event, projection.handles):
            continue
        for key in projection.keys(recorded):
            row = projection.after(key, rows.pop(key, None), recorded)
            if row is not None:
                rows[key] = row
    return list(rows.values())


def rows_of(*facts: Fact) -> CloseOutRows:
    log = told(*facts)
    return CloseOutRows(
        tenant=folded(TENANTS, log)[0],
        pilot=folded(PILOTS, log)[0],
        results=folded(PILOT_RESULTS, log),
        costs=folded(PILOT_COSTS, log),
        findings=folded(FINDINGS, log),
        engagement=folded(ENGAGEMENTS, log)[0],
        dimensions=folded(DIMENSIONS, log),
        gaps=folded(GAP_REGISTER, log),
        links=folded(GAP_LINKS, log),
        moves=folded(GAP_MOVES, log),
    )


def report_of(*facts: Fact, at: datetime | None = None) -> CloseOutReport:
    """As it reads after these facts, at the moment of the last one or at another."""
    return build(rows_of(*facts), position=len(facts), at=at or NOW + timedelta(hours=len(facts)))


def opened(number: int, title: str = "") -> GapOpened:
    return replace(gaps.OPENED, gap_id=UUID(int=0x600 + number), title=title or f"Gap {number}", proposal=None)


def estimated(number: int, days: int) -> GapEstimated:
    points = Decimal(days)
    return GapEstimated(gap_id=UUID(int=0x600 + number), low=points, likely=points, high=points)


def in_language(locale: Locale) -> Wording:
    return Wording(locale=locale, zone=ZoneInfo("UTC"), names=NAMES)


ENGLISH, FRENCH = in_language(Locale.EN), in_language(Locale.FR)
