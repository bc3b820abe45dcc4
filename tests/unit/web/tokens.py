"""Two issuers, the tokens they give, and those a forger makes."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import OKPAlgorithm, RSAAlgorithm

from shared.web.identity import Issuer, KeySet, Verifier

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TENANT = UUID("018e4f1e-7c00-7000-8000-000000000001")
ACME, GLOBEX = "https://login.acme.example", "https://login.globex.example"
AUDIENCE = "https://fairway.acme.example"

RSA_KEY = generate_private_key(65537, 2048)
OTHER_RSA_KEY = generate_private_key(65537, 2048)
SHORT_RSA_KEY = generate_private_key(65537, 1024)  # noqa: S505 - to be refused
ED_KEY = Ed25519PrivateKey.generate()


def jwk(key: RSAPrivateKey | Ed25519PrivateKey, kid: str, **more: object) -> dict[str, Any]:
    public = (
        RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
        if isinstance(key, RSAPrivateKey)
        else OKPAlgorithm.to_jwk(key.public_key(), as_dict=True)
    )
    return {**public, "kid": kid, **more}


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def passes(self, time: timedelta) -> None:
        self.now += time


class Endpoint:
    """A place that publishes keys; counts how often it was asked, and may be down."""

    def __init__(self, *keys: Mapping[str, object]) -> None:
        self.keys: list[object] = list(keys)
        self.asked = 0
        self.down = False

    async def fetch(self) -> bytes:
        self.asked += 1
        if self.down:
            raise ConnectionError
        return json.dumps({"keys": self.keys}).encode()


def claims(**changed: object) -> dict[str, Any]:
    """The claims of a good token; a claim changed to None is left out."""
    good = {
        "iss": ACME,
        "aud": AUDIENCE,
        "sub": "ana",
        "tenant": str(TENANT),
        "iat": int(NOW.timestamp()),
        "exp": int((NOW + timedelta(minutes=10)).timestamp()),
    }
    return {name: value for name, value in {**good, **changed}.items() if value is not None}


def token(
    body: Mapping[str, object] | None = None,
    *,
    key: Any = RSA_KEY,  # noqa: ANN401 - forgers use keys of any kind
    alg: str = "RS256",
    **header: object,
) -> str:
    headers = {"kid": "rsa-1", "typ": "at+jwt", **header}
    return jwt.encode(dict(claims() if body is None else body), key, algorithm=alg, headers=headers)


def assembled(header: object, body: object, signature: bytes = b"x") -> str:
    """Put together what no library would."""
    parts = (json.dumps(header).encode(), json.dumps(body).encode(), signature)
    return ".".join(urlsafe_b64encode(part).decode().rstrip("=") for part in parts)


def signed(header: object, body: object) -> str:
    """Sign with the right key what no issuer would."""
    content = assembled(header, body).rpartition(".")[0]
    signature = RSAAlgorithm(RSAAlgorithm.SHA256).sign(content.encode(), RSA_KEY)
    return f"{content}.{assembled({}, {}, signature).rpartition('.')[2]}"


def pem(key: RSAPrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def verifier(*issuers: Issuer, clock: Clock | None = None) -> Verifier:
    clock = clock or Clock()
    return Verifier(issuers or (acme(clock),), clock)


def acme(clock: Clock, endpoint: Endpoint | None = None, **changed: Any) -> Issuer:  # noqa: ANN401 - any field
    published = endpoint or Endpoint(jwk(RSA_KEY, "rsa-1"), jwk(ED_KEY, "ed-1"))
    return Issuer(**{"name": ACME, "audience": AUDIENCE, "keys": KeySet(published.fetch, clock), **changed})
