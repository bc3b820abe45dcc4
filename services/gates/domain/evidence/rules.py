"""What happens when something is asked of a piece of evidence: one function per command."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, assert_never

from services.gates.domain import adopted, well_formed
from services.gates.domain.evidence.artefacts import checked, not_renewed
from services.gates.domain.evidence.commands import (
    EvidenceAlreadySubmitted,
    EvidenceCommand,
    EvidenceHasExpired,
    EvidenceHasGone,
    EvidenceNotFound,
    EvidenceOfSomebodyElse,
    EvidenceStillCounts,
    ExpireEvidence,
    ExpiryNotNear,
    KindNotOfTheFramework,
    NoteEvidenceExpiry,
    OnEvidence,
    OwnAttestation,
    ReviseEvidence,
    SubmitEvidence,
    WithdrawEvidence,
)
from services.gates.domain.evidence.state import NotStarted, Seen, Shelf, Shown, Unsubmitted, Withdrawn, evolve
from services.gates.domain.evidence_policy import LATEST_EVIDENCE
from services.gates.domain.not_found import EngagementNotFound
from shared.events.criteria import AttestationWithdrawn, CriterionAttested
from shared.events.engagements import EngagementStarted
from shared.events.evidence import (
    EvidenceEvent,
    EvidenceExpired,
    EvidenceExpiryNoted,
    EvidenceRevised,
    EvidenceSubmitted,
    EvidenceWithdrawn,
)
from shared.events.frameworks import CriteriaSetAdopted
from shared.events.people import Role
from shared.events.releases import ReleasePinned
from shared.kernel.decider import Asked, Decider, Scope, engagement_scope
from shared.kernel.recorded import Recorded
from shared.kernel.refusal import NotWellFormed
from shared.kernel.text import line, prose

LEADS = frozenset({Role.ENGAGEMENT_LEAD, Role.PILOT_LEAD})
BESIDE = (ReleasePinned, CriterionAttested, AttestationWithdrawn)
SUBMITTERS = frozenset(Role) - {Role.AUDITOR, Role.ADMINISTRATOR}


def submit(command: SubmitEvidence, shelf: Shelf, asked: Asked) -> list[EvidenceEvent]:
    match shelf.evidence:
        case NotStarted():
            raise EngagementNotFound
        case Unsubmitted():
            return [submitted(command, shelf, asked)]
        case Withdrawn():
            raise EvidenceHasGone
        case Shown(first=first):
            return once(first, submitted(command, shelf, asked))
        case _:
            assert_never(shelf.evidence)


def once(first: EvidenceSubmitted, wanted: EvidenceSubmitted) -> list[EvidenceEvent]:
    if first != wanted:
        raise EvidenceAlreadySubmitted
    return []


def submitted(command: SubmitEvidence, shelf: Shelf, asked: Asked) -> EvidenceSubmitted:
    asked_for(command, shelf)
    unattested(command.criterion, command.kind, shelf, asked)
    days = adopted.days_of(shelf.adopted, command.kind)
    artefact = checked(command.artefact, LATEST_EVIDENCE, shelf.releases, days, asked)
    return EvidenceSubmitted(
        engagement_id=command.engagement_id,
        evidence_id=command.evidence_id,
        criterion=command.criterion,
        kind=command.kind,
        title=line("title", command.title),
        digest=artefact.digest,
        size=artefact.size,
        media_type=artefact.media_type,
        source=artefact.source,
        format=artefact.format,
        values=artefact.values,
        release_id=artefact.release_id,
        valid_from=artefact.valid_from,
        valid_until=artefact.valid_until,
        submitter=asked.by.person,
    )


def asked_for(command: SubmitEvidence, shelf: Shelf) -> None:
    """There is such a criterion, and its framework knows evidence of this kind."""
    framework, _ = adopted.held_to(shelf.adopted, well_formed.criterion(command.criterion))
    known = sorted(each.name for each in framework.evidence)
    if command.kind not in known:
        raise KindNotOfTheFramework(where=("input", "kind"), known=", ".join(known))


def unattested(criterion: str, kind: str, shelf: Shelf, asked: Asked) -> None:
    """Whoever shows it does not judge it, whichever comes first; it backs all that hangs on evidence of its kind."""
    own = sorted(told for told, attester in shelf.attested if asked.by.is_one_with(attester))
    if criterion in own or any(kind in adopted.kinds_behind(shelf.adopted, told) for told in own):
        raise OwnAttestation


def revise(command: ReviseEvidence, shelf: Shelf, evidence: Shown, asked: Asked) -> list[EvidenceEvent]:
    """What has expired counts again, by what is shown in its place."""
    own(evidence, asked)
    unattested(evidence.first.criterion, evidence.first.kind, shelf, asked)
    days = adopted.days_of(shelf.adopted, evidence.first.kind)
    artefact = checked(command.artefact, LATEST_EVIDENCE, shelf.releases, days, asked)
    reason = prose("reason", command.reason)
    if artefact == evidence.artefact:
        return []
    not_renewed(artefact, (*evidence.before, evidence.artefact))
    return [
        EvidenceRevised(
            evidence_id=command.evidence_id,
            revision=evidence.revision + 1,
            digest=artefact.digest,
            size=artefact.size,
            media_type=artefact.media_type,
            source=artefact.source,
            format=artefact.format,
            values=artefact.values,
            release_id=artefact.release_id,
            valid_from=artefact.valid_from,
            valid_until=artefact.valid_until,
            reason=reason,
            reviser=asked.by.person,
        )
    ]


def withdraw(command: WithdrawEvidence, evidence: Shown | Withdrawn, asked: Asked) -> list[EvidenceEvent]:
    reason = prose("reason", command.reason)
    own(evidence, asked)
    if isinstance(evidence, Withdrawn):
        return []
    return [EvidenceWithdrawn(evidence_id=command.evidence_id, reason=reason, withdrawer=asked.by.person)]


def own(evidence: Shown | Withdrawn, asked: Asked) -> None:
    """It is the business of whoever submitted it, and of the leads."""
    if evidence.first.submitter != asked.by.person and LEADS.isdisjoint(asked.by.roles):
        raise EvidenceOfSomebodyElse


def note_expiry(command: NoteEvidenceExpiry, evidence: Shown, asked: Asked) -> list[EvidenceEvent]:
    """Late is better than never, as long as the last day is not over."""
    days = command.days_left
    if days not in LATEST_EVIDENCE.reminders:
        raise NotWellFormed(where=("input", "daysLeft"), problem=f"daysLeft is one of {LATEST_EVIDENCE.reminders}")
    if asked.day > evidence.until:
        raise EvidenceHasExpired(until=evidence.until)
    if evidence.until - asked.day > timedelta(days=days):
        raise ExpiryNotNear(until=evidence.until, days=days)
    if days in evidence.noted or known_already(command, evidence, asked):
        return []
    return [EvidenceExpiryNoted(evidence_id=command.evidence_id, days_left=days, valid_until=evidence.until)]


def known_already(command: NoteEvidenceExpiry, evidence: Shown, asked: Asked) -> bool:
    """Whether it was shown on the day of the reminder or later, as the tenant's days begin."""
    shown_at, on = command.shown_at, evidence.until - timedelta(days=command.days_left)
    return shown_at is not None and on <= shown_at.astimezone(asked.zone).date()


