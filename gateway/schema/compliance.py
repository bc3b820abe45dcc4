"""Compliance with obligations: the set that an engagement adopted, and where each of its duties stands."""

from collections import Counter
from datetime import datetime
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.abilities import whether
from gateway.schema.gaps import EvidenceShown
from gateway.schema.node import plain
from gateway.schema.obligations import Obligation
from gateway.schema.people import Person, person_of
from services.engagement.contract import governance
from shared.projecting.as_of import Source

strawberry.enum(governance.DutyState, description="Mapped: it is said how it is met. Confirmed: by somebody else.")


@strawberry.type(description="How a duty is met here.")
class DutyMapping:
    criteria: list[int] = strawberry.field(description="The readiness criteria under which it is looked at.")
    how: str
    mapped_at: datetime
    row: strawberry.Private[governance.MappingEntry]
    source: strawberry.Private[Source]

    @strawberry.field
    def evidence(self) -> EvidenceShown:
        return EvidenceShown(**plain(EvidenceShown, self.row.evidence))

    @strawberry.field
    async def mapper(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.mapper)


@strawberry.type(description="That a duty is met as it was mapped.")
class DutyConfirmation:
    confirmed_at: datetime
    row: strawberry.Private[governance.ConfirmationEntry]
    source: strawberry.Private[Source]

    @strawberry.field
    def evidence(self) -> EvidenceShown:
        return EvidenceShown(**plain(EvidenceShown, self.row.evidence))

    @strawberry.field(description="Never who mapped it.")
    async def confirmer(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.confirmer)


@strawberry.type(description="That a duty does not apply here.")
class DutyExclusion:
    reason: str
    excluded_at: datetime
    row: strawberry.Private[governance.ExclusionEntry]
    source: strawberry.Private[Source]

    @strawberry.field(description="Never who adopted the set.")
    async def approver(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.approver)


@strawberry.type(description="A duty of the set that was adopted, and where it stands.")
class AdoptedDuty:
    instrument: str = strawberry.field(description="The name of the law or the standard, as commands take it.")
    at: str = strawberry.field(description="Its place there: an article, a clause.")
    jurisdiction: governance.Jurisdiction
    state: governance.DutyState
    criteria: list[int] = strawberry.field(description="The readiness criteria that it feeds, by the crosswalk.")
    reason: str | None = strawberry.field(description="Why it was reinstated, or why its compliance was withdrawn.")
    row: strawberry.Private[governance.DutyEntry]
    edition: strawberry.Private[int]
    source: strawberry.Private[Source]
    engagement_id: strawberry.Private[UUID]
    can = whether("AdoptedDuty")

    @classmethod
    def of(cls, row: governance.DutyEntry, within: governance.ObligationSetEntry, source: Source) -> Self:
        plainly = {**plain(cls, row), "jurisdiction": governance.Jurisdiction(row.jurisdiction)}
        return cls(**plainly, row=row, edition=within.edition, engagement_id=within.engagement_id, source=source)

    @strawberry.field(description="As it stands in the crosswalk's edition.")
    def obligation(self) -> Obligation:
        duty = governance.BY_PLACE[self.edition, self.row.instrument, self.row.at]
        return Obligation.of(duty, self.edition)

    @strawberry.field
    def mapping(self) -> DutyMapping | None:
        row = self.row.mapping
        return DutyMapping(row=row, source=self.source, **plain(DutyMapping, row)) if row else None

    @strawberry.field
    def confirmation(self) -> DutyConfirmation | None:
        row = self.row.confirmation
        return DutyConfirmation(row=row, source=self.source, **plain(DutyConfirmation, row)) if row else None

    @strawberry.field
    def exclusion(self) -> DutyExclusion | None:
        row = self.row.exclusion
        return DutyExclusion(row=row, source=self.source, **plain(DutyExclusion, row)) if row else None


@strawberry.type(description="The obligations of an engagement: all duties of its jurisdictions in one edition.")
class ObligationSet:
    edition: int
    adopted_at: datetime
    version: int = strawberry.field(description="What `expectedVersion` is compared with.")
    row: strawberry.Private[governance.ObligationSetEntry]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: governance.ObligationSetEntry, source: Source) -> Self:
        return cls(row=row, source=source, **plain(cls, row))

    def _counted(self) -> Counter[governance.DutyState]:
        return Counter(duty.state for duty in self.row.duties)

    @strawberry.field
    def jurisdictions(self) -> list[governance.Jurisdiction]:
        return [governance.Jurisdiction(name) for name in self.row.jurisdictions]

    @strawberry.field(description="How many duties apply: all that were not excluded.")
    def applicable(self) -> int:
        return len(self.row.duties) - self._counted()[governance.DutyState.EXCLUDED]

    @strawberry.field(description="How many of those it is said of how they are met, confirmed or not.")
    def mapped(self) -> int:
        counted = self._counted()
        return counted[governance.DutyState.MAPPED] + counted[governance.DutyState.CONFIRMED]

    @strawberry.field
    def confirmed(self) -> int:
        return self._counted()[governance.DutyState.CONFIRMED]

    @strawberry.field
    def excluded(self) -> int:
        return self._counted()[governance.DutyState.EXCLUDED]

    @strawberry.field(description="In the order of the crosswalk.")
    def duties(
        self,
        jurisdiction: governance.Jurisdiction | None = None,
        instrument: str | None = None,
        state: governance.DutyState | None = None,
    ) -> list[AdoptedDuty]:
        return [
            AdoptedDuty.of(row, self.row, self.source)
            for row in self.row.duties
            if jurisdiction is None or row.jurisdiction == jurisdiction.value
            if instrument is None or row.instrument == instrument
            if state is None or row.state is state
        ]

    @strawberry.field
    async def adopter(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.adopter)
