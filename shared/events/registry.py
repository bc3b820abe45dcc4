"""Every stream with its owner and its facts: what the codec, the store and the catalogue go by."""

from typing import Any, get_args

from shared.events.dimensions import DimensionEvent
from shared.events.engagements import EngagementEvent
from shared.events.gaps import GapEvent
from shared.events.people import PeopleEvent
from shared.events.pilots import PilotEvent
from shared.events.tenants import TenantEvent
from shared.events.upcasts import UPCASTS
from shared.kernel.record import record


@record
class Stream:
    """A category of streams: `{category}-{id}`, written by one service only."""

    category: str
    service: str
    events: tuple[type, ...]


STREAMS = (
    Stream(category="tenant", service="engagement", events=get_args(TenantEvent)),
    Stream(category="people", service="engagement", events=get_args(PeopleEvent)),
    Stream(category="pilot", service="engagement", events=get_args(PilotEvent)),
    Stream(category="engagement", service="engagement", events=get_args(EngagementEvent)),
    Stream(category="dimension", service="engagement", events=get_args(DimensionEvent)),
    Stream(category="gap", service="engagement", events=get_args(GapEvent)),
)

EVENTS: dict[str, type[Any]] = {event.__name__: event for stream in STREAMS for event in stream.events}


def schema_version(name: str) -> int:
    """The version of an event's shape that is written today: one more than its upcasts."""
    return 1 + sum(1 for event, _ in UPCASTS if event == name)
