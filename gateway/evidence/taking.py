"""How a file becomes evidence, or takes the place of what was shown: examined as it comes in, kept, and recorded."""

from uuid import UUID, uuid5

from fastapi import Request, Response
from starlette.responses import JSONResponse

from gateway.admission import VISITED, admitted
from gateway.behalf import given_by, on_behalf_of
from gateway.consistency import HEADER
from gateway.evidence.desk import EvidenceDesk, Wanted
from gateway.evidence.incoming import Incoming
from gateway.evidence.submission import Described, revision, submission
from gateway.evidence.values import told_beside, values_for
from gateway.schema.ids import global_id, named
from services.gates.contracts.evidence import (
    Artefact,
    EngagementNotFound,
    EvidenceNotFound,
    Examination,
    ReviseEvidence,
    SubmitEvidence,
)
from shared.authority.grants import Readable
from shared.kernel.record import record
from shared.web.identity import Identity

NOUN = "EvidencePiece"
KEYS = UUID("0d8f4b52-9d53-4f3c-8a0b-5e8f0b7f9a11")


@record
class Sender:
    """Who sends, what they may read where they send it, and in whose name, where that is not their own."""

    identity: Identity
    readable: Readable
    on_behalf_of: UUID | None


async def submitted(desk: EvidenceDesk, request: Request, incoming: Incoming) -> Response:
    """Nobody's bytes are read before it is known who sends them, for which engagement, and as what."""
    sender = await sender_of(desk, request)
    wanted = submission(request)
    if not sender.readable.includes(wanted.about.engagement_id):
        raise EngagementNotFound(where=("input", "engagement"))
    artefact = await kept(desk, sender, wanted.about, wanted.described, incoming)
    command_id = id_of(desk, sender, wanted.described)
    command = SubmitEvidence(
        evidence_id=uuid5(command_id, NOUN),
        engagement_id=wanted.about.engagement_id,
        criterion=wanted.about.criterion,
        kind=wanted.about.kind,
        title=wanted.title,
        artefact=artefact,
    )
    return await recorded(desk, sender, command_id, command)


async def revised(desk: EvidenceDesk, request: Request, incoming: Incoming, evidence: str) -> Response:
    """What it backs, and who may read that, stands in what was submitted."""
    sender = await sender_of(desk, request)
    evidence_id = named(NOUN, "evidence", evidence)
    wanted = revision(request)
    about = await desk.piece(sender.identity.tenant, sender.readable, evidence_id)
    if about is None:
        raise EvidenceNotFound(where=("input", "evidence"))
    artefact = await kept(desk, sender, about, wanted.described, incoming)
    command = ReviseEvidence(evidence_id=evidence_id, artefact=artefact, reason=wanted.reason)
    return await recorded(desk, sender, id_of(desk, sender, wanted.described), command)


async def sender_of(desk: EvidenceDesk, request: Request) -> Sender:
    identity = await desk.authenticate(request.headers.get("authorization"))
    identity, readable = await admitted(desk.readable, identity, request.headers.get(VISITED))
    behalf = on_behalf_of(request.headers.get)
    return Sender(identity=identity, readable=readable, on_behalf_of=behalf)


async def kept(desk: EvidenceDesk, sender: Sender, about: Wanted, described: Described, incoming: Incoming) -> Artefact:
    told_beside(desk, described)
    examination = Examination(described.claimed, desk.policy)
    stored = await desk.artefacts.put(sender.identity.tenant, incoming.examined(examination))
    values = await values_for(desk, (sender.identity.tenant, sender.readable), about, described, stored)
    return described.artefact(stored, values)


async def recorded(
    desk: EvidenceDesk, sender: Sender, command_id: UUID, command: SubmitEvidence | ReviseEvidence
) -> Response:
    who = sender.identity
    receipt = await desk.send(given_by(who, sender.on_behalf_of, command_id, command))
    artefact = command.artefact
    told = {"evidence": global_id(NOUN, command.evidence_id), "digest": artefact.digest, "size": artefact.size}
    headers = {HEADER: desk.tokens.token(who.tenant, receipt.position)}
    status = 201 if isinstance(command, SubmitEvidence) else 200
    return JSONResponse({**told, "repeated": receipt.repeated}, status_code=status, headers=headers)


def id_of(desk: EvidenceDesk, sender: Sender, described: Described) -> UUID:
    """However often a file comes under one key of somebody's, it is recorded once."""
    if described.key is None:
        return desk.new_id()
    return uuid5(KEYS, f"{sender.identity.tenant}|{sender.identity.person}|{described.key}")
