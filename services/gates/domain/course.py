"""How far an engagement has come: what it has entered, whether it is live, rests or has ended."""

from collections.abc import Iterable
from dataclasses import field
from functools import reduce
from typing import Any, TypeAlias, assert_never, get_args

from shared.events.endings import EngagementParked, EngagementResumed, EngagementStopped
from shared.events.engagements import EngagementStarted
from shared.events.go_live import WentLive
from shared.events.stages import Stage, StageEntered, StageReopened
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

Handled: TypeAlias = (
    EngagementStarted
    | EngagementStopped
    | EngagementParked
    | EngagementResumed
    | StageEntered
    | StageReopened
    | WentLive
)
COURSE: tuple[type, ...] = get_args(Handled)


@record
class Course:
    """The first stage is entered as the engagement starts."""

    started: bool = False
    stopped: bool = False
    parked: bool = False
    entered: frozenset[Stage] = field(default_factory=frozenset)
    live: WentLive | None = None


def course_of(events: Iterable[Recorded[Any]]) -> Course:
    """What does not matter is passed over."""
    own: Iterable[Any] = (recorded.event for recorded in events if isinstance(recorded.event, COURSE))
    return reduce(evolve, own, Course())


def evolve(course: Course, event: Handled) -> Course:
    match event:
        case EngagementStarted():
            return replaced(course, started=True, entered=frozenset({Stage.ASSESSMENT}))
        case EngagementStopped():
            return replaced(course, stopped=True)
        case EngagementParked() | EngagementResumed():
            return replaced(course, parked=isinstance(event, EngagementParked))
        case StageEntered():
            return replaced(course, entered=course.entered | {event.stage})
        case StageReopened():
            left = frozenset(each for each in course.entered if each.number <= event.stage.number)
            return replaced(course, entered=left)
        case WentLive():
            return replaced(course, live=event)
        case _:
            assert_never(event)
