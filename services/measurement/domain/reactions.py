"""What follows by itself from what happened: measuring begins, windows are missed, triggers are judged."""

from datetime import timedelta
from uuid import UUID

from services.measurement.domain import remembered
from services.measurement.domain.measuring import NoteMissed, StartMeasurement
from services.measurement.domain.remembered import House, Houses, Watch, course
from services.measurement.domain.roi_reacting import ROI_REACTION
from services.measurement.domain.trigger import sight
from services.measurement.domain.trigger.commands import JudgeTrigger
from services.measurement.domain.trigger.judging import Sight
from services.measurement.domain.windows import LENGTH, Window, window
from shared.events.go_live import WentLive
from shared.events.measurement import MeasurementWindowClosed
from shared.kernel.reaction import Memory, Reaction
from shared.kernel.recorded import Recorded


def start(live: Recorded[WentLive]) -> list[StartMeasurement]:
    """The day of going live is day 0, however late that is told."""
    return [StartMeasurement(engagement_id=live.event.engagement_id)]


def look_back(closed: Recorded[MeasurementWindowClosed], houses: Houses) -> list[NoteMissed | JudgeTrigger]:
    """What is known by now of the window is what it is judged by; what comes later is late."""
    event = closed.event
    house = houses.get(event.engagement_id, House())
    last = Window(cadence=event.cadence, number=event.number, starts_on=event.starts_on, ends_on=event.ends_on)
    return [*missed(event.engagement_id, house, last), *judged(house, last)]


def missed(engagement_id: UUID, house: House, last: Window) -> list[NoteMissed]:
    return [
        NoteMissed(engagement_id=engagement_id, series_id=series_id, cadence=last.cadence, number=last.number)
        for series_id, measure in house.series.items()
        if measure.defined.cadence is last.cadence and not measure.retired and measure.within(last) is None
    ]


def judged(house: House, last: Window) -> list[JudgeTrigger]:
    return [
        JudgeTrigger(
            trigger_id=trigger_id, window=last.number, starts_on=last.starts_on, sights=sights(house, watch, last)
        )
        for trigger_id, watch in house.triggers.items()
        if watch.defined.cadence is last.cadence
    ]


def sights(house: House, watch: Watch, last: Window) -> tuple[Sight, ...]:
    """As many windows as have to be seen in a row."""
    day_zero = last.starts_on - timedelta(days=LENGTH[last.cadence] * (last.number - 1))
    courses = {each.name: course(house.series[each.series_id], day_zero, last) for each in watch.watches}
    numbers = range(max(1, last.number - watch.rules.consecutive + 1), last.number + 1)
    return tuple(
        Sight(
            window=number,
            ends_on=window(day_zero, last.cadence, number).ends_on,
            seen=sight.seen(watch.rules.all, courses, number),
        )
        for number in numbers
    )


REACTIONS = (
    Reaction(name="measuring from going live on", handles=(WentLive,), react=start, past=True),
    Reaction(
        name="a window closed",
        handles=(MeasurementWindowClosed,),
        react=look_back,
        memory=Memory(handles=remembered.HANDLED, initial={}, evolve=remembered.evolve),
    ),
    ROI_REACTION,
)
