"""What can be done about evidence. Files come in at an address of their own; what lies elsewhere is told here."""

from datetime import date
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
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
from gateway.schema.engagement_commands import EngagementInput
from gateway.schema.evidence import NOUN, EvidencePiece, evidence_of
from gateway.schema.ids import named
from gateway.schema.scalars import Long
from services.gates.contracts import evidence
from shared.events.evidence import EvidenceValue
from shared.projecting.as_of import LIVE


@strawberry.type(description="The evidence as it now reads, or why nothing was recorded.")
class EvidencePiecePayload:
    evidence: EvidencePiece | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, asked: Command, command: object, evidence_id: UUID) -> Self:
        consistency = await record_it(info, asked, command)
        return cls(evidence=await evidence_of(info, LIVE, evidence_id), consistency=consistency)


@strawberry.input(description="A value for rules to see.")
class EvidenceValueInput:
    name: str
    value: str = strawberry.field(description="A number, a day, true or false, or a text, as it is written.")


@strawberry.input(description="An artefact that lies elsewhere, with what it says.")
class ArtefactInput:
    digest: str = strawberry.field(description="SHA-256 of its content, in hex.")
    size: Long = strawberry.field(description="In bytes.")
    media_type: str
    source: str = strawberry.field(description="Where it comes from.")
    values: list[EvidenceValueInput] = strawberry.field(default_factory=list)
    release_id: strawberry.ID | None = strawberry.field(default=None, description="What it was made with.")
    valid_from: date
    valid_until: date = strawberry.field(description="The last day on which it counts.")


@strawberry.input
class SubmitEvidenceInput(EngagementInput):
    criterion: str = strawberry.field(description="As `framework/code`.")
    kind: str = strawberry.field(description="One that the framework knows.")
    title: str
    artefact: ArtefactInput


@strawberry.input(description="`expectedVersion` is that of the evidence.")
class EvidencePieceInput(CommandInput):
    evidence_id: strawberry.ID
    reason: str


@strawberry.input
class ReviseEvidenceInput(EvidencePieceInput):
    artefact: ArtefactInput


def artefact(given: ArtefactInput) -> evidence.Artefact:
    """No tool's own format is told here: only a file that was read is one."""
    return evidence.Artefact(
        digest=given.digest,
        size=given.size,
        media_type=given.media_type,
        source=given.source,
        format=None,
        values=tuple(EvidenceValue(name=each.name, value=each.value) for each in given.values),
        release_id=None if given.release_id is None else named("Release", "releaseId", given.release_id),
        valid_from=given.valid_from,
        valid_until=given.valid_until,
    )


@strawberry.type
class EvidenceMutations:
    @rejectable("Show an artefact for a criterion. A file is sent to `/evidence` instead.")
    async def submit_evidence(self, info: Info, given: Given[SubmitEvidenceInput]) -> EvidencePiecePayload:
        asked = await commanded(info, given)
        command = evidence.SubmitEvidence(
            evidence_id=asked.new(NOUN),
            engagement_id=named("Engagement", "engagementId", given.engagement_id),
            criterion=given.criterion,
            kind=given.kind,
            title=given.title,
            artefact=artefact(given.artefact),
        )
        return await EvidencePiecePayload.after(info, asked, command, command.evidence_id)

    @rejectable("Put another artefact in the place of evidence; what had expired may count again.")
    async def revise_evidence(self, info: Info, given: Given[ReviseEvidenceInput]) -> EvidencePiecePayload:
        evidence_id = named(NOUN, "evidenceId", given.evidence_id)
        command = evidence.ReviseEvidence(
            evidence_id=evidence_id, artefact=artefact(given.artefact), reason=given.reason
        )
        return await EvidencePiecePayload.after(info, await commanded(info, given), command, evidence_id)

    @rejectable("Take evidence back, for good.")
    async def withdraw_evidence(self, info: Info, given: Given[EvidencePieceInput]) -> EvidencePiecePayload:
        evidence_id = named(NOUN, "evidenceId", given.evidence_id)
        command = evidence.WithdrawEvidence(evidence_id=evidence_id, reason=given.reason)
        return await EvidencePiecePayload.after(info, await commanded(info, given), command, evidence_id)
