"""Questions about when the stage that is under way will end, as things are planned now."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from services.engagement.domain.delay.course import Course
from services.engagement.domain.delay.forecast import Forecast, foreseen
from services.engagement.domain.gap_status import REMAINING
from services.engagement.projections.gap_register import GAP_REGISTER
from services.engagement.projections.stage_courses import STAGE_COURSES, StageCourseEntry
from services.engagement.queries.calendar import zone_of
from shared.events.stages import Stage
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.compiled import among
from shared.projecting.questions import by_key, grouped
from shared.projecting.reading import Reader


@record
class Planned:
    """A gap that is left and that a stage closes."""

    engagement_id: UUID
    stage: Stage
    due: date | None
    deferred_until: date | None

    @property
    def due_on(self) -> date | None:
        return self.deferred_until or self.due


async def stage_forecasts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], at: datetime
) -> list[Forecast | None]:
    """As of the tenant's day of `at`; none where no stage is under way, or the engagement rests."""
    zone = await zone_of(reader, source)
    rows = await by_key(reader, source, STAGE_COURSES, engagement_ids)
    gaps = source.of(GAP_REGISTER)
    left = select(gaps.c.engagement_id, gaps.c.stage, gaps.c.due, gaps.c.deferred_until).where(
        among(gaps.c.engagement_id, list(engagement_ids)), gaps.c.stage.is_not(None), gaps.c.status.in_(REMAINING)
    )
    planned = grouped(await reader.rows(left, Planned), "engagement_id", engagement_ids)
    today = at.astimezone(zone).date()
    return [
        foreseen(course_of(row), row.stage, dues(row.stage, mine), today, zone)
        if row is not None and row.parked_at is None and not row.ended
        else None
        for row, mine in zip(rows, planned, strict=True)
    ]


def course_of(row: StageCourseEntry) -> Course:
    rests = tuple((rest.begun, rest.over) for rest in row.rests)
    return Course(stage=row.stage, since=row.since, rests=rests)


def dues(stage: Stage, planned: Sequence[Planned]) -> list[date]:
    return [due for each in planned if each.stage is stage and (due := each.due_on)]
