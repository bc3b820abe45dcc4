"""All that was told of the return: computed, published, restated; each as the log stood at a position."""

from datetime import datetime
from enum import StrEnum
from typing import assert_never, get_args
from uuid import UUID

from shared.events.roi import (
    RoiCause,
    RoiComputed,
    RoiEvent,
    RoiFigure,
    RoiFigures,
    RoiReportPublished,
    RoiRestated,
)
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.projecting.projection import Key, Projection


class RoiWord(StrEnum):
    """What was done with the figures."""

    COMPUTED = "computed"
    PUBLISHED = "published"
    RESTATED = "restated"


@record
class RoiReportEntry:
    """`before`, `moved` and `because` are told by a restatement; `digest` by what was published."""

    engagement_id: UUID
    seq: int
    word: RoiWord
    day: int | None
    position: int
    figures: RoiFigures
    digest: str | None
    before: RoiFigures | None
    moved: tuple[RoiFigure, ...]
    because: tuple[RoiCause, ...]
    causes: int
    at: datetime


def keys(recorded: Recorded[RoiEvent]) -> tuple[Key, ...]:
    return ((recorded.event.engagement_id, recorded.seq),)


def fold(_: RoiReportEntry | None, recorded: Recorded[RoiEvent]) -> RoiReportEntry:
    event = recorded.event
    match event:
        case RoiComputed():
            return told(RoiWord.COMPUTED, event, recorded)
        case RoiReportPublished():
            return told(RoiWord.PUBLISHED, event, recorded)
        case RoiRestated():
            return restated(event, recorded)
        case _:
            assert_never(event)


def told(word: RoiWord, event: RoiComputed | RoiReportPublished, recorded: Recorded[RoiEvent]) -> RoiReportEntry:
    return RoiReportEntry(
        engagement_id=event.engagement_id,
        seq=recorded.seq,
        word=word,
        day=event.day,
        position=event.position,
        figures=event.figures,
        digest=event.digest if isinstance(event, RoiReportPublished) else None,
        before=None,
        moved=(),
        because=(),
        causes=0,
        at=recorded.occurred_at,
    )


def restated(event: RoiRestated, recorded: Recorded[RoiEvent]) -> RoiReportEntry:
    return RoiReportEntry(
        engagement_id=event.engagement_id,
        seq=recorded.seq,
        word=RoiWord.RESTATED,
        day=None,
        position=event.position,
        figures=event.after,
        digest=None,
        before=event.before,
        moved=event.moved,
        because=event.because,
        causes=event.causes,
        at=recorded.occurred_at,
    )


ROI_REPORTS = Projection(
    name="roi_reports",
    version=1,
    row=RoiReportEntry,
    key=("engagement_id", "seq"),
    handles=get_args(RoiEvent),
    keys=keys,
    fold=fold,
)
