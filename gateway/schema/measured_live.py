"""What can be followed of what is measured: series as figures come in, windows, triggers and interventions."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from typing import TypeVar
from uuid import UUID

import orjson
import strawberry

from gateway.context import Info
from gateway.schema.following import After, changes
from gateway.schema.interventions import Intervention, intervention_of
from gateway.schema.log import LogEvent, cursor
from gateway.schema.measured_series import Series, series_of
from gateway.schema.measuring import Measurement, measurement_of
from gateway.schema.triggers import Trigger, trigger_of
from shared.events.registry import STREAMS
from shared.events.triggers import InterventionTriggered
from shared.eventstore.log import Entry
from shared.projecting.as_of import LIVE, Source

Noun = TypeVar("Noun")
OF = {stream.category: tuple(event.__name__ for event in stream.events) for stream in STREAMS}
OF_INTERVENTIONS = tuple(name for name in OF["trigger"] if name.startswith("Intervention"))
OF_TRIGGERS = (*(name for name in OF["trigger"] if name not in OF_INTERVENTIONS), InterventionTriggered.__name__)


@strawberry.type(description="A series changed, or figures came in: what happened, and the series as it now reads.")
class SeriesChanged:
    cursor: str
    event: LogEvent
    series: Series | None


@strawberry.type(
    description="Measuring began, a window closed or was missed: what happened, and how all windows stand."
)
class MeasurementChanged:
    cursor: str
    event: LogEvent
    measurement: Measurement | None


@strawberry.type(description="A trigger fired, or something was done: what happened, and how the intervention reads.")
class InterventionChanged:
    cursor: str
    event: LogEvent
    intervention: Intervention | None


@strawberry.type(
    description="A trigger was laid down, revised or given up, or it fired or cleared: what happened, and how it reads."
)
class TriggerChanged:
    cursor: str
    event: LogEvent
    trigger: Trigger | None


def told(entry: Entry, field: str) -> UUID:
    """An id that the event names."""
    return UUID(orjson.loads(entry.data)[field])


async def read(
    info: Info,
    question: Callable[[Info, Source, UUID | None], Awaitable[Noun | None]],
    entries: Sequence[Entry],
    field: str,
) -> list[Noun | None]:
    """What the events are about, asked for together."""
    return await asyncio.gather(*(question(info, LIVE, told(entry, field)) for entry in entries))


@strawberry.type
class MeasuredSubscription:
    @strawberry.subscription(description="The series of an engagement, or of all, and what comes in for them.")
    async def series_changed(
        self, info: Info, after: After = None, engagement_id: strawberry.ID | None = None
    ) -> AsyncGenerator[SeriesChanged, None]:
        async for entries in changes(info, after, engagement_id, (*OF["series"], *OF["observations"])):
            found = await read(info, series_of, entries, "series_id")
            for entry, series in zip(entries, found, strict=True):
                yield SeriesChanged(cursor=cursor(info, entry), event=LogEvent.of(entry), series=series)

    @strawberry.subscription(description="The windows of an engagement, or of all.")
    async def measurement_changed(
        self, info: Info, after: After = None, engagement_id: strawberry.ID | None = None
    ) -> AsyncGenerator[MeasurementChanged, None]:
        async for entries in changes(info, after, engagement_id, OF["measurement"]):
            found = await read(info, measurement_of, entries, "engagement_id")
            for entry, measurement in zip(entries, found, strict=True):
                yield MeasurementChanged(cursor=cursor(info, entry), event=LogEvent.of(entry), measurement=measurement)

    @strawberry.subscription(description="The interventions of an engagement, or of all.")
    async def intervention_changed(
        self, info: Info, after: After = None, engagement_id: strawberry.ID | None = None
    ) -> AsyncGenerator[InterventionChanged, None]:
        async for entries in changes(info, after, engagement_id, OF_INTERVENTIONS):
            found = await read(info, intervention_of, entries, "intervention_id")
            for entry, intervention in zip(entries, found, strict=True):
                yield InterventionChanged(
                    cursor=cursor(info, entry), event=LogEvent.of(entry), intervention=intervention
                )

    @strawberry.subscription(description="The triggers of an engagement, or of all.")
    async def trigger_changed(
        self, info: Info, after: After = None, engagement_id: strawberry.ID | None = None
    ) -> AsyncGenerator[TriggerChanged, None]:
        async for entries in changes(info, after, engagement_id, OF_TRIGGERS):
            found = await read(info, trigger_of, entries, "trigger_id")
            for entry, trigger in zip(entries, found, strict=True):
                yield TriggerChanged(cursor=cursor(info, entry), event=LogEvent.of(entry), trigger=trigger)
