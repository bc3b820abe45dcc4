"""GraphQL over HTTP by its rules, and a code for whatever breaks them."""

from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from gateway.http.router import GatewayRouter, NotMasked
from tests.integration.gateway.server import application, broken_application, client, closed_application, reader, served
from tests.unit.gateway.library import INNARDS, library
from tests.unit.gateway.test_limits import BOMB

MODERN, PLAIN = "application/graphql-response+json", "application/json"
UTF8 = "; charset=utf-8"
TITLE = {"data": {"book": {"title": "Fairway"}}}
LEND = 'mutation { lend(title: "x") { title } }'


async def post(body: object, accept: str | None = PLAIN, **headers: str) -> httpx.Response:
    async with client(application()) as library_client:
        sent = {**headers, **({} if accept is None else {"accept": accept})}
        return await library_client.post("/graphql", json=body, headers=sent)


async def post_raw(body: bytes, content_type: str = "application/json", accept: str = PLAIN) -> httpx.Response:
    async with client(application()) as library_client:
        headers = {"content-type": content_type, "accept": accept}
        return await library_client.post("/graphql", content=body, headers=headers)


async def get(accept: str = PLAIN, *, allowed: bool = True, **params: str) -> httpx.Response:
    async with client(application(allow_queries_via_get=allowed)) as library_client:
        return await library_client.get("/graphql", params=params, headers={"accept": accept})


async def get_any(params: dict[str, str]) -> httpx.Response:
    async with client(application()) as library_client:
        return await library_client.get("/graphql", params=params, headers={"accept": "*/*"})


def codes(response: httpx.Response) -> list[str]:
    return [error["extensions"]["code"] for error in response.json()["errors"]]


@pytest.mark.parametrize(
    ("accept", "answered"),
    [
        (MODERN, MODERN),
        (f"{MODERN}; charset=utf-8", MODERN),
        (f"{MODERN}, {PLAIN};q=0.9", MODERN),
        (f"{PLAIN}, {MODERN}", MODERN),
        (f"{PLAIN}, {MODERN};q=0.5", PLAIN),
        (f"{MODERN};q=0, */*", PLAIN),
        (f"{MODERN};q=high, */*", PLAIN),
        (PLAIN, PLAIN),
        ("*/*", PLAIN),
        ("text/html", PLAIN),
        (None, PLAIN),
    ],
)
async def test_the_answer_has_the_media_type_that_was_asked_for(accept: str | None, answered: str) -> None:
    response = await post({"query": "{book{title}}"}, accept)
    assert (response.status_code, response.json()) == (200, TITLE)
    assert response.headers["content-type"].split(";")[0] == answered


@pytest.mark.parametrize(
    "body",
    [
        {"query": "{"},
        {"query": ""},
        {"query": "{nothing}"},
        {"query": "{book{...A}} fragment A on Book {...A}"},
        {"query": "query($n: Int!) {book(pages: $n) {title}}", "variables": {"n": "many"}},
        {"query": "query A {book{title}}", "operationName": "B"},
        {"query": "query A {book{title}} query B {book{title}}"},
    ],
)
async def test_a_request_that_cannot_be_run_is_a_400_without_data(body: dict[str, Any]) -> None:
    response = await post(body, MODERN)
    assert response.status_code == 400
    assert response.headers["content-type"] == f"{MODERN}{UTF8}"
    assert set(response.json()) - {"extensions"} == {"errors"}


async def test_an_older_client_gets_200_for_an_invalid_document() -> None:
    response = await post({"query": "{nothing}"}, PLAIN)
    assert (response.status_code, codes(response)) == (200, ["GRAPHQL_INVALID"])


@pytest.mark.parametrize("accept", [MODERN, PLAIN])
async def test_a_document_beyond_a_limit_is_a_400_for_everybody(accept: str) -> None:
    response = await post({"query": BOMB}, accept)
    assert (response.status_code, codes(response)) == (400, ["ALIAS_LIMIT"])


@pytest.mark.parametrize("accept", [MODERN, PLAIN])
async def test_an_error_in_a_field_is_a_200_with_data(accept: str) -> None:
    response = await post({"query": "{broken book{title}}"}, accept)
    assert response.status_code == 200
    assert response.json()["data"] == {"broken": None, **TITLE["data"]}
    assert codes(response) == ["INTERNAL"]
    assert INNARDS not in response.text


@pytest.mark.parametrize("content_type", ["application/jsonx", "text/plain", "application/graphql+json", "text/json"])
async def test_another_content_type_is_a_415(content_type: str) -> None:
    response = await post_raw(b'{"query": "{book{title}}"}', content_type)
    assert (response.status_code, codes(response)) == (415, ["CONTENT_TYPE_NOT_JSON"])


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
async def test_nothing_is_changed_by_what_a_form_of_another_site_can_send(content_type: str) -> None:
    response = await post_raw(f'{{"query": "{LEND}"}}'.encode(), content_type)
    assert (response.status_code, codes(response)) == (415, ["CONTENT_TYPE_NOT_JSON"])


