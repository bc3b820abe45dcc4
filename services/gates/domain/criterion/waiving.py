"""A criterion that a gate is passed without for a time: requested, granted by somebody else, prolonged, revoked."""

from datetime import timedelta
from typing import assert_never

from services.gates.domain.bounds import within
from services.gates.domain.criterion.commands import (
    ExemptionAlreadyRequested,
    ExtendWaiver,
    GrantWaiver,
    NoExemptionRequested,
    NoWaiverLives,
    OwnExemption,
    RejectWaiver,
    RequestWaiver,
    RevokeWaiver,
    TooManyExtensions,
    WaiverNotAllowed,
    WaiverStillLives,
    Waiving,
)
from services.gates.domain.criterion.exempting import of_somebody_else
from services.gates.domain.criterion.said import Exemption, Said
from services.gates.domain.exemption_policy import LATEST_EXEMPTIONS
from services.gates.domain.framework.model import Criterion
from shared.events.criteria import (
    CriterionEvent,
    WaiverExtended,
    WaiverGranted,
    WaiverRejected,
    WaiverRequested,
    WaiverRevoked,
)
from shared.kernel.decider import Asked
from shared.kernel.text import prose

A_DAY = timedelta(days=1)


def waiving(command: Waiving, said: Said, criterion: Criterion, asked: Asked) -> list[CriterionEvent]:
    if not criterion.waivable and not isinstance(command, RejectWaiver | RevokeWaiver):
        raise WaiverNotAllowed
    match command:
        case RequestWaiver():
            return request(command, said, asked)
        case GrantWaiver():
            return grant(command, said, asked)
        case RejectWaiver():
            return reject(command, said, asked)
        case ExtendWaiver():
            return extend(command, said, asked)
        case RevokeWaiver():
            return revoke(command, said)
        case _:
            assert_never(command)


def living(said: Said, asked: Asked) -> Exemption | None:
    waiver = said.waiver
    return waiver if waiver and waiver.until and asked.day <= waiver.until else None


def request(command: RequestWaiver, said: Said, asked: Asked) -> list[CriterionEvent]:
    wanted = WaiverRequested(
        engagement_id=command.engagement_id,
        criterion=command.criterion,
        reason=prose("reason", command.reason),
        until=within("until", command.until, asked.day, asked.day + LATEST_EXEMPTIONS.longest_waiver),
        requester=asked.by.person,
    )
    if waiver := living(said, asked):
        raise WaiverStillLives(until=waiver.until)
    pending = said.waiver_asked
    if pending is None:
        return [wanted]
    if (pending.requester, pending.reason, pending.until) == (wanted.requester, wanted.reason, wanted.until):
        return []
    raise ExemptionAlreadyRequested


def grant(command: GrantWaiver, said: Said, asked: Asked) -> list[CriterionEvent]:
    """No later than was asked for, and from today no longer than the policy allows."""
    waiver = living(said, asked)
    if waiver and said.waiver_asked is None and (waiver.approver, waiver.until) == (asked.by.person, command.until):
        return []
    pending = of_somebody_else(said.waiver_asked, asked)
    latest = asked.day + LATEST_EXEMPTIONS.longest_waiver
    within("until", command.until, asked.day, min(pending.until or latest, latest))
    if said.waivers:
        prolonged(said)
    return [
        WaiverGranted(
            engagement_id=command.engagement_id,
            criterion=command.criterion,
            approver=asked.by.person,
            until=command.until,
        )
    ]


def prolonged(said: Said) -> int:
    """Which extension the next one is."""
    if said.extensions >= LATEST_EXEMPTIONS.most_extensions:
        raise TooManyExtensions(most=LATEST_EXEMPTIONS.most_extensions)
    return said.extensions + 1


def reject(command: RejectWaiver, said: Said, asked: Asked) -> list[CriterionEvent]:
    reason = prose("reason", command.reason)
    if said.waiver_asked is None:
        raise NoExemptionRequested
    return [
        WaiverRejected(
            engagement_id=command.engagement_id, criterion=command.criterion, reason=reason, rejecter=asked.by.person
        )
    ]


def extend(command: ExtendWaiver, said: Said, asked: Asked) -> list[CriterionEvent]:
    reason = prose("reason", command.reason)
    waiver = living(said, asked)
    if waiver is None or waiver.until is None:
        raise NoWaiverLives
    if asked.by.is_one_with(waiver.requester):
        raise OwnExemption
    if (waiver.until, waiver.reason, waiver.approver) == (command.until, reason, asked.by.person):
        return []
    within("until", command.until, waiver.until + A_DAY, asked.day + LATEST_EXEMPTIONS.longest_waiver)
    return [
        WaiverExtended(
            engagement_id=command.engagement_id,
            criterion=command.criterion,
            until=command.until,
            reason=reason,
            approver=asked.by.person,
            extension=prolonged(said),
        )
    ]


def revoke(command: RevokeWaiver, said: Said) -> list[CriterionEvent]:
    reason = prose("reason", command.reason)
    if said.waiver is None:
        return []
    return [WaiverRevoked(engagement_id=command.engagement_id, criterion=command.criterion, reason=reason)]
