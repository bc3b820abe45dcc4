"""A tenant at work: people of every role who send GraphQL over HTTP, as a front end does."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import httpx

from deploy.tenancy import Tenancy
from gateway.schema.ids import global_id
from shared.events.people import Role
from shared.kernel.record import record
from tests.acceptance.api.behind import Behind
from tests.acceptance.api.sdl import document, noun_of

Answer = dict[str, Any]


@record
class Desk:
    """Each role is held by a person of that subject; `by` takes a role, or the subject of anybody else."""

    fairway: Behind
    tenancy: Tenancy
    http: httpx.AsyncClient

    @property
    def tenant(self) -> UUID:
        return self.tenancy.tenant

    def token(self, by: str) -> str:
        return self.fairway.token(self.tenant, by)

    def headers(self, by: str | None) -> dict[str, str]:
        return {} if by is None else {"authorization": f"Bearer {self.token(by)}"}

    def person(self, by: str) -> str:
        """The person's id, as the API gives it out."""
        return str(global_id("Person", self.tenancy.person(by)))

    async def post(
        self,
        query: str,
        variables: Mapping[str, object] | None = None,
        *,
        by: str | None = Role.ENGAGEMENT_LEAD,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        body = {"query": query, "variables": variables or {}}
        return await self.http.post("/graphql", json=body, headers={**self.headers(by), **(headers or {})})

    async def ask(self, query: str, *, by: str = Role.ENGAGEMENT_LEAD, **variables: object) -> Answer:
        """The data of an answer that has no errors."""
        response = await self.post(query, variables, by=by)
        answer = response.json()
        assert "errors" not in answer, answer["errors"]
        assert response.status_code == httpx.codes.OK
        data: Answer = answer["data"]
        return data

    async def codes(self, query: str, *, by: str | None = Role.ENGAGEMENT_LEAD, **variables: object) -> list[str]:
        """The codes of the errors that an answer has."""
        answer = (await self.post(query, variables, by=by)).json()
        return [error["extensions"]["code"] for error in answer.get("errors", ())]

    async def send(self, mutation: str, *, by: str = Role.ENGAGEMENT_LEAD, **given: object) -> Answer:
        """The payload of a mutation, be it a rejection or not."""
        payload: Answer = (await self.ask(document(mutation), by=by, input=given))[mutation]
        return payload

    async def do(self, mutation: str, *, by: str = Role.ENGAGEMENT_LEAD, **given: object) -> Answer:
        """The noun as it reads after a command that was accepted."""
        payload = await self.send(mutation, by=by, **given)
        assert payload["rejection"] is None, payload["rejection"]
        assert payload["consistency"]["status"] == "REACHED"
        noun: Answer = payload[noun_of(mutation)]
        return noun

    async def refused(self, mutation: str, *, by: str = Role.ENGAGEMENT_LEAD, **given: object) -> Answer:
        """Why a command was rejected. All else in the payload is empty, and nothing was recorded."""
        before = await self.head()
        payload = await self.send(mutation, by=by, **given)
        rejection: Answer = payload.pop("rejection")
        assert set(payload.values()) == {None}
        assert await self.head() == before
        return rejection

    async def head(self) -> int:
        """Where the tenant's log ends."""
        return (await self.fairway.ledger.head(self.tenant)).seq
