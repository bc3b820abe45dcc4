"""The endpoints: answers are folded from the log alone, for whoever may read the engagement, and signed."""

import asyncio
from collections.abc import Awaitable, Sequence
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Request, Response
from starlette.responses import JSONResponse

from gateway.context import Backends, Context
from gateway.gates.answers import as_json
from gateway.gates.reading import Asking
from gateway.gates.refusals import (
    DecisionUnknown,
    DecisionWithoutVerdict,
    EngagementUnknown,
    PackageUnknown,
    StageUnknown,
)
from gateway.masking import BadId, Expected
from gateway.masking.answers import answer_any
from gateway.schema.ids import uuid_of
from services.gates.contracts.packages import NoSuchPackage, package_in
from services.gates.contracts.proofs import About, NoSuchDecision, NothingToRecompute, answered, dossier
from shared.events.stages import Stage
from shared.eventstore.log import Entry
from shared.web.backend import LogQuestions

AT_ONCE: Final = 2
"""So many cases are folded at the same time; further ones wait."""
ENVELOPE: Final = "application/vnd.dsse.envelope.v1+json"
OUT = {"cache-control": "private, no-store", "x-content-type-options": "nosniff"}
KEPT = {"cache-control": "public, max-age=300", "x-content-type-options": "nosniff"}


def gates_router(backends: Backends) -> APIRouter:
    folding = asyncio.Semaphore(AT_ONCE)

    async def check(request: Request, engagement: str, stage: str = Stage.ADOPTION) -> Response:
        return await answering(checking(context_of(backends, request), folding, engagement, stage))

    async def file(request: Request, engagement: str, stage: str, decision: str) -> Response:
        return await answering(filed(context_of(backends, request), folding, (engagement, stage, decision)))

    async def package(request: Request, engagement: str, package: str) -> Response:
        return await answering(packaged(context_of(backends, request), engagement, package))

    async def keys() -> Response:
        return JSONResponse(backends.signer.published(), headers=KEPT)

    router = APIRouter()
    router.add_api_route("/keys", keys, methods=["GET"])
    router.add_api_route("/gates/{engagement}/check", check, methods=["GET"])
    router.add_api_route("/gates/{engagement}/{stage}/decisions/{decision}/dossier", file, methods=["GET"])
    router.add_api_route("/gates/{engagement}/packages/{package}", package, methods=["GET"])
    return router


async def answering(work: Awaitable[Response]) -> Response:
    try:
        return await work
    except Exception as error:  # noqa: BLE001 - whatever it is, the client reads no more than a code
        return answer_any(error)


def context_of(backends: Backends, request: Request) -> Context:
    context = Context(backends)
    context.request = request
    return context


async def checking(context: Context, folding: asyncio.Semaphore, engagement: str, stage: str) -> Response:
    async with folding:
        about, entries = await asked(context, engagement, stage)
        found = await asyncio.to_thread(answered, about, entries, context.backends.signer)
    return JSONResponse(as_json(found), headers=OUT)


async def filed(context: Context, folding: asyncio.Semaphore, named: tuple[str, str, str]) -> Response:
    engagement, stage, decision = named
    async with folding:
        about, entries = await asked(context, engagement, stage)
        try:
            file = await asyncio.to_thread(dossier, about, decision_of(decision), entries, context.backends.signer)
        except NoSuchDecision:
            raise DecisionUnknown from None
        except NothingToRecompute:
            raise DecisionWithoutVerdict from None
    return attached(file, f"dossier-{decision_of(decision)}.json")


async def packaged(context: Context, engagement: str, package: str) -> Response:
    tenant, engagement_id = await readable_by(context, engagement)
    package_id, ledger = package_of(package), context.backends.ledger
    head = await ledger.head(tenant)
    entries = await Asking(ledger=ledger, tenant=tenant, until=head.seq).packages(engagement_id)
    try:
        file = package_in(entries, package_id, context.backends.signer)
    except NoSuchPackage:
        raise PackageUnknown from None
    return attached(file, f"governance-package-{package_id}.json")


def attached(file: str, name: str) -> Response:
    return Response(file, media_type=ENVELOPE, headers={**OUT, "content-disposition": f'attachment; filename="{name}"'})


async def readable_by(context: Context, engagement: str) -> tuple[UUID, UUID]:
    """The tenant and the engagement: nothing is read before it is known who asks, and whether they may read it."""
    tenant, readable = (await context.identity()).tenant, await context.readable()
    engagement_id = engagement_of(engagement)
    if not readable.includes(engagement_id):
        raise EngagementUnknown
    return tenant, engagement_id


async def asked(context: Context, engagement: str, stage: str) -> tuple[About, Sequence[Entry]]:
    tenant, engagement_id = await readable_by(context, engagement)
    return await case(context.backends.ledger, tenant, engagement_id, stage_of(stage))


async def case(ledger: LogQuestions, tenant: UUID, engagement_id: UUID, stage: Stage) -> tuple[About, Sequence[Entry]]:
    """As the log stands now."""
    head, now = await ledger.head(tenant), await ledger.now()
    about = About(tenant=tenant, engagement_id=engagement_id, stage=stage, position=head.seq, now=now)
    entries = await Asking(ledger=ledger, tenant=tenant, until=head.seq).case(engagement_id)
    if all(each.engagement_id is None for each in entries):
        raise EngagementUnknown
    return about, entries


def engagement_of(given: str) -> UUID:
    return told_as("Engagement", given, EngagementUnknown)


def decision_of(given: str) -> UUID:
    return told_as("GateDecision", given, DecisionUnknown)


def package_of(given: str) -> UUID:
    return told_as("GovernancePackage", given, PackageUnknown)


def told_as(noun: str, given: str, unknown: type[Expected]) -> UUID:
    """As the API tells it, or as the log and signed files do."""
    try:
        return UUID(given)
    except ValueError:
        pass
    try:
        return uuid_of(noun, given)
    except BadId:
        raise unknown from None


def stage_of(given: str) -> Stage:
    try:
        return Stage(given.lower())
    except ValueError:
        raise StageUnknown(known=", ".join(Stage)) from None
