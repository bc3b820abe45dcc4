"""Facts about the first 90 days in production. Stream `measurement-{engagement_id}`, by measurement."""

from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.events.roi import RoiEvent
from shared.events.series import Cadence
from shared.kernel.record import record


@record
class MeasurementStarted:
    """On day 0, the one of going live. The windows are those of this version of the policy."""

    engagement_id: UUID
    went_live_on: date
    policy: int


@record
class MeasurementWindowClosed:
    """Its last day, `ends_on`, is over. What comes in for its days afterwards is late, and counts nevertheless."""

    engagement_id: UUID
    cadence: Cadence
    number: int
    starts_on: date
    ends_on: date


@record
class WindowMissed:
    """The window closed without anything measured in this series. What comes in later does not undo that."""

    engagement_id: UUID
    series_id: UUID
    cadence: Cadence
    number: int
    starts_on: date
    ends_on: date


@record
class AdoptionReportPublished:
    """Up to this day, counted from the one of going live as 0, as the log stood at `position`.

    `digest` is the SHA-256 of its canonical JSON, in hex.
    """

    engagement_id: UUID
    day: int
    position: int
    digest: str


MeasurementEvent: TypeAlias = (
    MeasurementStarted | MeasurementWindowClosed | WindowMissed | AdoptionReportPublished | RoiEvent
)
