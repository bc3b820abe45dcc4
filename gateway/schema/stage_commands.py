"""What can be done with the stages of an engagement."""

import strawberry

from gateway.context import Info
from gateway.schema.answers import Given, commanded, rejectable
from gateway.schema.engagement_commands import EngagementInput, EngagementPayload
from gateway.schema.gap_commands import EvidenceInput, evidence
from gateway.schema.ids import named
from services.engagement.contracts.stages import (
    AcceptDeliverable,
    CheckStageEntry,
    CompleteTrack,
    EnterStage,
    NameStageLead,
    ReopenStage,
    ReopenTrack,
    ReturnDeliverable,
    SubmitDeliverable,
)
from shared.events.stages import Stage, Track


@strawberry.input
class StageInput(EngagementInput):
    stage: Stage


@strawberry.input
class NameStageLeadInput(StageInput):
    lead: strawberry.ID


@strawberry.input
class DeliverableInput(StageInput):
    deliverable: str = strawberry.field(description="Its name, as the stage shows it.")


@strawberry.input
class SubmitDeliverableInput(DeliverableInput):
    evidence: EvidenceInput


@strawberry.input
class ReturnDeliverableInput(DeliverableInput):
    reason: str


@strawberry.input
class ReopenStageInput(StageInput):
    reason: str


@strawberry.input
class TrackInput(EngagementInput):
    track: Track


@strawberry.input
class ReopenTrackInput(TrackInput):
    reason: str


@strawberry.type
class StageMutations:
    @rejectable("Name who leads a stage.")
    async def name_stage_lead(self, info: Info, given: Given[NameStageLeadInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        lead = named("Person", "lead", given.lead)
        command = NameStageLead(engagement_id=engagement_id, stage=given.stage, lead=lead)
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Put on record how a stage stands to its entry criteria.")
    async def check_stage_entry(self, info: Info, given: Given[StageInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = CheckStageEntry(engagement_id=engagement_id, stage=given.stage)
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Begin a stage past the gate before it. The first stage begins as the engagement starts.")
    async def enter_stage(self, info: Info, given: Given[StageInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = EnterStage(engagement_id=engagement_id, stage=given.stage)
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Hand in one of the three things that a stage delivers.")
    async def submit_deliverable(self, info: Info, given: Given[SubmitDeliverableInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = SubmitDeliverable(
            engagement_id=engagement_id,
            stage=given.stage,
            deliverable=given.deliverable,
            evidence=evidence(given.evidence),
        )
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Accept what somebody else submitted.")
    async def accept_deliverable(self, info: Info, given: Given[DeliverableInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = AcceptDeliverable(engagement_id=engagement_id, stage=given.stage, deliverable=given.deliverable)
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Give a deliverable back with a reason, also after it was accepted.")
    async def return_deliverable(self, info: Info, given: Given[ReturnDeliverableInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = ReturnDeliverable(
            engagement_id=engagement_id, stage=given.stage, deliverable=given.deliverable, reason=given.reason
        )
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("One of the two tracks of the second stage is complete.")
    async def complete_track(self, info: Info, given: Given[TrackInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = CompleteTrack(engagement_id=engagement_id, track=given.track)
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("A track of the second stage is not complete after all.")
    async def reopen_track(self, info: Info, given: Given[ReopenTrackInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = ReopenTrack(engagement_id=engagement_id, track=given.track, reason=given.reason)
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Return to a stage: later ones are no longer entered, and its gate is to be passed anew.")
    async def reopen_stage(self, info: Info, given: Given[ReopenStageInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = ReopenStage(engagement_id=engagement_id, stage=given.stage, reason=given.reason)
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)
