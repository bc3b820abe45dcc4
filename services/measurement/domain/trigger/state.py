"""Where a trigger stands, as far as decisions need to know."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from decimal import Decimal
from typing import TypeAlias, assert_never
from uuid import UUID

from services.measurement.domain.trigger import sight
from services.measurement.domain.trigger.commands import Terms
from services.measurement.domain.trigger.judging import Edge, Rules
from shared.events.engagements import EngagementStarted
from shared.events.go_live import WentLive
from shared.events.series import SeriesDefined, SeriesRetired
from shared.events.triggers import (
    InterventionAcknowledged,
    InterventionCompleted,
    InterventionEffective,
    InterventionIneffective,
    InterventionTriggered,
    TriggerCleared,
    TriggerDefined,
    TriggerEvent,
    TriggerRetired,
    TriggerRevised,
)
from shared.kernel.record import record


@record
class Intervention:
    """`before`: what was watched first, in the window that started it; None: nothing was measured then."""

    triggered: InterventionTriggered
    before: Decimal | None
    acknowledged: bool = False
    completed: InterventionCompleted | None = None
    measured: bool = False


@record
class Defined:
    """`retired`: it is judged no more."""

    first: TriggerDefined
    terms: Terms
    edge: Edge = field(default_factory=Edge)
    interventions: Mapping[UUID, Intervention] = field(default_factory=dict)
    retired: bool = False

    @property
    def rules(self) -> Rules:
        return Rules(expression=self.terms.expression, clears=self.terms.clears, consecutive=self.terms.consecutive)


@record
class Board:
    """The trigger, whether its engagement was started, when it went live, and the series that can be watched."""

    trigger: Defined | None = None
    started: bool = False
    live_on: date | None = None
    series: Mapping[UUID, SeriesDefined] = field(default_factory=dict)


OfAnIntervention: TypeAlias = (
    InterventionAcknowledged | InterventionCompleted | InterventionEffective | InterventionIneffective
)
Beside: TypeAlias = EngagementStarted | WentLive | SeriesDefined | SeriesRetired
Known: TypeAlias = TriggerEvent | Beside


def evolve(board: Board, event: Known) -> Board:
    match event:
        case EngagementStarted():
            return replace(board, started=True)
        case WentLive():
            return replace(board, live_on=event.went_live_on)
        case SeriesDefined():
            return replace(board, series={**board.series, event.series_id: event})
        case SeriesRetired():
            return replace(board, series={key: each for key, each in board.series.items() if key != event.series_id})
        case TriggerDefined():
            return replace(board, trigger=Defined(first=event, terms=terms_of(event)))
        case _:
            return replace(board, trigger=changed(defined(board), event))


def changed(
    trigger: Defined,
    event: TriggerRevised | TriggerRetired | InterventionTriggered | TriggerCleared | OfAnIntervention,
) -> Defined:
    match event:
        case TriggerRevised():
            return replace(trigger, terms=terms_of(event))
        case TriggerRetired():
            return replace(trigger, retired=True)
        case InterventionTriggered():
            started = Intervention(triggered=event, before=first_value(trigger, event))
            return replace(
                trigger,
                edge=Edge(firing=True, window=event.window),
                interventions={**trigger.interventions, event.intervention_id: started},
            )
        case TriggerCleared():
            return replace(trigger, edge=Edge(firing=False, window=event.window))
        case _:
            after = went_on(trigger.interventions[event.intervention_id], event)
            return replace(trigger, interventions={**trigger.interventions, event.intervention_id: after})


def went_on(intervention: Intervention, event: OfAnIntervention) -> Intervention:
    match event:
        case InterventionAcknowledged():
            return replace(intervention, acknowledged=True)
        case InterventionCompleted():
            return replace(intervention, completed=event)
        case InterventionEffective() | InterventionIneffective():
            return replace(intervention, measured=True)
        case _:
            assert_never(event)


def first_value(trigger: Defined, event: InterventionTriggered) -> Decimal | None:
    found = sight.read(event.seen).get(f"{trigger.terms.watches[0].name}.value")
    return found if isinstance(found, Decimal) else None


def terms_of(event: TriggerDefined | TriggerRevised) -> Terms:
    return Terms(
        name=event.name,
        watches=event.watches,
        expression=event.expression,
        clears=event.clears,
        consecutive=event.consecutive,
        severity=event.severity,
        playbook=event.playbook,
        owner=event.owner,
        due_in_days=event.due_in_days,
    )


def defined(board: Board) -> Defined:
    if board.trigger is None:
        raise LookupError("the history of a trigger begins with its definition")
    return board.trigger
