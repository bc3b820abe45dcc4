"""What a signature has proven once, for as long as the key stands: most requests bring a token that was seen before."""

from collections.abc import Mapping
from hashlib import sha256

from jwt import PyJWK

from shared.kernel.record import record

MOST = 4_096


@record
class Proof:
    """The key said so: these claims are of the issuer of this name. The claims' times are not judged here."""

    issuer: str
    key: PyJWK
    claims: Mapping[str, object]


class Proofs:
    """By the digest of the token, which itself is not kept."""

    def __init__(self) -> None:
        self._known: dict[bytes, Proof] = {}

    def find(self, token: str) -> Proof | None:
        return self._known.get(_digest(token))

    def keep(self, token: str, proof: Proof) -> None:
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[_digest(token)] = proof


def _digest(token: str) -> bytes:
    return sha256(token.encode("utf-8", "surrogatepass")).digest()
