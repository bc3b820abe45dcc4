"""The package is put together by people once governance shows all that it must: complete, or not at all."""

from typing import Any
from uuid import UUID

from services.gates.domain.gate.case import Case, Past, evolve, frameworks_seen, whole
from services.gates.domain.gate.refusals import CriteriaNotAdopted, VerdictTooLong
from services.gates.domain.gate.rules import goes_on
from services.gates.domain.package.contents import contents
from services.gates.domain.package.manifest import Manifest, assembled, document, lacking
from services.gates.domain.package_policy import LATEST_PACKAGES
from services.gates.domain.verdict.canonical import MOST_BYTES
from shared.events.packages import GovernancePackageAssembled
from shared.kernel.decider import Asked, Decider
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class AssemblePackage:
    engagement_id: UUID
    package_id: UUID


class NothingOfGovernance(Refused):
    """The criteria that were adopted ask for nothing of governance: there is nothing to put together."""


class PackageIncomplete(Refused):
    """A package holds criteria that are met, waived or not applicable; still lacking: {lacking}."""


def decide(command: AssemblePackage, past: Past, asked: Asked) -> list[GovernancePackageAssembled]:
    case = Case(past)
    goes_on(command, case)
    given = [each.event for each in case.events if isinstance(each.event, GovernancePackageAssembled)]
    if any(each.package_id == command.package_id for each in given):
        return []
    if not case.ground.adopted:
        raise CriteriaNotAdopted
    manifest = Manifest(
        engagement_id=command.engagement_id,
        package_id=command.package_id,
        number=len(given) + 1,
        assembler=asked.by.person,
        day=asked.day,
        position=case.position,
        frameworks=case.ground.adopted,
        criteria=contents(case.ground, case.frameworks, asked.day),
    )
    complete(manifest)
    return [assembled(manifest)]


def complete(manifest: Manifest) -> None:
    if not manifest.criteria:
        raise NothingOfGovernance
    if lacks := lacking(manifest.criteria):
        raise PackageIncomplete(lacking=", ".join(f"{each.code} ({each.state})" for each in lacks))
    if len(document(manifest)) > MOST_BYTES:
        raise VerdictTooLong


PACKAGE: Decider[Past, AssemblePackage, Any] = Decider(
    initial=Past(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"package-{command.engagement_id}",
    permits={AssemblePackage: LATEST_PACKAGES.assembled_by},
    looks_at=lambda command: whole(command.engagement_id),
    looks_further=frameworks_seen,
    with_envelope=True,
    engagement=lambda command: command.engagement_id,
    at_once=frozenset({AssemblePackage}),
)
