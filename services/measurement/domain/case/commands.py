"""What can be asked of a business case, and why it is refused."""

from typing import TypeAlias
from uuid import UUID

from shared.events.business_case import BenefitLine
from shared.kernel.money import Money
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class CaseTerms:
    """What a case says."""

    owner: UUID
    lines: tuple[BenefitLine, ...]
    run_cost_per_month: Money
    assumptions: tuple[str, ...]


@record
class RegisterBusinessCase:
    engagement_id: UUID
    terms: CaseTerms


@record
class ReviseBusinessCase:
    """How it reads from now on, in full."""

    engagement_id: UUID
    terms: CaseTerms
    reason: str


CaseCommand: TypeAlias = RegisterBusinessCase | ReviseBusinessCase


class BusinessCaseAlreadyRegistered(Refused):
    """The engagement has a business case, and it reads differently: revise it."""


class BusinessCaseAfterGoLive(Refused):
    """The system went live on {live_on}: what was expected of it is told before that."""


class BusinessCaseNotFound(Refused):
    """The engagement has no business case."""


class SeriesIsNoKpi(Refused):
    """{name} is an indicator: what it brings is told by key figures of the business."""
