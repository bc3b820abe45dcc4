"""A small client of Fairway's GraphQL API: one request, one answer, and what went wrong in a sentence."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import httpx

from cli.failures import Failure

Answer = dict[str, Any]


class Unreachable(Failure):
    """Nobody answers there."""


class NotAnswered(Failure):
    """The request itself was refused, so nothing of it was done."""


class Client:
    """`http` knows where Fairway is; the token says who asks."""

    def __init__(self, http: httpx.AsyncClient, url: str) -> None:
        self._http = http
        self._url = url

    async def ask(
        self, token: str, document: str, variables: Mapping[str, object], *, seen: str | None = None
    ) -> Answer:
        """The answer's data. `seen` is a consistency token: the answer shows at least as much."""
        headers = {"authorization": f"Bearer {token}", **({} if seen is None else {"fairway-consistency": seen})}
        body = {"query": document, "variables": variables}
        try:
            response = await self._http.post(self._url, json=body, headers=headers)
        except httpx.HTTPError as error:
            raise Unreachable(f"{self._url} does not answer: {str(error) or type(error).__name__}") from error
        return data_of(response)


def data_of(response: httpx.Response) -> Answer:
    """What was asked for, whole; raises NotAnswered where a part of it is missing."""
    try:
        answer = response.json()
    except ValueError:
        answer = None
    if not isinstance(answer, dict) or not isinstance(answer.get("data"), dict | None):
        status = HTTPStatus(response.status_code)
        raise NotAnswered(f"{response.url} answers {status.value} {status.phrase}: is that Fairway's GraphQL?")
    if answer.get("errors") or answer.get("data") is None:
        raise NotAnswered("; ".join(map(told, answer.get("errors") or [{}])))
    data: Answer = answer["data"]
    return data


def told(error: Answer) -> str:
    code = error.get("extensions", {}).get("code", "NO_ANSWER")
    where = ".".join(map(str, error.get("path") or ()))
    return f"{code}: {error.get('message', 'there is no answer')}" + (f" ({where})" if where else "")
