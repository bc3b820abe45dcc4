"""Questions about the return: as it is known, as it was reported, and why the two differ; and the business case."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import and_, or_, select

from services.measurement.domain.roi import Roi, moved, opened, roi_of
from services.measurement.domain.roi_digest import digest
from services.measurement.domain.roi_rows import Origin, Purpose, RoiRows
from services.measurement.domain.roi_touching import AMOUNTS, counted_on
from services.measurement.projections.business_cases import BUSINESS_CASES, BusinessCaseEntry
from services.measurement.projections.roi_costs import ROI_COSTS, RoiCostEntry
from services.measurement.projections.roi_events import ROI_EVENTS, RoiEventEntry
from services.measurement.projections.roi_reports import ROI_REPORTS, RoiReportEntry, RoiWord
from services.measurement.queries.roi_rows import rows_of
from shared.events.roi import RoiFigure
from shared.kernel.record import record
from shared.projecting.as_of import AtSeq, Source
from shared.projecting.filtering import AllOf, Compare, Filter, Is
from shared.projecting.pages import PageAsk, counts_of, listing, pages_of
from shared.projecting.paging import Count, Page
from shared.projecting.questions import belonging, by_key
from shared.projecting.reading import Reader

MOST_CAUSES = 500
OF_RUNNING = Compare(column="purpose", how=Is.EQUAL, values=(Purpose.RUN.value,))


@record
class Opened:
    """The events that a figure comes from."""

    figure: RoiFigure
    origins: tuple[Origin, ...]


@record
class RoiLine:
    """What was reckoned, and the digest of it."""

    roi: Roi
    digest: str
    opened: tuple[Opened, ...]


@record
class Reported:
    """What was published, and the same reckoned once more from the log as it stood then."""

    told: RoiReportEntry
    again: RoiLine | None


@record
class Moved:
    """A figure that reads otherwise, with the latest of the `causes` events that explain it."""

    figure: RoiFigure
    because: tuple[RoiEventEntry, ...]
    causes: int


@record
class RoiAnswer:
    """`told`: all that was told so far, from the first to the last."""

    known: RoiLine | None
    reported: Reported | None
    moved: tuple[Moved, ...]
    told: tuple[RoiReportEntry, ...]


async def business_cases_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID]
) -> list[BusinessCaseEntry | None]:
    return await by_key(reader, source, BUSINESS_CASES, engagement_ids)


async def run_costs_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID]
) -> list[tuple[RoiCostEntry, ...]]:
    found = await belonging(reader, source, ROI_COSTS, "engagement_id", engagement_ids, ("recorded_seq",))
    return [tuple(cost for cost in costs if cost.purpose is Purpose.RUN) for costs in found]


async def run_cost_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[RoiCostEntry]]:
    running = PageAsk(wanted=AllOf(of=(OF_RUNNING, ask.wanted)), order=ask.order, window=ask.window)
    return await pages_of(reader, listing(source, ROI_COSTS), "engagement_id", engagement_ids, running)


async def run_cost_counts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    running = AllOf(of=(OF_RUNNING, wanted))
    return await counts_of(reader, listing(source, ROI_COSTS), "engagement_id", engagement_ids, running)


async def rois_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[RoiAnswer | None]:
    """None where there is no business case. What was published is reckoned anew for each of its positions."""
    rows = await rows_of(reader, source, engagement_ids)
    if not any(rows):
        return [None for _ in engagement_ids]
    told = await belonging(reader, source, ROI_REPORTS, "engagement_id", engagement_ids, ("seq",))
    last = {each.engagement_id: each for reports in told for each in reports if each.word is RoiWord.PUBLISHED}
    again = await reported(reader, last)
    later = await since(reader, source, last)
    return [
        None if mine is None else answer(mine, again.get(engagement_id), later[engagement_id], reports)
        for engagement_id, mine, reports in zip(engagement_ids, rows, told, strict=True)
    ]


def answer(
    rows: RoiRows, published: Reported | None, later: Sequence[RoiEventEntry], told: Iterable[RoiReportEntry]
) -> RoiAnswer:
    known, before = line(rows), published.again if published else None
    both = known and before
    return RoiAnswer(
        known=known,
        reported=published,
        moved=tuple(differences(before, known, later, rows)) if both and known and before else (),
        told=tuple(told),
    )


def line(rows: RoiRows | None) -> RoiLine | None:
    roi = roi_of(rows) if rows else None
    if roi is None:
        return None
    origins = tuple(Opened(figure=figure, origins=opened(roi, figure)) for figure in AMOUNTS)
    return RoiLine(roi=roi, digest=digest(roi), opened=origins)


def differences(before: RoiLine, now: RoiLine, later: Sequence[RoiEventEntry], rows: RoiRows) -> Iterable[Moved]:
    changed, counting = moved(before.roi.figures, now.roi.figures), counted_on(rows.cases)
    amounts = {figure for figure in changed if figure in AMOUNTS}
    mine = [each for each in later if each.series_id is None or each.series_id in counting]
    for figure in changed:
        wanted = {figure} if figure in AMOUNTS else amounts
        causes = [each for each in mine if each.figure in wanted]
        yield Moved(figure=figure, because=tuple(causes[-MOST_CAUSES:]), causes=len(causes))


async def reported(reader: Reader, last: Mapping[UUID, RoiReportEntry]) -> Mapping[UUID, Reported]:
    """All that were published at one position are read at once."""
    positions: defaultdict[int, list[UUID]] = defaultdict(list)
    for engagement_id, each in last.items():
        positions[each.position].append(engagement_id)
    found: dict[UUID, Reported] = {}
    for position, ids in positions.items():
        rows = await rows_of(reader, AtSeq(seq=position), ids)
        for engagement_id, mine in zip(ids, rows, strict=True):
            found[engagement_id] = Reported(told=last[engagement_id], again=line(mine))
    return found


async def since(
    reader: Reader, source: Source, last: Mapping[UUID, RoiReportEntry]
) -> Mapping[UUID, Sequence[RoiEventEntry]]:
    """The events that came in after what was published, of each engagement."""
    found: defaultdict[UUID, list[RoiEventEntry]] = defaultdict(list)
    if last:
        table = source.of(ROI_EVENTS)
        wanted = or_(
            *(and_(table.c.engagement_id == each, table.c.seq > report.position) for each, report in last.items())
        )
        for row in await reader.rows(select(table).where(wanted).order_by(table.c.seq), RoiEventEntry):
            found[row.engagement_id].append(row)
    return found
