"""Ninety days of the claims assistant: slow at first, one week without a measurement, then as planned."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from services.measurement.domain.windows import windows
from services.measurement.projections.interventions import INTERVENTIONS
from services.measurement.projections.live_days import LIVE_DAYS
from services.measurement.projections.measurement_windows import MEASUREMENT_WINDOWS
from services.measurement.projections.reported_engagements import REPORTED_ENGAGEMENTS
from services.measurement.projections.reported_tenants import REPORTED_TENANTS
from services.measurement.projections.series import SERIES
from services.measurement.projections.series_days import SERIES_DAYS
from services.measurement.projections.triggers import TRIGGERS
from services.measurement.reports.adoption import AdoptionReport, AdoptionRows, build
from shared.events.measurement import MeasurementWindowClosed, WindowMissed
from shared.events.observations import Observation
from shared.events.series import Cadence, PlanPoint
from shared.projecting.projection import Projection
from tests.facts import engagements, go_live, measurement, observations, population, series, tenants, triggers
from tests.facts.engagements import ENGAGEMENT
from tests.history import rows

LIVE_ON = date(2026, 3, 11)
OVER = datetime(2026, 6, 9, 12, 0, tzinfo=UTC)
POSITION = 640
SHARES = (14, 17, 19, 22, None, 31, 34, 36, 39, 40, 40, 41, 41)
MINUTES = ("38.5", "33.2", "29.75")
KPI_PLANNED = replace(
    series.PLAN_CURVE_SET,
    series_id=series.KPI_ID,
    points=(PlanPoint(day=0, value=Decimal(40)), PlanPoint(day=89, value=Decimal(30))),
)
DEFINED: tuple[Any, ...] = (
    tenants.TENANT_REGISTERED,
    tenants.TENANT_CONFIGURED,
    engagements.STARTED,
    *population.IN_COHORTS,
    series.SERIES_DEFINED,
    series.KPI_DEFINED,
    series.BASELINE_SET,
    series.TARGET_SET,
    series.PLAN_CURVE_SET,
    KPI_PLANNED,
    triggers.BEHIND_PLAN,
    go_live.WENT_LIVE,
    replace(measurement.MEASUREMENT_STARTED, went_live_on=LIVE_ON),
)
ACTED = (triggers.ACKNOWLEDGED, triggers.COMPLETED, triggers.EFFECTIVE)


def week(number: int, of_fifty: int | None) -> Iterator[Any]:
    """What comes in, and then the week closes."""
    day = LIVE_ON + timedelta(days=7 * (number - 1))
    if of_fifty is not None:
        yield replace(observations.INDICATOR_RECORDED, day=day, observations=tuple(parts(of_fifty)))
    yield closed(Cadence.WEEKLY, number)
    if of_fifty is None:
        yield missed(number)


def parts(of_fifty: int) -> Iterator[Observation]:
    pioneers = min(10, of_fifty // 2)
    for key, number, of, cohort in (
        ("pioneers", pioneers, 10, population.PIONEERS),
        ("handlers", of_fifty - pioneers - 2, 30, population.HANDLERS),
        ("writers", 2, 10, population.WRITERS),
    ):
        department = population.LETTERS if key == "writers" else population.CLAIMS
        yield Observation(key=key, value=Decimal(number), of=Decimal(of), cohort_id=cohort, department=department)


def month(number: int, minutes: str) -> tuple[Any, ...]:
    day = LIVE_ON + timedelta(days=30 * (number - 1) + 5)
    claim = replace(observations.CLAIM_HANDLED, value=Decimal(minutes))
    return (replace(observations.KPI_RECORDED, day=day, observations=(claim,)), closed(Cadence.MONTHLY, number))


def closed(cadence: Cadence, number: int) -> MeasurementWindowClosed:
    window = windows(LIVE_ON, cadence)[number - 1]
    return MeasurementWindowClosed(
        engagement_id=ENGAGEMENT, cadence=cadence, number=number, starts_on=window.starts_on, ends_on=window.ends_on
    )


def missed(number: int) -> WindowMissed:
    window = windows(LIVE_ON, Cadence.WEEKLY)[number - 1]
    return replace(measurement.FIRST_WEEK_MISSED, number=number, starts_on=window.starts_on, ends_on=window.ends_on)


WEEKS = [tuple(week(number, share)) for number, share in enumerate(SHARES, 1)]
MONTHS = [month(number, minutes) for number, minutes in enumerate(MINUTES, 1)]


def lived(weeks: int = 13, months: int = 3) -> tuple[Any, ...]:
    """All that had happened when so many windows had closed."""
    fired = (triggers.FIRED,) if weeks >= triggers.FIRED.window else ()
    acted = ACTED if weeks >= triggers.EFFECTIVE.window else ()
    begun = [fact for each in WEEKS[:weeks] for fact in each]
    return (*DEFINED, *begun, *fired, *acted, *(fact for each in MONTHS[:months] for fact in each))


def made_of(*facts: object) -> AdoptionRows:
    def all_of(projection: Projection[Any]) -> list[Any]:
        return list(rows(projection, facts).values())

    return AdoptionRows(
        tenant=all_of(REPORTED_TENANTS)[0],
        engagement=all_of(REPORTED_ENGAGEMENTS)[0],
        live=all_of(LIVE_DAYS)[0],
        windows=all_of(MEASUREMENT_WINDOWS),
        series=all_of(SERIES),
        days=all_of(SERIES_DAYS),
        triggers=all_of(TRIGGERS),
        interventions=all_of(INTERVENTIONS),
    )


def reported(*facts: object, at: datetime = OVER, until: int | None = None) -> AdoptionReport:
    return build(made_of(*facts), position=POSITION, at=at, until=until)
