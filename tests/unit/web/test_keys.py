"""The keys of an issuer: asked for once, whatever the crowd, and never of the wrong kind."""

import asyncio
import socket
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import httpx
import orjson
import pytest
from jwt.algorithms import RSAAlgorithm
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from shared.web.identity import KeySet, from_file, from_url
from tests.unit.web.test_identity import code
from tests.unit.web.tokens import (
    ED_KEY,
    OTHER_RSA_KEY,
    RSA_KEY,
    SHORT_RSA_KEY,
    Clock,
    Endpoint,
    acme,
    claims,
    jwk,
    token,
    verifier,
)

GOOD = jwk(RSA_KEY, "rsa-1")
SECOND = timedelta(seconds=1)


class Gate(Endpoint):
    """An endpoint that answers when it is told to."""

    def __init__(self, *keys: Mapping[str, object]) -> None:
        super().__init__(*keys)
        self.open, self.reached = asyncio.Event(), asyncio.Event()

    async def fetch(self) -> bytes:
        answer = await super().fetch()
        self.reached.set()
        await self.open.wait()
        return answer


async def test_a_crowd_waits_for_one_answer() -> None:
    gate, clock = Gate(GOOD), Clock()
    keys = KeySet(gate.fetch, clock)
    crowd = [asyncio.create_task(keys.key("rsa-1")) for _ in range(100)]
    await asyncio.wait_for(gate.reached.wait(), timeout=5)
    gate.open.set()
    assert None not in await asyncio.gather(*crowd)
    assert gate.asked == 1


async def test_a_flood_of_unknown_keys_asks_once_in_ten_seconds() -> None:
    endpoint, clock = Endpoint(GOOD), Clock()
    flooded = verifier(acme(clock, endpoint), clock=clock)
    for second in range(30):
        for number in range(20):
            assert await code(token(kid=f"made-up-{second}-{number}"), flooded) == "TOKEN_NOT_ACCEPTED"
        clock.passes(SECOND)
    assert endpoint.asked == 3


async def test_a_flood_does_not_disturb_who_has_a_good_token() -> None:
    endpoint, clock = Endpoint(GOOD), Clock()
    keys = KeySet(endpoint.fetch, clock)
    await asyncio.gather(*(keys.key(f"made-up-{number}") for number in range(50)))
    assert await keys.key("rsa-1") is not None
    assert endpoint.asked == 1


async def test_a_rotated_key_is_found_and_the_withdrawn_one_forgotten() -> None:
    endpoint, clock = Endpoint(GOOD), Clock()
    rotating = verifier(acme(clock, endpoint), clock=clock)
    assert await rotating.verify(token())
    endpoint.keys = [jwk(OTHER_RSA_KEY, "rsa-2")]
    clock.passes(10 * SECOND)
    assert await rotating.verify(token(key=OTHER_RSA_KEY, kid="rsa-2"))
    assert await code(token(), rotating) == "TOKEN_NOT_ACCEPTED"


async def test_a_withdrawn_key_is_gone_after_five_minutes_without_any_new_one() -> None:
    endpoint, clock = Endpoint(GOOD, jwk(ED_KEY, "ed-1")), Clock()
    keys = KeySet(endpoint.fetch, clock)
    assert await keys.key("rsa-1") is not None
    endpoint.keys = [jwk(ED_KEY, "ed-1")]
    clock.passes(timedelta(minutes=5))
    assert await keys.key("rsa-1") is None


async def test_whoever_has_a_known_key_does_not_wait_while_keys_are_fetched_again() -> None:
    gate, clock = Gate(GOOD), Clock()
    gate.open.set()
    keys = KeySet(gate.fetch, clock)
    assert await keys.key("rsa-1") is not None
    gate.open.clear()
    gate.reached.clear()
    clock.passes(timedelta(minutes=5))
    first = asyncio.create_task(keys.key("rsa-1"))
    await asyncio.wait_for(gate.reached.wait(), timeout=5)
    clock.passes(timedelta(minutes=5))
    assert await asyncio.wait_for(keys.key("rsa-1"), timeout=5) is not None
    assert not first.done()
    gate.open.set()
    assert await first is not None
    assert gate.asked == 2


