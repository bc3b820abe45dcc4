"""The deliverables of a stage: submitted with evidence, accepted by somebody else, or returned with a reason."""

from typing import assert_never

from services.engagement.domain import evidence
from services.engagement.domain.stage.commands import (
    AcceptDeliverable,
    DeliverableAlreadyAccepted,
    DeliverableCommand,
    NothingSubmitted,
    ReturnDeliverable,
    SelfAcceptance,
    SubmitDeliverable,
    UnknownDeliverable,
)
from services.engagement.domain.stage.state import Accepted, Deliverable, Returned, Submitted, Work
from services.engagement.domain.stage_policy import LATEST_POLICY
from shared.events.stages import DeliverableAccepted, DeliverableReturned, DeliverableSubmitted, StageEvent
from shared.kernel.decider import Asked
from shared.kernel.text import prose


def deliver(command: DeliverableCommand, work: Work, asked: Asked) -> list[StageEvent]:
    known = work.policy.deliverable_names
    if command.deliverable not in known:
        field = ("input", "deliverable")
        raise UnknownDeliverable(where=field, deliverable=command.deliverable, known=", ".join(known))
    match command:
        case SubmitDeliverable():
            return submit(command, work, asked)
        case AcceptDeliverable():
            return accept(command, work.deliverables.get(command.deliverable), asked)
        case ReturnDeliverable():
            return give_back(command, work.deliverables.get(command.deliverable))
        case _:
            assert_never(command)


def submit(command: SubmitDeliverable, work: Work, asked: Asked) -> list[StageEvent]:
    given = evidence.checked(command.evidence)
    match work.deliverables.get(command.deliverable):
        case Accepted(submission=present) if present.evidence != given:
            raise DeliverableAlreadyAccepted(where=("input", "deliverable"))
        case Submitted(evidence=present) | Accepted(submission=Submitted(evidence=present)) if present == given:
            return []
    return [
        DeliverableSubmitted(
            engagement_id=command.engagement_id,
            stage=command.stage,
            policy=work.version or LATEST_POLICY.version,
            deliverable=command.deliverable,
            evidence=given,
            submitter=asked.by.person,
        )
    ]


def accept(command: AcceptDeliverable, present: Deliverable | None, asked: Asked) -> list[StageEvent]:
    match present:
        case None | Returned():
            raise NothingSubmitted(where=("input", "deliverable"))
        case Accepted():
            return []
        case Submitted() if asked.by.is_one_with(present.submitter):
            raise SelfAcceptance
        case Submitted():
            return [
                DeliverableAccepted(
                    engagement_id=command.engagement_id,
                    stage=command.stage,
                    deliverable=command.deliverable,
                    accepter=asked.by.person,
                )
            ]
        case _:
            assert_never(present)


def give_back(command: ReturnDeliverable, present: Deliverable | None) -> list[StageEvent]:
    reason = prose("reason", command.reason)
    match present:
        case None:
            raise NothingSubmitted(where=("input", "deliverable"))
        case Returned():
            return []
        case Submitted() | Accepted():
            return [
                DeliverableReturned(
                    engagement_id=command.engagement_id,
                    stage=command.stage,
                    deliverable=command.deliverable,
                    reason=reason,
                )
            ]
        case _:
            assert_never(present)
