"""What happens by itself on a day: the windows of the first ninety days close one after the other."""

from typing import TypeAlias

from services.measurement.domain.measuring import CloseWindow
from services.measurement.domain.windows import count, window
from shared.events.measurement import MeasurementStarted, MeasurementWindowClosed
from shared.events.series import Cadence
from shared.kernel.recorded import Recorded
from shared.kernel.timer import Due, Timer

OfWindows: TypeAlias = MeasurementStarted | MeasurementWindowClosed
NUMBERS = tuple(f"{cadence} {number}" for cadence in Cadence for number in range(1, count(cadence) + 1))


def windows_of(event: OfWindows) -> tuple[str, ...]:
    """A timer for each: they are all known on the day of going live."""
    if isinstance(event, MeasurementStarted):
        return tuple(f"{event.engagement_id} {each}" for each in NUMBERS)
    return (f"{event.engagement_id} {event.cadence} {event.number}",)


def closing(key: str, _before: Due | None, recorded: Recorded[OfWindows]) -> Due | None:
    """With the day after its last one."""
    event = recorded.event
    if isinstance(event, MeasurementWindowClosed):
        return None
    _, cadence, number = key.split(" ")
    command = CloseWindow(engagement_id=event.engagement_id, cadence=Cadence(cadence), number=int(number))
    return Due(command=command, on=window(event.went_live_on, command.cadence, command.number).closes_on)


TIMERS = (
    Timer(
        kind="measurement window",
        command=CloseWindow,
        handles=(MeasurementStarted, MeasurementWindowClosed),
        keys=windows_of,
        fold=closing,
    ),
)
