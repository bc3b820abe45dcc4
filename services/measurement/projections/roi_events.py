"""The events that an amount of the return comes from, one row for each: what explains a figure that reads otherwise."""

from datetime import datetime
from uuid import UUID

from services.measurement.domain.roi_remembered import LATE, Late
from services.measurement.domain.roi_touching import about
from shared.events.observations import KpiCorrected, KpiRecorded
from shared.events.roi import RoiFigure
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.projecting.projection import Key, Projection


@record
class RoiEventEntry:
    """`figure` is the amount that the event is about; `series_id` tells of which series, for a benefit."""

    engagement_id: UUID
    seq: int
    event_id: UUID
    type: str
    figure: RoiFigure
    series_id: UUID | None
    reason: str | None
    at: datetime


def keys(recorded: Recorded[Late]) -> tuple[Key, ...]:
    return () if recorded.engagement_id is None else ((recorded.engagement_id, recorded.seq),)


def fold(_: RoiEventEntry | None, recorded: Recorded[Late]) -> RoiEventEntry | None:
    event, figure = recorded.event, about(recorded.event)
    if recorded.engagement_id is None or figure is None:
        return None
    return RoiEventEntry(
        engagement_id=recorded.engagement_id,
        seq=recorded.seq,
        event_id=recorded.event_id,
        type=type(event).__name__,
        figure=figure,
        series_id=event.series_id if isinstance(event, KpiRecorded | KpiCorrected) else None,
        reason=getattr(event, "reason", None),
        at=recorded.occurred_at,
    )


ROI_EVENTS = Projection(
    name="roi_events",
    version=1,
    row=RoiEventEntry,
    key=("engagement_id", "seq"),
    handles=LATE,
    keys=keys,
    fold=fold,
)
