"""Which of the amounts an event is about, if any: what explains a figure that reads otherwise."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from services.measurement.domain.roi_rows import CaseRow, RoiRows
from shared.events.costs import ScaleCostCorrected, ScaleCostRecorded, ScaleCostWithdrawn
from shared.events.observations import KpiCorrected, KpiRecorded
from shared.events.pilots import PilotCostRecorded
from shared.events.roi import RoiFigure
from shared.events.run_costs import RunCostCorrected, RunCostRecorded, RunCostWithdrawn

AMOUNTS = (RoiFigure.BENEFIT, RoiFigure.RUN_COST, RoiFigure.PILOT_COST, RoiFigure.SCALE_COST)


def about(event: Any) -> RoiFigure | None:  # noqa: ANN401 - any event
    match event:
        case KpiRecorded() | KpiCorrected():
            return RoiFigure.BENEFIT
        case RunCostRecorded() | RunCostCorrected() | RunCostWithdrawn():
            return RoiFigure.RUN_COST
        case PilotCostRecorded():
            return RoiFigure.PILOT_COST
        case ScaleCostRecorded() | ScaleCostCorrected() | ScaleCostWithdrawn():
            return RoiFigure.SCALE_COST
        case _:
            return None


def touches(rows: RoiRows, event: Any) -> RoiFigure | None:  # noqa: ANN401 - any event
    """None also for what no line of the yardstick counts on."""
    figure = about(event)
    if figure is RoiFigure.BENEFIT and event.series_id not in counted_on(rows.cases):
        return None
    return figure


def counted_on(cases: Iterable[CaseRow]) -> frozenset[UUID]:
    """The series of the case that the system went live with."""
    yardsticks = [case for case in cases if not case.live]
    if not yardsticks:
        return frozenset()
    return frozenset(line.series_id for line in max(yardsticks, key=lambda case: case.revision).lines)
