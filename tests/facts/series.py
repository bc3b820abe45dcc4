"""How many of those whom the claims assistant is meant for use it, and how long a claim takes them."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from shared.events.pilots import Better
from shared.events.series import (
    Aggregation,
    BaselineSet,
    Cadence,
    PlanCurveSet,
    PlanPoint,
    SeriesDefined,
    SeriesHandedOver,
    SeriesKind,
    SeriesRetired,
    TargetSet,
)
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import BO, CLEO

SERIES_ID, KPI_ID = UUID(int=0x5E1), UUID(int=0x5E2)

SERIES_DEFINED = SeriesDefined(
    series_id=SERIES_ID,
    engagement_id=ENGAGEMENT,
    kind=SeriesKind.INDICATOR,
    name="Active share of target users",
    definition="Of the people for whom the system is meant, those who used it for their work that week.",
    unit="share",
    better=Better.HIGHER,
    cadence=Cadence.WEEKLY,
    aggregation=Aggregation.RATIO,
    source="Sign-ins of the claims assistant",
    owner=CLEO,
    template="active_share",
    policy=1,
)
KPI_DEFINED = SeriesDefined(
    series_id=KPI_ID,
    engagement_id=ENGAGEMENT,
    kind=SeriesKind.KPI,
    name="Minutes per claim",
    definition="From the claim's arrival on the desk to the letter.",
    unit="minutes",
    better=Better.LOWER,
    cadence=Cadence.MONTHLY,
    aggregation=Aggregation.MEAN,
    source="Claims system",
    owner=BO,
    template=None,
    policy=1,
)
SERIES_HANDED_OVER = SeriesHandedOver(series_id=SERIES_ID, owner=BO)
SERIES_RETIRED = SeriesRetired(series_id=SERIES_ID, reason="Sign-ins are counted by task now.")
BASELINE_SET = BaselineSet(
    series_id=SERIES_ID,
    value=Decimal("0.12"),
    measured_from=date(2026, 2, 2),
    measured_until=date(2026, 2, 27),
    note="The pilot's users, beside all who handle claims.",
    setter=CLEO,
)
TARGET_SET = TargetSet(series_id=SERIES_ID, old=None, new=Decimal("0.8"), why="As the business case says.", setter=CLEO)
PLAN_CURVE_SET = PlanCurveSet(
    series_id=SERIES_ID,
    points=(PlanPoint(day=0, value=Decimal("0.2")), PlanPoint(day=60, value=Decimal("0.8"))),
    why="",
    live=False,
    setter=CLEO,
)
