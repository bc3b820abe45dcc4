"""What can be asked of a series, and why it is refused."""

from datetime import date
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from shared.events.pilots import Better
from shared.events.series import Aggregation, Cadence, PlanPoint, SeriesKind
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class DefineSeries:
    """`template`: what of it can be compared is as the template has it; name and definition are one's own."""

    engagement_id: UUID
    series_id: UUID
    kind: SeriesKind
    name: str
    definition: str
    unit: str
    better: Better
    cadence: Cadence
    aggregation: Aggregation
    source: str
    owner: UUID
    template: str | None


@record
class HandOverSeries:
    series_id: UUID
    owner: UUID


@record
class RetireSeries:
    series_id: UUID
    reason: str


@record
class SetBaseline:
    series_id: UUID
    value: Decimal
    measured_from: date
    measured_until: date
    note: str


@record
class SetTarget:
    series_id: UUID
    value: Decimal
    why: str


@record
class SetPlanCurve:
    """`why` may be empty as long as the system is not live."""

    series_id: UUID
    points: tuple[PlanPoint, ...]
    why: str


OnSeries: TypeAlias = HandOverSeries | RetireSeries | SetBaseline | SetTarget | SetPlanCurve
SeriesCommand: TypeAlias = DefineSeries | OnSeries


class SeriesAlreadyDefined(Refused):
    """A series with this id was already defined, and reads differently: define another one."""


class SeriesHasRetired(Refused):
    """The series has retired: nothing is changed or recorded any more."""


class SeriesTemplateNotFound(Refused):
    """There is no template {given}; there are {known}."""


class SeriesDiffersFromTemplate(Refused):
    """A series of the template {template} has the {field} {wanted}: define one of your own without a template."""


class UnitNotKnown(Refused):
    """Nothing is measured in {given}; the units are {known}."""


class BaselineAfterGoLive(Refused):
    """The system went live on {live_on}: what was before it is no longer measured."""
