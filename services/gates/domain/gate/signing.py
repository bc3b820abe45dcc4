"""Asking that a gate be decided, and answering for a domain: by role, once, and never for one's own work."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from uuid import UUID

from services.gates.domain.criterion.said import Said
from services.gates.domain.criterion.state import Backing, backed
from services.gates.domain.framework.model import Domain, Framework
from services.gates.domain.gate.accountable import digest_of, may_sign, signs_in_person
from services.gates.domain.gate.case import Case
from services.gates.domain.gate.commands import RecordSignOff, RequestGate, WithdrawSignOff
from services.gates.domain.gate.refusals import (
    CriteriaNotAdopted,
    DomainAlreadySigned,
    DomainNotSigned,
    GateAlreadyRequested,
    GateBehindGoLive,
    GateNotRequested,
    GateStageNotEntered,
    NothingAskedAtGate,
    OwnWorkSigned,
    SignedAnotherDomain,
    SignOffOfAnother,
    SignOffRoleNotHeld,
)
from services.gates.domain.gate.stopping import not_stopped
from services.gates.domain.verdict.asked import criteria_at, requirements_at
from shared.events.evidence import EvidenceRevised, EvidenceSubmitted
from shared.events.gates import GateRequested, SignOffRecorded, SignOffWithdrawn
from shared.events.stages import Stage
from shared.events.verdicts import Verdict
from shared.kernel.decider import Actor, Asked
from shared.kernel.text import prose

SHOWN = (EvidenceSubmitted, EvidenceRevised)


def request(command: RequestGate, case: Case, asked: Asked) -> list[GateRequested]:
    before = case.gate.request
    if command.request_id in case.gate.requests:
        return []
    on_the_way(case, command.stage)
    if before is not None:
        raise GateAlreadyRequested
    not_stopped(case, command.stage)
    asked_for(case, command.stage)
    return [
        GateRequested(
            engagement_id=command.engagement_id,
            stage=command.stage,
            request_id=command.request_id,
            requester=asked.by.person,
        )
    ]


def on_the_way(case: Case, stage: Stage) -> None:
    """A stage that was entered, and that does not lie behind going live."""
    if stage not in case.course.entered:
        raise GateStageNotEntered
    if case.course.live is not None and stage is not Stage.LAUNCH:
        raise GateBehindGoLive(day=case.course.live.went_live_on)


def asked_for(case: Case, stage: Stage) -> None:
    if not case.ground.adopted:
        raise CriteriaNotAdopted
    if not any(requirements_at(case.frameworks, stage)) and not any(
        criteria_at(framework, stage) for framework in case.frameworks
    ):
        raise NothingAskedAtGate


def sign(command: RecordSignOff, case: Case, asked: Asked) -> list[SignOffRecorded]:
    on_the_way(case, command.stage)
    if case.gate.request is None:
        raise GateNotRequested
    domains = domains_at(case.frameworks, command.stage)
    role = role_for(command.domain, domains, asked)
    signs_in_person(domains[command.domain], case, asked.by.person)
    verdict = case.verdict(asked.day)
    before = standing(command.domain, case, verdict, asked)
    if before is not None and still_signs(domains[command.domain], before, asked):
        if before.signer == asked.by.person:
            return []
        raise DomainAlreadySigned(where=("input", "domain"))
    separated(command.domain, case, verdict, asked.by)
    return [
        SignOffRecorded(
            engagement_id=command.engagement_id,
            stage=command.stage,
            request_id=case.gate.request.request_id,
            domain=command.domain,
            signer=asked.by.person,
            role=role,
            digest=digest_of(command.domain, case, verdict),
            position=case.position,
        )
    ]


def domains_at(frameworks: Sequence[Framework], stage: Stage | None) -> Mapping[str, Domain]:
    """Those of which the gate asks something, as `framework/domain`; all there are without a stage."""
    return {
        f"{framework.name}/{domain.name}": domain
        for framework in frameworks
        for domain in framework.domains
        if any(each.domain == domain.name for each in criteria_at(framework, stage))
        or any(each.domain == domain.name for each, _ in requirements_at((framework,), stage))
    }


def role_for(domain: str, known: Mapping[str, Domain], asked: Asked) -> str:
    """The role in which they sign."""
    if domain not in known:
        raise DomainNotSigned(where=("input", "domain"), domain=domain, known=", ".join(known) or "none")
    signs = known[domain].signs
    held = sorted(signs & asked.by.roles)
    if not held:
        raise SignOffRoleNotHeld(domain=domain, roles=", ".join(sorted(signs)))
    return str(held[0])


def separated(domain: str, case: Case, verdict: Verdict, by: Actor) -> None:
    """One person, one domain; and nobody signs for what went through their own hands."""
    signed = (each.domain for each in case.gate.signed.values() if by.is_one_with(each.signer))
    other = next((each for each in signed if each != domain), None)
    if other is not None:
        raise SignedAnotherDomain(domain=other)
    if own := own_work(domain, case, verdict, by.hands):
        raise OwnWorkSigned(criteria=", ".join(own))


def own_work(domain: str, case: Case, verdict: Verdict, hands: frozenset[UUID]) -> list[str]:
    """The criteria of the domain that went through these hands."""
    evidence = [each for each in case.events if isinstance(each.event, SHOWN)]
    backing: Mapping[UUID, Backing] = reduce(backed, (each.event for each in evidence), {})
    piece_at = {each.seq: each.event.evidence_id for each in evidence}
    seen = {fact.name: {piece_at.get(at) for at in fact.positions} for fact in verdict.facts}
    own = {piece: each.criterion for piece, each in backing.items() if not hands.isdisjoint(each.hands)}
    hung_on = {each.code: {piece for name in each.facts for piece in seen[name]} for each in verdict.criteria}
    return [
        each.code
        for each in verdict.criteria
        if each.domain == domain
        and (
            not hands.isdisjoint(said_by(case.ground.said.get(each.code)))
            or each.code in own.values()
            or not own.keys().isdisjoint(hung_on[each.code])
        )
    ]


def said_by(said: Said | None) -> Iterator[UUID]:
    """Who gave their word, asked for an exemption or approved it."""
    if said is None:
        return
    yield from (each.attester for each in said.attestations)
    for exemption in (said.waiver, said.not_applicable):
        if exemption is not None:
            yield from (exemption.requester, exemption.approver, *exemption.earlier)


def standing(domain: str, case: Case, verdict: Verdict, asked: Asked) -> SignOffRecorded | None:
    """The sign-off for the domain as it stands, by somebody who has no hand in it now."""
    given = case.gate.signed.get(domain)
    if given is None or given.digest != digest_of(domain, case, verdict):
        return None
    known, by = domains_at(case.frameworks, case.stage).get(domain), asked.who(given.signer)
    if known is None or not may_sign(known, case, given.signer) or own_work(domain, case, verdict, by.hands):
        return None
    return given


def still_signs(domain: Domain, given: SignOffRecorded, asked: Asked) -> bool:
    """Whether the signer could sign for it at this instant, by the roles that are theirs now."""
    return not domain.signs.isdisjoint(asked.who(given.signer).roles)


def withdraw(command: WithdrawSignOff, case: Case, asked: Asked) -> list[SignOffWithdrawn]:
    reason = prose("reason", command.reason)
    before = case.gate.signed.get(command.domain)
    if before is None:
        return []
    if before.signer != asked.by.person:
        raise SignOffOfAnother
    return [
        SignOffWithdrawn(
            engagement_id=command.engagement_id,
            stage=command.stage,
            request_id=before.request_id,
            domain=command.domain,
            signer=before.signer,
            reason=reason,
        )
    ]
