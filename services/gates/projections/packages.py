"""Every governance package, as it was assembled. Whether one still stands is told by the facts, and by no row."""

from datetime import date, datetime
from uuid import UUID

from shared.events.packages import GovernancePackageAssembled, PackagedCriterion
from shared.events.verdicts import FrameworkRef
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.projecting.projection import Key, Projection


@record
class PackageEntry:
    """`position` is where the log stood that it was assembled on, `assembled_seq` where it stands itself."""

    package_id: UUID
    engagement_id: UUID
    number: int
    assembler: UUID
    day: date
    position: int
    frameworks: tuple[FrameworkRef, ...]
    criteria: tuple[PackagedCriterion, ...]
    digest: str
    assembled_at: datetime
    assembled_seq: int


def keys(recorded: Recorded[GovernancePackageAssembled]) -> tuple[Key, ...]:
    return ((recorded.event.package_id,),)


def fold(_: PackageEntry | None, recorded: Recorded[GovernancePackageAssembled]) -> PackageEntry:
    event = recorded.event
    return PackageEntry(
        package_id=event.package_id,
        engagement_id=event.engagement_id,
        number=event.number,
        assembler=event.assembler,
        day=event.day,
        position=event.position,
        frameworks=event.frameworks,
        criteria=event.criteria,
        digest=event.digest,
        assembled_at=recorded.occurred_at,
        assembled_seq=recorded.seq,
    )


PACKAGES = Projection(
    name="packages",
    version=1,
    row=PackageEntry,
    key=("package_id",),
    handles=(GovernancePackageAssembled,),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "number"),),
)
