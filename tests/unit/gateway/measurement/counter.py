"""The endpoint of observations before the real decisions, with a log in memory."""

import asyncio
import json
from datetime import datetime, timedelta
from typing import Any, TypeAlias
from uuid import UUID

import httpx
from fastapi import FastAPI

from gateway.body import BodyCap
from gateway.consistency import Tokens
from gateway.evidence.desk import Patience
from gateway.language import preferred
from gateway.measurement.router import UPLOADED, observations_router
from gateway.measurement.uploading import ObservationsDesk
from gateway.schema.ids import global_id
from services.measurement.domain.observations import OBSERVATIONS
from services.measurement.domain.observations.state import Day, evolve
from shared.authority.grants import WHOLE_TENANT, Readable
from shared.events.people import Role
from shared.events.tenants import Locale
from shared.eventstore.handle import Receipt, Request
from shared.kernel.decider import Actor, Asked
from shared.web.identity import Identity, Reason, Unauthenticated
from tests.facts.engagements import ENGAGEMENT
from tests.facts.go_live import WENT_LIVE
from tests.facts.observations import DAY
from tests.facts.people import BO, NOW
from tests.facts.population import PIONEERS_DEFINED, POPULATION_DEFINED
from tests.facts.series import KPI_DEFINED, KPI_ID, SERIES_DEFINED, SERIES_ID

TENANT, VISITED = UUID(int=0xAA), UUID(int=0xBB)
KEY = bytes(range(32))
LATER = datetime.combine(DAY, NOW.timetz()) + timedelta(days=80)
AROUND = {SERIES_ID: SERIES_DEFINED, KPI_ID: KPI_DEFINED}
Lines: TypeAlias = list[dict[str, Any]]


class Counter:
    """Who sends is Bo with the token `bo`. `failing` are errors that the service raises before anything else.

    It answers only those `together` that wait for each other.
    """

    def __init__(self) -> None:
        self.days: dict[str, Day] = {}
        self.sent: list[Request] = []
        self.failing: list[Exception] = []
        self.readable: Readable | None = WHOLE_TENANT
        self.opened: dict[UUID, Readable] = {}
        self.roles: frozenset[str] = frozenset({Role.INTEGRATOR})
        self.together: asyncio.Barrier | None = None
        self.body_cap = 10
        self.under_way = self.most_under_way = 0
        self.desk = ObservationsDesk(
            authenticate=self._authenticate,
            readable=self._readable,
            send=self._send,
            told_in=lambda accepted: preferred(accepted) or Locale.EN,
            tokens=Tokens(key=KEY, wait=0),
            new_id=lambda: UUID(int=0xC0FFEE + len(self.sent)),
            free=asyncio.Semaphore(2),
            patience=Patience(piece=5, whole=5),
        )

    def client(self) -> httpx.AsyncClient:
        app = FastAPI()
        app.include_router(observations_router(self.desk))
        app.add_middleware(BodyCap, most_bytes=self.body_cap, streamed=(UPLOADED,))
        headers = {"authorization": "bo"}
        return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://gateway", headers=headers)

    async def put(self, content: str | bytes, headers: dict[str, str] | None = None, **said: str) -> httpx.Response:
        params = {"engagement": str(global_id("Engagement", ENGAGEMENT)), "source": "Sign-ins", **said}
        given = {"content-type": "text/csv", **(headers or {})}
        async with self.client() as client:
            return await client.put("/observations", params=params, content=content, headers=given)

    async def answers(self, content: str | bytes, headers: dict[str, str] | None = None) -> dict[int, dict[str, Any]]:
        """By line; the last line says that all were answered."""
        lines = told(await self.put(content, headers))
        assert "done" in lines[-1]
        rows = {each["line"]: each for each in lines if "line" in each}
        assert lines[-1]["done"]["rows"] == len(rows)
        return rows

    def held(self) -> int:
        return sum(len(day.held) for day in self.days.values())

    async def _authenticate(self, header: str | None) -> Identity:
        if header != "bo":
            raise Unauthenticated(Reason.TOKEN_MISSING)
        until = NOW + timedelta(hours=1)
        return Identity(tenant=TENANT, person=BO, issuer="fairway.local", subject="bo", expires_at=until)

    async def _readable(self, tenant: UUID, person: UUID, home: UUID | None) -> Readable | None:
        assert person == BO
        return self.readable if home is None else self.opened.get(tenant)

    async def _send(self, request: Request) -> Receipt:
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            if self.together:
                await self.together.wait()
            return self._decided(request)
        finally:
            self.under_way -= 1

    def _decided(self, request: Request) -> Receipt:
        self.sent.append(request)
        if self.failing:
            raise self.failing.pop(0)
        stream = OBSERVATIONS.stream(request.command)
        day = self.days.get(stream) or around(request.command.series_id)
        asked = Asked(by=Actor(person=request.person, roles=self.roles), at=LATER, day=LATER.date())
        for event in OBSERVATIONS.decide(request.command, day, asked):
            day = evolve(day, event)
        self.days[stream] = day
        return Receipt(stream=stream, position=len(self.sent), repeated=False)


def around(series_id: UUID) -> Day:
    day = Day()
    for event in (POPULATION_DEFINED, PIONEERS_DEFINED, WENT_LIVE):
        day = evolve(day, event)
    return evolve(day, AROUND[series_id]) if series_id in AROUND else day


def told(answer: httpx.Response) -> Lines:
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


def code(answer: httpx.Response) -> str:
    (error,) = answer.json()["errors"]
    assert error["message"]
    return str(error["extensions"]["code"])
