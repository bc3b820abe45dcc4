"""The public keys of an issuer: fetched once for all who wait, again for an unknown key, never in a flood."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeAlias

import httpx
import orjson
import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt import PyJWK
from jwt.exceptions import PyJWTError

Fetch: TypeAlias = Callable[[], Awaitable[bytes]]

PAUSE = timedelta(seconds=10)
FRESH = timedelta(minutes=5)
LEAST_RSA_BITS = 2048
TIMEOUT_SECONDS = 5.0
ALGORITHM_OF = {("RSA", None): "RS256", ("OKP", "Ed25519"): "EdDSA"}

log = structlog.get_logger(__name__)


def from_file(path: Path) -> Fetch:
    async def fetch() -> bytes:
        return await asyncio.to_thread(path.read_bytes)

    return fetch


def from_url(url: str, client: httpx.AsyncClient) -> Fetch:
    async def fetch() -> bytes:
        answer = await client.get(url, timeout=TIMEOUT_SECONDS, follow_redirects=False)
        return answer.raise_for_status().content

    return fetch


class NotAKeySet(ValueError):
    """What was fetched is no JSON Web Key Set."""


class KeySet:
    """The keys by id. Keys that the issuer withdrew are gone after five minutes."""

    def __init__(self, fetch: Fetch, clock: Callable[[], datetime]) -> None:
        self._fetch, self._clock = fetch, clock
        self._keys: Mapping[str, PyJWK] = {}
        self._asked_at: datetime | None = None
        self._one_at_a_time = asyncio.Lock()

    @property
    def empty(self) -> bool:
        return not self._keys

    async def key(self, key_id: str) -> PyJWK | None:
        known = key_id in self._keys
        if known and (self._one_at_a_time.locked() or not self._due(known=True)):
            return self._keys[key_id]
        async with self._one_at_a_time:
            if self._due(known=key_id in self._keys):
                await self._refresh()
        return self._keys.get(key_id)

    def _due(self, *, known: bool) -> bool:
        return self._asked_at is None or self._clock() - self._asked_at >= (FRESH if known else PAUSE)

    async def _refresh(self) -> None:
        self._asked_at = self._clock()
        try:
            self._keys = _usable(orjson.loads(await self._fetch()))
        except (httpx.HTTPError, OSError, ValueError) as error:
            log.warning("keys_not_fetched", error=repr(error))


def _usable(document: object) -> dict[str, PyJWK]:
    """Read the public signing keys of a JWKS; what else it holds is left out."""
    listed = document.get("keys") if isinstance(document, dict) else None
    if not isinstance(listed, list):
        raise NotAKeySet
    keys = (_key(entry) for entry in listed if isinstance(entry, dict))
    return {key.key_id: key for key in keys if key is not None and key.key_id}


def _key(entry: dict[str, object]) -> PyJWK | None:
    curve = entry.get("crv") if entry.get("kty") != "RSA" else None
    algorithm = ALGORITHM_OF.get((str(entry.get("kty")), None if curve is None else str(curve)))
    for_signing = entry.get("use", "sig") == "sig" and entry.get("alg", algorithm) == algorithm
    if algorithm is None or not for_signing or "d" in entry or not isinstance(entry.get("kid"), str):
        return None
    try:
        key = PyJWK(entry, algorithm)
    except PyJWTError:
        return None
    too_short = isinstance(key.key, RSAPublicKey) and key.key.key_size < LEAST_RSA_BITS
    return None if too_short else key
