"""The issuer of the embedded mode: one key, made at the first start and kept in a file that only its owner reads."""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import jwt
import orjson
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from uuid_utils import uuid7

from shared.web.ed25519 import kept_pair


class LocalIssuer:
    """Gives out access tokens, and the key set to check them with."""

    def __init__(self, key_file: Path, *, name: str, audience: str, clock: Callable[[], datetime]) -> None:
        self._key = kept_pair(key_file)
        self._key_id = _thumbprint(self._public())
        self._clock = clock
        self.name, self.audience = name, audience

    def token(self, tenant: UUID, subject: str, lifetime: timedelta) -> str:
        now = self._clock()
        claims = {
            "iss": self.name,
            "aud": self.audience,
            "sub": subject,
            "client_id": self.name,
            "tenant": str(tenant),
            "iat": int(now.timestamp()),
            "exp": int((now + lifetime).timestamp()),
            "jti": str(uuid7()),
        }
        return jwt.encode(claims, self._key, algorithm="EdDSA", headers={"typ": "at+jwt", "kid": self._key_id})

    def jwks(self) -> dict[str, list[dict[str, str]]]:
        return {"keys": [{**self._public(), "kid": self._key_id, "use": "sig", "alg": "EdDSA"}]}

    async def published(self) -> bytes:
        """Give the key set as a verifier fetches it: `KeySet(issuer.published, clock)`."""
        return orjson.dumps(self.jwks())

    def _public(self) -> Mapping[str, str]:
        raw = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return {"crv": "Ed25519", "kty": "OKP", "x": _base64url(raw)}


def _thumbprint(public: Mapping[str, str]) -> str:
    """Name the key as RFC 7638 does."""
    return _base64url(sha256(orjson.dumps(public, option=orjson.OPT_SORT_KEYS)).digest())


def _base64url(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
