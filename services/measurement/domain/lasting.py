"""Whether adoption lasted until day 90: every leading indicator, in each of the last windows, held to what was wanted.

What was wanted is the plan that the system went live with, else the target, else at least the baseline.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from services.measurement.domain.lasting_policy import LATEST_LASTING, LastingPolicy
from services.measurement.domain.sums import EXACT, ZERO
from services.measurement.domain.windows import DAYS, Window, day_of, windows
from shared.events.pilots import Better
from shared.events.series import Cadence
from shared.kernel.record import record


class Lasting(StrEnum):
    """`open`: day 90 has not come. `unmeasured`: nobody can tell, since nothing was wanted or something is missing."""

    OPEN = "open"
    LASTED = "lasted"
    FADED = "faded"
    UNMEASURED = "unmeasured"


@record
class LastWindow:
    """`held` None: nothing was measured, or nothing was wanted."""

    window: Window
    actual: Decimal | None
    wanted: Decimal | None
    held: bool | None


def last_windows(went_live_on: date, cadence: Cadence, policy: LastingPolicy = LATEST_LASTING) -> tuple[Window, ...]:
    """Those that begin in the last days of the ninety, in their order."""
    first = DAYS - policy.last_days
    return tuple(each for each in windows(went_live_on, cadence) if day_of(went_live_on, each.starts_on) >= first)


def looked_at(
    window: Window,
    better: Better,
    actual: Decimal | None,
    wanted: Decimal | None,
    policy: LastingPolicy = LATEST_LASTING,
) -> LastWindow:
    held = None if actual is None or wanted is None else holds(better, actual, wanted, policy.tolerance)
    return LastWindow(window=window, actual=actual, wanted=wanted, held=held)


def holds(better: Better, actual: Decimal, wanted: Decimal, tolerance: Decimal) -> bool:
    """Less than the tolerance behind what was wanted: at the tolerance it has faded."""
    behind = EXACT.subtract(wanted, actual) if better is Better.HIGHER else EXACT.subtract(actual, wanted)
    return behind <= ZERO or behind < EXACT.multiply(tolerance, wanted.copy_abs())


def of_indicator(several: Sequence[LastWindow]) -> Lasting:
    """What was measured and fell behind tells more than what is missing."""
    held = [each.held for each in several]
    if False in held:
        return Lasting.FADED
    return Lasting.LASTED if held and None not in held else Lasting.UNMEASURED


def of_engagement(indicators: Sequence[Lasting]) -> Lasting:
    """None may have faded, and all must be known."""
    if Lasting.FADED in indicators:
        return Lasting.FADED
    lasted = indicators and all(each is Lasting.LASTED for each in indicators)
    return Lasting.LASTED if lasted else Lasting.UNMEASURED
