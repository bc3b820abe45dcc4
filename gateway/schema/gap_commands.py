"""What can be done with gaps."""

from datetime import date
from decimal import Decimal
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.language import language
from gateway.schema.answers import (
    Command,
    CommandInput,
    Consistency,
    Given,
    Rejection,
    commanded,
    record_it,
    rejectable,
)
from gateway.schema.gaps import Gap, gap_of
from gateway.schema.ids import named
from gateway.schema.told import Locale
from services.engagement.contract import (
    AssignGapOwner,
    CancelGap,
    ChangeGapSeverity,
    DeferGap,
    EstimateGap,
    LinkGaps,
    OpenGap,
    ReopenGap,
    ResolveGap,
    SetGapDueDate,
    StartGap,
    UnlinkGaps,
    VerifyGap,
)
from shared.events.dimensions import Dimension
from shared.events.gaps import Cause, Evidence, GapKind, Proposal, Severity
from shared.projecting.as_of import LIVE


@strawberry.type(description="The gap as it now reads, or why nothing was recorded.")
class GapPayload:
    gap: Gap | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, asked: Command, command: object, gap_id: UUID) -> Self:
        consistency = await record_it(info, asked, command)
        return cls(gap=await gap_of(info, LIVE, gap_id), consistency=consistency)


@strawberry.input
class ProposalInput:
    dimension: Dimension
    aspect: str


@strawberry.input
class OpenGapInput(CommandInput):
    engagement_id: strawberry.ID
    title: str = strawberry.field(default="", description="A template has one.")
    detail: str = ""
    kind: GapKind | None = strawberry.field(default=None, description="A template has one.")
    cause: Cause | None = strawberry.field(default=None, description="A template has one.")
    severity: Severity | None = strawberry.field(
        default=None, description="A template has one, and so have some kinds: a performance gap blocks."
    )
    template: str | None = strawberry.field(default=None, description="What the rest is taken from.")
    locale: Locale | None = strawberry.field(
        default=None,
        description="Of a template's words: else what the request prefers, else the tenant's.",
    )
    finding_id: strawberry.ID | None = strawberry.field(default=None, description="The finding it comes from.")
    proposal: ProposalInput | None = strawberry.field(default=None, description="The difference it comes from.")


@strawberry.input
class GapInput(CommandInput):
    gap_id: strawberry.ID


@strawberry.input
class AssignGapOwnerInput(GapInput):
    owner: strawberry.ID


@strawberry.input(description="Person-days, with at most two decimals.")
class EstimateGapInput(GapInput):
    low: Decimal
    likely: Decimal
    high: Decimal


@strawberry.input
class SetGapDueDateInput(GapInput):
    due: date


@strawberry.input
class ChangeGapSeverityInput(GapInput):
    severity: Severity
    reason: str = strawberry.field(default="", description="Needed to lower it.")


@strawberry.input
class LinkGapsInput(GapInput):
    engagement_id: strawberry.ID
    needs: strawberry.ID = strawberry.field(description="What `gapId` waits for.")


@strawberry.input
class EvidenceInput:
    digest: str = strawberry.field(description="SHA-256 of the artefact, in hex.")
    link: str
    note: str


@strawberry.input
class ResolveGapInput(GapInput):
    evidence: EvidenceInput


@strawberry.input
class ReasonedGapInput(GapInput):
    reason: str


@strawberry.input
class DeferGapInput(ReasonedGapInput):
    until: date


