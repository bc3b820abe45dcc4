"""What people said of each criterion of an engagement: what stands of it, and all of it one after the other."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from services.gates.domain.criterion.said import CRITERION_EVENTS, NOTHING_SAID, Said, after
from shared.events.criteria import (
    AttestationWithdrawn,
    CriterionAttested,
    CriterionBlocked,
    CriterionEvent,
    CriterionUnblocked,
    NotApplicableApproved,
    NotApplicableEnded,
    NotApplicableRejected,
    NotApplicableRequested,
    WaiverExtended,
    WaiverGranted,
    WaiverRejected,
    WaiverRequested,
    WaiverRevoked,
)
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


class StatementKind(StrEnum):
    ATTESTED = "attested"
    ATTESTATION_WITHDRAWN = "attestation_withdrawn"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    NOT_APPLICABLE_REQUESTED = "not_applicable_requested"
    NOT_APPLICABLE_APPROVED = "not_applicable_approved"
    NOT_APPLICABLE_REJECTED = "not_applicable_rejected"
    NOT_APPLICABLE_ENDED = "not_applicable_ended"
    WAIVER_REQUESTED = "waiver_requested"
    WAIVER_GRANTED = "waiver_granted"
    WAIVER_REJECTED = "waiver_rejected"
    WAIVER_EXTENDED = "waiver_extended"
    WAIVER_REVOKED = "waiver_revoked"


KINDS: Mapping[type, StatementKind] = {
    CriterionAttested: StatementKind.ATTESTED,
    AttestationWithdrawn: StatementKind.ATTESTATION_WITHDRAWN,
    CriterionBlocked: StatementKind.BLOCKED,
    CriterionUnblocked: StatementKind.UNBLOCKED,
    NotApplicableRequested: StatementKind.NOT_APPLICABLE_REQUESTED,
    NotApplicableApproved: StatementKind.NOT_APPLICABLE_APPROVED,
    NotApplicableRejected: StatementKind.NOT_APPLICABLE_REJECTED,
    NotApplicableEnded: StatementKind.NOT_APPLICABLE_ENDED,
    WaiverRequested: StatementKind.WAIVER_REQUESTED,
    WaiverGranted: StatementKind.WAIVER_GRANTED,
    WaiverRejected: StatementKind.WAIVER_REJECTED,
    WaiverExtended: StatementKind.WAIVER_EXTENDED,
    WaiverRevoked: StatementKind.WAIVER_REVOKED,
}


@record
class SaidEntry:
    """`position` is that in the log, by which what stands is found here; `until` the last day on which it counts."""

    kind: StatementKind
    reason: str | None
    until: date | None
    at: datetime
    by: UUID
    position: int


@record
class StatementsEntry:
    """`criterion` is told as `framework/code`, `version` is that of its stream; `asked`: an exemption is asked for."""

    engagement_id: UUID
    criterion: str
    said: Said
    asked: bool = False
    history: tuple[SaidEntry, ...]
    version: int


def keys(recorded: Recorded[CriterionEvent]) -> tuple[Key, ...]:
    return ((recorded.event.engagement_id, recorded.event.criterion),)


def fold(row: StatementsEntry | None, recorded: Recorded[CriterionEvent]) -> StatementsEntry:
    event = recorded.event
    before = row or StatementsEntry(
        engagement_id=event.engagement_id, criterion=event.criterion, said=NOTHING_SAID, history=(), version=0
    )
    said = after(before.said, event, recorded.seq)
    return replaced(
        before,
        said=said,
        asked=said.waiver_asked is not None or said.not_applicable_asked is not None,
        history=(*before.history, entry(recorded)),
        version=recorded.version,
    )


def entry(recorded: Recorded[CriterionEvent]) -> SaidEntry:
    event = recorded.event
    return SaidEntry(
        kind=KINDS[type(event)],
        reason=first_of(event, "reason", "statement", "justification"),
        until=first_of(event, "until", "valid_until"),
        at=recorded.occurred_at,
        by=recorded.actor,
        position=recorded.seq,
    )


def first_of(event: CriterionEvent, *names: str) -> Any:  # noqa: ANN401 - the field's own type
    """The field that is named first of those that the event has."""
    return next((getattr(event, name) for name in names if hasattr(event, name)), None)


CRITERION_STATEMENTS = Projection(
    name="criterion_statements",
    version=2,
    row=StatementsEntry,
    key=("engagement_id", "criterion"),
    handles=CRITERION_EVENTS,
    keys=keys,
    fold=fold,
    indexes=(("asked",),),
)
