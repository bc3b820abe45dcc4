"""Governance packages: what was put before whoever approves, what it stood on, and whether it still does."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.days import day_of
from gateway.schema.evidence import EvidencePiece
from gateway.schema.filters import DateFilter, IdFilter, IntFilter, filtering
from gateway.schema.ids import global_id
from gateway.schema.listed import Part, listed
from gateway.schema.lists import Connection, Shelf
from gateway.schema.node import plain
from gateway.schema.orders import ordering
from gateway.schema.people import Person, person_of
from gateway.schema.scalars import Long
from gateway.schema.verdicts import FrameworkEdition
from services.engagement.contract import EngagementEntry
from services.gates.contracts import packages
from services.gates.contracts.evidence import evidence_by_id
from shared.events.packages import PackagedAttestation, PackagedCriterion, PackagedEvidence, PackagedExemption
from shared.events.verdicts import CriterionState
from shared.projecting.as_of import Source


@strawberry.type(name="PackagedEvidence", description="A piece as it was when the package was assembled.")
class EvidenceThen:
    kind: str
    digest: str = strawberry.field(description="The SHA-256 of its file.")
    valid_until: date
    position: Long = strawberry.field(description="Of the event of the log that showed it.")
    row: strawberry.Private[PackagedEvidence]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: PackagedEvidence, source: Source) -> Self:
        return cls(row=row, source=source, **{**plain(cls, row), "position": Long(row.position)})

    @strawberry.field(description="As it is now.")
    async def piece(self, info: Info) -> EvidencePiece | None:
        row = await info.context.load(self.source, evidence_by_id, self.row.evidence_id)
        return EvidencePiece.of(row, self.source) if row else None


@strawberry.type(name="PackagedAttestation", description="Somebody's word, as it counted then.")
class AttestationThen:
    role: str
    valid_until: date
    position: Long
    row: strawberry.Private[PackagedAttestation]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: PackagedAttestation, source: Source) -> Self:
        return cls(row=row, source=source, **{**plain(cls, row), "position": Long(row.position)})

    @strawberry.field
    async def attester(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.attester)


@strawberry.type(name="PackagedExemption", description="What somebody asked for and somebody else approved.")
class ExemptionThen:
    until: date | None = strawberry.field(description="Nothing where it is for good.")
    events: list[Long] = strawberry.field(description="The positions in the log of the events that made it so.")
    row: strawberry.Private[PackagedExemption]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: PackagedExemption, source: Source) -> Self:
        return cls(until=row.until, events=[Long(each) for each in row.positions], row=row, source=source)

    @strawberry.field
    async def requester(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.requester)

    @strawberry.field
    async def approver(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.approver)


@strawberry.type(name="PackagedCriterion", description="What a criterion of governance stood on.")
class CriterionThen:
    code: str = strawberry.field(description="As `framework/code`.")
    state: CriterionState
    until: date | None = strawberry.field(description="The last day of this state, had nothing more happened.")
    rule_digest: str = strawberry.field(description="The SHA-256 of the criterion's canonical JSON.")
    verdict_digest: str = strawberry.field(
        description="The SHA-256 of what the rules made of it, with the facts they saw."
    )
    row: strawberry.Private[PackagedCriterion]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: PackagedCriterion, source: Source) -> Self:
        return cls(row=row, source=source, **plain(cls, row))

    @strawberry.field
    def evidence(self) -> list[EvidenceThen]:
        return [EvidenceThen.of(each, self.source) for each in self.row.evidence]

    @strawberry.field
    def attestations(self) -> list[AttestationThen]:
        return [AttestationThen.of(each, self.source) for each in self.row.attestations]

    @strawberry.field
    def waiver(self) -> ExemptionThen | None:
        return ExemptionThen.of(self.row.waiver, self.source) if self.row.waiver else None

    @strawberry.field(description="That it does not apply.")
    def not_applicable(self) -> ExemptionThen | None:
        return ExemptionThen.of(self.row.not_applicable, self.source) if self.row.not_applicable else None


@strawberry.type(description="A criterion of governance that is neither met, waived nor approved as not applicable.")
class PackageLacking:
    code: str
    state: CriterionState


@strawberry.type(description="How a package stands to the facts of today.")
class PackageStanding:
    stands: bool = strawberry.field(description="Whatever is asked of governance now is met, waived or not applicable.")
    lacking: list[PackageLacking]
    changed: list[str] = strawberry.field(
        description="The codes of the criteria that stand on something else than then, whether they let pass or not."
    )

    @classmethod
    def of(cls, then: packages.PackageEntry, now: tuple[PackagedCriterion, ...]) -> Self:
        lacks = packages.lacking(now)
        return cls(
            stands=bool(now) and not lacks,
            lacking=[PackageLacking(**plain(PackageLacking, each)) for each in lacks],
            changed=list(packages.changed(then.criteria, now)),
        )


@strawberry.type(description="What was put before whoever approves governance. It never changes.")
class GovernancePackage:
    id: strawberry.ID
    number: int = strawberry.field(description="Counts the packages of the engagement.")
    day: date
    position: Long = strawberry.field(description="Where the log stood that it was assembled on.")
    digest: str = strawberry.field(description="The SHA-256 of its document, for what is submitted as a deliverable.")
    link: str = strawberry.field(description="A name that leads to it, for what is submitted as a deliverable.")
    assembled_at: datetime
    row: strawberry.Private[packages.PackageEntry]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: packages.PackageEntry, source: Source) -> Self:
        own = {
            "id": global_id("GovernancePackage", row.package_id),
            "position": Long(row.position),
            "link": f"urn:fairway:governance-package:{row.package_id}",
        }
        return cls(row=row, source=source, **{**plain(cls, row), **own})

    @strawberry.field
    async def assembler(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.assembler)

    @strawberry.field
    def frameworks(self) -> list[FrameworkEdition]:
        return [FrameworkEdition.of(each) for each in self.row.frameworks]

    @strawberry.field
    def criteria(self) -> list[CriterionThen]:
        return [CriterionThen.of(each, self.source) for each in self.row.criteria]

    @strawberry.field(description="Computed from the facts whenever it is asked for.")
    async def standing(self, info: Info) -> PackageStanding | None:
        day = await day_of(info, self.source)
        now = await info.context.load(self.source, packages.package_contents_of, self.row.engagement_id, day)
        return PackageStanding.of(self.row, now)


@filtering
class GovernancePackageFilter:
    id: IdFilter | None = None
    number: IntFilter | None = None
    day: DateFilter | None = None


PACKAGES = Shelf(
    name="packages",
    row=packages.PackageEntry,
    key=("package_id",),
    since="assembled_seq",
    pages=packages.package_pages_of,
    counts=packages.package_counts_of,
    node=GovernancePackage.of,
    filter=GovernancePackageFilter,
    order=ordering("GovernancePackage", ASSEMBLED="assembled_seq", NUMBER="number", DAY="day"),
    columns={"id": "package_id"},
    nouns={"id": "GovernancePackage"},
)


@strawberry.type
class EngagementPackages:
    """What an engagement shows of its governance packages."""

    row: strawberry.Private[EngagementEntry]
    source: strawberry.Private[Source]

    @strawberry.field(name="package", description="The governance package that was assembled last.")
    async def last_package(self, info: Info) -> GovernancePackage | None:
        found = await packages_of(info, self.source, self.row.engagement_id)
        return found[0] if found else None

    @strawberry.field(
        description="All governance packages, newest first.",
        deprecation_reason="Use `allPackages`, which comes in pages.",
    )
    async def packages(self, info: Info) -> list[GovernancePackage] | None:
        return await packages_of(info, self.source, self.row.engagement_id)

    @listed(PACKAGES, Connection[GovernancePackage] | None, description="All governance packages.")
    def all_packages(self) -> Part:
        return Part(source=self.source, parent=self.row.engagement_id)


async def packages_of(info: Info, source: Source, engagement_id: UUID) -> list[GovernancePackage]:
    rows = await info.context.load(source, packages.packages_of, engagement_id)
    return [GovernancePackage.of(row, source) for row in rows]
