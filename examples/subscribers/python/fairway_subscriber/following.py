"""One event after the other: what is known is passed over, and what does not follow on waits."""

from enum import Enum, auto

from fairway_subscriber.events import Event
from fairway_subscriber.picture import after
from fairway_subscriber.state import Engagement, State


class Taken(Enum):
    NEW = auto()
    KNOWN = auto()
    MISSING = auto()  # an event before this one has not come: seen for the first time
    WAITING = auto()  # it still has not, and this event waits with the others


class AnotherLog(Exception):
    """The topic tells another story than the state: begin with a new state file."""


def take(state: State, event: Event) -> Taken:
    """Within an engagement events come in the order of their sequence, so its last one tells which are known."""
    known = state.engagements.setdefault(event.engagement, Engagement())
    if event.sequence <= known.after:
        if event.sequence == known.after and event.id != known.id:
            raise AnotherLog(f"engagement {event.engagement}, sequence {event.sequence}")
        return Taken.KNOWN
    if event.previous != known.after:
        if known.missing:
            return Taken.WAITING
        known.missing = event.previous
        return Taken.MISSING
    known.picture = after(known.picture, event)
    known.after, known.id, known.missing = event.sequence, event.id, 0
    return Taken.NEW
