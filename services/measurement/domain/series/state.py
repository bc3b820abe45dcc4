"""Where a series stands, as far as decisions need to know."""

from dataclasses import field, replace
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from shared.events.engagements import EngagementStarted
from shared.events.go_live import WentLive
from shared.events.series import (
    BaselineSet,
    PlanCurveSet,
    SeriesDefined,
    SeriesEvent,
    SeriesHandedOver,
    SeriesRetired,
    TargetSet,
)
from shared.kernel.record import record


@record
class NotStarted:
    """The engagement was not started, or nobody asked."""


@record
class Undefined:
    """The engagement is under way and has no such series."""


@record
class Counting:
    first: SeriesDefined
    owner: UUID
    baseline: BaselineSet | None = None
    target: TargetSet | None = None
    plan: PlanCurveSet | None = None


@record
class Retired:
    first: SeriesDefined


Series: TypeAlias = NotStarted | Undefined | Counting | Retired


@record
class Board:
    """The series, and the day on which its engagement's system went live."""

    series: Series = field(default_factory=NotStarted)
    live_on: date | None = None


Seen: TypeAlias = SeriesEvent | EngagementStarted | WentLive


def evolve(board: Board, event: Seen) -> Board:
    match event:
        case EngagementStarted():
            began = isinstance(board.series, NotStarted)
            return replace(board, series=Undefined()) if began else board
        case WentLive():
            return replace(board, live_on=event.went_live_on)
        case SeriesDefined():
            return replace(board, series=Counting(first=event, owner=event.owner))
        case _:
            return replace(board, series=changed(counting(board), event))


def changed(
    series: Counting, event: SeriesHandedOver | SeriesRetired | BaselineSet | TargetSet | PlanCurveSet
) -> Series:
    match event:
        case SeriesHandedOver():
            return replace(series, owner=event.owner)
        case SeriesRetired():
            return Retired(first=series.first)
        case BaselineSet():
            return replace(series, baseline=event)
        case TargetSet():
            return replace(series, target=event)
        case PlanCurveSet():
            return replace(series, plan=event)
        case _:
            assert_never(event)


def counting(board: Board) -> Counting:
    if isinstance(board.series, Counting):
        return board.series
    raise LookupError("the history of a series begins with its definition, and ends with its retirement")
