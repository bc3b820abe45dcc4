"""What a process answers to calls that nobody should make, and how it says that it is well."""

import asyncio
import json
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from services.engagement.contract import CONTRACT
from shared.web.process import service as service_process
from shared.web.process.admission import KeyTooShort
from shared.web.process.app import MOST_BYTES, application
from shared.web.process.wanting import Wanting
from tests.contract.services.conftest import KEY, WIRE, Reach, ready
from tests.integration.gateway.server import served

TENANT = "00000000-0000-0000-0000-000000000007"
PAGES = {"tenant": TENANT, "readable": {"engagements": None}, "source": {"Live": {}}, "keys": []}
COMMAND = {"tenant_id": TENANT, "person": TENANT}
ERASE = {"tenant": TENANT, "person": TENANT, "command_id": TENANT, "command": COMMAND}

MALFORMED: dict[str, tuple[str, bytes]] = {
    "no JSON": ("/commands/ErasePerson", b"{"),
    "nothing": ("/commands/ErasePerson", b""),
    "a number for an id": ("/commands/ErasePerson", json.dumps({**ERASE, "tenant": 7}).encode()),
    "a field too many": ("/commands/ErasePerson", json.dumps({**ERASE, "admin": True}).encode()),
    "a command's field too many": (
        "/commands/ErasePerson",
        json.dumps({**ERASE, "command": {**COMMAND, "all": True}}).encode(),
    ),
    "a truth for a number": ("/commands/ErasePerson", json.dumps({**ERASE, "expected_version": True}).encode()),
    "no source": ("/queries/gap_pages", json.dumps({**PAGES, "source": {}}).encode()),
    "two sources": ("/queries/gap_pages", json.dumps({**PAGES, "source": {"Live": {}, "AtSeq": {"seq": 1}}}).encode()),
    "rows of no read model": (
        "/queries/gap_pages",
        json.dumps({**PAGES, "source": {"Given": {"rows": {"es.event": []}, "otherwise": {"Live": {}}}}}).encode(),
    ),
    "rows that are none": (
        "/queries/gap_pages",
        json.dumps({**PAGES, "source": {"Given": {"rows": {"gap_links": [{}]}, "otherwise": {"Live": {}}}}}).encode(),
    ),
    "a page too large": ("/queries/gap_pages", json.dumps({**PAGES, "keys": [{"window": {"limit": 5000}}]}).encode()),
    "no list of people": ("/directory/names?tenant=" + TENANT, b"{}"),
    "no tenant": ("/directory/names", b"[]"),
}


def told(response: httpx.Response) -> tuple[int, str]:
    assert response.headers["content-type"] == "application/json"
    return response.status_code, response.json()["code"]


@pytest.mark.parametrize("bad", MALFORMED.values(), ids=MALFORMED)
async def test_a_malformed_body_is_refused_with_its_problems(http: httpx.AsyncClient, bad: tuple[str, bytes]) -> None:
    path, body = bad
    response = await http.post(path, content=body)
    assert told(response) == (422, "MALFORMED")
    assert response.json()["problems"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/commands/DropEverything", "COMMAND_UNKNOWN"),
        ("/commands/Decider", "COMMAND_UNKNOWN"),
        ("/queries/pg_sleep", "QUESTION_UNKNOWN"),
        ("/queries/", "NOT_FOUND"),
        ("/elsewhere", "NOT_FOUND"),
    ],
)
async def test_what_is_not_offered_is_not_found(http: httpx.AsyncClient, path: str, code: str) -> None:
    assert told(await http.post(path, json={})) == (404, code)


async def test_a_command_is_not_given_by_get(http: httpx.AsyncClient) -> None:
    assert told(await http.get("/commands/ErasePerson")) == (405, "METHOD_NOT_ALLOWED")


