"""Environments that the system runs in: what they are, what they are hardened in, which release is there."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.abilities import whether
from gateway.schema.filters import IdFilter, OneOf, TextFilter, filtering
from gateway.schema.gaps import EvidenceShown
from gateway.schema.ids import global_id
from gateway.schema.lists import Shelf
from gateway.schema.node import Node, plain
from gateway.schema.orders import ordering
from gateway.schema.people import Person, person_of
from gateway.schema.told import Locale, told
from services.engagement.contract import infrastructure
from shared.events.environments import EnvironmentKind, HardeningKind
from shared.projecting.as_of import Source

if TYPE_CHECKING:
    from gateway.schema.releases import Release

strawberry.enum(EnvironmentKind, description="From what anybody may try things in to what the business runs on.")
strawberry.enum(HardeningKind, description="What an environment is hardened in.")
strawberry.enum(infrastructure.HardeningStatus, description="Verified: by somebody who did not complete it.")


@strawberry.type(description="Something that an environment is hardened in.")
class HardeningItem:
    id: strawberry.ID
    kind: HardeningKind
    title: str
    status: infrastructure.HardeningStatus
    added_at: datetime
    completed_at: datetime | None
    verified_at: datetime | None
    reason: str | None = strawberry.field(description="Why it was last reopened.")
    row: strawberry.Private[infrastructure.HardeningEntry]
    source: strawberry.Private[Source]
    environment_id: strawberry.Private[UUID]
    can = whether("HardeningItem")

    @classmethod
    def of(cls, row: infrastructure.HardeningEntry, source: Source, environment_id: UUID) -> Self:
        gid = global_id("HardeningItem", row.item_id)
        return cls(id=gid, row=row, source=source, environment_id=environment_id, **plain(cls, row))

    @strawberry.field(description="What its kind is called.")
    async def label(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, infrastructure.LATEST_POLICY.hardening[self.row.kind].label, locale)

    @strawberry.field(description="What was shown last.")
    def evidence(self) -> EvidenceShown | None:
        given = self.row.evidence
        return EvidenceShown(**plain(EvidenceShown, given)) if given else None

    @strawberry.field
    async def added_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.added_by)

    @strawberry.field
    async def completer(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.completer)

    @strawberry.field(description="Never who completed it.")
    async def verifier(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.verifier)


@strawberry.type(description="A release that was brought to production.")
class Deployment:
    deployed_on: date
    recorded_at: datetime
    row: strawberry.Private[infrastructure.DeploymentEntry]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: infrastructure.DeploymentEntry, source: Source) -> Self:
        return cls(row=row, source=source, **plain(cls, row))

    @strawberry.field(description="The deployment's record.")
    def evidence(self) -> EvidenceShown:
        return EvidenceShown(**plain(EvidenceShown, self.row.evidence))

    @strawberry.field
    async def release(self, info: Info) -> Annotated["Release", strawberry.lazy("gateway.schema.releases")] | None:
        from gateway.schema.releases import release_of  # noqa: PLC0415 - the two nouns name each other

        return await release_of(info, self.source, self.row.release_id)

    @strawberry.field
    async def recorded_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.recorded_by)


@strawberry.type(description="Where the system runs, or is tried.")
class Environment(Node):
    name: str
    kind: EnvironmentKind
    declared_at: datetime
    version: int
    row: strawberry.Private[infrastructure.EnvironmentEntry]
    source: strawberry.Private[Source]
    can = whether("Environment")

    @classmethod
    def of(cls, row: infrastructure.EnvironmentEntry, source: Source) -> Self:
        return cls(id=global_id("Environment", row.environment_id), row=row, source=source, **plain(cls, row))

    @strawberry.field(description="In the order in which it was added; at most 50.")
    def hardening(self) -> list[HardeningItem]:
        return [HardeningItem.of(item, self.source, self.row.environment_id) for item in self.row.hardening]

    @strawberry.field(description="What production must be hardened in, and nobody has verified here.")
    def unproven(self) -> list[HardeningKind]:
        verified = infrastructure.HardeningStatus.VERIFIED
        kinds = (item.kind for item in self.row.hardening if item.status is verified)
        return list(infrastructure.unproven(self.row.kind, kinds, infrastructure.LATEST_POLICY))

    @strawberry.field(description="The last one; empty where nothing was deployed, or where this is not production.")
    def deployment(self) -> Deployment | None:
        return Deployment.of(self.row.deployment, self.source) if self.row.deployment else None

    @strawberry.field
    async def declared_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.declared_by)


async def environment_of(info: Info, source: Source, environment_id: UUID | None) -> Environment | None:
    ask = infrastructure.environments_by_id
    row = await info.context.load(source, ask, environment_id) if environment_id else None
    return Environment.of(row, source) if row else None


@filtering
class EnvironmentFilter:
    id: IdFilter | None = None
    name: TextFilter | None = None
    kind: OneOf[EnvironmentKind] | None = None


ENVIRONMENTS = Shelf(
    name="environments",
    row=infrastructure.EnvironmentEntry,
    key=("environment_id",),
    since="declared_seq",
    pages=infrastructure.environment_pages_of,
    counts=infrastructure.environment_counts_of,
    node=Environment.of,
    filter=EnvironmentFilter,
    order=ordering("Environment", DECLARED="declared_seq", NAME="name", KIND="kind"),
    columns={"id": "environment_id"},
    nouns={"id": "Environment"},
)
