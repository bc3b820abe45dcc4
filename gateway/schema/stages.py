"""The five stages from pilot close to production: what each delivered, and what still keeps it from being entered."""

from datetime import datetime
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.abilities import whether
from gateway.schema.gaps import EvidenceShown
from gateway.schema.gate_decisions import RecordedGateDecision
from gateway.schema.node import plain
from gateway.schema.people import Person, person_of
from gateway.schema.stage_delays import StageDelay
from gateway.schema.stage_names import StageName
from gateway.schema.told import Locale, told
from services.engagement.contracts import numbers
from services.engagement.contracts.stages import (
    CheckLine,
    Criterion,
    CriterionLine,
    DeliverableLine,
    DeliverableStatus,
    GateLine,
    MoveEntry,
    RecordedCheckLine,
    StageLine,
    StageMove,
    StageStatus,
    Standing,
    TrackLine,
    stage_delays_of,
)
from services.gates.contract import Gate, decisions_of
from shared.events.gates import Outcome
from shared.events.stages import Track
from shared.projecting.as_of import Source

strawberry.enum(Track, name="TrackName")
strawberry.enum(StageStatus, description="Completed: everything was accepted, and every track is complete.")
strawberry.enum(DeliverableStatus)
strawberry.enum(StageMove, description="Left: an earlier stage was reopened, so that this one is no longer entered.")
strawberry.enum(Criterion, name="EntryCriterionName")
strawberry.enum(
    Standing, name="GateStanding", description="What became of the last decision at a gate: one that stands lets pass."
)


@strawberry.type
class EntryCriterion:
    name: Criterion
    row: strawberry.Private[CriterionLine]

    @strawberry.field
    async def label(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row.label, locale)

    @classmethod
    def of(cls, row: CriterionLine) -> Self:
        return cls(name=row.name, row=row)


@strawberry.type(description="How a stage stands to its entry criteria.")
class EntryCheck:
    met: list[EntryCriterion]
    unmet: list[EntryCriterion]

    @classmethod
    def of(cls, row: CheckLine) -> Self:
        return cls(met=[*map(EntryCriterion.of, row.met)], unmet=[*map(EntryCriterion.of, row.unmet)])


@strawberry.type(description="How a stage stood to its entry criteria when that was put on record.")
class RecordedEntryCheck:
    checked_at: datetime
    met: list[EntryCriterion]
    unmet: list[EntryCriterion]
    row: strawberry.Private[RecordedCheckLine]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: RecordedCheckLine, source: Source) -> Self:
        met, unmet = [*map(EntryCriterion.of, row.met)], [*map(EntryCriterion.of, row.unmet)]
        return cls(checked_at=row.checked_at, met=met, unmet=unmet, row=row, source=source)

    @strawberry.field
    async def checked_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.checked_by)


@strawberry.type(description="What a stage delivers, with its last submission.")
class Deliverable:
    name: str
    status: DeliverableStatus
    workstream: str | None = strawberry.field(description="The name of the work stream that it belongs to.")
    row: strawberry.Private[DeliverableLine]
    source: strawberry.Private[Source]
    within: strawberry.Private["StageState"]
    can = whether("Deliverable")

    @classmethod
    def of(cls, row: DeliverableLine, source: Source, within: "StageState") -> Self:
        workstream = numbers.LATEST_WORKSTREAMS.of_deliverable(row.name)
        name = workstream.name if workstream else None
        return cls(row=row, source=source, within=within, workstream=name, **plain(cls, row))

    @strawberry.field
    async def label(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row.label, locale)

    @strawberry.field(description="What the submission rests on.")
    def evidence(self) -> EvidenceShown | None:
        entry = self.row.entry
        return EvidenceShown(**plain(EvidenceShown, entry.evidence)) if entry else None

    @strawberry.field
    def submitted_at(self) -> datetime | None:
        return self.row.entry.submitted_at if self.row.entry else None

    @strawberry.field
    async def submitter(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.entry.submitter if self.row.entry else None)

    @strawberry.field
    def accepted_at(self) -> datetime | None:
        return self.row.entry.accepted_at if self.row.entry else None

    @strawberry.field(description="Never who submitted it.")
    async def accepter(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.entry.accepter if self.row.entry else None)

    @strawberry.field(description="Why it was returned.")
    def reason(self) -> str | None:
        return self.row.entry.reason if self.row.entry else None


