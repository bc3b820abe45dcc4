"""Gates as clusters ask them: passes are given out, and before an object is kept its gate is asked."""

import asyncio
import re
from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.responses import JSONResponse

from gateway.body import BodyNotObject, ContentTypeNotJson, is_json, json_value
from gateway.context import Backends
from gateway.gates.passes import MOST_DAYS, USUAL_DAYS, Pass, Passes, still_counts, token_in
from gateway.gates.reading import Asking
from gateway.gates.refusals import (
    AnswerTooLate,
    BesideNotDigests,
    EngagementUnknown,
    KindUnknown,
    PassMalformed,
    PassTooLong,
    WorkloadNotReadable,
)
from gateway.gates.reviews import Review, answer, denied, images_in, review_in, reviewed, told
from gateway.gates.router import OUT, answering, case, context_of, engagement_of, readable_by, stage_of
from gateway.links import asker
from services.gates.contracts.proofs import Answered, answered
from shared.kernel.record import record

AT_ONCE: Final = 2
"""So many gates are asked at the same time; further ones wait."""
SECONDS: Final = 8.0
"""A cluster waits for ten: what comes later says nothing to it."""
MOST_BESIDE: Final = 50
DIGEST = re.compile(r"sha256:([0-9a-f]{64})")


def clusters_router(backends: Backends, seconds: float = SECONDS) -> APIRouter:
    folding = asyncio.Semaphore(AT_ONCE)

    async def give(request: Request, engagement: str, stage: str) -> Response:
        return await answering(giving(backends, request, engagement, stage))

    async def review(request: Request, engagement: str, stage: str) -> Response:
        return await answering(
            reviewing(Door(backends=backends, folding=folding, seconds=seconds), request, engagement, stage)
        )

    router = APIRouter()
    router.add_api_route("/gates/{engagement}/{stage}/passes", give, methods=["POST"])
    router.add_api_route("/gates/{engagement}/{stage}/admission", review, methods=["POST"])
    return router


async def giving(backends: Backends, request: Request, engagement: str, stage: str) -> Response:
    """To whoever may read the engagement: the pass lets nobody see more than its gate's yes or no."""
    context = context_of(backends, request)
    tenant, engagement_id = await readable_by(context, engagement)
    beside, days = wanted(await json_in(request))
    head = await backends.ledger.head(tenant)
    if not await Asking(ledger=backends.ledger, tenant=tenant, until=head.seq).knows(engagement_id):
        raise EngagementUnknown
    by = asker(await context.identity(), engagement_id)
    shown, until = passes(backends).given(by, stage_of(stage), beside, days)
    return JSONResponse({"pass": shown, "until": until.isoformat()}, headers=OUT)


async def json_in(request: Request) -> dict[str, object]:
    if not is_json(request.headers.get("content-type", "")):
        raise ContentTypeNotJson
    found = json_value(await request.body())
    if not isinstance(found, dict):
        raise BodyNotObject
    return found


def wanted(asked: dict[str, object]) -> tuple[list[str], int]:
    """Which images may run beside a release, and for how many days."""
    match {"beside": [], "days": USUAL_DAYS, **asked}:
        case {"beside": [*beside], "days": int(days), **others} if not others:
            pass
        case _:
            raise PassMalformed
    if isinstance(days, bool) or not 0 < days <= MOST_DAYS:
        raise PassTooLong(most=MOST_DAYS)
    digests = [found[1] for each in beside if isinstance(each, str) and (found := DIGEST.fullmatch(each))]
    if len(digests) < len(beside) or len(digests) > MOST_BESIDE:
        raise BesideNotDigests(most=MOST_BESIDE)
    return digests, days


def passes(backends: Backends) -> Passes:
    return Passes(key=backends.cursor_key, now=backends.now)


@record
class Door:
    """What a review comes to: `folding` bounds how many do at once, `seconds` how long one may take."""

    backends: Backends
    folding: asyncio.Semaphore
    seconds: float


async def reviewing(door: Door, request: Request, engagement: str, stage: str) -> Response:
    """Nothing is read of what was sent before it is known whose pass it is."""
    by = await passed(door.backends, request.headers.get("authorization"), engagement, stage)
    if not is_json(request.headers.get("content-type", "")):
        raise ContentTypeNotJson
    review = review_in(await request.body())
    return JSONResponse(await judged(door, review, by), headers=OUT)


async def passed(backends: Backends, header: str | None, engagement: str, stage: str) -> Pass:
    token = token_in(header)
    by = passes(backends).opened(token, engagement_of(engagement), stage_of(stage))
    await still_counts(backends.engagement.readable, by)
    return by


async def judged(door: Door, review: Review, by: Pass) -> dict[str, object]:
    try:
        images = images_in(review)
    except (KindUnknown, WorkloadNotReadable) as problem:
        return denied(review, (told(problem),), {})
    if images is None:
        return answer(review, allowed=True)
    found = await in_time(door, by)
    return reviewed(review, images, found, by, door.backends.now())


async def in_time(door: Door, by: Pass) -> Answered:
    try:
        async with asyncio.timeout(door.seconds), door.folding:
            about, entries = await case(door.backends.ledger, by.by.tenant, by.by.engagement_id, by.stage)
            return await asyncio.to_thread(answered, about, entries, door.backends.signer)
    except TimeoutError:
        raise AnswerTooLate from None
