"""Facts about the return on investment in the first 90 days. Stream `measurement-{engagement_id}`, by measurement."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.kernel.record import record


class RoiFigure(StrEnum):
    """What is told of the return: four amounts, and the two shares that follow from them."""

    BENEFIT = "benefit"
    RUN_COST = "run_cost"
    PILOT_COST = "pilot_cost"
    SCALE_COST = "scale_cost"
    ROI = "roi"
    ANNUALISED = "annualised"


@record
class RoiFigures:
    """Over so many `days` from going live. Amounts are whole minor units of `currency`.

    `roi` is what is left of the benefit after the run costs, as a share of what the pilot and scaling cost;
    `annualised` is the same over 365 days. None: nothing was spent, or no window is over.
    """

    currency: str
    days: int
    benefit: int
    run_cost: int
    pilot_cost: int
    scale_cost: int
    roi: Decimal | None
    annualised: Decimal | None


@record
class RoiComputed:
    """As the log stood at `position`; `day` counts from the one of going live as 0."""

    engagement_id: UUID
    day: int
    position: int
    figures: RoiFigures


@record
class RoiReportPublished:
    """The same, told to everybody. `digest` is the SHA-256 of the canonical JSON of all that was reckoned, in hex."""

    engagement_id: UUID
    day: int
    position: int
    digest: str
    figures: RoiFigures


@record
class RoiCause:
    """An event that came after the figures were told, by its position in the log."""

    position: int
    event_id: UUID


@record
class RoiRestated:
    """What had been told reads otherwise at `position`, since these came in; `causes` counts them all."""

    engagement_id: UUID
    position: int
    restated_on: date
    before: RoiFigures
    after: RoiFigures
    moved: tuple[RoiFigure, ...]
    because: tuple[RoiCause, ...]
    causes: int


RoiEvent: TypeAlias = RoiComputed | RoiReportPublished | RoiRestated
