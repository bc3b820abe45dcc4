"""What the file of an engagement holds, part by part; people, findings and gaps go by keys of the file's own."""

from datetime import date
from decimal import Decimal
from typing import Annotated, NamedTuple

from pydantic import BaseModel, Field, StringConstraints, field_validator

from cli.engagement_steps import Days, Key, Named, Prose, Step
from shared.events.dimensions import Dimension
from shared.events.gaps import Cause, GapKind, Severity
from shared.events.people import Role
from shared.events.pilots import Better, FindingKind, RunBy
from shared.events.tenants import DataRegion, Locale

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\n]*$")]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=200)]
ProposalKey = Annotated[str, StringConstraints(pattern=r"^[a-z_]+\.[a-z0-9_]+$")]


class Tenant(BaseModel, frozen=True, extra="forbid"):
    name: Line
    locale: Locale
    time_zone: Line
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    data_region: DataRegion


class Person(BaseModel, frozen=True, extra="forbid"):
    name: Line
    email: Email
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]


class Result(BaseModel, frozen=True, extra="forbid"):
    """Without a target nobody had said what success is."""

    criterion: Line
    unit: Line
    better: Better
    target: Decimal | None = None
    actual: Decimal


class Cost(BaseModel, frozen=True, extra="forbid"):
    """`minor` counts cents of the tenant's currency."""

    purpose: Line
    minor: Annotated[int, Field(gt=0)]


class Finding(BaseModel, frozen=True, extra="forbid"):
    """`dismissed` is the reason why no gap comes of it."""

    kind: FindingKind
    title: Line
    detail: Prose
    dismissed: Prose | None = None


class Pilot(BaseModel, frozen=True, extra="forbid"):
    name: Line
    purpose: Prose
    run_by: RunBy
    vendor: Line | None = None
    lead: Key
    started_on: date
    closed_on: date
    summary: Prose
    results: tuple[Result, ...]
    costs: tuple[Cost, ...] = ()
    findings: dict[Key, Finding] = {}


class Review(BaseModel, frozen=True, extra="forbid"):
    """The close-out review: results and findings recorded and the pilot closed, gaps mapped, register baselined."""

    by: Key
    held_on: date
    mapped_on: date
    baselined_on: date


class State(BaseModel, frozen=True, extra="forbid"):
    """Each aspect with the name of its level, or a count in digits."""

    aspects: dict[str, str]
    note: Prose


class DimensionStates(BaseModel, frozen=True, extra="forbid"):
    """`dismissed` holds, by aspect, why a difference needs no gap."""

    pilot: State
    production: State
    dismissed: dict[str, Prose] = {}


class Gap(BaseModel, frozen=True, extra="forbid"):
    """`estimate` is low, likely, high in person-days; `proposal` is `dimension.aspect`."""

    title: Line
    detail: Prose
    kind: GapKind
    cause: Cause
    severity: Severity
    owner: Key | None = None
    estimate: Days | None = None
    due: date | None = None
    needs: tuple[Key, ...] = ()
    finding: Key | None = None
    proposal: ProposalKey | None = None


Values = Annotated[tuple[Decimal | tuple[Decimal, Decimal], ...], Field(min_length=1, max_length=90)]


class Counted(NamedTuple):
    """`department` None: of all together."""

    department: str | None
    value: Decimal
    of: Decimal | None


class Measurements(BaseModel, frozen=True, extra="forbid"):
    """Of one series, the values one after the other, each on a day of its own: `value`, or `[value, of]`.

    Or those of each department, as many of one as of another.
    """

    series: Named
    by: Key
    source: Line
    first: date
    every: Annotated[int, Field(ge=1, le=90)]
    values: Values | dict[Line, Values]

    @field_validator("values")
    @classmethod
    def _as_many_of_each(cls, values: Values | dict[Line, Values]) -> Values | dict[Line, Values]:
        if isinstance(values, dict) and len({len(each) for each in values.values()}) != 1:
            raise ValueError("every department has as many values as the others")
        return values

    @property
    def days(self) -> tuple[tuple[Counted, ...], ...]:
        """What is counted on each of the days."""
        by_department = self.values if isinstance(self.values, dict) else {None: self.values}
        columns = [[counted(name, each) for each in values] for name, values in by_department.items()]
        return tuple(zip(*columns, strict=True))


def counted(department: str | None, value: Decimal | tuple[Decimal, Decimal]) -> Counted:
    number, of = value if isinstance(value, tuple) else (value, None)
    return Counted(department=department, value=number, of=of)


class EngagementFile(BaseModel, frozen=True, extra="forbid"):
    tenant: Tenant
    people: dict[Key, Person]
    pilot: Pilot
    review: Review
    dimensions: dict[Dimension, DimensionStates] = {}
    gaps: dict[Key, Gap]
    progress: tuple[Step, ...] = ()
    measurements: tuple[Measurements, ...] = ()
