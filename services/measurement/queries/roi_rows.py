"""What a return is reckoned from, read from the read models as they are or as they were: six statements for many."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from services.measurement.domain.roi_remembered import STREAMS
from services.measurement.domain.roi_rows import CaseRow, CostRow, DayRow, FigureRow, Origin, RoiRows
from services.measurement.projections.business_cases import BUSINESS_CASES, BusinessCaseEntry, CaseEntry
from services.measurement.projections.live_days import LIVE_DAYS, LiveDayEntry
from services.measurement.projections.measurement_windows import MEASUREMENT_WINDOWS, MeasurementWindowEntry
from services.measurement.projections.roi_costs import ROI_COSTS, RoiCostEntry
from services.measurement.projections.series import SERIES, SeriesEntry
from services.measurement.projections.series_days import ALL, SERIES_DAYS, SeriesDayEntry, sums_of
from shared.events.series import Cadence
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.compiled import among
from shared.projecting.questions import belonging, by_key, grouped
from shared.projecting.reading import Reader


async def rows_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[RoiRows | None]:
    """None where there is no business case."""
    cases = await by_key(reader, source, BUSINESS_CASES, engagement_ids)
    if not any(cases):
        return [None for _ in engagement_ids]
    lives = await by_key(reader, source, LIVE_DAYS, engagement_ids)
    order = ("cadence", "number")
    months = await belonging(reader, source, MEASUREMENT_WINDOWS, "engagement_id", engagement_ids, order)
    costs = await belonging(reader, source, ROI_COSTS, "engagement_id", engagement_ids, ("recorded_seq",))
    figures = await figures_of(reader, source, cases)
    found = zip(cases, lives, months, costs, strict=True)
    return [
        put_together(Found(case=case, live=live, months=windows, costs=spent), figures)
        for case, live, windows, spent in found
    ]


@record
class Found:
    """The rows of one engagement."""

    case: BusinessCaseEntry | None
    live: LiveDayEntry | None
    months: Sequence[MeasurementWindowEntry]
    costs: Sequence[RoiCostEntry]


def put_together(found: Found, figures: Mapping[UUID, FigureRow]) -> RoiRows | None:
    case = found.case
    if case is None:
        return None
    return RoiRows(
        engagement_id=case.engagement_id,
        went_live_on=found.live.went_live_on if found.live else None,
        closed=closed(found.months),
        cases=tuple(case_row(each) for each in case.versions),
        series={each: figures[each] for each in series_in([case]) if each in figures},
        costs={(cost.purpose, cost.cost_id): cost_row(cost) for cost in found.costs},
    )


def closed(windows: Iterable[MeasurementWindowEntry]) -> frozenset[int]:
    """The months that are over."""
    return frozenset(each.number for each in windows if each.cadence is Cadence.MONTHLY and each.closed_seq)


def series_in(cases: Iterable[BusinessCaseEntry | None]) -> list[UUID]:
    named = (line.series_id for case in cases if case for told in case.versions for line in told.lines)
    return list(dict.fromkeys(named))


async def figures_of(
    reader: Reader, source: Source, cases: Sequence[BusinessCaseEntry | None]
) -> Mapping[UUID, FigureRow]:
    ids = series_in(cases)
    series = await by_key(reader, source, SERIES, ids)
    table = source.of(SERIES_DAYS)
    whole = select(table).where(among(table.c.series_id, ids), table.c.split == ALL)
    days = grouped(await reader.rows(whole, SeriesDayEntry), "series_id", ids)
    return {each.series_id: figure_row(each, rows) for each, rows in zip(series, days, strict=True) if each}


def figure_row(series: SeriesEntry, days: Iterable[SeriesDayEntry]) -> FigureRow:
    return FigureRow(
        series_id=series.series_id,
        kind=series.kind,
        name=series.name,
        unit=series.unit,
        better=series.better,
        aggregation=series.aggregation,
        baseline=series.baseline.value if series.baseline else None,
        baseline_seq=series.baseline.seq if series.baseline else None,
        defined_seq=series.defined_seq,
        days={row.day: DayRow(sums=sums_of(row), origin=origin(row)) for row in days},
    )


def origin(row: SeriesDayEntry) -> Origin:
    """All events of the day's stream up to there."""
    return Origin(
        stream=f"observations-{row.series_id}-{row.day}", first=row.first_seq, last=row.last_seq, events=row.version
    )


def case_row(case: CaseEntry) -> CaseRow:
    return CaseRow(
        revision=case.revision,
        owner=case.owner,
        lines=case.lines,
        run_cost_per_month=case.run_cost_per_month,
        assumptions=case.assumptions,
        reason=case.reason,
        live=case.live,
        seq=case.seq,
    )


def cost_row(cost: RoiCostEntry) -> CostRow:
    return CostRow(
        cost_id=cost.cost_id,
        purpose=cost.purpose,
        minor=cost.minor,
        currency=cost.currency,
        spent_on=cost.spent_on,
        withdrawn=cost.withdrawn,
        stream=f"{STREAMS[cost.purpose]}-{cost.engagement_id}",
        seqs=cost.seqs,
    )
