"""The endpoints of evidence on a folder of their own, with what they hand on kept for the tests."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

import httpx
from fastapi import FastAPI
from starlette.types import Scope

from gateway.body import BodyCap
from gateway.consistency import Tokens
from gateway.evidence import STREAMED, EvidenceDesk, Links, Patience, evidence_router
from gateway.evidence.desk import Wanted
from gateway.schema.ids import global_id
from services.gates.contracts.evidence import LATEST_EVIDENCE
from services.gates.evidence_store import LocalStore
from shared.authority.grants import WHOLE_TENANT, Readable
from shared.events.evidence import EvidenceValue
from shared.eventstore.handle import Receipt, Request
from shared.kernel.refusal import Refused
from shared.web.identity import Identity, Reason, Unauthenticated
from tests.facts.engagements import ENGAGEMENT
from tests.facts.evidence import EVIDENCE_ID
from tests.facts.people import BO, NOW

TENANT = UUID(int=0xAA)
KEY = bytes(range(32))
CONTENT = b'{"achieved": 62.5}'
SAID = {
    "engagement": str(global_id("Engagement", ENGAGEMENT)),
    "criterion": "fairway/load_test",
    "kind": "load_test_report",
    "title": "Load test",
    "source": "https://ci.example/load/12",
    "validFrom": "2026-02-27",
    "validUntil": "2026-05-28",
}


AGAIN = {name: SAID[name] for name in ("source", "validFrom", "validUntil")} | {"reason": "The first run was cut short"}


class Counter:
    """Who sends is Bo with the token `bo`; `opened` is what other tenants let them read.

    `refusing` is what the command is refused with.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now: datetime = NOW
        self.sent: list[Request] = []
        self.refusing: Refused | None = None
        self.known: frozenset[str] | None = None
        self.readable: Readable | None = WHOLE_TENANT
        self.opened: dict[UUID, Readable] = {}
        self.links = Links(key=KEY, now=lambda: self.now)
        self.desk = EvidenceDesk(
            authenticate=self._authenticate,
            readable=self._readable,
            send=self._send,
            artefacts=LocalStore(folder),
            values_of=self._values_of,
            tells=lambda _, name: name.startswith("load."),
            piece=self._piece,
            known_values=self._known_values,
            sentence=lambda refused, _: str(refused),
            tokens=Tokens(key=KEY, wait=0),
            links=self.links,
            new_id=lambda: UUID(int=0xC0FFEE + len(self.sent)),
            patience=Patience(piece=5, whole=5),
            policy=replace(LATEST_EVIDENCE, largest=1_000),
        )

    def application(self) -> FastAPI:
        app = FastAPI()
        app.include_router(evidence_router(self.desk))
        app.add_middleware(BodyCap, most_bytes=10, streamed=(STREAMED,))
        return app

    def client(self) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(self.application())
        return httpx.AsyncClient(transport=transport, base_url="http://gateway", headers={"authorization": "bo"})

    async def put(
        self,
        content: bytes | AsyncIterator[bytes] = CONTENT,
        headers: dict[str, str] | None = None,
        **said: str | list[str],
    ) -> httpx.Response:
        async with self.client() as client:
            given = {"content-type": "application/json", **(headers or {})}
            return await client.put("/evidence", params={**SAID, **said}, content=content, headers=given)

    async def revise(
        self,
        content: bytes = CONTENT,
        headers: dict[str, str] | None = None,
        evidence: str = str(global_id("EvidencePiece", EVIDENCE_ID)),
        said: dict[str, str] | None = None,
    ) -> httpx.Response:
        async with self.client() as client:
            given = {"content-type": "application/json", **(headers or {})}
            return await client.put(
                f"/evidence/{evidence}", params={**AGAIN, **(said or {})}, content=content, headers=given
            )

    async def get(self, address: str) -> httpx.Response:
        async with self.client() as client:
            return await client.get(address)

    def files(self) -> list[str]:
        """Whatever lies in the folder, half or whole."""
        return [path.name for path in self.folder.rglob("*") if path.is_file() and path.name != "lock"]

    def be_patient(self, patience: Patience) -> None:
        self.desk = replace(self.desk, patience=patience)

    def scope(self) -> Scope:
        """Of an upload, for tests that speak for the server."""
        headers = [(b"authorization", b"bo"), (b"content-type", b"application/json")]
        query = urlencode(SAID).encode()
        path = {"path": "/evidence", "raw_path": b"/evidence", "root_path": "", "query_string": query}
        return {
            "type": "http",
            "method": "PUT",
            "headers": headers,
            "scheme": "http",
            "server": ("gateway", 80),
            **path,
        }

    def later(self, by: timedelta) -> None:
        self.now += by

    async def _authenticate(self, header: str | None) -> Identity:
        if header != "bo":
            raise Unauthenticated(Reason.TOKEN_MISSING)
        return Identity(
            tenant=TENANT, person=BO, issuer="fairway.local", subject="bo", expires_at=self.now + timedelta(hours=1)
        )

    async def _readable(self, tenant: UUID, person: UUID, home: UUID | None) -> Readable | None:
        assert person == BO
        if home is not None:
            return self.opened.get(tenant) if home == TENANT else None
        return self.readable if tenant == TENANT else None

    async def _piece(self, tenant: UUID, readable: Readable, evidence_id: UUID) -> Wanted | None:
        about = Wanted(engagement_id=ENGAGEMENT, criterion=SAID["criterion"], kind=SAID["kind"])
        may = tenant in {TENANT, *self.opened} and readable.includes(ENGAGEMENT)
        return about if may and evidence_id == EVIDENCE_ID else None

    async def _send(self, request: Request) -> Receipt:
        if self.refusing:
            raise self.refusing
        self.sent.append(request)
        return Receipt(stream="evidence", position=len(self.sent), repeated=False)

    async def _known_values(self, tenant: UUID, readable: Readable, wanted: Wanted) -> frozenset[str] | None:
        assert (tenant, readable) == (TENANT, self.readable)
        assert (wanted.engagement_id, wanted.criterion) == (ENGAGEMENT, SAID["criterion"])
        return self.known

    async def _values_of(self, chunks: AsyncIterator[bytes], name: str) -> tuple[EvidenceValue, ...]:
        read = b"".join([chunk async for chunk in chunks])
        return (EvidenceValue(name=name, value=str(len(read))),)


def code(answer: httpx.Response) -> str:
    (error,) = answer.json()["errors"]
    assert error["message"]
    return str(error["extensions"]["code"])