async def test_known_keys_outlive_an_outage_and_unknown_ones_are_refused() -> None:
    endpoint, clock = Endpoint(GOOD), Clock()
    keys = KeySet(endpoint.fetch, clock)
    assert await keys.key("rsa-1") is not None
    endpoint.down = True
    clock.passes(timedelta(minutes=5))
    assert await keys.key("rsa-1") is not None
    assert await keys.key("rsa-2") is None


async def test_without_any_key_the_refusal_says_so_and_the_next_try_comes_after_a_pause() -> None:
    endpoint, clock = Endpoint(GOOD), Clock()
    endpoint.down = True
    waiting = verifier(acme(clock, endpoint), clock=clock)
    assert await code(token(), waiting) == "KEYS_UNAVAILABLE"
    endpoint.down = False
    assert await code(token(), waiting) == "KEYS_UNAVAILABLE"
    clock.passes(10 * SECOND)
    assert await waiting.verify(token())


@pytest.mark.parametrize(
    "entry",
    [
        {**GOOD, "use": "enc"},
        {**GOOD, "alg": "RS512"},
        {**GOOD, "alg": "HS256"},
        {**GOOD, "kid": None},
        {**GOOD, "kid": 1},
        {**RSAAlgorithm.to_jwk(RSA_KEY, as_dict=True), "kid": "rsa-1"},
        {**GOOD, "n": "!"},
        {"kty": "RSA", "kid": "rsa-1"},
        {"kty": "oct", "kid": "rsa-1", "k": "c2VjcmV0"},
        {"kty": "EC", "crv": "P-256", "kid": "rsa-1", "x": "AA", "y": "AA"},
        {"kty": "OKP", "crv": "Ed448", "kid": "rsa-1", "x": "AA"},
        {"kty": ["RSA"], "kid": "rsa-1"},
        {},
        jwk(SHORT_RSA_KEY, "rsa-1"),
        "rsa-1",
    ],
)
async def test_a_key_of_the_wrong_kind_is_left_out_and_the_others_stay(entry: Mapping[str, object]) -> None:
    keys = KeySet(Endpoint(entry, jwk(ED_KEY, "ed-1")).fetch, Clock())
    assert await keys.key("rsa-1") is None
    assert await keys.key("ed-1") is not None


@pytest.mark.parametrize("published", [b"", b"{", b"[]", b"{}", b'{"keys": {}}', b"[" * 100_000, b"\xff"])
async def test_what_is_no_key_set_is_as_good_as_no_answer(published: bytes) -> None:
    async def fetch() -> bytes:
        return published

    keys = KeySet(fetch, Clock())
    assert await keys.key("rsa-1") is None
    assert keys.empty


async def test_keys_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    file.write_bytes(orjson.dumps({"keys": [GOOD]}))
    assert await KeySet(from_file(file), Clock()).key("rsa-1") is not None
    assert await KeySet(from_file(tmp_path / "absent.json"), Clock()).key("rsa-1") is None


@pytest.mark.parametrize(("status", "found"), [(200, True), (302, False), (404, False), (500, False)])
async def test_keys_come_from_a_url_without_following_it_elsewhere(status: int, *, found: bool) -> None:
    asked: list[str] = []

    async def issuer(scope: Scope, receive: Receive, send: Send) -> None:
        asked.append(scope["path"])
        headers = {"location": "https://login.acme.example/elsewhere"}
        await JSONResponse({"keys": [GOOD]}, status, headers)(scope, receive, send)

    async with httpx.AsyncClient(transport=httpx.ASGITransport(issuer)) as client:
        keys = KeySet(from_url("https://login.acme.example/keys", client), Clock())
        assert (await keys.key("rsa-1") is not None) is found
    assert asked == ["/keys"]


async def test_an_unreachable_url_is_an_outage() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        async with httpx.AsyncClient() as client:
            keys = KeySet(from_url(f"http://127.0.0.1:{port}/keys", client), Clock())
            assert await keys.key("rsa-1") is None


async def test_the_clock_of_the_verifier_is_the_only_one() -> None:
    clock = Clock()
    clock.passes(timedelta(days=-3_650))
    assert await code(token(), verifier(acme(clock), clock=clock)) == "TOKEN_NOT_YET_VALID"
    early = claims(iat=int(clock().timestamp()), exp=int((clock() + SECOND).timestamp()))
    assert await verifier(acme(clock), clock=clock).verify(token(early))
