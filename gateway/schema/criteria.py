"""What engagements are held to: their criteria with what was shown and said, and those that are held to nothing."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema import permitted
from gateway.schema.days import day_of
from gateway.schema.evidence import (
    EVIDENCE,
    EVIDENCE_COLUMNS,
    EVIDENCE_NOUNS,
    EvidenceFilter,
    EvidenceOrder,
    EvidencePiece,
)
from gateway.schema.filters import IdFilter, IntFilter, filter_of, filtering
from gateway.schema.frameworks import CriterionText, Framework
from gateway.schema.ids import global_id
from gateway.schema.listed import Part, listed
from gateway.schema.lists import Connection, Paging, Shelf, connect
from gateway.schema.node import plain, seen
from gateway.schema.orders import ordering, orders
from gateway.schema.people import Person, person_of
from gateway.schema.permissions import Permission, permission
from gateway.schema.stage_names import StageName
from gateway.schema.statements import CriterionStatements, statements_of
from services.engagement.contract import EngagementEntry
from services.gates.contracts import criteria, frameworks
from services.gates.contracts.criteria import CriteriaSetEntry
from services.gates.contracts.evidence import LAST, last_evidence_of
from shared.events.stages import Stage
from shared.projecting.as_of import LIVE, Source
from shared.projecting.filtering import EVERYTHING

if TYPE_CHECKING:
    from gateway.schema.engagements import Engagement


@strawberry.type(description="One of the things that an engagement is held to, with what was shown and said of it.")
class EngagementCriterion(CriterionText):
    criterion: str = strawberry.field(description="As `framework/code`: by this name commands take it.")
    framework: str
    engagement_id: strawberry.Private[UUID]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: frameworks.Criterion, framework: str, engagement_id: UUID, source: Source) -> Self:
        return cls(
            criterion=f"{framework}/{row.code}",
            framework=framework,
            engagement_id=engagement_id,
            source=source,
            row=row,
            code=row.code,
            number=row.number,
            domain=row.domain,
            waivable=row.waivable,
        )

    @strawberry.field(
        description=f"The last {LAST} pieces that something was done about; `Engagement.evidence` lists them all."
    )
    async def evidence(self, info: Info) -> list[EvidencePiece] | None:
        key = criteria.OfEngagement(engagement_id=self.engagement_id, criterion=self.criterion)
        rows = await info.context.load(self.source, last_evidence_of, key)
        return [EvidencePiece.of(row, self.source) for row in rows]

    @strawberry.field(description="Whether you may do this now.")
    async def can(self, info: Info, action: permitted.CriterionAction) -> Permission | None:
        told = await statements_of(info, self.source, self.engagement_id, self.criterion)
        said = told.row.said if told else None
        waiver = (said.waiver_asked or said.waiver) if said else None
        of = permitted.OfCriterion(
            engagement_id=self.engagement_id,
            criterion=self.criterion,
            today=await day_of(info, LIVE),
            until=waiver.until if waiver else None,
            attester=said.attestations[-1].attester if said and said.attestations else None,
        )
        return await permission(info, self.source, "EngagementCriterion.can", permitted.OF_CRITERION[action.value](of))

    @strawberry.field(description="Nothing where nobody has said anything.")
    async def statements(self, info: Info) -> CriterionStatements | None:
        return await statements_of(info, self.source, self.engagement_id, self.criterion)


@strawberry.type(description="The frameworks that an engagement is held to; the gates ask for what each of them does.")
class CriteriaSet:
    reason: str | None
    adopted_at: datetime | None
    version: int
    row: strawberry.Private[CriteriaSetEntry]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: CriteriaSetEntry, source: Source) -> Self:
        return cls(row=row, source=source, **plain(cls, row))

    @strawberry.field
    async def adopted_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.adopted_by)

    @strawberry.field(name="frameworks")
    async def adopted(self, info: Info) -> list[Framework] | None:
        rows = await info.context.load(self.source, frameworks.frameworks_of, None)
        known = {(row.name, row.version): row for row in rows}
        return [Framework.of(known[each.name, each.version], self.source) for each in self.row.frameworks]

    @strawberry.field(description="Those of all frameworks, in the order in which each numbers them.")
    async def criteria(self, info: Info) -> list[EngagementCriterion] | None:
        known = await held_to(info, self.source, self.row)
        of = self.row.engagement_id
        return [EngagementCriterion.of(row, each.name, of, self.source) for each in known for row in each.criteria]


async def held_to(info: Info, source: Source, row: CriteriaSetEntry) -> list[frameworks.Framework]:
    editions = [(each.name, each.version) for each in row.frameworks]
    documents = await info.context.load_many(source, frameworks.documents_of, editions)
    return [frameworks.of_document(each) for each in documents if each]


async def criteria_set_of(info: Info, source: Source, engagement_id: UUID) -> CriteriaSet | None:
    row = await info.context.load(source, criteria.criteria_sets_of, engagement_id)
    return CriteriaSet.of(row, source) if row and row.adopted else None


async def criterion_of(info: Info, source: Source, engagement_id: UUID, told: str) -> EngagementCriterion | None:
    """The criterion that is told as `framework/code`, if the engagement is held to it."""
    row = await info.context.load(source, criteria.criteria_sets_of, engagement_id)
    if row is None:
        return None
    rows = ((each, known.name) for known in await held_to(info, source, row) for each in known.criteria)
    found = next(((each, name) for each, name in rows if f"{name}/{each.code}" == told), None)
    return EngagementCriterion.of(*found, engagement_id, source) if found else None


@strawberry.type
class EngagementCriteria:
    """What an engagement shows of what it is held to."""

    row: strawberry.Private[EngagementEntry]
    source: strawberry.Private[Source]

    @strawberry.field(description="What the engagement is held to; nothing before it adopted anything.")
    async def criteria_set(self, info: Info) -> CriteriaSet | None:
        return await criteria_set_of(info, self.source, self.row.engagement_id)

    @strawberry.field(description="One of the things it is held to, named as `framework/code`.")
    async def criterion(self, info: Info, name: str) -> EngagementCriterion | None:
        return await criterion_of(info, self.source, self.row.engagement_id, name)

    @strawberry.field(description="All that was shown for its criteria.")
    async def evidence(
        self,
        info: Info,
        filter_: Annotated[EvidenceFilter | None, strawberry.argument(name="filter")] = None,
        order_by: list[EvidenceOrder] | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[EvidencePiece] | None:
        paging = Paging(first=first, after=after, last=last, before=before)
        wanted = filter_of(filter_, EVIDENCE_NOUNS, EVIDENCE_COLUMNS)
        parent = self.row.engagement_id
        return await connect(info, EVIDENCE, self.source, paging, wanted=wanted, order=orders(order_by), parent=parent)


@strawberry.type(description="An engagement that is held to nothing: nobody has adopted criteria for it.")
class EngagementWithoutCriteria:
    id: strawberry.ID = strawberry.field(description="The engagement's.")
    row: strawberry.Private[CriteriaSetEntry]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: CriteriaSetEntry, source: Source) -> Self:
        return cls(id=global_id("Engagement", row.engagement_id), row=row, source=source)

    @strawberry.field(description="The stage that it is in.")
    def stage(self) -> StageName:
        return list(Stage)[self.row.number - 1]

    @strawberry.field
    async def engagement(
        self, info: Info
    ) -> Annotated["Engagement", strawberry.lazy("gateway.schema.engagements")] | None:
        from gateway.schema.engagements import engagement_of  # noqa: PLC0415 - the two nouns name each other

        return await engagement_of(info, self.source, self.row.engagement_id)


@filtering
class EngagementWithoutCriteriaFilter:
    id: IdFilter | None = None
    number: IntFilter | None = strawberry.field(default=None, description="Of the stage that it is in, from 1 to 5.")


WITHOUT_CRITERIA = Shelf(
    name="engagements_without_criteria",
    row=CriteriaSetEntry,
    key=("engagement_id",),
    since="started_seq",
    pages=criteria.engagements_without_criteria,
    counts=criteria.engagements_without_criteria_counts,
    node=EngagementWithoutCriteria.of,
    filter=EngagementWithoutCriteriaFilter,
    order=ordering("EngagementWithoutCriteria", STARTED="started_seq", STAGE="number"),
    columns={"id": "engagement_id"},
    nouns={"id": "Engagement"},
)


@strawberry.type
class CriteriaQuery:
    """Lists over all engagements of what they are held to."""

    @listed(
        WITHOUT_CRITERIA,
        Connection[EngagementWithoutCriteria] | None,
        description="Engagements that are held to nothing; `beyondAssessment`: those past the first stage.",
    )
    def engagements_without_criteria(self, beyond_assessment: bool = False) -> Part:  # noqa: FBT001, FBT002 - GraphQL names it
        wanted = criteria.BEYOND_ASSESSMENT if beyond_assessment else EVERYTHING
        return Part(source=seen(self), only=wanted)
