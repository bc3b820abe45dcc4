"""Requests that are no requests: refused with a code before anything is read."""

from collections.abc import Mapping

import httpx
import pytest

from gateway.body import LINGER_FACTOR
from shared.web.sizes import MOST_BYTES
from tests.acceptance.api.desk import Desk

JSON = {"content-type": "application/json"}
VALID = b'{"query": "{ viewer { id } }"}'
BODIES: dict[str, tuple[bytes, Mapping[str, str], int, str]] = {
    "fifty megabytes": (b" " * 50_000_000, JSON, 413, "BODY_TOO_LARGE"),
    "ten thousand levels": (
        b'{"query": "{ viewer { id } }", "variables": ' + b'{"a":' * 10_000 + b"1" + b"}" * 10_001,
        JSON,
        400,
        "BODY_TOO_DEEP",
    ),
    "ten thousand levels of lists": (b"[" * 10_000 + b"]" * 10_000, JSON, 400, "BODY_TOO_DEEP"),
    "a hundred thousand values": (b"[" + b"0," * 99_999 + b"0]", JSON, 400, "BODY_TOO_MANY_VALUES"),
    "no JSON": (b"{", JSON, 400, "BODY_NOT_JSON"),
    "not UTF-8": (b'{"query": "\xff"}', JSON, 400, "BODY_NOT_JSON"),
    "half a character": (b'{"query": "{ viewer { id } }", "variables": {"a": "\\ud800"}}', JSON, 400, "BODY_NOT_JSON"),
    "a list": (b"[]", JSON, 400, "BODY_NOT_OBJECT"),
    "a text": (VALID, {"content-type": "text/plain"}, 415, "CONTENT_TYPE_NOT_JSON"),
    "a form": (b"query=1", {"content-type": "application/x-www-form-urlencoded"}, 415, "CONTENT_TYPE_NOT_JSON"),
    "no query": (b"{}", JSON, 400, "QUERY_MISSING"),
    "a query that is a number": (b'{"query": 5}', JSON, 400, "QUERY_NOT_STRING"),
    "variables that are a list": (
        b'{"query": "{ viewer { id } }", "variables": []}',
        JSON,
        400,
        "VARIABLES_NOT_OBJECT",
    ),
}
DEEP = "{ gaps(first: 1) { nodes { engagement " * 200
DOCUMENTS: dict[str, tuple[str, str]] = {
    "no GraphQL": ("{", "GRAPHQL_INVALID"),
    "an unknown field": ("{ widgets { id } }", "GRAPHQL_INVALID"),
    "half a character": ('{ gaps(first: 1, after: "\\uD800") { nodes { id } } }', "GRAPHQL_INVALID"),
    "two thousand levels": ("{ asOf(seq: 1) " * 2_000 + "{ tenant { name } }" + "}" * 2_000, "GRAPHQL_INVALID"),
    "a circle of fragments": ("{ viewer { ...a } } fragment a on Person { ...a }", "GRAPHQL_INVALID"),
    "thirty levels": (
        "{ gaps(first: 1) { nodes { " + "engagement { pilot { " * 10 + "id" + "} }" * 10 + "} } }",
        "DEPTH_LIMIT",
    ),
    "a page of pages": (
        "{ engagements(first: 100) { nodes { gaps(first: 100) { nodes { needs { needs { id } } } } } } }",
        "COST_LIMIT",
    ),
    "a page of a million": ("{ gaps(first: 1000000) { nodes { id } } }", "COST_LIMIT"),
    "forty aliases": ("{ " + " ".join(f"a{n}: viewer {{ id }}" for n in range(40)) + " }", "ALIAS_LIMIT"),
    "thirty root fields": ("{ viewer { id } " + " ".join(["viewer { id }"] * 29) + " }", "ROOT_FIELD_LIMIT"),
}


@pytest.mark.parametrize("bad", BODIES.values(), ids=BODIES)
async def test_a_body_that_is_no_request_is_refused_with_a_code(
    desk: Desk, bad: tuple[bytes, Mapping[str, str], int, str]
) -> None:
    body, headers, status, code = bad
    if desk.fairway.app is None and len(body) > MOST_BYTES * LINGER_FACTOR:
        pytest.skip("who sends as much as this over a network is cut off")
    response = await desk.http.post("/graphql", content=body, headers={**desk.headers("auditor"), **headers})
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (status, code)


@pytest.mark.parametrize("bad", DOCUMENTS.values(), ids=DOCUMENTS)
async def test_a_document_that_cannot_be_run_is_refused_with_a_code(desk: Desk, bad: tuple[str, str]) -> None:
    document, code = bad
    answer = (await desk.post(document)).json()
    assert {error["extensions"]["code"] for error in answer["errors"]} == {code}
    assert "data" not in answer


async def test_a_mutation_by_get_records_nothing(desk: Desk) -> None:
    before = await desk.head()
    given = 'name: "a", purpose: "b", runBy: OWN_TEAM, startedOn: "2026-01-12"'
    query = f"mutation {{ registerPilot(input: {{{given}}}) {{ pilot {{ id }} }} }}"
    response = await desk.http.get("/graphql", params={"query": query}, headers=desk.headers("pilot_lead"))
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (405, "OPERATION_NOT_ALLOWED")
    assert await desk.head() == before


async def test_a_subscription_by_post_is_told_where_it_belongs(desk: Desk) -> None:
    assert await desk.codes("subscription { events { cursor } }") == ["SUBSCRIPTION_NOT_STREAMED"]


async def test_every_refusal_names_the_request_that_the_log_names_too(desk: Desk) -> None:
    response = await desk.post('{ gap(id: "no id") { id } }', headers={"x-request-id": "front-end-7"})
    assert response.headers["x-request-id"] == "front-end-7"
    assert response.json()["errors"][0]["extensions"]["requestId"] == "front-end-7"


@pytest.mark.parametrize(
    ("method", "address", "status", "code"),
    [
        ("GET", "/graphql/", 404, "ADDRESS_UNKNOWN"),
        ("GET", "/nowhere", 404, "ADDRESS_UNKNOWN"),
        ("PUT", "/graphql", 405, "METHOD_NOT_ALLOWED"),
        ("POST", "/healthz", 405, "METHOD_NOT_ALLOWED"),
    ],
)
async def test_what_no_route_takes_is_told_by_a_code_and_sent_nowhere_else(
    desk: Desk, method: str, address: str, status: int, code: str
) -> None:
    response = await desk.http.request(method, address, headers={"host": "evil.example"})
    (error,) = response.json()["errors"]
    assert (response.status_code, error["extensions"]["code"]) == (status, code)
    assert error["extensions"]["requestId"] == response.headers["x-request-id"]
    assert ("allow" in response.headers) == (status == httpx.codes.METHOD_NOT_ALLOWED)
