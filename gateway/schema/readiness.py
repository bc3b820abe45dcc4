"""How ready an engagement's system is by all criteria: at the outset, before going live, and now."""

from datetime import datetime
from typing import Self

import strawberry

from gateway.context import Info
from gateway.schema.ids import global_id
from gateway.schema.people import Person, person_of
from gateway.schema.scalars import Long
from gateway.schema.verdicts import Verdict, verdict_of
from services.engagement.contract import EngagementEntry
from services.gates.contracts.verdicts import Compared, EvaluationLine, Measured, ReadinessLine, readiness_of
from shared.projecting.as_of import Source


@strawberry.type(description="What stands otherwise than before.")
class VerdictChange:
    code: str = strawberry.field(description="Of a criterion or a requirement, as `framework/code`.")
    before: str | None = strawberry.field(
        description="A criterion's state, or whether a requirement `holds` or `lacks`; empty: not asked for."
    )
    after: str | None
    let_pass: bool = strawberry.field(description="It let pass before.")
    lets_pass: bool = strawberry.field(description="It lets pass after.")

    @classmethod
    def of(cls, row: Compared) -> Self:
        return cls(code=row.code, before=row.before, after=row.after, let_pass=row.let_pass, lets_pass=row.lets_pass)


@strawberry.type(description="How ready the system was by all criteria, as it went on record.")
class ReadinessEvaluation:
    id: strawberry.ID
    position: Long = strawberry.field(description="Where the log stood that was evaluated.")
    evaluated_at: datetime
    row: strawberry.Private[EvaluationLine]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: EvaluationLine, source: Source) -> Self:
        return cls(
            id=global_id("ReadinessEvaluation", row.evaluation_id),
            position=Long(row.position),
            evaluated_at=row.evaluated_at,
            row=row,
            source=source,
        )

    @strawberry.field
    async def evaluated_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.evaluated_by)

    @strawberry.field
    def verdict(self) -> Verdict:
        return Verdict.of(self.row.verdict, self.source)


@strawberry.type(description="The same framework, applied twice.")
class Readiness:
    row: strawberry.Private[ReadinessLine]
    source: strawberry.Private[Source]
    measured: strawberry.Private[Measured]

    @strawberry.field(description="As the rules see it today; none before criteria were adopted.")
    async def now(self, info: Info) -> Verdict | None:
        return await verdict_of(info, self.source, self.measured)

    @strawberry.field(description="At the outset.")
    def baseline(self) -> ReadinessEvaluation | None:
        return ReadinessEvaluation.of(self.row.baseline, self.source) if self.row.baseline else None

    @strawberry.field(description="Before going live: the last one.")
    def go_no_go(self) -> ReadinessEvaluation | None:
        return ReadinessEvaluation.of(self.row.go_no_go, self.source) if self.row.go_no_go else None

    @strawberry.field(description="What stands otherwise than at the outset; none before both were evaluated.")
    def delta(self) -> list[VerdictChange] | None:
        return None if self.row.delta is None else [VerdictChange.of(each) for each in self.row.delta]


@strawberry.type
class EngagementReadiness:
    """What an engagement shows of its readiness."""

    row: strawberry.Private[EngagementEntry]
    source: strawberry.Private[Source]

    @strawberry.field(description="By all criteria.")
    async def readiness(self, info: Info) -> Readiness | None:
        engagement_id = self.row.engagement_id
        row = await info.context.load(self.source, readiness_of, engagement_id)
        return Readiness(row=row, source=self.source, measured=Measured(engagement_id=engagement_id, stage=None))
