"""An issuer of the operator's own, which publishes its keys over HTTP, beside the embedded one."""

from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI

from deploy.clock import now
from deploy.embedded.app import Fairway, fairway
from deploy.embedded.issuers import LOCAL, IssuerNameTaken, local_issuer, verifier
from deploy.embedded.sample import bootstrap
from deploy.tenancy import Tenancy
from shared.eventstore.install import DatabaseKind
from shared.kernel.record import record
from shared.settings import Settings
from tests.database import PASSWORDS, Database, copy_of
from tests.integration.gateway.server import served
from tests.unit.web.tokens import ACME, AUDIENCE, OTHER_RSA_KEY, RSA_KEY, jwk, token

TENANT = UUID(int=0xACE)
WHO = {"query": "{ tenant { name } viewer { name roles { role } } }"}


@record
class Place:
    """A Fairway that accepts the tokens of Acme's issuer. `asked` holds what was asked of that issuer."""

    fairway: Fairway
    http: httpx.AsyncClient
    asked: list[str]

    async def post(self, given: str) -> httpx.Response:
        return await self.http.post("/graphql", json=WHO, headers={"authorization": f"Bearer {given}"})


def published(keys: list[object], asked: list[str]) -> FastAPI:
    app = FastAPI()

    async def keyset() -> dict[str, object]:
        asked.append("keys")
        return {"keys": keys}

    app.add_api_route("/keys", keyset)
    return app


@pytest_asyncio.fixture(scope="module")
async def place(server: str, template: Database, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Place]:
    keys: list[object] = [jwk(RSA_KEY, "rsa-1")]
    asked: list[str] = []
    folder = tmp_path_factory.mktemp("own")
    async with copy_of(template, server) as database, served(published(keys, asked)) as port:
        settings = Settings.model_validate(
            {
                "data": folder,
                "database": database.superuser,
                "issuer": ACME,
                "audience": AUDIENCE,
                "jwks_url": f"http://127.0.0.1:{port}/keys",
            }
        )
        async with fairway(settings, DatabaseKind.TEST, passwords=PASSWORDS) as running:
            tenancy = Tenancy(tenant=TENANT, name="Acme", issuer=ACME, administrator="ana")
            await bootstrap(running.parts.engagement.service, running.parts.directory, tenancy, "Ana Ferreira")
            head = await running.parts.engagement.ledger.head(TENANT)
            await running.parts.engagement.service.reached(TENANT, head.seq, 10)
            transport = httpx.ASGITransport(running.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://fairway.test") as http:
                yield Place(fairway=running, http=http, asked=asked)


def claimed(**changed: object) -> dict[str, object]:
    good = {"iss": ACME, "aud": AUDIENCE, "sub": "ana", "tenant": str(TENANT)}
    times = {"iat": int(now().timestamp()), "exp": int((now() + timedelta(minutes=10)).timestamp())}
    return {**good, **times, **changed}


async def test_its_people_are_let_in_and_its_keys_are_fetched_once(place: Place) -> None:
    for _ in range(3):
        answer = (await place.post(token(claimed(jti=str(len(place.asked)))))).json()
        assert answer == {
            "data": {
                "tenant": {"name": "Acme"},
                "viewer": {"name": "Ana Ferreira", "roles": [{"role": "ADMINISTRATOR"}]},
            }
        }
    assert place.asked == ["keys"]


@pytest.mark.parametrize(
    "forged",
    [
        token(claimed(aud="fairway")),
        token(claimed(iss=LOCAL)),
        token(claimed(iss="https://login.globex.example")),
        token(claimed(), key=OTHER_RSA_KEY),
        token(claimed(), kid="rsa-2"),
    ],
    ids=["for somebody else", "in the embedded issuer's name", "of a stranger", "by another key", "by no known key"],
)
async def test_a_token_that_is_not_its_own_is_not_accepted(place: Place, forged: str) -> None:
    response = await place.post(forged)
    assert response.status_code == httpx.codes.UNAUTHORIZED
    assert response.json()["errors"][0]["extensions"]["reason"] == "TOKEN_NOT_ACCEPTED"


async def test_the_same_subject_of_the_embedded_issuer_is_somebody_else(place: Place) -> None:
    assert (await place.post(place.fairway.token(TENANT, "ana"))).status_code == httpx.codes.FORBIDDEN


def test_no_issuer_takes_the_name_of_the_embedded_one(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("taken")
    given = {"data": folder, "issuer": LOCAL, "jwks_url": "https://login.example/keys"}
    settings = Settings.model_validate(given)
    with pytest.raises(IssuerNameTaken):
        verifier(settings, local_issuer(settings), httpx.AsyncClient())