@strawberry.type
class GapMutations:
    @rejectable("Record what production needs and the pilot lacks.")
    async def open_gap(self, info: Info, given: Given[OpenGapInput]) -> GapPayload:
        asked = await commanded(info, given)
        gap_id, locale = asked.new("gap"), given.locale or await language(info.context)
        return await GapPayload.after(info, asked, opening(gap_id, given, locale), gap_id)

    @rejectable("Say who closes the gap.")
    async def assign_gap_owner(self, info: Info, given: Given[AssignGapOwnerInput]) -> GapPayload:
        gap_id = named("Gap", "gapId", given.gap_id)
        command = AssignGapOwner(gap_id=gap_id, owner=named("Person", "owner", given.owner))
        return await GapPayload.after(info, await commanded(info, given), command, gap_id)

    @rejectable("Say what closing it takes; estimating again is a new fact.")
    async def estimate_gap(self, info: Info, given: Given[EstimateGapInput]) -> GapPayload:
        gap_id = named("Gap", "gapId", given.gap_id)
        command = EstimateGap(gap_id=gap_id, low=given.low, likely=given.likely, high=given.high)
        return await GapPayload.after(info, await commanded(info, given), command, gap_id)

    @rejectable("Say by when it is to be closed.")
    async def set_gap_due_date(self, info: Info, given: Given[SetGapDueDateInput]) -> GapPayload:
        gap_id = named("Gap", "gapId", given.gap_id)
        command = SetGapDueDate(gap_id=gap_id, due=given.due)
        return await GapPayload.after(info, await commanded(info, given), command, gap_id)

    @rejectable("Raise it or, as an approver and with a reason, lower it.")
    async def change_gap_severity(self, info: Info, given: Given[ChangeGapSeverityInput]) -> GapPayload:
        gap_id = named("Gap", "gapId", given.gap_id)
        command = ChangeGapSeverity(gap_id=gap_id, severity=given.severity, reason=given.reason)
        return await GapPayload.after(info, await commanded(info, given), command, gap_id)

    @rejectable("Begin to close it.")
    async def start_gap(self, info: Info, given: Given[GapInput]) -> GapPayload:
        gap_id = named("Gap", "gapId", given.gap_id)
        command = StartGap(gap_id=gap_id)
        return await GapPayload.after(info, await commanded(info, given), command, gap_id)

    @rejectable("Say, as its owner, that it is closed, and on what evidence.")
    async def resolve_gap(self, info: Info, given: Given[ResolveGapInput]) -> GapPayload:
        gap_id = named("Gap", "gapId", given.gap_id)
        command = ResolveGap(gap_id=gap_id, evidence=evidence(given.evidence))
        return await GapPayload.after(info, await commanded(info, given), command, gap_id)

    @rejectable("Confirm that a resolved gap is really closed: never by whoever resolved it.")
    async def verify_gap(self, info: Info, given: Given[GapInput]) -> GapPayload:
        gap_id = named("Gap", "gapId", given.gap_id)
        command = VerifyGap(gap_id=gap_id)
        return await GapPayload.after(info, await commanded(info, given), command, gap_id)

    @rejectable("It is not closed after all.")
    async def reopen_gap(self, info: Info, given: Given[ReasonedGapInput]) -> GapPayload:
        gap_id = named("Gap", "gapId", given.gap_id)
        command = ReopenGap(gap_id=gap_id, reason=given.reason)
        return await GapPayload.after(info, await commanded(info, given), command, gap_id)

    @rejectable("Approve that it waits until a day.")
    async def defer_gap(self, info: Info, given: Given[DeferGapInput]) -> GapPayload:
        gap_id = named("Gap", "gapId", given.gap_id)
        command = DeferGap(gap_id=gap_id, until=given.until, reason=given.reason)
        return await GapPayload.after(info, await commanded(info, given), command, gap_id)

    @rejectable("It was no gap.")
    async def cancel_gap(self, info: Info, given: Given[ReasonedGapInput]) -> GapPayload:
        gap_id = named("Gap", "gapId", given.gap_id)
        command = CancelGap(gap_id=gap_id, reason=given.reason)
        return await GapPayload.after(info, await commanded(info, given), command, gap_id)

    @rejectable("One gap waits for another; no gap ever waits for itself.")
    async def link_gaps(self, info: Info, given: Given[LinkGapsInput]) -> GapPayload:
        gap_id = named("Gap", "gapId", given.gap_id)
        command = LinkGaps(
            gap_id=gap_id,
            needs=named("Gap", "needs", given.needs),
            engagement_id=named("Engagement", "engagementId", given.engagement_id),
        )
        return await GapPayload.after(info, await commanded(info, given), command, gap_id)

    @rejectable("It waits no longer.")
    async def unlink_gaps(self, info: Info, given: Given[LinkGapsInput]) -> GapPayload:
        gap_id = named("Gap", "gapId", given.gap_id)
        command = UnlinkGaps(
            gap_id=gap_id,
            needs=named("Gap", "needs", given.needs),
            engagement_id=named("Engagement", "engagementId", given.engagement_id),
        )
        return await GapPayload.after(info, await commanded(info, given), command, gap_id)


def opening(gap_id: UUID, given: OpenGapInput, locale: Locale) -> OpenGap:
    wanted = given.proposal
    proposal = Proposal(dimension=wanted.dimension, aspect=wanted.aspect) if wanted else None
    return OpenGap(
        gap_id=gap_id,
        engagement_id=named("Engagement", "engagementId", given.engagement_id),
        title=given.title,
        detail=given.detail,
        kind=given.kind,
        cause=given.cause,
        severity=given.severity,
        finding_id=named("Finding", "findingId", given.finding_id) if given.finding_id else None,
        proposal=proposal,
        template=given.template,
        locale=locale,
    )


def evidence(given: EvidenceInput) -> Evidence:
    return Evidence(digest=given.digest, link=given.link, note=given.note)
