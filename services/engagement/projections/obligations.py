"""The obligations of an engagement: the set that was adopted, and where each of its duties stands."""

from datetime import datetime
from typing import assert_never, get_args
from uuid import UUID

from services.engagement.domain.duty_state import DutyState
from shared.events.gaps import Evidence
from shared.events.obligations import (
    AdoptedDuty,
    ComplianceConfirmed,
    ComplianceWithdrawn,
    DutyEvent,
    ObligationEvent,
    ObligationExcluded,
    ObligationMapped,
    ObligationReinstated,
    ObligationSetAdopted,
)
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class MappingEntry:
    criteria: tuple[int, ...]
    how: str
    evidence: Evidence
    mapped_at: datetime
    mapper: UUID


@record
class ConfirmationEntry:
    evidence: Evidence
    confirmed_at: datetime
    confirmer: UUID


@record
class ExclusionEntry:
    reason: str
    excluded_at: datetime
    approver: UUID


@record
class DutyEntry:
    """`reason` is why it was last reinstated, or its compliance last withdrawn; empty once something came of it."""

    instrument: str
    at: str
    jurisdiction: str
    criteria: tuple[int, ...]
    digest: str
    mapping: MappingEntry | None = None
    confirmation: ConfirmationEntry | None = None
    exclusion: ExclusionEntry | None = None
    reason: str | None = None

    @property
    def state(self) -> DutyState:
        if self.exclusion is not None:
            return DutyState.EXCLUDED
        if self.confirmation is not None:
            return DutyState.CONFIRMED
        return DutyState.APPLICABLE if self.mapping is None else DutyState.MAPPED


@record
class ObligationSetEntry:
    """All duties in one row: a set that is adopted touches each of them."""

    engagement_id: UUID
    edition: int
    jurisdictions: tuple[str, ...]
    duties: tuple[DutyEntry, ...]
    adopted_at: datetime
    adopter: UUID
    version: int


def keys(recorded: Recorded[ObligationEvent]) -> tuple[Key, ...]:
    return ((recorded.event.engagement_id,),)


def fold(entry: ObligationSetEntry | None, recorded: Recorded[ObligationEvent]) -> ObligationSetEntry:
    event = recorded.event
    if isinstance(event, ObligationSetAdopted):
        return adopted(event, entry.duties if entry else (), recorded)
    before, at = known(entry), recorded.occurred_at
    duties = (after(each, event, at) if (each.instrument, each.at) == place(event) else each for each in before.duties)
    return replaced(before, duties=tuple(duties), version=recorded.version)


def place(event: DutyEvent) -> tuple[str, str]:
    return event.instrument, event.at


def adopted(
    event: ObligationSetAdopted, before: tuple[DutyEntry, ...], recorded: Recorded[ObligationEvent]
) -> ObligationSetEntry:
    earlier = {(each.instrument, each.at): each for each in before}
    return ObligationSetEntry(
        engagement_id=event.engagement_id,
        edition=event.edition,
        jurisdictions=event.jurisdictions,
        duties=tuple(carried(duty, earlier.get((duty.instrument, duty.at))) for duty in event.duties),
        adopted_at=recorded.occurred_at,
        adopter=event.adopter,
        version=recorded.version,
    )


def carried(duty: AdoptedDuty, before: DutyEntry | None) -> DutyEntry:
    """As it stood where it reads as it did; else without what was concluded from how it read."""
    if before is not None and before.digest == duty.digest:
        return before
    return DutyEntry(
        instrument=duty.instrument,
        at=duty.at,
        jurisdiction=duty.jurisdiction,
        criteria=duty.criteria,
        digest=duty.digest,
        mapping=before.mapping if before else None,
    )


def after(duty: DutyEntry, event: DutyEvent, at: datetime) -> DutyEntry:
    match event:
        case ObligationExcluded():
            gone = ExclusionEntry(reason=event.reason, excluded_at=at, approver=event.approver)
            return replaced(duty, exclusion=gone, confirmation=None, reason=None)
        case ObligationReinstated():
            return replaced(duty, exclusion=None, reason=event.reason)
        case ObligationMapped():
            return replaced(duty, mapping=mapped(event, at), confirmation=None, reason=None)
        case ComplianceConfirmed():
            confirmed = ConfirmationEntry(evidence=event.evidence, confirmed_at=at, confirmer=event.confirmer)
            return replaced(duty, confirmation=confirmed, reason=None)
        case ComplianceWithdrawn():
            return replaced(duty, confirmation=None, reason=event.reason)
        case _:
            assert_never(event)


def mapped(event: ObligationMapped, at: datetime) -> MappingEntry:
    return MappingEntry(
        criteria=event.criteria, how=event.how, evidence=event.evidence, mapped_at=at, mapper=event.mapper
    )


OBLIGATIONS = Projection(
    name="obligations",
    version=1,
    row=ObligationSetEntry,
    key=("engagement_id",),
    handles=get_args(ObligationEvent),
    keys=keys,
    fold=fold,
)
