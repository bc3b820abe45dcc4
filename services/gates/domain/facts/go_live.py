"""The day on which the system is to go live, and whether it did."""

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias, assert_never

from services.gates.domain.facts.model import Area, Facts, On
from services.gates.domain.facts.telling import day, fact, truth
from shared.events.go_live import GoLivePlanned, GoLiveRescheduled, WentLive
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

Handled: TypeAlias = GoLivePlanned | GoLiveRescheduled | WentLive

WAY = "way"


@record
class Way:
    planned_on: date | None = None
    planned_at: int | None = None
    live_on: date | None = None
    live_at: int | None = None


def keys(_: Recorded[Handled]) -> tuple[str, ...]:
    return (WAY,)


def fold(before: Way | None, recorded: Recorded[Handled]) -> Way:
    event, seq, way = recorded.event, recorded.seq, before or Way()
    match event:
        case GoLivePlanned():
            return replaced(way, planned_on=event.planned_on, planned_at=seq)
        case GoLiveRescheduled():
            return replaced(way, planned_on=event.new, planned_at=seq)
        case WentLive():
            return replaced(way, live_on=event.went_live_on, live_at=seq)
        case _:
            assert_never(event)


def tell(items: Mapping[str, Way], _: On) -> Facts:
    way = items[WAY]
    return {
        "go_live.planned": fact(way.planned_on is not None, way.planned_at or way.live_at),
        "go_live.live": fact(way.live_at is not None, way.live_at or way.planned_at),
        **({"go_live.planned_on": fact(way.planned_on, way.planned_at)} if way.planned_on else {}),
        **({"go_live.live_on": fact(way.live_on, way.live_at)} if way.live_on else {}),
    }


GO_LIVE: Area[Way] = Area(
    name="go_live",
    items=(Way,),
    handles=(GoLivePlanned, GoLiveRescheduled, WentLive),
    keys=keys,
    fold=fold,
    tell=tell,
    meanings=(
        truth("go_live.planned", "A day of going live is planned", "Un jour de mise en service est prévu"),
        day("go_live.planned_on", "The day on which it is to go live", "Le jour prévu de la mise en service"),
        truth("go_live.live", "It went live", "Le système est en service"),
        day("go_live.live_on", "The day on which it went live", "Le jour de la mise en service"),
    ),
)
