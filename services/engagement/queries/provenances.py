"""What still has to pass from the vendor, or was never tested: counted for each engagement."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, and_, exists, func, not_, select

from services.engagement.domain.standing import (
    AssumptionStatus,
    DecisionStatus,
    ProvenanceBlocker,
    TransferStatus,
    provenance_blockers,
)
from services.engagement.projections.assumptions import ASSUMPTIONS
from services.engagement.projections.components import COMPONENTS
from services.engagement.projections.gap_register import GAP_REGISTER
from services.engagement.projections.knowledge_transfers import KNOWLEDGE_TRANSFERS
from services.engagement.projections.pilots import PILOTS
from services.engagement.projections.provenances import PROVENANCES
from services.engagement.projections.vendor_decisions import VENDOR_DECISIONS
from shared.events.ownership import Party
from shared.events.pilots import RunBy
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.compiled import among
from shared.projecting.reading import Reader


@record
class ProvenanceLine:
    """`blockers` says how often each stands in the way."""

    engagement_id: UUID
    run_by: RunBy
    blockers: tuple[tuple[ProvenanceBlocker, int], ...]
    version: int


@record
class Counted:
    engagement_id: UUID
    version: int
    run_by: RunBy
    components: int
    transfers: int
    broken: int
    unratified: int
    not_accepted: int
    unverified: int


async def provenances_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[ProvenanceLine | None]:
    provenances, pilots = source.of(PROVENANCES), source.of(PILOTS)
    both = provenances.join(pilots, provenances.c.engagement_id == pilots.c.pilot_id)
    numbers = (number.label(name) for name, number in counts(source, provenances).items())
    columns = (provenances.c.engagement_id, provenances.c.version, pilots.c.run_by, *numbers)
    wanted = select(*columns).select_from(both).where(among(provenances.c.engagement_id, list(engagement_ids)))
    found = {counted.engagement_id: line(counted) for counted in await reader.rows(wanted, Counted)}
    return [found.get(engagement_id) for engagement_id in engagement_ids]


def counts(source: Source, provenances: FromClause) -> Mapping[str, ColumnElement[Any]]:
    components, assumptions, gaps = source.of(COMPONENTS), source.of(ASSUMPTIONS), source.of(GAP_REGISTER)
    decisions, transfers = source.of(VENDOR_DECISIONS), source.of(KNOWLEDGE_TRANSFERS)
    opened = exists(select(gaps.c.gap_id).where(gaps.c.gap_id == assumptions.c.gap_id))
    broken = and_(assumptions.c.status == AssumptionStatus.BROKEN.value, not_(opened))

    def number(rows: FromClause, *which: ColumnElement[bool]) -> ColumnElement[Any]:
        mine = and_(rows.c.engagement_id == provenances.c.engagement_id, *which)
        return select(func.count()).select_from(rows).where(mine).correlate(provenances).scalar_subquery()

    return {
        "components": number(components),
        "transfers": number(transfers),
        "broken": number(assumptions, broken),
        "unratified": number(decisions, decisions.c.status == DecisionStatus.UNRATIFIED.value),
        "not_accepted": number(components, components.c.held_by == Party.VENDOR.value),
        "unverified": number(transfers, transfers.c.status != TransferStatus.VERIFIED.value),
    }


def line(counted: Counted) -> ProvenanceLine:
    blockers = provenance_blockers(
        {
            ProvenanceBlocker.BROKEN_ASSUMPTION_WITHOUT_GAP: counted.broken,
            ProvenanceBlocker.DECISION_NOT_RATIFIED: counted.unratified,
            ProvenanceBlocker.INFRASTRUCTURE_NOT_ACCEPTED: counted.not_accepted,
            ProvenanceBlocker.KNOWLEDGE_NOT_VERIFIED: counted.unverified,
        },
        vendor_run=counted.run_by is RunBy.VENDOR,
        components=counted.components,
        transfers=counted.transfers,
    )
    return ProvenanceLine(
        engagement_id=counted.engagement_id,
        run_by=counted.run_by,
        blockers=tuple(blockers.items()),
        version=counted.version,
    )
