"""Values that a client holds for us and cannot alter: cursors and consistency tokens."""

import hmac
import json
from base64 import b64encode, urlsafe_b64decode
from typing import TypeAlias

Scalar: TypeAlias = str | int | bool | None

VERSION = b"\x01"
SEAL_BYTES = 16
LEAST_KEY_BYTES = 32


class Tampered(Exception):
    """This value was not sealed here for this purpose, or it was altered since."""

    def __str__(self) -> str:
        return self.__doc__ or ""


def seal(key: bytes, purpose: str, payload: tuple[Scalar, ...]) -> str:
    """Sign `payload` for one purpose: for a cursor that is its list, its order and the hash of its filter."""
    content = json.dumps(payload, separators=(",", ":"), allow_nan=False).encode()
    return _encoded(VERSION + _mark(key, purpose, content) + content)


def open_(key: bytes, purpose: str, sealed: str) -> tuple[Scalar, ...]:
    """Give back what was sealed under this key for this purpose, or raise Tampered."""
    raw = _decoded(sealed)
    version, mark, content = raw[:1], raw[1 : 1 + SEAL_BYTES], raw[1 + SEAL_BYTES :]
    if version != VERSION or not hmac.compare_digest(mark, _mark(key, purpose, content)):
        raise Tampered
    return tuple(json.loads(content))


def _mark(key: bytes, purpose: str, content: bytes) -> bytes:
    if len(key) < LEAST_KEY_BYTES:
        raise ValueError(f"a sealing key has at least {LEAST_KEY_BYTES} bytes")
    named = purpose.encode()
    return hmac.digest(key, VERSION + len(named).to_bytes(4) + named + content, "sha256")[:SEAL_BYTES]


def _encoded(raw: bytes) -> str:
    return b64encode(raw, altchars=b"-_").rstrip(b"=").decode()


def _decoded(sealed: str) -> bytes:
    """Accept only the one spelling of the bytes: lenient base64 has several."""
    try:
        raw = urlsafe_b64decode(sealed.encode("ascii") + b"=" * (-len(sealed) % 4))
    except ValueError:
        raise Tampered from None
    if _encoded(raw) != sealed:
        raise Tampered
    return raw
