"""What can be asked of an integration point, and why it is refused."""

from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.events.gaps import Evidence
from shared.events.integrations import IntegrationDirection, IntegrationOutcome, IntegrationTarget
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class DeclareIntegrationPoint:
    point_id: UUID
    engagement_id: UUID
    system: str
    direction: IntegrationDirection
    workflow: str


@record
class RecordIntegrationTest:
    point_id: UUID
    test_id: UUID
    release_id: UUID
    outcome: IntegrationOutcome
    target: IntegrationTarget
    ran_on: date
    evidence: Evidence


@record
class WithdrawIntegrationPoint:
    point_id: UUID
    reason: str


IntegrationCommand: TypeAlias = DeclareIntegrationPoint | RecordIntegrationTest | WithdrawIntegrationPoint


class IntegrationPointGone(Refused):
    """The integration point was withdrawn for good: declare it anew."""
