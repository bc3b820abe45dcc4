"""The gate that ends a stage: who asks that it be decided, what the rules say, who signs, and what was decided."""

from datetime import datetime
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema import permitted
from gateway.schema.abilities import whether
from gateway.schema.gate_decisions import RecordedGateDecision
from gateway.schema.ids import global_id
from gateway.schema.people import Person, person_of
from gateway.schema.permissions import Permission, permission
from gateway.schema.sign_offs import SignOff
from gateway.schema.stage_names import StageName
from gateway.schema.verdicts import Verdict, verdict_of
from services.engagement.contract import EngagementEntry
from services.gates.contract import Gate, decisions_of
from services.gates.contracts.verdicts import GateEntry, Measured, RequestEntry, gates_of
from shared.events.stages import Stage
from shared.projecting.as_of import Source


@strawberry.type(description="Somebody asks that it be decided whether the stage may be left.")
class GateRequest:
    id: strawberry.ID
    at: datetime
    row: strawberry.Private[RequestEntry]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: RequestEntry, source: Source) -> Self:
        return cls(id=global_id("GateRequest", row.request_id), at=row.at, row=row, source=source)

    @strawberry.field
    async def requester(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.requester)


@strawberry.type(name="Gate", description="The gate that ends a stage of an engagement.")
class GateState:
    stage: StageName
    version: int
    key: strawberry.Private[Gate]
    row: strawberry.Private[GateEntry | None]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, key: Gate, row: GateEntry | None, source: Source) -> Self:
        return cls(stage=key.stage, version=row.version if row else 0, key=key, row=row, source=source)

    @strawberry.field(description="None while nobody asks.")
    def request(self) -> GateRequest | None:
        return GateRequest.of(self.row.request, self.source) if self.row and self.row.request else None

    @strawberry.field(description="As the rules see it today; none before criteria were adopted.")
    async def verdict(self, info: Info) -> Verdict | None:
        return await verdict_of(info, self.source, Measured(engagement_id=self.key.engagement_id, stage=self.stage))

    @strawberry.field(
        description="Whether you may do this now; `domain`, as `framework/domain`, says which is signed for."
    )
    async def can(self, info: Info, action: permitted.GateAction, domain: str = "") -> Permission | None:
        at = permitted.AtGate(engagement_id=self.key.engagement_id, stage=self.key.stage, domain=domain)
        return await permission(info, self.source, "Gate.can", permitted.AT_GATE[action.value](at))

    @strawberry.field(description="The last one for each domain, withdrawn or not, in the order in which they came.")
    def sign_offs(self) -> list[SignOff]:
        return [SignOff.of(each, self.source) for each in self.row.signed] if self.row else []

    @strawberry.field(description="All that was decided here, newest first.")
    async def decisions(self, info: Info) -> list[RecordedGateDecision] | None:
        rows = await info.context.load(self.source, decisions_of, self.key)
        return [RecordedGateDecision.of(row, self.source) for row in rows]


async def gate_of(info: Info, source: Source, engagement_id: UUID, stage: Stage) -> GateState:
    key = Gate(engagement_id=engagement_id, stage=stage)
    return GateState.of(key, await info.context.load(source, gates_of, key), source)


@strawberry.type
class EngagementGates:
    """What an engagement shows of its gates."""

    row: strawberry.Private[EngagementEntry]
    source: strawberry.Private[Source]
    can = whether("Engagement")

    @strawberry.field(description="The gate that ends the stage.")
    async def gate(self, info: Info, stage: StageName) -> GateState | None:
        return await gate_of(info, self.source, self.row.engagement_id, stage)
