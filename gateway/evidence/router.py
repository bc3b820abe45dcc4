"""The endpoints: a file goes in and becomes evidence in one call, and comes out through a link."""

from typing import Final
from urllib.parse import quote
from uuid import UUID, uuid5

from fastapi import APIRouter, Request, Response
from starlette.responses import JSONResponse, StreamingResponse

from gateway.consistency import HEADER
from gateway.evidence.answers import refused
from gateway.evidence.desk import EvidenceDesk
from gateway.evidence.incoming import Incoming, Lingering
from gateway.evidence.submission import Submission, submission
from gateway.evidence.values import told_beside, values_for
from gateway.masking import Forbidden
from gateway.masking.expected import AddressUnknown
from gateway.schema.ids import global_id
from services.gates.contracts.evidence import EngagementNotFound, Examination
from shared.authority.grants import Readable
from shared.eventstore.handle import Request as Command
from shared.web.identity import Identity

STREAMED: Final = "/evidence"
"""The path whose bodies are bounded as they are read, and not held."""

NOUN = "EvidencePiece"
KEYS = UUID("0d8f4b52-9d53-4f3c-8a0b-5e8f0b7f9a11")
OUT = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'",
    "cache-control": "private, no-store",
    "referrer-policy": "no-referrer",
}


def evidence_router(desk: EvidenceDesk) -> APIRouter:
    async def put(request: Request) -> Response:
        incoming = Incoming(request, desk.patience)
        try:
            return await submitted(desk, request, incoming)
        except Exception as error:  # noqa: BLE001 - whatever it is, the client reads a code
            answer = refused(desk, request, error)
        return answer if incoming.ended else Lingering(answer, desk.policy.largest)

    async def get(request: Request, digest: str, link: str = "") -> Response:
        try:
            return await given_out(desk, digest, link)
        except Exception as error:  # noqa: BLE001 - likewise
            return refused(desk, request, error)

    router = APIRouter()
    router.add_api_route(STREAMED, put, methods=["PUT", "POST"])
    router.add_api_route(f"{STREAMED}/{{digest}}", get, methods=["GET"])
    return router


async def submitted(desk: EvidenceDesk, request: Request, incoming: Incoming) -> Response:
    """Nobody's bytes are read before it is known who sends them, for which engagement, and as what."""
    identity = await desk.authenticate(request.headers.get("authorization"))
    wanted = submission(request)
    readable = await admitted(desk, identity, wanted.engagement_id)
    told_beside(desk, wanted)
    examination = Examination(wanted.claimed, desk.policy)
    stored = await desk.artefacts.put(identity.tenant, incoming.examined(examination))
    values = await values_for(desk, identity, readable, wanted, stored)
    command_id = id_of(desk, identity, wanted)
    evidence_id = uuid5(command_id, NOUN)
    command = wanted.command(evidence_id, stored, values)
    receipt = await desk.send(
        Command(tenant=identity.tenant, person=identity.person, command_id=command_id, command=command)
    )
    told = {"evidence": global_id(NOUN, evidence_id), "digest": stored.digest, "size": stored.size}
    headers = {HEADER: desk.tokens.token(identity.tenant, receipt.position)}
    return JSONResponse({**told, "repeated": receipt.repeated}, status_code=201, headers=headers)


async def admitted(desk: EvidenceDesk, identity: Identity, engagement_id: UUID) -> Readable:
    readable = await desk.readable(identity.tenant, identity.person)
    if readable is None:
        raise Forbidden
    if not readable.includes(engagement_id):
        raise EngagementNotFound(where=("input", "engagement"))
    return readable


def id_of(desk: EvidenceDesk, identity: Identity, wanted: Submission) -> UUID:
    """However often a file comes under one key of somebody's, it is recorded once."""
    if wanted.key is None:
        return desk.new_id()
    return uuid5(KEYS, f"{identity.tenant}|{identity.person}|{wanted.key}")


async def given_out(desk: EvidenceDesk, digest: str, link: str) -> Response:
    """As a file to be saved: no browser takes it for anything else."""
    linked = desk.links.opened(digest, link)
    size = await desk.artefacts.has(linked.tenant, digest)
    chunks = await desk.artefacts.open(linked.tenant, digest)
    if size is None or chunks is None:
        raise AddressUnknown
    attached = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(linked.name, safe='')}",
        "content-length": str(size),
        "content-type": linked.media_type,
    }
    return StreamingResponse(chunks, headers={**OUT, **attached})
