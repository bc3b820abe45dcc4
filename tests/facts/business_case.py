"""What the claims assistant is expected to bring: minutes that a claim takes less."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from shared.events.business_case import BenefitLine, BusinessCaseRegistered, BusinessCaseRevised
from shared.kernel.money import Money
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import BO
from tests.facts.series import KPI_ID

MINUTES_SAVED = BenefitLine(
    line_id=UUID(int=0xBE1),
    series_id=KPI_ID,
    value_per_unit=Money(minor=85, currency="CAD"),
    volume_per_month=Decimal(4200),
    target=Decimal("9.5"),
    note="A handler's minute, with what stands around it.",
)
CASE_REGISTERED = BusinessCaseRegistered(
    engagement_id=ENGAGEMENT,
    owner=BO,
    lines=(MINUTES_SAVED,),
    run_cost_per_month=Money(minor=1_800_000, currency="CAD"),
    assumptions=("As many claims come in as last year.",),
)
CASE_REVISED = BusinessCaseRevised(
    engagement_id=ENGAGEMENT,
    revision=1,
    owner=BO,
    lines=(replace(MINUTES_SAVED, volume_per_month=Decimal(3900)),),
    run_cost_per_month=Money(minor=1_800_000, currency="CAD"),
    assumptions=("Fewer claims come in than last year.",),
    reason="The winter was mild.",
    live=True,
)
