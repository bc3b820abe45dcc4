"""Questions about runs of the model on data, and whether they count."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Exists, FromClause, exists, select, tuple_

from services.engagement.domain.validity import RunGround, RunObstacle, run_obstacles
from services.engagement.projections.datasets import DATASETS
from services.engagement.projections.quality_metrics import QUALITY_METRICS
from services.engagement.projections.validations import VALIDATIONS, ValidationEntry
from services.engagement.queries.calendar import day_of
from shared.events.pilots import Better
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.compiled import among
from shared.projecting.filtering import Filter
from shared.projecting.pages import PageAsk, counts_of, listing, pages_of
from shared.projecting.paging import Count, Page
from shared.projecting.questions import by_key
from shared.projecting.reading import Reader


@record
class RunLine:
    """A run beside its dataset as it now is, its measure, and whether a later run took its place."""

    run_id: UUID
    representative: bool
    dataset_version: int
    present_version: int
    superseded: bool
    fresh_until: date
    value: Decimal
    better: Better
    threshold: Decimal | None


OF_THE_RUN = ("run_id", "representative", "dataset_version", "fresh_until", "value")


async def validations_by_id(reader: Reader, source: Source, ids: Sequence[UUID]) -> list[ValidationEntry | None]:
    return await by_key(reader, source, VALIDATIONS, ids)


async def validation_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[ValidationEntry]]:
    return await pages_of(reader, listing(source, VALIDATIONS), "engagement_id", engagement_ids, ask)


async def validation_counts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, listing(source, VALIDATIONS), "engagement_id", engagement_ids, wanted)


async def run_obstacles_of(
    reader: Reader, source: Source, run_ids: Sequence[UUID], at: datetime
) -> list[tuple[RunObstacle, ...]]:
    """Why each run does not count on the tenant's day of `at`; nothing where it does."""
    lines = {line.run_id: line for line in await lines_of(reader, source, run_ids)}
    day = await day_of(reader, source, at)
    return [run_obstacles(ground(lines[run_id]), day) if run_id in lines else () for run_id in run_ids]


def superseded(source: Source, runs: FromClause) -> Exists:
    """Whether the measure has a later run on data that count."""
    later = source.of(VALIDATIONS).alias("later")
    return exists().where(
        later.c.metric_id == runs.c.metric_id,
        later.c.representative,
        tuple_(later.c.ran_on, later.c.recorded_seq) > tuple_(runs.c.ran_on, runs.c.recorded_seq),
    )


async def lines_of(reader: Reader, source: Source, run_ids: Sequence[UUID]) -> list[RunLine]:
    runs = source.of(VALIDATIONS).alias("runs")
    datasets, metrics = source.of(DATASETS), source.of(QUALITY_METRICS)
    columns = (
        *(runs.c[name] for name in OF_THE_RUN),
        datasets.c.version.label("present_version"),
        superseded(source, runs).label("superseded"),
        metrics.c.better,
        metrics.c.threshold,
    )
    all_three = runs.join(datasets, runs.c.dataset_id == datasets.c.dataset_id).join(
        metrics, runs.c.metric_id == metrics.c.metric_id
    )
    wanted = select(*columns).select_from(all_three).where(among(runs.c.run_id, list(run_ids)))
    return await reader.rows(wanted, RunLine)


def ground(line: RunLine) -> RunGround:
    return RunGround(
        representative=line.representative,
        dataset_version=line.dataset_version,
        present_version=line.present_version,
        superseded=line.superseded,
        fresh_until=line.fresh_until,
        value=line.value,
        better=line.better,
        threshold=line.threshold,
    )
