"""What happens when people say something of a criterion: it must be one that was adopted, and duties are separated."""

from typing import assert_never

from services.gates.domain import adopted, well_formed
from services.gates.domain.criterion.attesting import attesting
from services.gates.domain.criterion.blocking import blocking
from services.gates.domain.criterion.commands import (
    ApproveNotApplicable,
    AttestCriterion,
    BlockCriterion,
    CriterionCommand,
    EndNotApplicable,
    ExtendWaiver,
    GrantWaiver,
    RejectNotApplicable,
    RejectWaiver,
    RequestNotApplicable,
    RequestWaiver,
    RevokeAttestation,
    RevokeWaiver,
    UnblockCriterion,
    WithdrawAttestation,
)
from services.gates.domain.criterion.exempting import exempting
from services.gates.domain.criterion.state import Case, Seen, evolve
from services.gates.domain.criterion.waiving import waiving
from services.gates.domain.exemption_policy import LATEST_EXEMPTIONS
from services.gates.domain.not_found import EngagementNotFound
from shared.events.criteria import CriterionEvent
from shared.events.engagements import EngagementStarted
from shared.events.evidence import EvidenceRevised, EvidenceSubmitted, EvidenceWithdrawn
from shared.events.people import Role
from shared.kernel.decider import Asked, Decider, Scope, engagement_scope

LEADS = frozenset({Role.ENGAGEMENT_LEAD, Role.PILOT_LEAD})
ATTESTERS = frozenset(Role) - {Role.AUDITOR, Role.ADMINISTRATOR, Role.INTEGRATOR}
WAIVER, NOT_APPLICABLE = LATEST_EXEMPTIONS.waiver, LATEST_EXEMPTIONS.not_applicable


def decide(command: CriterionCommand, case: Case, asked: Asked) -> list[CriterionEvent]:
    well_formed.criterion(command.criterion)
    if not case.started:
        raise EngagementNotFound
    _, criterion = adopted.held_to(case.adopted, command.criterion)
    match command:
        case AttestCriterion() | WithdrawAttestation() | RevokeAttestation():
            return attesting(command, case, criterion, asked)
        case BlockCriterion() | UnblockCriterion():
            return blocking(command, case.said, asked)
        case RequestNotApplicable() | ApproveNotApplicable() | RejectNotApplicable() | EndNotApplicable():
            return exempting(command, case.said, asked)
        case RequestWaiver() | GrantWaiver() | RejectWaiver() | ExtendWaiver() | RevokeWaiver():
            return waiving(command, case.said, criterion, asked)
        case _:
            assert_never(command)


def looks_at(command: CriterionCommand) -> tuple[Scope, ...]:
    """Whoever attests stands on the evidence as it is at that instant."""
    known = adopted.scopes(command.engagement_id, command.criterion)
    if isinstance(command, AttestCriterion):
        backing = (EvidenceSubmitted, EvidenceRevised, EvidenceWithdrawn)
        return (engagement_scope(command.engagement_id, EngagementStarted, *backing), *known)
    return (engagement_scope(command.engagement_id, EngagementStarted), *known)


CRITERION: Decider[Case, CriterionCommand, Seen] = Decider(
    initial=Case(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"criterion-{command.engagement_id}-{command.criterion}",
    permits={
        AttestCriterion: ATTESTERS,
        WithdrawAttestation: ATTESTERS,
        BlockCriterion: LATEST_EXEMPTIONS.blocked_by,
        UnblockCriterion: LATEST_EXEMPTIONS.blocked_by,
        RequestNotApplicable: NOT_APPLICABLE.requested_by,
        ApproveNotApplicable: NOT_APPLICABLE.approved_by,
        RejectNotApplicable: NOT_APPLICABLE.approved_by,
        EndNotApplicable: NOT_APPLICABLE.approved_by | LEADS,
        RequestWaiver: WAIVER.requested_by,
        GrantWaiver: WAIVER.approved_by,
        RejectWaiver: WAIVER.approved_by,
        ExtendWaiver: WAIVER.approved_by,
        RevokeWaiver: WAIVER.approved_by | LEADS,
        RevokeAttestation: WAIVER.approved_by | LEADS,
    },
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id,
)
