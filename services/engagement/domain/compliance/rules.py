"""What happens when something is asked about the obligations of an engagement: one function per command."""

from typing import assert_never

from services.engagement.domain.compliance.commands import (
    AdoptObligationSet,
    ComplianceCommand,
    ConfirmCompliance,
    DutyCommand,
    EarlierEdition,
    ExcludeObligation,
    MapObligation,
    NoDutiesThere,
    NoObligationSet,
    ObligationNotAdopted,
    ObligationNotMapped,
    ObligationOutOfForce,
    OwnMapping,
    OwnSet,
    ReinstateObligation,
    UnknownEdition,
    WithdrawCompliance,
)
from services.engagement.domain.compliance.state import (
    Adopted,
    Applicable,
    Compliance,
    Duty,
    Excluded,
    NotStarted,
    Unadopted,
    evolve,
)
from services.engagement.domain.evidence import checked
from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.obligations import CRITERIA, CROSSWALKS, Crosswalk, Obligation, digest_of
from services.engagement.domain.roles import APPROVERS, LEADS
from shared.events.engagements import EngagementStarted
from shared.events.obligations import (
    AdoptedDuty,
    ComplianceConfirmed,
    ComplianceWithdrawn,
    ObligationEvent,
    ObligationExcluded,
    ObligationMapped,
    ObligationReinstated,
    ObligationSetAdopted,
)
from shared.events.people import Role
from shared.kernel.decider import Asked, Decider, Scope, stream_scope
from shared.kernel.refusal import NotWellFormed
from shared.kernel.text import prose


def adopt(command: AdoptObligationSet, compliance: Unadopted | Adopted, asked: Asked) -> list[ObligationEvent]:
    crosswalk = CROSSWALKS.get(command.edition)
    if crosswalk is None:
        known = ", ".join(map(str, sorted(CROSSWALKS)))
        raise UnknownEdition(where=("input", "edition"), edition=command.edition, known=known)
    if isinstance(compliance, Adopted) and compliance.present.edition > command.edition:
        raise EarlierEdition(where=("input", "edition"), present=compliance.present.edition)
    fact = ObligationSetAdopted(
        engagement_id=command.engagement_id,
        edition=command.edition,
        jurisdictions=tuple(sorted(set(command.jurisdictions))),
        duties=applying(crosswalk, command),
        adopter=asked.by.person,
    )
    return [] if isinstance(compliance, Adopted) and alike(compliance.present, fact) else [fact]


def alike(one: ObligationSetAdopted, other: ObligationSetAdopted) -> bool:
    """The same edition for the same jurisdictions, whoever adopts it: an edition never changes."""
    return (one.edition, one.jurisdictions) == (other.edition, other.jurisdictions)


def applying(crosswalk: Crosswalk, command: AdoptObligationSet) -> tuple[AdoptedDuty, ...]:
    if not command.jurisdictions:
        raise NotWellFormed(where=("input", "jurisdictions"), problem="jurisdictions names at least one")
    there = {duty.jurisdiction for duty in crosswalk.obligations}
    for jurisdiction in sorted(set(command.jurisdictions) - there):
        where = ("input", "jurisdictions")
        raise NoDutiesThere(where=where, edition=command.edition, jurisdiction=jurisdiction)
    return tuple(duty_of(duty) for duty in crosswalk.obligations if duty.jurisdiction in command.jurisdictions)


def duty_of(obligation: Obligation) -> AdoptedDuty:
    return AdoptedDuty(
        instrument=obligation.instrument,
        at=obligation.at,
        jurisdiction=obligation.jurisdiction.value,
        criteria=obligation.criteria,
        digest=digest_of(obligation),
    )


def exclude(command: ExcludeObligation, compliance: Adopted, duty: Duty, asked: Asked) -> list[ObligationEvent]:
    if asked.by.is_one_with(compliance.present.adopter):
        raise OwnSet
    reason = prose("reason", command.reason)
    if isinstance(duty, Excluded) and duty.exclusion.reason == reason:
        return []
    return [
        ObligationExcluded(
            engagement_id=command.engagement_id,
            instrument=command.instrument,
            at=command.at,
            reason=reason,
            approver=asked.by.person,
        )
    ]


