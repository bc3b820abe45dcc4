"""Where a business case stands, as far as decisions need to know."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from services.measurement.domain.case.commands import CaseTerms
from shared.events.business_case import BusinessCaseEvent, BusinessCaseRegistered, BusinessCaseRevised
from shared.events.engagements import EngagementStarted
from shared.events.go_live import WentLive
from shared.events.series import SeriesDefined
from shared.events.tenants import TenantConfigured
from shared.kernel.record import record


@record
class Case:
    """As it was registered and as it reads by now."""

    first: CaseTerms
    reads: CaseTerms
    revision: int = 0


@record
class Board:
    """The case, and what it stands on."""

    case: Case | None = None
    started: bool = False
    live_on: date | None = None
    currency: str = ""
    series: Mapping[UUID, SeriesDefined] = field(default_factory=dict)


Beside: TypeAlias = EngagementStarted | WentLive | SeriesDefined | TenantConfigured
Known: TypeAlias = BusinessCaseEvent | Beside


def evolve(board: Board, event: Known) -> Board:
    match event:
        case EngagementStarted():
            return replace(board, started=True)
        case WentLive():
            return replace(board, live_on=event.went_live_on)
        case SeriesDefined():
            return replace(board, series={**board.series, event.series_id: event})
        case TenantConfigured():
            return replace(board, currency=event.currency)
        case BusinessCaseRegistered():
            return replace(board, case=Case(first=terms_of(event), reads=terms_of(event)))
        case BusinessCaseRevised():
            return replace(board, case=revised(board.case, event))
        case _:
            assert_never(event)


def revised(before: Case | None, event: BusinessCaseRevised) -> Case:
    reads = terms_of(event)
    return Case(first=before.first if before else reads, reads=reads, revision=event.revision)


def terms_of(event: BusinessCaseEvent) -> CaseTerms:
    return CaseTerms(
        owner=event.owner,
        lines=event.lines,
        run_cost_per_month=event.run_cost_per_month,
        assumptions=event.assumptions,
    )
