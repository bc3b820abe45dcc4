"""The endpoints: a file goes in and becomes evidence in one call, or revises it, and comes out through a link."""

from typing import Final
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from starlette.responses import StreamingResponse

from gateway.evidence.answers import refused
from gateway.evidence.desk import EvidenceDesk
from gateway.evidence.incoming import Incoming, Lingering
from gateway.evidence.taking import revised, submitted
from gateway.links import still_readable
from gateway.masking.expected import AddressUnknown

STREAMED: Final = "/evidence"
"""The path below which bodies are bounded as they are read, and not held."""

OUT = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'",
    "cache-control": "private, no-store",
    "referrer-policy": "no-referrer",
}


def evidence_router(desk: EvidenceDesk) -> APIRouter:
    async def put(request: Request, evidence: str | None = None) -> Response:
        incoming = Incoming(request, desk.patience)
        try:
            if evidence is None:
                return await submitted(desk, request, incoming)
            return await revised(desk, request, incoming, evidence)
        except Exception as error:  # noqa: BLE001 - whatever it is, the client reads a code
            answer = refused(desk, request, error)
        return answer if incoming.ended else Lingering(answer, desk.policy.largest)

    async def first(request: Request) -> Response:
        return await put(request)

    async def get(request: Request, digest: str, link: str = "") -> Response:
        try:
            return await given_out(desk, digest, link)
        except Exception as error:  # noqa: BLE001 - likewise
            return refused(desk, request, error)

    router = APIRouter()
    router.add_api_route(STREAMED, first, methods=["PUT", "POST"])
    router.add_api_route(f"{STREAMED}/{{evidence}}", put, methods=["PUT"])
    router.add_api_route(f"{STREAMED}/{{digest}}", get, methods=["GET"])
    return router


async def given_out(desk: EvidenceDesk, digest: str, link: str) -> Response:
    """As a file to be saved, while whoever asked for the link may read it: no browser takes it for anything else."""
    linked = desk.links.opened(digest, link)
    await still_readable(desk.readable, linked.by)
    size = await desk.artefacts.has(linked.by.tenant, digest)
    chunks = await desk.artefacts.open(linked.by.tenant, digest)
    if size is None or chunks is None:
        raise AddressUnknown
    attached = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(linked.name, safe='')}",
        "content-length": str(size),
        "content-type": linked.media_type,
    }
    return StreamingResponse(chunks, headers={**OUT, **attached})