def reinstate(command: ReinstateObligation, duty: Duty) -> list[ObligationEvent]:
    reason = prose("reason", command.reason)
    if isinstance(duty, Applicable):
        return []
    fact = ObligationReinstated(
        engagement_id=command.engagement_id, instrument=command.instrument, at=command.at, reason=reason
    )
    return [fact]


def map_it(command: MapObligation, duty: Applicable, asked: Asked) -> list[ObligationEvent]:
    """The same again by somebody else is nothing new: who said it first is who does not confirm it."""
    criteria = tuple(sorted(set(command.criteria)))
    if not criteria or any(number not in CRITERIA for number in criteria):
        problem = f"criteria names numbers from {CRITERIA[0]} to {CRITERIA[-1]}, one at least"
        raise NotWellFormed(where=("input", "criteria"), problem=problem)
    how, evidence, before = prose("how", command.how), checked(command.evidence), duty.mapped
    if before is not None and (before.criteria, before.how, before.evidence) == (criteria, how, evidence):
        return []
    return [
        ObligationMapped(
            engagement_id=command.engagement_id,
            instrument=command.instrument,
            at=command.at,
            criteria=criteria,
            how=how,
            evidence=evidence,
            mapper=asked.by.person,
        )
    ]


def confirm(command: ConfirmCompliance, duty: Applicable, asked: Asked) -> list[ObligationEvent]:
    shown = checked(command.evidence)
    if duty.mapped is None:
        raise ObligationNotMapped
    if asked.by.is_one_with(duty.mapped.mapper):
        raise OwnMapping
    if duty.confirmed is not None and duty.confirmed.evidence == shown:
        return []
    return [
        ComplianceConfirmed(
            engagement_id=command.engagement_id,
            instrument=command.instrument,
            at=command.at,
            evidence=shown,
            confirmer=asked.by.person,
        )
    ]


def withdraw(command: WithdrawCompliance, duty: Applicable) -> list[ObligationEvent]:
    reason = prose("reason", command.reason)
    if duty.confirmed is None:
        return []
    fact = ComplianceWithdrawn(
        engagement_id=command.engagement_id, instrument=command.instrument, at=command.at, reason=reason
    )
    return [fact]


def decide(command: ComplianceCommand, compliance: Compliance, asked: Asked) -> list[ObligationEvent]:
    match compliance:
        case NotStarted():
            raise EngagementNotFound
        case _ if isinstance(command, AdoptObligationSet):
            return adopt(command, compliance, asked)
        case Unadopted():
            raise NoObligationSet
        case Adopted(duties=duties):
            duty = duties.get((command.instrument, command.at))
            if duty is None:
                raise ObligationNotAdopted(where=("input", "at"))
            return of_a_duty(command, compliance, duty, asked)
        case _:
            assert_never(compliance)


def of_a_duty(command: DutyCommand, compliance: Adopted, duty: Duty, asked: Asked) -> list[ObligationEvent]:
    match command:
        case ExcludeObligation():
            return exclude(command, compliance, duty, asked)
        case ReinstateObligation():
            return reinstate(command, duty)
        case MapObligation():
            return map_it(command, in_force(duty), asked)
        case ConfirmCompliance():
            return confirm(command, in_force(duty), asked)
        case WithdrawCompliance():
            return withdraw(command, in_force(duty))
        case _:
            assert_never(command)


def in_force(duty: Duty) -> Applicable:
    if isinstance(duty, Excluded):
        raise ObligationOutOfForce
    return duty


def looks_at(command: ComplianceCommand) -> tuple[Scope, ...]:
    return (stream_scope(f"engagement-{command.engagement_id}", EngagementStarted),)


REVIEWERS = frozenset({Role.GOVERNANCE_REVIEWER})

COMPLIANCE: Decider[Compliance, ComplianceCommand, ObligationEvent | EngagementStarted] = Decider(
    initial=NotStarted(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"obligations-{command.engagement_id}",
    permits={
        AdoptObligationSet: LEADS | REVIEWERS,
        ExcludeObligation: APPROVERS,
        ReinstateObligation: APPROVERS | REVIEWERS,
        MapObligation: LEADS | REVIEWERS | {Role.MODEL_LEAD, Role.DATA_OWNER, Role.INFRASTRUCTURE_LEAD},
        ConfirmCompliance: REVIEWERS,
        WithdrawCompliance: APPROVERS | REVIEWERS,
    },
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id,
)
