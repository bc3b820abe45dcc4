"""The client: data comes back whole, and whatever else comes is told in a sentence."""

import socket

import httpx
import pytest

from cli.client import Client, NotAnswered, Unreachable, data_of

URL = "http://127.0.0.1:8700/graphql"


def response(status: int, body: bytes) -> httpx.Response:
    return httpx.Response(status, content=body, request=httpx.Request("POST", URL))


def test_the_data_of_an_answer_comes_back() -> None:
    assert data_of(response(200, b'{"data": {"viewer": null}}')) == {"viewer": None}


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (401, b'{"errors": [{"message": "No token.", "extensions": {"code": "TOKEN"}}]}', "TOKEN: No token."),
        (
            200,
            b'{"data": {"a": 1}, "errors": [{"message": "Gone.", "path": ["a", 0], "extensions": {"code": "X"}}]}',
            r"X: Gone. \(a.0\)",
        ),
        (200, b'{"data": null, "errors": [{"message": "One."}, {"message": "Two."}]}', "One.; NO_ANSWER: Two."),
        (200, b'{"data": null}', "there is no answer"),
        (404, b"<h1>Not here</h1>", f"{URL} answers 404 Not Found: is that Fairway's GraphQL?"),
        (200, b'["data"]', "answers 200 OK"),
        (200, b'{"data": "yes"}', "answers 200 OK"),
    ],
    ids=["refused", "in part", "errors alone", "nothing", "another server", "a list", "a word"],
)
def test_an_answer_that_is_not_whole_is_told(status: int, body: bytes, told: str) -> None:
    with pytest.raises(NotAnswered, match=told):
        data_of(response(status, body))


async def test_where_nobody_listens_the_address_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/graphql"
        async with httpx.AsyncClient() as http:
            with pytest.raises(Unreachable, match=f"{url} does not answer"):
                await Client(http, url).ask("a token", "{ viewer { id } }", {})