def expire(command: ExpireEvidence, evidence: Shown, asked: Asked) -> list[EvidenceEvent]:
    if evidence.expired:
        return []
    if asked.day <= evidence.until:
        raise EvidenceStillCounts(until=evidence.until)
    return [EvidenceExpired(evidence_id=command.evidence_id, valid_until=evidence.until)]


def decide(command: EvidenceCommand, shelf: Shelf, asked: Asked) -> list[EvidenceEvent]:
    if isinstance(command, SubmitEvidence):
        return submit(command, shelf, asked)
    match shelf.evidence:
        case NotStarted() | Unsubmitted():
            raise EvidenceNotFound
        case Withdrawn() as gone if isinstance(command, WithdrawEvidence):
            return withdraw(command, gone, asked)
        case Withdrawn():
            raise EvidenceHasGone
        case Shown() as evidence:
            return with_shown(command, shelf, evidence, asked)
        case _:
            assert_never(shelf.evidence)


def with_shown(command: OnEvidence, shelf: Shelf, evidence: Shown, asked: Asked) -> list[EvidenceEvent]:
    match command:
        case ReviseEvidence():
            return revise(command, shelf, evidence, asked)
        case WithdrawEvidence():
            return withdraw(command, evidence, asked)
        case NoteEvidenceExpiry():
            return note_expiry(command, evidence, asked)
        case ExpireEvidence():
            return expire(command, evidence, asked)
        case _:
            assert_never(command)


def looks_at(command: EvidenceCommand) -> tuple[Scope, ...]:
    if isinstance(command, SubmitEvidence):
        known = adopted.scopes(command.engagement_id, command.criterion)
        return (engagement_scope(command.engagement_id, EngagementStarted, *BESIDE), *known)
    return ()


def looks_further(command: EvidenceCommand, seen: Iterable[Recorded[Any]]) -> tuple[Scope, ...]:
    """How long evidence counts is said by all that was adopted."""
    return adopted.documents_behind(seen) if isinstance(command, SubmitEvidence | ReviseEvidence) else ()


EVIDENCE: Decider[Shelf, EvidenceCommand, Seen] = Decider(
    initial=Shelf(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"evidence-{command.evidence_id}",
    permits={
        SubmitEvidence: SUBMITTERS,
        ReviseEvidence: SUBMITTERS,
        WithdrawEvidence: SUBMITTERS,
        NoteEvidenceExpiry: frozenset(),
        ExpireEvidence: frozenset(),
    },
    looks_at=looks_at,
    looks_around={ReviseEvidence: (*BESIDE, CriteriaSetAdopted)},
    looks_further=looks_further,
    engagement=lambda command: command.engagement_id if isinstance(command, SubmitEvidence) else None,
    at_once=frozenset({NoteEvidenceExpiry, ExpireEvidence}),
)
