"""Somebody's word that a criterion is met: given in a role that the framework asks for, and taken back."""

from datetime import timedelta
from typing import assert_never
from uuid import UUID

from services.gates.domain.adopted import kinds_of
from services.gates.domain.bounds import within
from services.gates.domain.criterion.commands import (
    AttestCriterion,
    Attesting,
    NobodysWordAsked,
    OwnEvidence,
    RevokeAttestation,
    WithdrawAttestation,
)
from services.gates.domain.criterion.said import Said
from services.gates.domain.criterion.state import Case
from services.gates.domain.evidence.commands import EvidenceNotFound
from services.gates.domain.framework.model import Attestation, Criterion
from shared.events.criteria import AttestationWithdrawn, CriterionAttested, CriterionEvent
from shared.kernel.decider import Asked
from shared.kernel.refusal import NotPermitted, NotWellFormed
from shared.kernel.text import prose

MOST_EVIDENCE = 50


def attesting(command: Attesting, case: Case, criterion: Criterion, asked: Asked) -> list[CriterionEvent]:
    match command:
        case AttestCriterion():
            return attest(command, case, criterion, asked)
        case WithdrawAttestation():
            return withdraw(command, asked.by.person, case.said)
        case RevokeAttestation():
            return withdraw(command, command.attester, case.said)
        case _:
            assert_never(command)


def attest(command: AttestCriterion, case: Case, criterion: Criterion, asked: Asked) -> list[CriterionEvent]:
    if criterion.attestation is None:
        raise NobodysWordAsked
    latest = asked.day + timedelta(days=criterion.attestation.days)
    wanted = CriterionAttested(
        engagement_id=command.engagement_id,
        criterion=command.criterion,
        attester=asked.by.person,
        role=role_in(criterion.attestation, asked),
        statement=prose("statement", command.statement),
        valid_until=within("validUntil", command.valid_until, asked.day, latest),
        evidence=looked_at(command, case),
    )
    kinds = kinds_of(criterion)
    backed_by = (each for each in case.evidence.values() if each.criterion == command.criterion or each.kind in kinds)
    if not all(asked.by.hands.isdisjoint(each.hands) for each in backed_by):
        raise OwnEvidence
    return [] if stands(wanted, case.said) else [wanted]


def role_in(asked_for: Attestation, asked: Asked) -> str:
    """One of those that the framework asks for and the attester holds."""
    roles = sorted(asked_for.roles & asked.by.roles)
    if not roles:
        raise NotPermitted(roles=", ".join(sorted(asked_for.roles)))
    return str(roles[0])


def looked_at(command: AttestCriterion, case: Case) -> tuple[UUID, ...]:
    """Evidence of this very criterion that still stands."""
    if len(command.evidence) > MOST_EVIDENCE or len(set(command.evidence)) != len(command.evidence):
        problem = f"evidence names every piece once, and {MOST_EVIDENCE} at most"
        raise NotWellFormed(where=("input", "evidence"), problem=problem)
    for evidence_id in command.evidence:
        backing = case.evidence.get(evidence_id)
        if backing is None or backing.criterion != command.criterion:
            raise EvidenceNotFound(where=("input", "evidence"))
    return command.evidence


def stands(wanted: CriterionAttested, said: Said) -> bool:
    """Whether the attester has said just that before."""
    return any(
        (each.attester, each.role, each.statement, each.valid_until, each.evidence)
        == (wanted.attester, wanted.role, wanted.statement, wanted.valid_until, wanted.evidence)
        for each in said.attestations
    )


def withdraw(command: WithdrawAttestation | RevokeAttestation, attester: UUID, said: Said) -> list[CriterionEvent]:
    reason = prose("reason", command.reason)
    if all(each.attester != attester for each in said.attestations):
        return []
    return [
        AttestationWithdrawn(
            engagement_id=command.engagement_id,
            criterion=command.criterion,
            attester=attester,
            reason=reason,
        )
    ]
