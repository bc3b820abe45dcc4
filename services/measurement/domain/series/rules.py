"""What happens when something is asked of a series: one function per command."""

from typing import assert_never

from services.measurement.domain.figures import figure
from services.measurement.domain.not_found import EngagementNotFound, SeriesNotFound
from services.measurement.domain.series import checked
from services.measurement.domain.series.commands import (
    BaselineAfterGoLive,
    DefineSeries,
    HandOverSeries,
    OnSeries,
    RetireSeries,
    SeriesAlreadyDefined,
    SeriesCommand,
    SeriesHasRetired,
    SetBaseline,
    SetPlanCurve,
    SetTarget,
)
from services.measurement.domain.series.state import Board, Counting, NotStarted, Retired, Seen, Undefined, evolve
from services.measurement.domain.series_policy import LATEST_SERIES
from shared.events.engagements import EngagementStarted
from shared.events.go_live import WentLive
from shared.events.people import Role
from shared.events.series import (
    BaselineSet,
    PlanCurveSet,
    SeriesDefined,
    SeriesEvent,
    SeriesHandedOver,
    SeriesRetired,
    TargetSet,
)
from shared.kernel.decider import Asked, Decider, Scope, engagement_scope
from shared.kernel.refusal import InTheFuture, NotWellFormed
from shared.kernel.text import line, prose

LEADS = frozenset({Role.ENGAGEMENT_LEAD, Role.PILOT_LEAD, Role.BUSINESS_OWNER, Role.CHANGE_LEAD})


def define(command: DefineSeries, board: Board) -> list[SeriesEvent]:
    match board.series:
        case NotStarted():
            raise EngagementNotFound
        case Undefined():
            return [defined(command)]
        case Counting(first=first) | Retired(first=first):
            if first != defined(command):
                raise SeriesAlreadyDefined
            return []
        case _:
            assert_never(board.series)


def defined(command: DefineSeries) -> SeriesDefined:
    checked.defined(command)
    return SeriesDefined(
        series_id=command.series_id,
        engagement_id=command.engagement_id,
        kind=command.kind,
        name=line("name", command.name),
        definition=prose("definition", command.definition),
        unit=command.unit,
        better=command.better,
        cadence=command.cadence,
        aggregation=command.aggregation,
        source=line("source", command.source),
        owner=command.owner,
        template=command.template,
        policy=LATEST_SERIES.version,
    )


def hand_over(command: HandOverSeries, series: Counting) -> list[SeriesEvent]:
    if command.owner == series.owner:
        return []
    return [SeriesHandedOver(series_id=command.series_id, owner=command.owner)]


def set_baseline(command: SetBaseline, board: Board, series: Counting, asked: Asked) -> list[SeriesEvent]:
    """What was before the system is measured before it is there."""
    if board.live_on is not None:
        raise BaselineAfterGoLive(live_on=board.live_on)
    if command.measured_until > asked.day:
        raise InTheFuture(where=("input", "measuredUntil"), given=command.measured_until, now=asked.day)
    if command.measured_from > command.measured_until:
        raise NotWellFormed(where=("input", "measuredFrom"), problem="measuredFrom is no later than measuredUntil")
    wanted = BaselineSet(
        series_id=command.series_id,
        value=figure("value", command.value),
        measured_from=command.measured_from,
        measured_until=command.measured_until,
        note=prose("note", command.note, required=False),
        setter=asked.by.person,
    )
    return [] if series.baseline == wanted else [wanted]


def set_target(command: SetTarget, series: Counting, asked: Asked) -> list[SeriesEvent]:
    new, why = figure("value", command.value), prose("why", command.why)
    old = series.target.new if series.target else None
    if old == new:
        return []
    return [TargetSet(series_id=command.series_id, old=old, new=new, why=why, setter=asked.by.person)]


def set_plan(command: SetPlanCurve, board: Board, series: Counting, asked: Asked) -> list[SeriesEvent]:
    """Once the system is live it takes a reason."""
    live = board.live_on is not None
    points, why = checked.points(command.points), prose("why", command.why, required=live)
    if series.plan is not None and series.plan.points == points:
        return []
    return [PlanCurveSet(series_id=command.series_id, points=points, why=why, live=live, setter=asked.by.person)]


def decide(command: SeriesCommand, board: Board, asked: Asked) -> list[SeriesEvent]:
    if isinstance(command, DefineSeries):
        return define(command, board)
    match board.series:
        case NotStarted() | Undefined():
            raise SeriesNotFound
        case Retired() if isinstance(command, RetireSeries):
            return []
        case Retired():
            raise SeriesHasRetired
        case Counting() as series:
            return with_series(command, board, series, asked)
        case _:
            assert_never(board.series)


def with_series(command: OnSeries, board: Board, series: Counting, asked: Asked) -> list[SeriesEvent]:
    match command:
        case HandOverSeries():
            return hand_over(command, series)
        case RetireSeries():
            return [SeriesRetired(series_id=command.series_id, reason=prose("reason", command.reason))]
        case SetBaseline():
            return set_baseline(command, board, series, asked)
        case SetTarget():
            return set_target(command, series, asked)
        case SetPlanCurve():
            return set_plan(command, board, series, asked)
        case _:
            assert_never(command)


def looks_at(command: SeriesCommand) -> tuple[Scope, ...]:
    if isinstance(command, DefineSeries):
        return (engagement_scope(command.engagement_id, EngagementStarted),)
    return ()


SERIES: Decider[Board, SeriesCommand, Seen] = Decider(
    initial=Board(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"series-{command.series_id}",
    permits={
        DefineSeries: LEADS,
        HandOverSeries: LEADS,
        RetireSeries: LEADS,
        SetBaseline: LEADS,
        SetTarget: LEADS | {Role.SPONSOR},
        SetPlanCurve: LEADS,
    },
    looks_at=looks_at,
    looks_around={SetBaseline: (WentLive,), SetPlanCurve: (WentLive,)},
    engagement=lambda command: command.engagement_id if isinstance(command, DefineSeries) else None,
    names=lambda command: (command.owner,) if isinstance(command, (DefineSeries, HandOverSeries)) else (),
)
