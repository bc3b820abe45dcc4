"""A timer: what is to be done once its time has come. A pure function from events to what is due."""

from collections.abc import Callable
from datetime import date, datetime, tzinfo
from typing import Any

from shared.kernel.days import day_begins
from shared.kernel.record import record
from shared.kernel.recorded import Recorded


@record
class Due:
    """The command is to be given `at` an instant, or as soon as a day begins: `on` is one of the tenant's days."""

    command: Any
    at: datetime | None = None
    on: date | None = None

    def __post_init__(self) -> None:
        if (self.at is None) == (self.on is None):
            raise ValueError("what is due is due at an instant, or on a day")


@record
class Timer:
    """`keys` says which of this kind an event sets, moves or takes away, and `fold` what is due after it, by key.

    `kind` and `key` are for ever: with the moment they make the id of the `command`, so that nothing fires twice. What
    may be due a second time at the same moment has a key of its own each time.
    """

    kind: str
    command: type
    handles: tuple[type, ...]
    keys: Callable[[Any], tuple[str, ...]]
    fold: Callable[[str, Due | None, Recorded[Any]], Due | None]


def moment(at: datetime | None, on: date | None, zone: tzinfo) -> datetime:
    """The instant at which it is due to a tenant of that zone."""
    if at is not None:
        return at
    if on is None:
        raise ValueError("what is due is due at an instant, or on a day")
    return day_begins(on, zone)
