"""What became of a pilot, and of all pilots of a tenant."""

from datetime import date, datetime
from decimal import Decimal
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.node import plain, seen
from gateway.schema.told import Locale, told
from services.engagement.contracts.going_live import (
    ENDED,
    LATEST_POLICY,
    REACHED,
    OutcomeEntry,
    PilotOutcome,
    Portfolio,
    outcomes_of,
    portfolios,
)
from shared.events.endings import EndReason
from shared.projecting.as_of import Source

strawberry.enum(
    PilotOutcome, description="Closed: no engagement was started from it yet. Engaged: on its way to production."
)
strawberry.enum(EndReason, description="Why a pilot never reached production.")


@strawberry.type(description="What became of a pilot.")
class Outcome:
    outcome: PilotOutcome
    since: datetime
    reason: EndReason | None = strawberry.field(description="Why it ended, where it did.")
    note: str | None = strawberry.field(description="More about that, or why it is parked.")
    until: date | None = strawberry.field(description="The day up to which it is meant to be parked.")

    @classmethod
    def of(cls, row: OutcomeEntry) -> Self:
        return cls(**plain(cls, row))


async def outcome_of(info: Info, source: Source, pilot_id: UUID) -> Outcome | None:
    row = await info.context.load(source, outcomes_of, pilot_id)
    return Outcome.of(row) if row else None


@strawberry.type(description="How many pilots came to this.")
class OutcomeShare:
    outcome: PilotOutcome
    pilots: int


@strawberry.type(description="How many pilots ended for this reason.")
class ReasonShare:
    reason: EndReason
    pilots: int

    @strawberry.field
    async def label(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, LATEST_POLICY.reasons[self.reason], locale)


@strawberry.type(description="What became of all pilots: each is counted once.")
class PortfolioOutcomes:
    pilots: int
    reached: int = strawberry.field(description="Live or completed.")
    ended: int = strawberry.field(description="Stopped or expired.")
    rate: Decimal | None = strawberry.field(
        description="The share, from 0 to 1, that got there of all that did or never will; none before the first."
    )
    row: strawberry.Private[Portfolio]

    @classmethod
    def of(cls, row: Portfolio) -> Self:
        of = row.of
        return cls(pilots=of(*PilotOutcome), reached=of(*REACHED), ended=of(*ENDED), rate=row.rate, row=row)

    @strawberry.field(description="All of them, also where there is no pilot; they add up to `pilots`.")
    def by_outcome(self) -> list[OutcomeShare]:
        return [OutcomeShare(outcome=each, pilots=self.row.of(each)) for each in PilotOutcome]

    @strawberry.field(description="The reasons that there were; they add up to `ended`.")
    def by_reason(self) -> list[ReasonShare]:
        shares = (ReasonShare(reason=each, pilots=self.row.because_of(each)) for each in EndReason)
        return [share for share in shares if share.pilots]


@strawberry.type
class OutcomesQuery:
    """What can be read of ends across pilots."""

    @strawberry.field(description="What became of the tenant's pilots.")
    async def portfolio_outcomes(self, info: Info) -> PortfolioOutcomes:
        return PortfolioOutcomes.of(await info.context.load(seen(self), portfolios, None))
