"""Whether adoption lasted until day 90: of one engagement, and of the whole portfolio."""

from datetime import date
from decimal import Decimal
from typing import Self

import strawberry

from gateway.context import Info
from gateway.schema.measured_series import Series, series_of
from gateway.schema.node import plain, seen
from services.engagement.contract import EngagementEntry
from services.measurement.contracts import lasting
from services.measurement.contracts.lasting import Lasting
from shared.events.series import Cadence
from shared.projecting.as_of import Source

SHARE = Decimal("0.0001")
strawberry.enum(
    Lasting,
    name="AdoptionLasting",
    description="Open: day 90 has not come. Unmeasured: nothing was wanted of an indicator, or a window is missing.",
)


@strawberry.type(description="One of the last windows before day 90. Both of its days belong to it.")
class LastWindow:
    cadence: Cadence
    number: int
    starts_on: date
    ends_on: date
    actual: Decimal | None = strawberry.field(description="None: nothing was measured.")
    wanted: Decimal | None = strawberry.field(
        description="By the plan that the system went live with, else the target, else the baseline."
    )
    held: bool | None = strawberry.field(description="Whether it was not too far behind; empty: nobody can tell.")

    @classmethod
    def of(cls, row: lasting.LastWindow) -> Self:
        window = row.window
        return cls(
            cadence=window.cadence,
            number=window.number,
            starts_on=window.starts_on,
            ends_on=window.ends_on,
            actual=row.actual,
            wanted=row.wanted,
            held=row.held,
        )


@strawberry.type(description="Whether one leading indicator lasted.")
class IndicatorLasting:
    state: Lasting
    row: strawberry.Private[lasting.IndicatorLasting]
    source: strawberry.Private[Source]

    @strawberry.field
    async def series(self, info: Info) -> Series | None:
        return await series_of(info, self.source, self.row.series_id)

    @strawberry.field
    def windows(self) -> list[LastWindow]:
        return [LastWindow.of(each) for each in self.row.windows]


@strawberry.type(description="Whether adoption lasted until day 90.")
class AdoptionSustained:
    state: Lasting
    row: strawberry.Private[lasting.EngagementLasting]
    source: strawberry.Private[Source]

    @strawberry.field(description="Empty: nobody can tell yet, or at all.")
    def sustained(self) -> bool | None:
        return self.state is Lasting.LASTED if self.state in {Lasting.LASTED, Lasting.FADED} else None

    @strawberry.field(description="Every leading indicator that was measured until then; none before day 90.")
    def indicators(self) -> list[IndicatorLasting]:
        return [IndicatorLasting(state=each.state, row=each, source=self.source) for each in self.row.indicators]


@strawberry.type(description="Of all engagements whose system is live, in how many adoption lasted until day 90.")
class PortfolioAdoptionSustained:
    engagements: int
    open: int = strawberry.field(description="Their day 90 has not come.")
    lasted: int
    faded: int
    unmeasured: int = strawberry.field(description="Nobody can tell.")
    share: Decimal | None = strawberry.field(
        description="Those that lasted among those of which it is known, rounded at four places; empty: none."
    )

    @classmethod
    def of(cls, row: lasting.PortfolioLasting) -> Self:
        told = row.lasted + row.faded
        share = (Decimal(row.lasted) / Decimal(told)).quantize(SHARE) if told else None
        return cls(share=share, **plain(cls, row))


@strawberry.type
class EngagementLasting:
    """What an engagement shows of what lasted."""

    row: strawberry.Private[EngagementEntry]
    source: strawberry.Private[Source]

    @strawberry.field(description="Whether adoption lasted until day 90; none before the system is live.")
    async def adoption_sustained(self, info: Info) -> AdoptionSustained | None:
        row = await info.context.load(self.source, lasting.lasting_of, self.row.engagement_id)
        return AdoptionSustained(state=row.state, row=row, source=self.source) if row else None


@strawberry.type
class LastingQuery:
    """What can be read of what lasted in all engagements."""

    @strawberry.field(description="In all engagements that went live.")
    async def adoption_sustained(self, info: Info) -> PortfolioAdoptionSustained:
        return PortfolioAdoptionSustained.of(await info.context.load(seen(self), lasting.portfolio_lasting, None))
