"""The document that a package is: one text for ever, and its digest."""

from datetime import date
from hashlib import sha256
from uuid import UUID

from services.gates.domain.verdict.states import LETS_PASS
from shared.events.packages import GovernancePackageAssembled, PackagedCriterion
from shared.events.verdicts import CriterionState, FrameworkRef
from shared.kernel.canonical import canonical
from shared.kernel.record import record
from shared.kernel.replacing import replaced


@record
class Manifest:
    """As in the event that records it, without the digest."""

    engagement_id: UUID
    package_id: UUID
    number: int
    assembler: UUID
    day: date
    position: int
    frameworks: tuple[FrameworkRef, ...]
    criteria: tuple[PackagedCriterion, ...]


@record
class Lacking:
    """A criterion that does not let pass."""

    code: str
    state: CriterionState


def assembled(manifest: Manifest) -> GovernancePackageAssembled:
    return GovernancePackageAssembled(
        engagement_id=manifest.engagement_id,
        package_id=manifest.package_id,
        number=manifest.number,
        assembler=manifest.assembler,
        day=manifest.day,
        position=manifest.position,
        frameworks=manifest.frameworks,
        criteria=manifest.criteria,
        digest=digest(manifest),
    )


def manifest_of(event: GovernancePackageAssembled) -> Manifest:
    return Manifest(
        engagement_id=event.engagement_id,
        package_id=event.package_id,
        number=event.number,
        assembler=event.assembler,
        day=event.day,
        position=event.position,
        frameworks=event.frameworks,
        criteria=event.criteria,
    )


def document(manifest: Manifest) -> bytes:
    """Canonical JSON."""
    return canonical(manifest)


def digest(manifest: Manifest) -> str:
    """SHA-256 of the document, in hex."""
    return sha256(document(manifest)).hexdigest()


def lacking(criteria: tuple[PackagedCriterion, ...]) -> tuple[Lacking, ...]:
    """What keeps a package from being complete, in its order."""
    return tuple(Lacking(code=each.code, state=each.state) for each in criteria if each.state not in LETS_PASS)


def changed(then: tuple[PackagedCriterion, ...], now: tuple[PackagedCriterion, ...]) -> tuple[str, ...]:
    """The codes of what reads otherwise now, came since then or went; until when it stays so does not count."""
    before, after = by_code(then), by_code(now)
    return tuple(code for code in dict.fromkeys((*before, *after)) if before.get(code) != after.get(code))


def by_code(criteria: tuple[PackagedCriterion, ...]) -> dict[str, PackagedCriterion]:
    return {each.code: replaced(each, until=None) for each in criteria}
