"""What the person who answers for the model signs for: once somebody does, nobody signs that in their place."""

from typing import TypeAlias
from uuid import UUID

from services.gates.domain.framework.model import Domain
from services.gates.domain.gate.case import Case
from services.gates.domain.gate.refusals import AccountableOwnerSigns
from services.gates.domain.verdict.asked import required_of
from services.gates.domain.verdict.canonical import domain_digest
from shared.events.accountability import ModelAccountabilityAssigned, ModelAccountabilityVacated
from shared.events.verdicts import Verdict

Named: TypeAlias = ModelAccountabilityAssigned | ModelAccountabilityVacated


def answers(case: Case) -> UUID | None:
    """Whoever was named last and has not left."""
    named = (each.event for each in reversed(case.events) if isinstance(each.event, Named))
    last = next(named, None)
    return last.person if isinstance(last, ModelAccountabilityAssigned) else None


def may_sign(domain: Domain, case: Case, person: UUID) -> bool:
    return not domain.accountable or answers(case) in {None, person}


def signs_in_person(domain: Domain, case: Case, person: UUID) -> None:
    if not may_sign(domain, case, person):
        raise AccountableOwnerSigns(where=("input", "domain"))


def digest_of(domain: str, case: Case, verdict: Verdict) -> str:
    """Of all that somebody signs for who signs for the domain at this gate."""
    return domain_digest(verdict, domain, required_of(case.frameworks, case.stage, domain))
