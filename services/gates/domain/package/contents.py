"""What a package holds: of each criterion of governance its state, its rule, and all that it stands on."""

from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256
from uuid import UUID

from services.gates.domain.adopted import kinds_of
from services.gates.domain.criterion.said import NOTHING_SAID, Exemption, Said
from services.gates.domain.facts.evidence import EVIDENCE, Piece
from services.gates.domain.facts.model import Facts
from services.gates.domain.framework.canonical import criterion_digest
from services.gates.domain.framework.model import Criterion, Framework
from services.gates.domain.package_policy import LATEST_PACKAGES
from services.gates.domain.verdict.standing import Ground
from shared.events.packages import PackagedAttestation, PackagedCriterion, PackagedEvidence, PackagedExemption
from shared.events.verdicts import CriterionVerdict, Verdict
from shared.kernel.canonical import canonical
from shared.kernel.record import record


@record
class Seen:
    """An engagement as the rules see it on a day."""

    ground: Ground
    facts: Facts
    verdict: Verdict


def contents(ground: Ground, frameworks: Sequence[Framework], day: date) -> tuple[PackagedCriterion, ...]:
    """Of each framework in the order of its numbers. Empty: none asks for anything of governance."""
    seen = Seen(ground=ground, facts=ground.facts(frameworks, day), verdict=ground.verdict(frameworks, None, day))
    judged = {each.code: each for each in seen.verdict.criteria}
    return tuple(
        packaged(criterion, judged[f"{framework.name}/{criterion.code}"], seen)
        for framework in frameworks
        for criterion in framework.criteria
        if criterion.domain == LATEST_PACKAGES.domain
    )


def packaged(criterion: Criterion, judged: CriterionVerdict, seen: Seen) -> PackagedCriterion:
    said, day = seen.ground.said.get(judged.code, NOTHING_SAID), seen.verdict.day
    return PackagedCriterion(
        code=judged.code,
        state=judged.state,
        until=judged.until,
        rule_digest=criterion_digest(criterion),
        verdict_digest=digest_of(judged, seen.verdict),
        evidence=tuple(evidence(criterion, judged, said, seen)),
        attestations=tuple(
            PackagedAttestation(
                attester=each.attester, role=each.role, valid_until=each.valid_until, position=each.position
            )
            for each in said.attestations
            if each.valid_until >= day
        ),
        waiver=exemption(said.waiver, day),
        not_applicable=exemption(said.not_applicable, day),
    )


def digest_of(judged: CriterionVerdict, verdict: Verdict) -> str:
    """Of what the rules made of it and of what they saw: neither the day nor the events count that it came from."""
    facts = {each.name: each.value for each in verdict.facts if each.name in judged.facts}
    made = {"state": judged.state, "broken": judged.broken, "facts": facts}
    return sha256(canonical(made)).hexdigest()


def exemption(given: Exemption | None, day: date) -> PackagedExemption | None:
    """While it lives."""
    if given is None or (given.until is not None and given.until < day):
        return None
    return PackagedExemption(
        requester=given.requester, approver=given.approver, until=given.until, positions=given.positions
    )


def evidence(criterion: Criterion, judged: CriterionVerdict, said: Said, seen: Seen) -> Iterator[PackagedEvidence]:
    """What the rules look at, and what those looked at who gave their word; each piece once."""
    pieces = seen.ground.items.get(EVIDENCE.name, {})
    for evidence_id in dict.fromkeys((*judged.evidence, *looked_at(criterion, said, seen))):
        match pieces.get(evidence_id.hex):
            case Piece(withdrawn_at=None) as piece:
                yield PackagedEvidence(
                    evidence_id=evidence_id,
                    kind=piece.kind,
                    digest=piece.content,
                    valid_until=piece.valid_until,
                    position=piece.positions[-1],
                )
            case _:
                pass


def looked_at(criterion: Criterion, said: Said, seen: Seen) -> Iterator[UUID]:
    for kind in sorted(kinds_of(criterion)):
        if (named := seen.facts.get(f"evidence_{kind}.id")) is not None:
            yield UUID(str(named.value))
    for each in said.attestations:
        if each.valid_until >= seen.verdict.day:
            yield from each.evidence
