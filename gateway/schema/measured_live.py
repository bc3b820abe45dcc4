"""What can be followed of what is measured: series as figures come in, windows, triggers and interventions."""

from collections.abc import AsyncGenerator, Callable
from uuid import UUID

import orjson
import strawberry

from gateway.context import Info
from gateway.schema.following import After, changed, changes
from gateway.schema.interventions import Intervention, intervention_of
from gateway.schema.log import LogEvent
from gateway.schema.measured_series import Series, series_of
from gateway.schema.measuring import Measurement, measurement_of
from gateway.schema.triggers import Trigger, trigger_of
from shared.events.registry import STREAMS
from shared.events.triggers import InterventionTriggered
from shared.eventstore.log import Entry

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


def named(field: str) -> Callable[[Entry], UUID]:
    """What the event names there."""
    return lambda entry: UUID(orjson.loads(entry.data)[field])


@strawberry.type
class MeasuredSubscription:
    @strawberry.subscription(description="The series of an engagement, or of all, and what comes in for them.")
    async def series_changed(
        self, info: Info, after: After = None, engagement_id: strawberry.ID | None = None
    ) -> AsyncGenerator[SeriesChanged, None]:
        async for entries in changes(info, after, engagement_id, (*OF["series"], *OF["observations"])):
            for place, event, series in await changed(info, entries, series_of, named("series_id")):
                yield SeriesChanged(cursor=place, event=event, series=series)

    @strawberry.subscription(description="The windows of an engagement, or of all.")
    async def measurement_changed(
        self, info: Info, after: After = None, engagement_id: strawberry.ID | None = None
    ) -> AsyncGenerator[MeasurementChanged, None]:
        async for entries in changes(info, after, engagement_id, OF["measurement"]):
            for place, event, measurement in await changed(info, entries, measurement_of, named("engagement_id")):
                yield MeasurementChanged(cursor=place, event=event, measurement=measurement)

    @strawberry.subscription(description="The interventions of an engagement, or of all.")
    async def intervention_changed(
        self, info: Info, after: After = None, engagement_id: strawberry.ID | None = None
    ) -> AsyncGenerator[InterventionChanged, None]:
        async for entries in changes(info, after, engagement_id, OF_INTERVENTIONS):
            for place, event, intervention in await changed(info, entries, intervention_of, named("intervention_id")):
                yield InterventionChanged(cursor=place, event=event, intervention=intervention)

    @strawberry.subscription(description="The triggers of an engagement, or of all.")
    async def trigger_changed(
        self, info: Info, after: After = None, engagement_id: strawberry.ID | None = None
    ) -> AsyncGenerator[TriggerChanged, None]:
        async for entries in changes(info, after, engagement_id, OF_TRIGGERS):
            for place, event, trigger in await changed(info, entries, trigger_of, named("trigger_id")):
                yield TriggerChanged(cursor=place, event=event, trigger=trigger)