async def test_json_in_any_capitals_and_in_utf8_is_json() -> None:
    response = await post_raw(b'{"query": "{book{title}}"}', "Application/JSON; Charset=UTF-8")
    assert response.json() == TITLE


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "BODY_NOT_JSON"),
        (b'{"query": "{book', 400, "BODY_NOT_JSON"),
        (b'{"query": "\xff"}', 400, "BODY_NOT_JSON"),
        (b"[" * 10_000 + b"]" * 10_000, 400, "BODY_TOO_DEEP"),
        (b'{"variables":' * 100_000 + b"1" + b"}" * 100_000, 400, "BODY_TOO_DEEP"),
        (b"[]", 400, "BODY_NOT_OBJECT"),
        (b'[{"query": "{book{title}}"}]', 400, "BODY_NOT_OBJECT"),
        (b"5", 400, "BODY_NOT_OBJECT"),
        (b"{}", 400, "QUERY_MISSING"),
        (b'{"query": 5}', 400, "QUERY_NOT_STRING"),
        (b'{"query": "{book{title}}", "variables": []}', 400, "VARIABLES_NOT_OBJECT"),
        (b'{"query": "{book{title}}", "extensions": []}', 400, "EXTENSIONS_NOT_OBJECT"),
        (b'{"query": "{book{title}}", "operationName": 5}', 400, "OPERATION_NAME_NOT_STRING"),
        (b'"' + b"x" * 2_000_000, 413, "BODY_TOO_LARGE"),
    ],
)
@pytest.mark.parametrize("accept", [MODERN, PLAIN])
async def test_a_bad_body_is_refused_by_name_and_never_a_500(body: bytes, status: int, code: str, accept: str) -> None:
    response = await post_raw(body, accept=accept)
    assert (response.status_code, codes(response)) == (status, [code])
    assert response.json()["errors"][0]["extensions"]["requestId"] == response.headers["x-request-id"]


async def test_a_query_may_come_by_get() -> None:
    response = await get(query="query($n: Int!) {book(pages: $n) {title}}", variables='{"n": 1}')
    assert response.json() == TITLE


@pytest.mark.parametrize(
    ("params", "status", "code"),
    [
        ({"query": LEND}, 405, "OPERATION_NOT_ALLOWED"),
        ({"query": "subscription {returns}"}, 400, "SUBSCRIPTION_NOT_STREAMED"),
        ({}, 400, "QUERY_MISSING"),
        ({"query": "{book{title}}", "variables": "{"}, 400, "BODY_NOT_JSON"),
        ({"query": "{book{title}}", "variables": "[" * 10_000}, 400, "BODY_TOO_DEEP"),
        ({"query": "{book{title}}", "variables": "5"}, 400, "VARIABLES_NOT_OBJECT"),
    ],
)
async def test_what_does_not_go_by_get_is_refused_by_name(params: dict[str, str], status: int, code: str) -> None:
    response = await get_any(params)
    assert (response.status_code, codes(response)) == (status, [code])


async def test_a_mutation_by_get_is_told_the_method_that_works() -> None:
    assert (await get(query=LEND)).headers["allow"] == "POST"


async def test_get_can_be_switched_off() -> None:
    response = await get(query="{book{title}}", allowed=False)
    assert (response.status_code, codes(response)) == (405, ["OPERATION_NOT_ALLOWED"])


async def test_a_subscription_does_not_fit_into_one_answer() -> None:
    response = await post({"query": "subscription {returns}"})
    assert (response.status_code, codes(response)) == (400, ["SUBSCRIPTION_NOT_STREAMED"])


async def test_a_subscription_streams_as_server_sent_events() -> None:
    response = await post({"query": "subscription {returns}"}, "text/event-stream")
    assert response.headers["content-type"] == "text/event-stream"
    assert response.text.count("event: next") == 2
    assert response.text.endswith("event: complete\r\ndata: \r\n\r\n")


async def test_an_error_in_server_sent_events_is_masked() -> None:
    response = await post({"query": "subscription {torn}"}, "text/event-stream")
    assert '"code":"INTERNAL"' in response.text
    assert INNARDS not in response.text


async def test_a_mutation_by_get_stays_refused_when_it_asks_for_a_stream() -> None:
    response = await get("text/event-stream", query=LEND)
    assert '"code":"OPERATION_NOT_ALLOWED"' in response.text


async def test_who_has_no_token_is_told_how_to_bring_one() -> None:
    async with client(closed_application()) as nobody:
        response = await nobody.post("/graphql", json={"query": "{book{title}}"}, headers={"accept": MODERN})
    assert (response.status_code, codes(response)) == (401, ["UNAUTHENTICATED"])
    assert response.json()["errors"][0]["extensions"]["reason"] == "TOKEN_MISSING"
    assert response.headers["www-authenticate"] == "Bearer"


async def test_a_route_beside_graphql_refuses_in_the_same_words() -> None:
    async with client(closed_application()) as nobody:
        response = await nobody.get("/beside")
    assert (response.status_code, codes(response)) == (401, ["UNAUTHENTICATED"])


async def test_a_failure_before_graphql_is_masked_and_logged() -> None:
    with capture_logs() as logs:
        async with client(broken_application()) as somebody:
            response = await somebody.post("/graphql", json={"query": "{book{title}}"})
    assert (response.status_code, codes(response)) == (500, ["INTERNAL"])
    assert INNARDS not in response.text
    assert [str(entry["exc_info"]) for entry in logs] == [INNARDS]


async def test_the_request_id_of_the_client_is_in_the_answer_and_its_errors() -> None:
    response = await post({"query": "{broken}"}, **{"x-request-id": "client-7.abc"})
    assert response.headers["x-request-id"] == "client-7.abc"
    assert response.json()["errors"][0]["extensions"]["requestId"] == "client-7.abc"


async def test_a_body_that_grows_too_large_on_the_wire_is_cut_off() -> None:
    async def endless() -> Any:  # noqa: ANN401 - an async generator of bytes
        for _ in range(100):
            yield b"x" * 100_000

    async with served(application()) as port, httpx.AsyncClient() as over_the_wire:
        response = await over_the_wire.post(
            f"http://127.0.0.1:{port}/graphql", content=endless(), headers={"content-type": "application/json"}
        )
    assert (response.status_code, codes(response)) == (413, ["BODY_TOO_LARGE"])


def test_a_schema_that_does_not_mask_its_errors_is_not_served() -> None:
    with pytest.raises(NotMasked):
        GatewayRouter(library(), reader)
