"""What people have said of one criterion so far: folded from its stream, for decisions and for verdicts alike."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from typing import Any, TypeAlias, assert_never, get_args
from uuid import UUID

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

CRITERION_EVENTS: tuple[type, ...] = get_args(CriterionEvent)


@record
class Attestation:
    """`position` is that of its event in the tenant's log; likewise below."""

    attester: UUID
    role: str
    statement: str
    valid_until: date
    evidence: tuple[UUID, ...]
    position: int


@record
class Block:
    """`until` None: nobody knows how long."""

    party: str
    reason: str
    until: date | None
    position: int


@record
class Request:
    """Somebody asks for an exemption, and nobody has answered. `until` None: for good."""

    requester: UUID
    reason: str
    until: date | None
    position: int


@record
class Exemption:
    """What was asked for and approved. `positions` are those of the request, the approval and the extensions.

    `earlier` are those who approved it before it was prolonged.
    """

    requester: UUID
    reason: str
    approver: UUID
    until: date | None
    positions: tuple[int, ...]
    earlier: tuple[UUID, ...] = ()


@record
class Said:
    """No day is looked at: what has run out stands here until something else is said.

    `extensions` counts how often the first waiver was prolonged, by an extension or by another waiver.
    """

    attestations: tuple[Attestation, ...] = ()
    block: Block | None = None
    not_applicable_asked: Request | None = None
    not_applicable: Exemption | None = None
    waiver_asked: Request | None = None
    waiver: Exemption | None = None
    waivers: int = 0
    extensions: int = 0


NOTHING_SAID = Said()

OfAnExemption: TypeAlias = NotApplicableRequested | NotApplicableApproved | NotApplicableRejected | NotApplicableEnded
OfAWaiver: TypeAlias = WaiverRequested | WaiverGranted | WaiverRejected | WaiverExtended | WaiverRevoked


def fold(history: Iterable[Recorded[Any]]) -> Said:
    """All that was said of one criterion, in the order of the log."""
    return reduce(lambda said, each: after(said, each.event, each.seq), history, NOTHING_SAID)


def after(said: Said, event: CriterionEvent, position: int) -> Said:
    match event:
        case CriterionAttested() | AttestationWithdrawn():
            return replaced(said, attestations=_attestations(said.attestations, event, position))
        case CriterionBlocked():
            block = Block(party=event.party, reason=event.reason, until=event.until, position=position)
            return replaced(said, block=block)
        case CriterionUnblocked():
            return replaced(said, block=None)
        case NotApplicableRequested() | NotApplicableApproved() | NotApplicableRejected() | NotApplicableEnded():
            return _exempted(said, event, position)
        case _:
            return _waived(said, event, position)


def _attestations(
    before: tuple[Attestation, ...], event: CriterionAttested | AttestationWithdrawn, position: int
) -> tuple[Attestation, ...]:
    others = tuple(each for each in before if each.attester != event.attester)
    if isinstance(event, AttestationWithdrawn):
        return others
    given = Attestation(
        attester=event.attester,
        role=event.role,
        statement=event.statement,
        valid_until=event.valid_until,
        evidence=event.evidence,
        position=position,
    )
    return (*others, given)


def _exempted(said: Said, event: OfAnExemption, position: int) -> Said:
    match event:
        case NotApplicableRequested(requester=requester, justification=reason):
            asked = Request(requester=requester, reason=reason, until=None, position=position)
            return replaced(said, not_applicable_asked=asked)
        case NotApplicableApproved(approver=approver):
            exempt = _approved(said.not_applicable_asked, approver, None, position)
            return replaced(said, not_applicable_asked=None, not_applicable=exempt)
        case NotApplicableRejected():
            return replaced(said, not_applicable_asked=None)
        case NotApplicableEnded():
            return replaced(said, not_applicable=None)
        case _:
            assert_never(event)


def _waived(said: Said, event: OfAWaiver, position: int) -> Said:
    match event:
        case WaiverRequested(requester=requester, reason=reason, until=until):
            asked = Request(requester=requester, reason=reason, until=until, position=position)
            return replaced(said, waiver_asked=asked)
        case WaiverGranted(approver=approver, until=until):
            waiver = _approved(said.waiver_asked, approver, until, position)
            again = said.extensions + (said.waivers > 0)
            return replaced(said, waiver_asked=None, waiver=waiver, waivers=said.waivers + 1, extensions=again)
        case WaiverRejected():
            return replaced(said, waiver_asked=None)
        case WaiverExtended():
            return replaced(said, waiver=_extended(said.waiver, event, position), extensions=event.extension)
        case WaiverRevoked():
            return replaced(said, waiver=None)
        case _:
            assert_never(event)


def _approved(asked: Request | None, approver: UUID, until: date | None, position: int) -> Exemption:
    if asked is None:
        raise LookupError("what is approved was asked for before")
    return Exemption(
        requester=asked.requester,
        reason=asked.reason,
        approver=approver,
        until=until,
        positions=(asked.position, position),
    )


def _extended(waiver: Exemption | None, event: WaiverExtended, position: int) -> Exemption:
    if waiver is None:
        raise LookupError("a waiver that is extended was granted before")
    return replaced(
        waiver,
        until=event.until,
        reason=event.reason,
        approver=event.approver,
        positions=(*waiver.positions, position),
        earlier=(*waiver.earlier, waiver.approver),
    )