@strawberry.type(description="Work that goes on beside that of the other track of the stage.")
class StageTrack:
    track: Track
    completed_at: datetime | None = strawberry.field(description="None while the track is open.")
    row: strawberry.Private[TrackLine]
    source: strawberry.Private[Source]
    within: strawberry.Private["StageState"]
    can = whether("StageTrack")

    @classmethod
    def of(cls, row: TrackLine, source: Source, within: "StageState") -> Self:
        return cls(row=row, source=source, within=within, **plain(cls, row))

    @strawberry.field
    async def label(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row.label, locale)


@strawberry.type(description="The last decision at the gate that ends a stage.")
class GateDecision:
    outcome: Outcome
    standing: Standing
    decided_at: datetime

    @classmethod
    def of(cls, row: GateLine) -> Self:
        return cls(**plain(cls, row))


@strawberry.type(description="A stage was entered, reopened or left.")
class StageMoved:
    move: StageMove
    at: datetime
    reason: str | None
    row: strawberry.Private[MoveEntry]
    source: strawberry.Private[Source]

    @strawberry.field
    async def by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.by)


@strawberry.type(name="Stage", description="One of the five stages from pilot close to production.")
class StageState:
    stage: StageName
    number: int
    status: StageStatus
    entered_at: datetime | None
    version: int
    row: strawberry.Private[StageLine]
    source: strawberry.Private[Source]
    engagement_id: strawberry.Private[UUID]
    can = whether("Stage")

    @classmethod
    def of(cls, row: StageLine, source: Source, engagement_id: UUID) -> Self:
        return cls(row=row, source=source, engagement_id=engagement_id, **plain(cls, row))

    @strawberry.field
    async def label(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row.label, locale)

    @strawberry.field
    async def lead(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.lead)

    @strawberry.field(description="All three, submitted or not.")
    def deliverables(self) -> list[Deliverable]:
        return [Deliverable.of(each, self.source, self) for each in self.row.deliverables]

    @strawberry.field(description="What is worked on side by side; the stage ends when all of it does.")
    def tracks(self) -> list[StageTrack]:
        return [StageTrack.of(each, self.source, self) for each in self.row.tracks]

    @strawberry.field(description="As it would be judged today.")
    def entry_check(self) -> EntryCheck:
        return EntryCheck.of(self.row.entry_check)

    @strawberry.field
    def last_recorded_check(self) -> RecordedEntryCheck | None:
        return RecordedEntryCheck.of(self.row.last_check, self.source) if self.row.last_check else None

    @strawberry.field(description="None before anything was decided.")
    def gate(self) -> GateDecision | None:
        return GateDecision.of(self.row.gate) if self.row.gate else None

    @strawberry.field(description="All that was decided at its gate, newest first.")
    async def decisions(self, info: Info) -> list[RecordedGateDecision] | None:
        gate = Gate(engagement_id=self.engagement_id, stage=self.stage)
        rows = await info.context.load(self.source, decisions_of, gate)
        return [RecordedGateDecision.of(row, self.source) for row in rows]

    @strawberry.field(description="How it was entered, reopened and left, first to last.")
    def history(self) -> list[StageMoved]:
        return [StageMoved(row=move, source=self.source, **plain(StageMoved, move)) for move in self.row.moves]

    @strawberry.field(description="How it came to be late, and late again; newest first.")
    async def delays(self, info: Info) -> list[StageDelay]:
        rows = await info.context.load(self.source, stage_delays_of, self.engagement_id)
        return [StageDelay.of(row, self.source) for row in rows if row.stage is self.stage]
