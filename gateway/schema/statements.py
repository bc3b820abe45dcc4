"""What people said of a criterion: what stands of it, and all of it one after the other."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.evidence import EvidencePiece
from gateway.schema.node import plain
from gateway.schema.people import Person, person_of
from gateway.schema.scalars import Long
from services.gates.contracts import criteria
from services.gates.contracts.evidence import evidence_by_id
from shared.projecting.as_of import Source

strawberry.enum(criteria.StatementKind, name="StatementKind")

Moments = Mapping[int, datetime]
"""When something was said, by its position in the log."""


@strawberry.type(description="Somebody's word that the criterion is met.")
class CriterionAttestation:
    role: str = strawberry.field(description="In which it was given.")
    statement: str
    valid_until: date
    at: datetime
    row: strawberry.Private[criteria.Attestation]
    source: strawberry.Private[Source]

    @strawberry.field
    async def attester(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.attester)

    @strawberry.field(description="What they looked at.")
    async def evidence(self, info: Info) -> list[EvidencePiece] | None:
        rows = await info.context.load_many(self.source, evidence_by_id, self.row.evidence)
        return [EvidencePiece.of(row, self.source) for row in rows if row]


@strawberry.type(description="Somebody outside holds the criterion up.")
class CriterionBlock:
    party: str
    reason: str
    until: date | None = strawberry.field(description="Nothing where nobody knows how long.")
    at: datetime


@strawberry.type(description="Somebody asks for an exemption, and nobody has answered.")
class ExemptionRequest:
    reason: str
    until: date | None = strawberry.field(description="Nothing where it is for good.")
    at: datetime
    row: strawberry.Private[criteria.Request]
    source: strawberry.Private[Source]

    @strawberry.field
    async def requester(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.requester)


@strawberry.type(description="What somebody asked for and somebody else approved. On a day after `until` it is over.")
class Exemption:
    reason: str
    until: date | None = strawberry.field(description="Nothing where it is for good.")
    row: strawberry.Private[criteria.Exemption]
    source: strawberry.Private[Source]

    @strawberry.field
    async def requester(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.requester)

    @strawberry.field
    async def approver(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.approver)


@strawberry.type(description="One thing that somebody said.")
class CriterionStatement:
    kind: criteria.StatementKind
    reason: str | None
    until: date | None
    at: datetime
    position: Long = strawberry.field(description="Its place in the log.")
    row: strawberry.Private[criteria.SaidEntry]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: criteria.SaidEntry, source: Source) -> Self:
        return cls(row=row, source=source, **plain(cls, row))

    @strawberry.field
    async def by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.by)


@strawberry.type(description="What people said of a criterion: what stands of it, whether its last day is over or not.")
class CriterionStatements:
    version: int
    row: strawberry.Private[criteria.StatementsEntry]
    source: strawberry.Private[Source]

    @strawberry.field
    def attestations(self) -> list[CriterionAttestation]:
        at = self._moments
        return [
            CriterionAttestation(
                row=each, source=self.source, at=at[each.position], **plain(CriterionAttestation, each)
            )
            for each in self.row.said.attestations
        ]

    @strawberry.field
    def block(self) -> CriterionBlock | None:
        found = self.row.said.block
        return CriterionBlock(at=self._moments[found.position], **plain(CriterionBlock, found)) if found else None

    @strawberry.field(description="That it does not apply.")
    def not_applicable(self) -> Exemption | None:
        return self._exemption(self.row.said.not_applicable)

    @strawberry.field(description="That somebody approve that it does not apply.")
    def not_applicable_request(self) -> ExemptionRequest | None:
        return self._request(self.row.said.not_applicable_asked)

    @strawberry.field(description="The gate is passed without it.")
    def waiver(self) -> Exemption | None:
        return self._exemption(self.row.said.waiver)

    @strawberry.field
    def waiver_request(self) -> ExemptionRequest | None:
        return self._request(self.row.said.waiver_asked)

    @strawberry.field(description="How often the first waiver was prolonged, by an extension or by another waiver.")
    def waiver_extensions(self) -> int:
        return self.row.said.extensions

    @strawberry.field(description="All that was said, the first thing first.")
    def history(self) -> list[CriterionStatement]:
        return [CriterionStatement.of(each, self.source) for each in self.row.history]

    @property
    def _moments(self) -> Moments:
        return {each.position: each.at for each in self.row.history}

    def _request(self, row: criteria.Request | None) -> ExemptionRequest | None:
        if row is None:
            return None
        at = self._moments[row.position]
        return ExemptionRequest(row=row, source=self.source, at=at, reason=row.reason, until=row.until)

    def _exemption(self, row: criteria.Exemption | None) -> Exemption | None:
        return Exemption(row=row, source=self.source, reason=row.reason, until=row.until) if row else None


async def statements_of(info: Info, source: Source, engagement_id: UUID, criterion: str) -> CriterionStatements | None:
    key = criteria.OfEngagement(engagement_id=engagement_id, criterion=criterion)
    row = await info.context.load(source, criteria.statements_of, key)
    return CriterionStatements(version=row.version, row=row, source=source) if row else None