async def test_a_body_that_is_too_large_is_refused_whether_it_says_so_or_not(http: httpx.AsyncClient) -> None:
    async def pieces() -> Any:  # noqa: ANN401
        for _ in range(MOST_BYTES // 1_000_000 + 1):
            yield b" " * 1_000_000

    announced = await http.post("/queries/gap_pages", content=b" " * (MOST_BYTES + 1))
    assert told(announced) == (413, "BODY_TOO_LARGE")
    assert told(await http.post("/queries/gap_pages", content=pieces())) == (413, "BODY_TOO_LARGE")


@pytest.mark.parametrize("key", ["", KEY[:-1], KEY + "x", "another key of thirty-two characters"])
@pytest.mark.parametrize("path", ["/commands/ErasePerson", "/queries/gap_pages", "/directory/names", "/docs"])
async def test_without_the_key_nothing_is_read_and_nothing_is_told(
    http: httpx.AsyncClient, path: str, key: str
) -> None:
    response = await http.post(path, content=b"{", headers={"fairway-service-key": key})
    assert told(response) == (401, "SERVICE_KEY_WRONG")


@pytest.mark.parametrize("seconds", ["-1", "26", "nan", "soon"])
async def test_nobody_waits_for_ever(http: httpx.AsyncClient, seconds: str) -> None:
    response = await http.get("/reached", params={"tenant": TENANT, "seq": 1, "seconds": seconds})
    assert told(response) == (422, "MALFORMED")


async def test_whoever_waits_is_answered_when_the_process_is_about_to_end(here: Reach) -> None:
    process = service_process.served(here.service, WIRE, KEY, ready)
    async with served(process.app) as port, client(port) as http:
        params: dict[str, str | int] = {"tenant": TENANT, "seq": 9, "seconds": 25}
        waiting = asyncio.create_task(http.get("/reached", params=params, timeout=30))
        await http.get("/position", params={"tenant": TENANT})
        process.stopping.set()
        async with asyncio.timeout(5):
            assert (await waiting).json()["status"] == "TIMED_OUT"


def client(port: int) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers={"fairway-service-key": KEY})


async def answers(app: FastAPI, path: str) -> httpx.Response:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://process.test") as http:
        return await http.get(path)


@pytest.mark.parametrize(
    ("wanting", "status", "body"),
    [
        (Wanting(), 200, {"status": "ready", "waitingFor": []}),
        (Wanting(needed=["views"]), 503, {"status": "waiting", "waitingFor": ["views"]}),
        (Wanting(useful=["Kafka"]), 200, {"status": "ready", "waitingFor": ["Kafka"]}),
    ],
    ids=["nothing", "what is needed", "what is useful"],
)
async def test_it_tells_what_it_waits_for(wanting: Wanting, status: int, body: object) -> None:
    async def waiting() -> Wanting:
        return wanting

    app = application("engagement", KEY, waiting)
    ready = await answers(app, "/readyz")
    assert (ready.status_code, ready.json()) == (status, body)
    assert (await answers(app, "/healthz")).status_code == httpx.codes.OK
    assert "python_info" in (await answers(app, "/metrics")).text


def test_a_key_that_could_be_guessed_starts_nothing() -> None:
    app = application("engagement", "short", ready)
    with pytest.raises(KeyTooShort):
        app.build_middleware_stack()


async def test_the_document_describes_every_command_and_question_and_refers_to_nothing_else(app: FastAPI) -> None:
    document = (await answers(app, "/openapi.json")).json()
    commands = {f"/commands/{name}" for name in WIRE.commands}
    questions = {f"/queries/{question.__name__}" for question in CONTRACT.questions}
    assert document["paths"].keys() >= commands | questions | {"/readable", "/reached", "/position"}
    referred = set(references(document))
    assert referred <= {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert len(referred) > len(questions)


def references(part: object) -> Any:  # noqa: ANN401
    match part:
        case dict():
            yield from [part["$ref"]] if isinstance(part.get("$ref"), str) else []
            for each in part.values():
                yield from references(each)
        case list():
            for each in part:
                yield from references(each)
