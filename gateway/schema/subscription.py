"""What can be followed: every change, from any position of the log on, without losing one."""

from collections.abc import AsyncGenerator

import strawberry

from gateway.context import Info
from gateway.schema.engagements import Engagement, engagement_of
from gateway.schema.following import After, changed, changes, of_engagement, of_stream
from gateway.schema.foreseen import ForeseenSubscription
from gateway.schema.gaps import Gap, gap_of
from gateway.schema.log import LogEvent, cursor, known_types
from gateway.schema.measured_live import MeasuredSubscription
from gateway.schema.pilots import Pilot, pilot_of
from shared.events.registry import STREAMS

PUBLIC = {stream.category for stream in STREAMS if stream.public} - {"pilot"}
TYPES = {stream.category: tuple(event.__name__ for event in stream.events) for stream in STREAMS}
OF_AN_ENGAGEMENT = tuple(name for category, names in TYPES.items() if category in PUBLIC for name in names)


@strawberry.type(description="An event of the log; go on from `cursor` after a break.")
class EventFollowed:
    cursor: str
    event: LogEvent


@strawberry.type(description="A gap changed: what happened, and the gap as it now reads.")
class GapChanged:
    cursor: str
    event: LogEvent
    gap: Gap | None


@strawberry.type(description="Something in an engagement changed: what happened, and the engagement as it now reads.")
class EngagementChanged:
    cursor: str
    event: LogEvent
    engagement: Engagement | None


@strawberry.type(description="A pilot changed: what happened, and the pilot as it now reads.")
class PilotChanged:
    cursor: str
    event: LogEvent
    pilot: Pilot | None


@strawberry.type
class Subscription(MeasuredSubscription, ForeseenSubscription):
    @strawberry.subscription(description="The event log as it grows.")
    async def events(
        self,
        info: Info,
        after: After = None,
        engagement_id: strawberry.ID | None = None,
        types: list[str] | None = None,
    ) -> AsyncGenerator[EventFollowed, None]:
        async for entries in changes(info, after, engagement_id, known_types(types)):
            for entry in entries:
                yield EventFollowed(cursor=cursor(info, entry), event=LogEvent.of(entry))

    @strawberry.subscription(description="The gaps of an engagement, or of all.")
    async def gap_changed(
        self, info: Info, after: After = None, engagement_id: strawberry.ID | None = None
    ) -> AsyncGenerator[GapChanged, None]:
        async for entries in changes(info, after, engagement_id, TYPES["gap"]):
            for place, event, gap in await changed(info, entries, gap_of, of_stream):
                yield GapChanged(cursor=place, event=event, gap=gap)

    @strawberry.subscription(description="Whatever happens in an engagement, or in any.")
    async def engagement_changed(
        self, info: Info, after: After = None, engagement_id: strawberry.ID | None = None
    ) -> AsyncGenerator[EngagementChanged, None]:
        async for entries in changes(info, after, engagement_id, OF_AN_ENGAGEMENT):
            for place, event, engagement in await changed(info, entries, engagement_of, of_engagement):
                yield EngagementChanged(cursor=place, event=event, engagement=engagement)

    @strawberry.subscription(description="A pilot, or all.")
    async def pilot_changed(
        self, info: Info, after: After = None, pilot_id: strawberry.ID | None = None
    ) -> AsyncGenerator[PilotChanged, None]:
        async for entries in changes(info, after, pilot_id, TYPES["pilot"], "Pilot"):
            for place, event, pilot in await changed(info, entries, pilot_of, of_engagement):
                yield PilotChanged(cursor=place, event=event, pilot=pilot)
