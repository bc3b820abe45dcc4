"""A criterion that the engagement has nothing of: requested by somebody, approved by somebody else, and ended."""

from typing import assert_never

from services.gates.domain.criterion.commands import (
    ApproveNotApplicable,
    EndNotApplicable,
    Exempting,
    ExemptionAlreadyRequested,
    NoExemptionRequested,
    OwnExemption,
    RejectNotApplicable,
    RequestNotApplicable,
)
from services.gates.domain.criterion.said import Request, Said
from shared.events.criteria import (
    CriterionEvent,
    NotApplicableApproved,
    NotApplicableEnded,
    NotApplicableRejected,
    NotApplicableRequested,
)
from shared.kernel.decider import Asked
from shared.kernel.text import prose


def exempting(command: Exempting, said: Said, asked: Asked) -> list[CriterionEvent]:
    match command:
        case RequestNotApplicable():
            return request(command, said, asked)
        case ApproveNotApplicable():
            return approve(command, said, asked)
        case RejectNotApplicable():
            return reject(command, said, asked)
        case EndNotApplicable():
            return end(command, said)
        case _:
            assert_never(command)


def request(command: RequestNotApplicable, said: Said, asked: Asked) -> list[CriterionEvent]:
    justification = prose("justification", command.justification)
    pending = said.not_applicable_asked
    if said.not_applicable or (pending and (pending.requester, pending.reason) == (asked.by.person, justification)):
        return []
    if pending:
        raise ExemptionAlreadyRequested
    return [
        NotApplicableRequested(
            engagement_id=command.engagement_id,
            criterion=command.criterion,
            justification=justification,
            requester=asked.by.person,
        )
    ]


def approve(command: ApproveNotApplicable, said: Said, asked: Asked) -> list[CriterionEvent]:
    if said.not_applicable and said.not_applicable_asked is None:
        return []
    of_somebody_else(said.not_applicable_asked, asked)
    return [
        NotApplicableApproved(
            engagement_id=command.engagement_id, criterion=command.criterion, approver=asked.by.person
        )
    ]


def of_somebody_else(pending: Request | None, asked: Asked) -> Request:
    """What somebody asks for, to be approved by somebody else."""
    if pending is None:
        raise NoExemptionRequested
    if asked.by.is_one_with(pending.requester):
        raise OwnExemption
    return pending


def reject(command: RejectNotApplicable, said: Said, asked: Asked) -> list[CriterionEvent]:
    reason = prose("reason", command.reason)
    if said.not_applicable_asked is None:
        raise NoExemptionRequested
    return [
        NotApplicableRejected(
            engagement_id=command.engagement_id, criterion=command.criterion, reason=reason, rejecter=asked.by.person
        )
    ]


def end(command: EndNotApplicable, said: Said) -> list[CriterionEvent]:
    reason = prose("reason", command.reason)
    if said.not_applicable is None:
        return []
    return [NotApplicableEnded(engagement_id=command.engagement_id, criterion=command.criterion, reason=reason)]
