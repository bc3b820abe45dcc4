"""What is measured of the claims assistant in its first 90 days, and the rows of the return after it."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from services.measurement.domain.roi import Roi, roi_of
from services.measurement.domain.roi_remembered import HANDLED, evolve
from services.measurement.domain.roi_rows import RoiRows
from shared.events.go_live import WentLive
from shared.events.measurement import MeasurementWindowClosed
from shared.events.observations import KpiCorrected, KpiRecorded, Observation
from shared.events.pilots import PilotCostRecorded
from shared.events.roi import RoiReportPublished, RoiRestated
from shared.events.series import BaselineSet, Cadence
from shared.kernel.money import Money
from tests.facts.business_case import CASE_REGISTERED
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import BO
from tests.facts.series import KPI_DEFINED, KPI_ID
from tests.history import recorded

LIVE_ON = date(2026, 3, 2)
LIVE = WentLive(engagement_id=ENGAGEMENT, release_id=KPI_ID, decision_id=KPI_ID, went_live_on=LIVE_ON)
BASELINE = BaselineSet(
    series_id=KPI_ID,
    value=Decimal(40),
    measured_from=date(2026, 1, 1),
    measured_until=date(2026, 1, 31),
    note="",
    setter=BO,
)
PILOT_COST = PilotCostRecorded(
    pilot_id=ENGAGEMENT, cost_id=UUID(int=9), amount=Money(minor=4_000_000, currency="CAD"), purpose="Trying it"
)
SET_UP = (PILOT_COST, KPI_DEFINED, BASELINE, CASE_REGISTERED, LIVE)


def month_closed(number: int) -> MeasurementWindowClosed:
    first = LIVE_ON + timedelta(days=30 * (number - 1))
    return MeasurementWindowClosed(
        engagement_id=ENGAGEMENT,
        cadence=Cadence.MONTHLY,
        number=number,
        starts_on=first,
        ends_on=first + timedelta(days=29),
    )


MONTHS = tuple(map(month_closed, (1, 2, 3)))


def took(day: int, *minutes: str) -> KpiRecorded:
    """So many minutes for each claim of that day."""
    observations = tuple(
        Observation(key=f"{number}", value=Decimal(each), of=None, cohort_id=None, department=None)
        for number, each in enumerate(minutes)
    )
    return KpiRecorded(
        engagement_id=ENGAGEMENT,
        series_id=KPI_ID,
        day=LIVE_ON + timedelta(days=day),
        source="Claims system",
        observations=observations,
    )


def rows_after(*facts: Any, by_day: bool = False) -> RoiRows:  # noqa: ANN401 - any fact
    """`by_day`: as the read models have them also once the return was told."""
    shelf: Any = {}
    for each in recorded(facts):
        told = by_day and isinstance(each.event, RoiReportPublished | RoiRestated)
        shelf = evolve(shelf, each) if isinstance(each.event, HANDLED) and not told else shelf
    rows: RoiRows = shelf[ENGAGEMENT].rows
    return rows


def after(*facts: Any) -> Roi:  # noqa: ANN401 - any fact
    roi = roi_of(rows_after(*facts))
    assert roi is not None
    return roi


def corrected(told: KpiRecorded, minutes: str) -> KpiCorrected:
    """The first of that day."""
    old = told.observations[0]
    return KpiCorrected(
        engagement_id=ENGAGEMENT,
        series_id=KPI_ID,
        day=told.day,
        old=old,
        new=replace(old, value=Decimal(minutes)),
        reason="Lunch was counted.",
        corrector=BO,
    )
