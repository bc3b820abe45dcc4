"""What follows by itself for the return: computed after each month, published after the third, and restated."""

from typing import Any, TypeAlias

from services.measurement.domain import roi_remembered
from services.measurement.domain.roi import moved, roi_of
from services.measurement.domain.roi_digest import digest
from services.measurement.domain.roi_remembered import MOST_CAUSES, Books, Late, Shelf
from services.measurement.domain.roi_reporting import ComputeRoi, PublishRoi, RestateRoi, RoiCommand
from services.measurement.domain.windows import DAYS
from shared.events.measurement import MeasurementWindowClosed
from shared.events.series import Cadence
from shared.kernel.reaction import Memory, Reaction
from shared.kernel.recorded import Recorded

OfTheReturn: TypeAlias = MeasurementWindowClosed | Late


def look_again(recorded: Recorded[OfTheReturn], shelf: Shelf) -> list[RoiCommand]:
    engagement_id = recorded.engagement_id
    books = None if engagement_id is None else shelf.get(engagement_id)
    if books is None:
        return []
    if isinstance(recorded.event, MeasurementWindowClosed):
        return computed(recorded.event, recorded.seq, books)
    return restated(recorded, books)


def computed(closed: MeasurementWindowClosed, seq: int, books: Books) -> list[RoiCommand]:
    """Nothing where there is no business case to reckon with."""
    roi = roi_of(books.rows) if closed.cadence is Cadence.MONTHLY else None
    if roi is None:
        return []
    compute = ComputeRoi(engagement_id=closed.engagement_id, position=seq, figures=roi.figures)
    if roi.days < DAYS:
        return [compute]
    publish = PublishRoi(engagement_id=closed.engagement_id, position=seq, figures=roi.figures, digest=digest(roi))
    return [compute, publish]


def restated(recorded: Recorded[Any], books: Books) -> list[RoiCommand]:
    roi = None if books.told is None else roi_of(books.rows)
    if roi is None or books.told is None or not books.since:
        return []
    changed = moved(books.told, roi.figures)
    if not changed:
        return []
    late = [since for figure, since in books.since.items() if figure in changed]
    causes = sorted((cause for since in late for cause in since.first), key=lambda cause: cause.position)
    return [
        RestateRoi(
            engagement_id=roi.engagement_id,
            position=recorded.seq,
            figures=roi.figures,
            because=tuple(causes[:MOST_CAUSES]),
            causes=sum(since.events for since in late),
        )
    ]


ROI_REACTION = Reaction(
    name="what the return reads",
    handles=(MeasurementWindowClosed, *roi_remembered.LATE),
    react=look_again,
    memory=Memory(handles=roi_remembered.HANDLED, initial=roi_remembered.EMPTY, evolve=roi_remembered.evolve),
)
