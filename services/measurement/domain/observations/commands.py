"""What can be asked of the observations of a day, and why it is refused: as a whole, or one by one."""

from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.events.observations import Observation
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class RecordObservations:
    """All of them or none. `unit` is what the sender takes them for; None: that of the series."""

    engagement_id: UUID
    series_id: UUID
    day: date
    source: str
    unit: str | None
    observations: tuple[Observation, ...]


@record
class CorrectObservation:
    """`new` stands in the place of what has its key; None: nothing does."""

    engagement_id: UUID
    series_id: UUID
    day: date
    key: str
    new: Observation | None
    reason: str


ObservationCommand: TypeAlias = RecordObservations | CorrectObservation


class ObservationsNotTaken(Refused):
    """Of these observations {several} cannot be taken as they are: nothing was recorded."""


class ObservedBeforeGoLive(Refused):
    """The system is not live yet: what was before is a baseline."""


class DayOutsideTheWindow(Refused):
    """The system went live on {earliest}: observations are of a day from then to {latest}."""


class DayIsFull(Refused):
    """The series holds {held} observations of this day, and takes at most {most}: send sums of them instead."""


class UnitDiffers(Refused):
    """The series is measured in {unit}, and not in {given}."""


class SeriesOfSomebodyElse(Refused):
    """Observations are recorded and corrected by whoever answers for the series, by an integrator, or by a lead."""


class ObservationNotFound(Refused):
    """The series has no such observation of this day."""


class ObservationDiffers(Refused):
    """The series has an observation with this key and other content: correct that one."""


class ObservationWasWithdrawn(Refused):
    """The observation with this key was withdrawn for good: record it under another key."""


class CohortNotOfTheEngagement(Refused):
    """The engagement has no such cohort."""


class DepartmentNotOfThePopulation(Refused):
    """{given} is no department of the population."""


class ShareOutOfRange(Refused):
    """A share is from nothing to all: {given} is not."""
