"""What the claims assistant brought in its first 90 days: a month that was not told in time, and a late correction."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from services.measurement.domain.roi import moved, roi_of
from services.measurement.domain.roi_digest import digest as reckoned_digest
from services.measurement.projections.business_cases import BUSINESS_CASES
from services.measurement.projections.measurement_windows import MEASUREMENT_WINDOWS
from services.measurement.projections.reported_engagements import REPORTED_ENGAGEMENTS
from services.measurement.projections.reported_tenants import REPORTED_TENANTS
from services.measurement.projections.roi_costs import ROI_COSTS
from services.measurement.projections.roi_events import ROI_EVENTS
from services.measurement.projections.roi_reports import ROI_REPORTS, RoiWord
from services.measurement.queries.roi import Reported, RoiAnswer, answer, line
from services.measurement.reports.roi import RoiReport, RoiReportRows, Shift, build
from shared.events.business_case import BenefitLine
from shared.events.costs import CostKind
from shared.events.measurement import MeasurementStarted, WindowMissed
from shared.events.observations import KpiRecorded, Observation
from shared.events.roi import RoiCause, RoiReportPublished, RoiRestated
from shared.events.run_costs import RunCostRecorded
from shared.events.series import BaselineSet, Cadence, SeriesDefined
from shared.kernel.money import Money
from tests.facts import engagements, tenants
from tests.facts.business_case import CASE_REGISTERED, CASE_REVISED, MINUTES_SAVED
from tests.facts.costs import SCALE_COST, SCALE_COST_CORRECTED
from tests.facts.engagements import ENGAGEMENT
from tests.facts.series import KPI_DEFINED
from tests.history import rows
from tests.unit.measurement.domain.returning import (
    BASELINE,
    LIVE,
    LIVE_ON,
    MONTHS,
    PILOT_COST,
    corrected,
    rows_after,
    took,
)

OVER = datetime(2026, 6, 9, 12, 0, tzinfo=UTC)
LETTERS_ID = UUID(int=0x5E3)
LETTERS: SeriesDefined = replace(
    KPI_DEFINED,
    series_id=LETTERS_ID,
    name="Letters that had to be written again",
    definition="Of a hundred letters, those that came back.",
    unit="percent",
)
LETTERS_BASELINE: BaselineSet = replace(BASELINE, series_id=LETTERS_ID, value=Decimal(8))
LETTERS_SPARED: BenefitLine = replace(
    MINUTES_SAVED,
    line_id=UUID(int=0xBE2),
    series_id=LETTERS_ID,
    value_per_unit=Money(minor=52_000, currency="CAD"),
    volume_per_month=Decimal(42),
    target=Decimal(3),
    note="A letter that is written again takes a morning.",
)
CASE = replace(CASE_REGISTERED, lines=(MINUTES_SAVED, LETTERS_SPARED))


def came_back(day: int, share: str) -> KpiRecorded:
    observation = Observation(key="desk", value=Decimal(share), of=None, cohort_id=None, department=None)
    return replace(took(day), series_id=LETTERS_ID, observations=(observation,))


def run_cost(number: int, minor: int, on: date, note: str) -> RunCostRecorded:
    return RunCostRecorded(
        engagement_id=ENGAGEMENT,
        cost_id=UUID(int=0xC10 + number),
        kind=CostKind.EXTERNAL_SERVICES,
        amount=Money(minor=minor, currency="CAD"),
        spent_on=on,
        note=note,
    )


def letters_missed(number: int) -> WindowMissed:
    month = MONTHS[number - 1]
    return WindowMissed(
        engagement_id=ENGAGEMENT,
        series_id=LETTERS_ID,
        cadence=Cadence.MONTHLY,
        number=number,
        starts_on=month.starts_on,
        ends_on=month.ends_on,
    )


FIRST = took(3, "33", "34.5")
BEGUN: tuple[Any, ...] = (
    tenants.TENANT_REGISTERED,
    tenants.TENANT_CONFIGURED,
    engagements.STARTED,
    PILOT_COST,
    KPI_DEFINED,
    BASELINE,
    LETTERS,
    LETTERS_BASELINE,
    CASE,
    SCALE_COST,
    LIVE,
    MeasurementStarted(engagement_id=ENGAGEMENT, went_live_on=LIVE_ON, policy=1),
)
NINETY: tuple[Any, ...] = (
    FIRST,
    took(12, "31", "32.25"),
    came_back(20, "6.5"),
    run_cost(1, 1_650_050, date(2026, 3, 31), "The model's provider, March"),
    MONTHS[0],
    took(33, "29", "30.5", "28"),
    run_cost(2, 1_702_500, date(2026, 4, 30), "The model's provider, April"),
    MONTHS[1],
    letters_missed(2),
    took(64, "27.5", "28.5"),
    came_back(70, "4"),
    MONTHS[2],
)
AFTERWARDS: tuple[Any, ...] = (
    came_back(45, "5"),
    run_cost(3, 1_688_000, date(2026, 5, 29), "The model's provider, May"),
    corrected(FIRST, "39"),
    SCALE_COST_CORRECTED,
    replace(CASE_REVISED, lines=(replace(MINUTES_SAVED, volume_per_month=Decimal(3900)), LETTERS_SPARED)),
)


def published(*facts: object) -> RoiReportPublished:
    """As the log stands after these."""
    roi = roi_of(rows_after(*facts))
    assert roi is not None
    return RoiReportPublished(
        engagement_id=ENGAGEMENT, day=90, position=len(facts), digest=reckoned_digest(roi), figures=roi.figures
    )


def restated(*facts: object) -> RoiRestated:
    """As the log stands after these, of which the last explains it."""
    then, now = (roi_of(rows_after(*each)) for each in ((*BEGUN, *NINETY), facts))
    assert then is not None
    assert now is not None
    return RoiRestated(
        engagement_id=ENGAGEMENT,
        position=len(facts),
        restated_on=OVER.date(),
        before=then.figures,
        after=now.figures,
        moved=moved(then.figures, now.figures),
        because=(RoiCause(position=len(facts), event_id=UUID(int=len(facts))),),
        causes=1,
    )


def lived(*later: object) -> tuple[Any, ...]:
    """Ninety days, the report on the return, and what came in later."""
    return (*BEGUN, *NINETY, published(*BEGUN, *NINETY), *later)


def answered(*facts: object) -> RoiAnswer:
    told = sorted(rows(ROI_REPORTS, facts).values(), key=lambda row: row.seq)
    last = next((each for each in told if each.word is RoiWord.PUBLISHED), None)
    later = [row for row in rows(ROI_EVENTS, facts).values() if last is not None and row.seq > last.position]
    reported = Reported(told=last, again=line(rows_after(*facts[: last.position]))) if last else None
    return answer(rows_after(*facts, by_day=True), reported, later, told)


def reported_return(*facts: object) -> RoiReport:
    found, position = answered(*facts), len(facts)
    assert found.known is not None
    published = found.reported
    ((tenant,), (engagement,), (case,)) = (
        list(rows(each, facts).values()) for each in (REPORTED_TENANTS, REPORTED_ENGAGEMENTS, BUSINESS_CASES)
    )
    made_of = RoiReportRows(
        tenant=tenant,
        engagement=engagement,
        case=case,
        known=found.known.roi,
        published=published.told if published else None,
        again=published.again.roi if published and published.again else None,
        shifts=[Shift(figure=each.figure, because=each.because, causes=each.causes) for each in found.moved],
        told=found.told,
        windows=list(rows(MEASUREMENT_WINDOWS, facts).values()),
        costs=list(rows(ROI_COSTS, facts).values()),
    )
    return build(made_of, position=position, at=OVER + timedelta(days=2))


PUBLISHED = lived()
RESTATED = (*PUBLISHED, AFTERWARDS[0], restated(*PUBLISHED, AFTERWARDS[0]), *AFTERWARDS[1:])
