"""The key that answers are signed with, and its public half as a JSON Web Key Set, for whoever checks them."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import TypeAlias

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from services.gates.proof.dsse import Keys, NotAnEnvelope, key_id, known, parsed
from shared.kernel.record import record
from shared.kernel.refusal import Refused

JWKS: TypeAlias = dict[str, list[dict[str, str]]]
RAW_BYTES = 32


class KeySetUnusable(Refused):
    """These are no keys as `GET /keys` publishes them: {problem}."""


@record
class Signer:
    """What signs; only `published` leaves the process."""

    key: Ed25519PrivateKey

    def published(self) -> JWKS:
        public = self.key.public_key()
        raw = public.public_bytes(Encoding.Raw, PublicFormat.Raw)
        kind = {"kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA"}
        return {"keys": [{**kind, "kid": key_id(public), "x": urlsafe_b64encode(raw).rstrip(b"=").decode()}]}


def trusted(key_set: str) -> Keys:
    """The Ed25519 keys of a key set, each under the id that follows from it; others are passed over. Raises Refused."""
    try:
        found = parsed(key_set)
    except NotAnEnvelope:
        raise KeySetUnusable(problem="it is not JSON") from None
    match found:
        case {"keys": [*several]}:
            keys = [key for each in several if (key := key_of(each)) is not None]
        case _:
            raise KeySetUnusable(problem="it has no keys")
    if not keys:
        raise KeySetUnusable(problem="it has no Ed25519 key")
    return known(*keys)


def key_of(given: object) -> Ed25519PublicKey | None:
    match given:
        case {"kty": "OKP", "crv": "Ed25519", "x": str(x)}:
            return Ed25519PublicKey.from_public_bytes(raw_of(x))
        case _:
            return None


def raw_of(text: str) -> bytes:
    try:
        raw = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except ValueError:
        raw = b""
    if len(raw) != RAW_BYTES:
        raise KeySetUnusable(problem="a key is not 32 bytes in base64url")
    return raw
