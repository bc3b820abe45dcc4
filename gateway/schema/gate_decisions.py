"""What was decided at the gate that ends a stage, and what became of it."""

from datetime import date, datetime
from typing import Self

import strawberry

from gateway.context import Info
from gateway.schema.abilities import whether
from gateway.schema.ids import global_id
from gateway.schema.node import plain
from gateway.schema.people import Person, person_of
from gateway.schema.scalars import Long
from services.gates.contract import ConditionEntry, DecisionEntry, OutdatingEntry, RevocationEntry
from shared.events.gates import Outcome
from shared.projecting.as_of import Source

strawberry.enum(Outcome, name="GateOutcome", description="What people decided at a gate.")


@strawberry.type(description="What a conditional decision still owes, or owed.")
class GateCondition:
    id: strawberry.ID
    what: str
    due: date = strawberry.field(description="The last of the tenant's days on which it can be met.")
    met_on: date | None
    criterion: str | None = strawberry.field(
        description="The criterion or requirement that it carries past the gate, as `framework/code`."
    )
    row: strawberry.Private[ConditionEntry]
    source: strawberry.Private[Source]
    within: strawberry.Private[DecisionEntry]
    can = whether("GateCondition")

    @classmethod
    def of(cls, row: ConditionEntry, source: Source, within: DecisionEntry) -> Self:
        condition = row.condition
        return cls(
            id=global_id("GateCondition", condition.condition_id),
            what=condition.what,
            due=condition.due,
            met_on=row.met_on,
            criterion=condition.criterion or None,
            row=row,
            source=source,
            within=within,
        )

    @strawberry.field(description="Who sees to it that it is met.")
    async def owner(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.condition.owner)


@strawberry.type(description="The decision was taken back.")
class GateRevocation:
    reason: str
    at: datetime
    row: strawberry.Private[RevocationEntry]
    source: strawberry.Private[Source]

    @strawberry.field(description="Nobody, where a condition was not met in time.")
    async def by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.by)


@strawberry.type(description="Something that the decision stood on has changed.")
class GateOutdating:
    at: datetime
    caused_by: strawberry.ID = strawberry.field(description="The event of the log that changed it first.")

    @classmethod
    def of(cls, row: OutdatingEntry) -> Self:
        return cls(at=row.at, caused_by=global_id("LogEvent", row.caused_by))


@strawberry.type(description="What people decided at a gate, under a version of the framework.")
class RecordedGateDecision:
    id: strawberry.ID
    outcome: Outcome
    framework: str
    position: Long = strawberry.field(description="Where the log stood that it was decided on.")
    decided_at: datetime
    row: strawberry.Private[DecisionEntry]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: DecisionEntry, source: Source) -> Self:
        return cls(
            id=global_id("GateDecision", row.decision_id),
            outcome=row.outcome,
            framework=row.framework,
            position=Long(row.position),
            decided_at=row.decided_at,
            row=row,
            source=source,
        )

    @strawberry.field
    async def decided_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.decided_by)

    @strawberry.field
    def conditions(self) -> list[GateCondition]:
        return [GateCondition.of(each, self.source, self.row) for each in self.row.conditions]

    @strawberry.field
    def revoked(self) -> GateRevocation | None:
        row = self.row.revocation
        return GateRevocation(row=row, source=self.source, **plain(GateRevocation, row)) if row else None

    @strawberry.field
    def outdated(self) -> GateOutdating | None:
        return GateOutdating.of(self.row.outdating) if self.row.outdating else None
