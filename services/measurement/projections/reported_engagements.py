"""What a report tells of an engagement itself: its name, its cohorts, and which reports were published of it."""

from datetime import datetime
from typing import TypeAlias, assert_never
from uuid import UUID

from shared.events.engagements import EngagementStarted
from shared.events.measurement import AdoptionReportPublished
from shared.events.population import CohortDefined
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class ReportedCohort:
    """A cohort goes by its department and its role, and by whether its people asked for it themselves."""

    cohort_id: UUID
    department: str
    role: str
    volunteers: bool


@record
class PublishedReport:
    """Up to this day, as the log stood at `position`; `digest` is that of its canonical JSON."""

    day: int
    position: int
    digest: str
    published_at: datetime


@record
class ReportedEngagementEntry:
    """`published`: from the first to the last."""

    engagement_id: UUID
    name: str
    cohorts: tuple[ReportedCohort, ...]
    published: tuple[PublishedReport, ...]


Told: TypeAlias = EngagementStarted | CohortDefined | AdoptionReportPublished


def keys(recorded: Recorded[Told]) -> tuple[Key, ...]:
    return ((recorded.event.engagement_id,),)


def fold(row: ReportedEngagementEntry | None, recorded: Recorded[Told]) -> ReportedEngagementEntry:
    event = recorded.event
    match event:
        case EngagementStarted():
            return ReportedEngagementEntry(engagement_id=event.engagement_id, name=event.name, cohorts=(), published=())
        case CohortDefined():
            before = known(row)
            return replaced(before, cohorts=(*before.cohorts, cohort(event)))
        case AdoptionReportPublished():
            before = known(row)
            return replaced(before, published=(*before.published, published(event, recorded.recorded_at)))
        case _:
            assert_never(event)


def cohort(event: CohortDefined) -> ReportedCohort:
    return ReportedCohort(
        cohort_id=event.cohort_id, department=event.department, role=event.role, volunteers=event.volunteers
    )


def published(event: AdoptionReportPublished, at: datetime) -> PublishedReport:
    return PublishedReport(day=event.day, position=event.position, digest=event.digest, published_at=at)


REPORTED_ENGAGEMENTS = Projection(
    name="reported_engagements",
    version=1,
    row=ReportedEngagementEntry,
    key=("engagement_id",),
    handles=(EngagementStarted, CohortDefined, AdoptionReportPublished),
    keys=keys,
    fold=fold,
)
