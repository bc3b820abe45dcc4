"""Envelopes as DSSE 1.0 has them: a payload, its type, and an Ed25519 signature over both."""

import base64
import binascii
import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from shared.kernel.refusal import Refused

LARGEST = 8_000_000
"""Characters of an envelope: what is larger was not made here."""

Keys = Mapping[str, Ed25519PublicKey]
"""Whom to believe, by key id."""


class NotAnEnvelope(Refused):
    """This is no signed envelope: {problem}."""


class SignedByNobodyKnown(Refused):
    """None of the signatures is by a key that you trust: it may be forged, or another Fairway's."""


class SignatureForged(Refused):
    """The signature by key {key} is not over what stands in the envelope: it was changed, or never signed."""


class OtherPayload(Refused):
    """The envelope holds {found}, not {wanted}."""


def key_id(key: Ed25519PublicKey) -> str:
    """SHA-256 over the raw public key, in hex."""
    return sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()


def known(*keys: Ed25519PublicKey) -> Keys:
    return {key_id(key): key for key in keys}


def sealed(payload_type: str, payload: bytes, key: Ed25519PrivateKey) -> str:
    """The envelope as JSON."""
    signature = {"keyid": key_id(key.public_key()), "sig": _written(key.sign(_signed(payload_type, payload)))}
    return json.dumps({"payloadType": payload_type, "payload": _written(payload), "signatures": [signature]}, indent=2)


def opened(envelope: str, payload_type: str, keys: Keys, most: int = LARGEST) -> bytes:
    """The payload, once a known key proves to have signed it. Raises Refused."""
    if len(envelope) > most:
        raise NotAnEnvelope(problem=f"it has more than {most} characters")
    found, payload, signatures = _parts(envelope)
    trusted = [(keys[key], signature) for key, signature in signatures if key in keys]
    if not trusted:
        raise SignedByNobodyKnown
    for key, signature in trusted:
        try:
            key.verify(signature, _signed(found, payload))
        except InvalidSignature:
            raise SignatureForged(key=key_id(key)) from None
    if found != payload_type:
        raise OtherPayload(found=found, wanted=payload_type)
    return payload


def unproven(envelope: str) -> bytes:
    """The payload, whoever wrote it: to say what was changed, and for nothing else. Raises Refused."""
    return _parts(envelope)[1]


def _signed(payload_type: str, payload: bytes) -> bytes:
    """What the signature covers: the pre-authentication encoding."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def _parts(envelope: str) -> tuple[str, bytes, list[tuple[str, bytes]]]:
    match parsed(envelope):
        case {"payloadType": str(kind), "payload": str(payload), "signatures": [_, *_] as signatures}:
            return kind, _read(payload), [_signature(each) for each in signatures]
        case _:
            raise NotAnEnvelope(problem="it needs payloadType, payload and signatures")


def _signature(given: object) -> tuple[str, bytes]:
    match given:
        case {"sig": str(signature), **others}:
            return str(others.get("keyid", "")), _read(signature)
        case _:
            raise NotAnEnvelope(problem="a signature needs sig")


def parsed(text: str | bytes) -> Any:  # noqa: ANN401 - whatever stands there
    """What the JSON says. Raises NotAnEnvelope."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise NotAnEnvelope(problem="it is not JSON") from None


def _written(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _read(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise NotAnEnvelope(problem="what it holds is not Base64") from None
