"""Putting a forecast on record, so that it can be held against what came."""

from dataclasses import replace
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from services.engagement.domain.engagement import LAST_POSITION
from services.engagement.domain.forecast_policy import FORECAST_POLICIES
from services.engagement.domain.go_live.commands import AlreadyLive
from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.roles import LEADS
from shared.events.engagements import EngagementStarted
from shared.events.forecasts import ForecastDates, ForecastEvent, ForecastRecorded
from shared.events.go_live import WentLive
from shared.kernel.decider import Asked, Decider, Scope, stream_scope
from shared.kernel.record import record
from shared.kernel.refusal import NotWellFormed


@record
class RecordForecast:
    """What the log gave up to `position` on the day `made_on`."""

    engagement_id: UUID
    position: int
    made_on: date
    policy: int
    ready: ForecastDates
    all_resolved: ForecastDates
    go_live: ForecastDates


@record
class NotStarted:
    pass


@record
class Forecasting:
    """`recorded` holds the last forecast that is on record; once it is live, nothing is forecast any more."""

    recorded: ForecastRecorded | None = None
    live: WentLive | None = None


State: TypeAlias = NotStarted | Forecasting
Handled: TypeAlias = ForecastEvent | EngagementStarted | WentLive


def evolve(state: State, event: Handled) -> State:
    match event:
        case EngagementStarted():
            return Forecasting()
        case ForecastRecorded():
            return replace(started(state), recorded=event)
        case WentLive():
            return replace(started(state), live=event)
        case _:
            assert_never(event)


def started(state: State) -> Forecasting:
    if isinstance(state, Forecasting):
        return state
    raise EngagementNotFound


def decide(command: RecordForecast, state: State, _: Asked) -> list[Handled]:
    """The same forecast once more is no other, even if the log went on elsewhere in the meantime."""
    before, live = started(state).recorded, started(state).live
    if live is not None:
        raise AlreadyLive(day=live.went_live_on)
    if not 0 < command.position <= LAST_POSITION:
        raise NotWellFormed(problem="position is a position of the log, from 1")
    if command.policy not in FORECAST_POLICIES:
        raise NotWellFormed(problem="policy is a version of the forecast's policy")
    for dates in (command.ready, command.all_resolved, command.go_live):
        if not command.made_on <= dates.p50 <= dates.p80 <= dates.p95:
            raise NotWellFormed(problem="the dates of a forecast rise from the day on which it was made")
    fact = ForecastRecorded(
        engagement_id=command.engagement_id,
        position=command.position,
        made_on=command.made_on,
        policy=command.policy,
        ready=command.ready,
        all_resolved=command.all_resolved,
        go_live=command.go_live,
    )
    same = before is not None and replace(before, position=fact.position) == fact
    return [] if same else [fact]


def looks_at(command: RecordForecast) -> tuple[Scope, ...]:
    of = command.engagement_id
    return (stream_scope(f"engagement-{of}", EngagementStarted), stream_scope(f"golive-{of}", WentLive))


FORECAST: Decider[State, RecordForecast, Handled] = Decider(
    initial=NotStarted(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"forecast-{command.engagement_id}",
    permits={RecordForecast: LEADS},
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id,
)
