"""What the reaction to late words remembers: the rows of the return by engagement, and what people were told."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from typing import Any, TypeAlias, get_args
from uuid import UUID

from services.measurement.domain.remembered import summed
from services.measurement.domain.roi_months import by_month, month_of
from services.measurement.domain.roi_rows import CaseRow, CostRow, DayRow, FigureRow, Origin, Purpose, RoiRows
from services.measurement.domain.roi_touching import touches
from services.measurement.domain.sums import NOTHING
from shared.events.business_case import BusinessCaseEvent, BusinessCaseRegistered
from shared.events.costs import CostEvent, ScaleCostCorrected, ScaleCostRecorded, ScaleCostWithdrawn
from shared.events.go_live import WentLive
from shared.events.measurement import MeasurementWindowClosed
from shared.events.observations import KpiCorrected, KpiRecorded
from shared.events.pilots import PilotCostRecorded
from shared.events.roi import RoiCause, RoiFigure, RoiFigures, RoiReportPublished, RoiRestated
from shared.events.run_costs import RunCostCorrected, RunCostEvent, RunCostRecorded, RunCostWithdrawn
from shared.events.series import BaselineSet, Cadence, SeriesDefined
from shared.kernel.growing import Growing
from shared.kernel.record import record
from shared.kernel.recorded import Recorded

OfCosts: TypeAlias = PilotCostRecorded | CostEvent | RunCostEvent
Late: TypeAlias = KpiRecorded | KpiCorrected | OfCosts
LATE: tuple[type, ...] = (KpiRecorded, KpiCorrected, PilotCostRecorded, *get_args(CostEvent), *get_args(RunCostEvent))
HANDLED: tuple[type, ...] = (
    WentLive,
    MeasurementWindowClosed,
    *get_args(BusinessCaseEvent),
    SeriesDefined,
    BaselineSet,
    *LATE,
    RoiReportPublished,
    RoiRestated,
)
PURPOSES: Mapping[type, Purpose] = {
    PilotCostRecorded: Purpose.PILOT,
    ScaleCostRecorded: Purpose.SCALE,
    ScaleCostCorrected: Purpose.SCALE,
    ScaleCostWithdrawn: Purpose.SCALE,
    RunCostRecorded: Purpose.RUN,
    RunCostCorrected: Purpose.RUN,
    RunCostWithdrawn: Purpose.RUN,
}
STREAMS: Mapping[Purpose, str] = {Purpose.PILOT: "pilot", Purpose.SCALE: "cost", Purpose.RUN: "runcost"}


MOST_CAUSES = 100


@record
class Since:
    """How many events came after what was told and are about one amount, and the first of them."""

    events: int = 0
    first: tuple[RoiCause, ...] = ()

    def and_then(self, cause: RoiCause) -> "Since":
        return Since(events=self.events + 1, first=(*self.first, cause)[:MOST_CAUSES])


@record
class Books:
    """Of one engagement. `told`: what people were told last; `since`: what came in after that, by amount."""

    rows: RoiRows
    told: RoiFigures | None = None
    since: Mapping[RoiFigure, Since] = field(default_factory=dict)


Shelf: TypeAlias = Mapping[UUID, Books | None]
"""None: it went live without a business case, so that nothing is ever reckoned."""

EMPTY: Shelf = {}


def evolve(shelf: Shelf, recorded: Recorded[Any]) -> Shelf:
    engagement_id = recorded.engagement_id
    if engagement_id is None:
        return shelf
    books = shelf.get(engagement_id, Books(rows=RoiRows(engagement_id=engagement_id, went_live_on=None)))
    if books is None or (isinstance(recorded.event, WentLive) and not books.rows.cases):
        return {**shelf, engagement_id: None}
    return {**shelf, engagement_id: after(books, recorded)}


def after(books: Books, recorded: Recorded[Any]) -> Books:
    event = recorded.event
    match event:
        case RoiReportPublished():
            return replace(books, rows=by_month(books.rows), told=event.figures, since={})
        case RoiRestated():
            return replace(books, told=event.after, since={})
        case _:
            rows = entered(books.rows, recorded, monthly=books.told is not None)
            return replace(books, rows=rows, since=late(books, recorded))


def late(books: Books, recorded: Recorded[Any]) -> Mapping[RoiFigure, Since]:
    figure = None if books.told is None else touches(books.rows, recorded.event)
    if figure is None:
        return books.since
    cause = RoiCause(position=recorded.seq, event_id=recorded.event_id)
    return {**books.since, figure: books.since.get(figure, Since()).and_then(cause)}


def entered(rows: RoiRows, recorded: Recorded[Any], *, monthly: bool = False) -> RoiRows:
    """`monthly`: what is measured is kept by month."""
    event, seq = recorded.event, recorded.seq
    match event:
        case WentLive():
            return replace(rows, went_live_on=rows.went_live_on or event.went_live_on)
        case MeasurementWindowClosed():
            month = {event.number} if event.cadence is Cadence.MONTHLY else set()
            return replace(rows, closed=rows.closed | month)
        case SeriesDefined() | BaselineSet() | KpiRecorded() | KpiCorrected():
            return measured(rows, event, recorded, monthly=monthly)
        case _ if isinstance(event, BusinessCaseEvent):
            return replace(rows, cases=(*rows.cases, case_of(event, seq)))
        case _:
            cost = cost_of(rows, event, seq)
            return replace(rows, costs={**rows.costs, (cost.purpose, cost.cost_id): cost})


def case_of(event: BusinessCaseEvent, seq: int) -> CaseRow:
    revised = None if isinstance(event, BusinessCaseRegistered) else event
    return CaseRow(
        revision=revised.revision if revised else 0,
        owner=event.owner,
        lines=event.lines,
        run_cost_per_month=event.run_cost_per_month,
        assumptions=event.assumptions,
        reason=revised.reason if revised else "",
        live=revised is not None and revised.live,
        seq=seq,
    )


def measured(
    rows: RoiRows,
    event: SeriesDefined | BaselineSet | KpiRecorded | KpiCorrected,
    recorded: Recorded[Any],
    *,
    monthly: bool,
) -> RoiRows:
    figure = defined(event, recorded.seq) if isinstance(event, SeriesDefined) else rows.series[event.series_id]
    match event:
        case BaselineSet():
            figure = replace(figure, baseline=event.value, baseline_seq=recorded.seq)
        case KpiRecorded() | KpiCorrected():
            kept = month_of(rows, figure, event.day) if monthly else event.day
            day = counted(figure.days.get(kept), event, recorded)
            figure = replace(figure, days=growing(figure.days).having(kept, day))
        case _:
            pass
    return replace(rows, series={**rows.series, event.series_id: figure})


def growing(days: Mapping[date, DayRow]) -> Growing[date, DayRow]:
    return days if isinstance(days, Growing) else Growing()


def counted(day: DayRow | None, event: KpiRecorded | KpiCorrected, recorded: Recorded[Any]) -> DayRow:
    """`version` counts the events of the day's stream."""
    return DayRow(
        sums=summed(day.sums if day else NOTHING, event),
        origin=Origin(
            stream=f"observations-{event.series_id}-{event.day}",
            first=day.origin.first if day else recorded.seq,
            last=recorded.seq,
            events=recorded.version,
        ),
    )


def defined(event: SeriesDefined, seq: int) -> FigureRow:
    return FigureRow(
        series_id=event.series_id,
        kind=event.kind,
        name=event.name,
        unit=event.unit,
        better=event.better,
        aggregation=event.aggregation,
        baseline=None,
        baseline_seq=None,
        defined_seq=seq,
    )


def cost_of(rows: RoiRows, event: OfCosts, seq: int) -> CostRow:
    purpose = PURPOSES[type(event)]
    before = rows.costs.get((purpose, event.cost_id))
    seqs = (*before.seqs, seq) if before else (seq,)
    if isinstance(event, ScaleCostWithdrawn | RunCostWithdrawn):
        if before is None:
            raise LookupError("a cost was withdrawn before it was recorded: the log was read out of order")
        return replace(before, withdrawn=True, seqs=seqs)
    return CostRow(
        cost_id=event.cost_id,
        purpose=purpose,
        minor=event.amount.minor,
        currency=event.amount.currency,
        spent_on=None if isinstance(event, PilotCostRecorded) else event.spent_on,
        withdrawn=False,
        stream=f"{STREAMS[purpose]}-{rows.engagement_id}",
        seqs=seqs,
    )
