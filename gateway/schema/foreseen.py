"""What can be followed of how it will be: forecasts as they move, and rounds of the portfolio as they are ranked."""

from collections.abc import AsyncGenerator
from typing import get_args

import strawberry

from gateway.context import Info
from gateway.schema.engagements import Engagement, engagement_of
from gateway.schema.following import After, changed, changes, of_engagement, of_stream
from gateway.schema.log import LogEvent
from gateway.schema.portfolio import PortfolioRound, portfolio_round_of
from shared.events.delays import DelayEvent
from shared.events.endings import EndingEvent
from shared.events.forecasts import ForecastEvent
from shared.events.gaps import GapEvent
from shared.events.go_live import WentLive
from shared.events.portfolio import PortfolioEvent
from shared.events.programme import ChangeProgramCreated, ChangeProgramLaunched
from shared.events.stages import StageEntered, StageReopened

MOVING = (
    *get_args(GapEvent),
    *get_args(EndingEvent),
    *get_args(DelayEvent),
    ForecastEvent,
    ChangeProgramCreated,
    ChangeProgramLaunched,
    StageEntered,
    StageReopened,
    WentLive,
)
"""What a forecast stands on, and what is put on record of one. The calendar moves it besides, and is no event."""


@strawberry.type(description="Something that a forecast stands on: what happened, and the engagement as it now reads.")
class ForecastChanged:
    cursor: str
    event: LogEvent
    engagement: Engagement | None


@strawberry.type(description="A round of the portfolio changed: what happened, and the round as it now reads.")
class PortfolioRoundChanged:
    cursor: str
    event: LogEvent
    round: PortfolioRound | None


@strawberry.type
class ForeseenSubscription:
    @strawberry.subscription(description="What moves the forecasts of an engagement, or of all.")
    async def forecast_changed(
        self, info: Info, after: After = None, engagement_id: strawberry.ID | None = None
    ) -> AsyncGenerator[ForecastChanged, None]:
        async for entries in changes(info, after, engagement_id, [event.__name__ for event in MOVING]):
            for place, event, engagement in await changed(info, entries, engagement_of, of_engagement):
                yield ForecastChanged(cursor=place, event=event, engagement=engagement)

    @strawberry.subscription(description="The rounds of the portfolio.")
    async def portfolio_round_changed(
        self, info: Info, after: After = None
    ) -> AsyncGenerator[PortfolioRoundChanged, None]:
        async for entries in changes(info, after, None, [event.__name__ for event in get_args(PortfolioEvent)]):
            for place, event, each in await changed(info, entries, portfolio_round_of, of_stream):
                yield PortfolioRoundChanged(cursor=place, event=event, round=each)
