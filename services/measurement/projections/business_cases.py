"""The business case of every engagement: how it was registered, and each revision with its reason."""

from datetime import datetime
from typing import get_args
from uuid import UUID

from shared.events.business_case import BenefitLine, BusinessCaseEvent, BusinessCaseRegistered
from shared.kernel.known import known
from shared.kernel.money import Money
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class CaseEntry:
    """`revision` 0 is how it was registered; `live`: told when the system had gone live, so it is no yardstick."""

    revision: int
    owner: UUID
    lines: tuple[BenefitLine, ...]
    run_cost_per_month: Money
    assumptions: tuple[str, ...]
    reason: str
    live: bool
    at: datetime
    by: UUID
    seq: int


@record
class BusinessCaseEntry:
    """`versions`: from the first to the one that holds now."""

    engagement_id: UUID
    versions: tuple[CaseEntry, ...]
    registered_seq: int
    version: int


def keys(recorded: Recorded[BusinessCaseEvent]) -> tuple[Key, ...]:
    return ((recorded.event.engagement_id,),)


def fold(row: BusinessCaseEntry | None, recorded: Recorded[BusinessCaseEvent]) -> BusinessCaseEntry:
    event = recorded.event
    if isinstance(event, BusinessCaseRegistered):
        return BusinessCaseEntry(
            engagement_id=event.engagement_id,
            versions=(told(recorded),),
            registered_seq=recorded.seq,
            version=recorded.version,
        )
    before = known(row)
    return replaced(before, versions=(*before.versions, told(recorded)), version=recorded.version)


def told(recorded: Recorded[BusinessCaseEvent]) -> CaseEntry:
    event = recorded.event
    revised = None if isinstance(event, BusinessCaseRegistered) else event
    return CaseEntry(
        revision=revised.revision if revised else 0,
        owner=event.owner,
        lines=event.lines,
        run_cost_per_month=event.run_cost_per_month,
        assumptions=event.assumptions,
        reason=revised.reason if revised else "",
        live=revised is not None and revised.live,
        at=recorded.occurred_at,
        by=recorded.actor,
        seq=recorded.seq,
    )


BUSINESS_CASES = Projection(
    name="business_cases",
    version=1,
    row=BusinessCaseEntry,
    key=("engagement_id",),
    handles=get_args(BusinessCaseEvent),
    keys=keys,
    fold=fold,
)
