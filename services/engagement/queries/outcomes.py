"""Questions about what became of pilots: of each, and of all of them counted."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from services.engagement.domain.outcome import ENDED, REACHED, PilotOutcome
from services.engagement.projections.outcomes import OUTCOMES, OutcomeEntry
from shared.events.endings import EndReason
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.questions import by_key
from shared.projecting.reading import Reader


@record
class OutcomeCount:
    """How many pilots came to this and, where they ended, for this reason."""

    outcome: PilotOutcome
    reason: EndReason | None
    pilots: int


@record
class Portfolio:
    """Every pilot of the tenant is in one of the counts."""

    counts: tuple[OutcomeCount, ...]

    def of(self, *outcomes: PilotOutcome) -> int:
        return sum(each.pilots for each in self.counts if each.outcome in outcomes)

    def because_of(self, reason: EndReason) -> int:
        return sum(each.pilots for each in self.counts if each.reason is reason)

    @property
    def rate(self) -> Decimal | None:
        """The share in production of those that got there or never will, to four places; none before the first."""
        reached, settled = self.of(*REACHED), self.of(*REACHED, *ENDED)
        return (Decimal(reached) / settled).quantize(Decimal("0.0001")) if settled else None


def stopped(source: Source) -> Select[tuple[Any]]:
    """The ids of the engagements that go no further."""
    rows = source.of(OUTCOMES)
    return select(rows.c.pilot_id).where(rows.c.outcome == PilotOutcome.STOPPED.value)


async def outcomes_of(reader: Reader, source: Source, pilot_ids: Sequence[UUID]) -> list[OutcomeEntry | None]:
    return await by_key(reader, source, OUTCOMES, pilot_ids)


async def portfolios(reader: Reader, source: Source, keys: Sequence[None]) -> list[Portfolio]:
    rows = source.of(OUTCOMES)
    wanted = select(rows.c.outcome, rows.c.reason, func.count().label("pilots")).group_by(rows.c.outcome, rows.c.reason)
    counts = await reader.rows(wanted.order_by(rows.c.outcome, rows.c.reason), OutcomeCount)
    return [Portfolio(counts=tuple(counts)) for _ in keys]
