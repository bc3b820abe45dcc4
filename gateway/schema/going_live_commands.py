"""What can be done about scope, going live and ends."""

from datetime import date

import strawberry

from gateway.context import Info
from gateway.schema.answers import CommandInput, Given, commanded, rejectable
from gateway.schema.engagement_commands import EngagementInput, EngagementPayload
from gateway.schema.ids import named
from gateway.schema.pilot_commands import PilotPayload
from services.engagement.contracts.going_live import (
    AcceptHandOver,
    CompleteEngagement,
    DefineScope,
    ExpirePilot,
    GoLive,
    ParkEngagement,
    PlanGoLive,
    RescheduleGoLive,
    ResumeEngagement,
    StopEngagement,
)
from shared.events.endings import EndReason


@strawberry.input(description="The whole scope: what is not named is not part of it.")
class DefineScopeInput(EngagementInput):
    in_scope: list[str]
    target_users: list[str]
    sites: list[str] = strawberry.field(description="Sites or regions.")
    out_of_scope: list[str] = strawberry.field(default_factory=list)


@strawberry.input
class PlanGoLiveInput(EngagementInput):
    planned_on: date


@strawberry.input
class RescheduleGoLiveInput(PlanGoLiveInput):
    reason: str


@strawberry.input
class GoLiveInput(EngagementInput):
    release_id: strawberry.ID


@strawberry.input
class StopEngagementInput(EngagementInput):
    reason: EndReason
    note: str = strawberry.field(default="", description="Says which, where the reason is another one.")


@strawberry.input
class ParkEngagementInput(EngagementInput):
    reason: str
    until: date | None = None


@strawberry.input
class ExpirePilotInput(CommandInput):
    pilot_id: strawberry.ID
    reason: EndReason
    note: str = strawberry.field(default="", description="Says which, where the reason is another one.")


@strawberry.type
class GoingLiveMutations:
    @rejectable("Say what goes to production, and for whom.")
    async def define_scope(self, info: Info, given: Given[DefineScopeInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = DefineScope(
            engagement_id=engagement_id,
            in_scope=tuple(given.in_scope),
            out_of_scope=tuple(given.out_of_scope),
            target_users=tuple(given.target_users),
            sites=tuple(given.sites),
        )
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Plan the day of going live. That it passes changes no decision at a gate.")
    async def plan_go_live(self, info: Info, given: Given[PlanGoLiveInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = PlanGoLive(engagement_id=engagement_id, planned_on=given.planned_on)
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Move the day of going live, and say why.")
    async def reschedule_go_live(self, info: Info, given: Given[RescheduleGoLiveInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = RescheduleGoLive(engagement_id=engagement_id, planned_on=given.planned_on, reason=given.reason)
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Go live. While anything blocks it, the rejection names all of that in `blockers`.")
    async def go_live(self, info: Info, given: Given[GoLiveInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = GoLive(engagement_id=engagement_id, release_id=named("Release", "releaseId", given.release_id))
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Whoever owns the system takes it over as it runs.")
    async def accept_hand_over(self, info: Info, given: Given[EngagementInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = AcceptHandOver(engagement_id=engagement_id)
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Stop an engagement for good, by a named reason.")
    async def stop_engagement(self, info: Info, given: Given[StopEngagementInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = StopEngagement(engagement_id=engagement_id, reason=given.reason, note=given.note)
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Let an engagement rest until it is resumed.")
    async def park_engagement(self, info: Info, given: Given[ParkEngagementInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = ParkEngagement(engagement_id=engagement_id, until=given.until, reason=given.reason)
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Take up an engagement that was parked.")
    async def resume_engagement(self, info: Info, given: Given[EngagementInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = ResumeEngagement(engagement_id=engagement_id)
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("An engagement is done: its first 90 days are reported on, and its system was taken over.")
    async def complete_engagement(self, info: Info, given: Given[EngagementInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = CompleteEngagement(engagement_id=engagement_id)
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("A pilot that nobody takes further expires, by a named reason.")
    async def expire_pilot(self, info: Info, given: Given[ExpirePilotInput]) -> PilotPayload:
        pilot_id = named("Pilot", "pilotId", given.pilot_id)
        command = ExpirePilot(pilot_id=pilot_id, reason=given.reason, note=given.note)
        return await PilotPayload.after(info, await commanded(info, given), command, pilot_id)
