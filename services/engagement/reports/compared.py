"""Pilot against production in the seven dimensions, and what stands for each difference."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from services.engagement.domain.catalogue import CATALOGUES
from services.engagement.domain.differences import differences, levels
from services.engagement.domain.gap_status import CLOSED
from services.engagement.projections.dimensions import DimensionEntry
from services.engagement.reports.register import ReportedGap
from shared.events.dimensions import Dimension
from shared.kernel.record import record


class Standing(StrEnum):
    """Where an aspect stands against what production requires."""

    MATCHED = "matched"  # the pilot was there already
    CLOSED = "closed"  # its gap is verified, or accepted by a waiver
    GAP = "gap"
    DISMISSED = "dismissed"
    UNDECIDED = "undecided"  # short of production, without a gap and without a reason


@record
class ComparedAspect:
    """`production` is None where production requires nothing; `gap` is the number of the gap that stands for it."""

    name: str
    pilot: str | None
    production: str | None
    standing: Standing
    gap: int | None
    reason: str | None


@record
class ComparedDimension:
    dimension: Dimension
    catalogue: int
    pilot_note: str | None
    production_note: str | None
    aspects: tuple[ComparedAspect, ...]


Gaps = Mapping[tuple[Dimension | None, str | None], ReportedGap]


def dimensions(entries: Sequence[DimensionEntry], gaps: Sequence[ReportedGap]) -> tuple[ComparedDimension, ...]:
    """Those that were recorded, in the order of the seven."""
    standing = {(gap.dimension, gap.aspect): gap for gap in gaps if gap.stands}
    order = list(Dimension)
    return tuple(compared(entry, standing) for entry in sorted(entries, key=lambda entry: order.index(entry.dimension)))


def compared(entry: DimensionEntry, gaps: Gaps) -> ComparedDimension:
    catalogue = CATALOGUES[entry.catalogue]
    short = {each.aspect for each in differences(entry.dimension, entry.pilot, entry.production, catalogue)}
    pilot, production = levels(entry.pilot), levels(entry.production)
    reasons = {each.aspect: each.reason for each in entry.dismissed}
    names = [aspect.name for aspect in catalogue.dimensions[entry.dimension].aspects]
    return ComparedDimension(
        dimension=entry.dimension,
        catalogue=entry.catalogue,
        pilot_note=entry.pilot_note,
        production_note=entry.production_note,
        aspects=tuple(
            aspect(
                name,
                (pilot.get(name), production.get(name)),
                gaps.get((entry.dimension, name)),
                reasons.get(name) if name in short else None,
                falls_short=name in short,
            )
            for name in names
            if name in pilot or name in production
        ),
    )


def aspect(
    name: str,
    levels: tuple[str | None, str | None],
    gap: ReportedGap | None,
    reason: str | None,
    *,
    falls_short: bool,
) -> ComparedAspect:
    pilot, production = levels
    return ComparedAspect(
        name=name,
        pilot=pilot,
        production=production,
        standing=standing(gap, reason) if falls_short else Standing.MATCHED,
        gap=None if gap is None else gap.number,
        reason=reason,
    )


def standing(gap: ReportedGap | None, reason: str | None) -> Standing:
    if gap is not None:
        return Standing.CLOSED if gap.status in CLOSED else Standing.GAP
    return Standing.UNDECIDED if reason is None else Standing.DISMISSED
