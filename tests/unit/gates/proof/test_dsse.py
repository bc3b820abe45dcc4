"""Envelopes: what was signed comes out as it was, and nothing else does."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from services.gates.proof.dsse import (
    LARGEST,
    NotAnEnvelope,
    OtherPayload,
    SignatureForged,
    SignedByNobodyKnown,
    key_id,
    known,
    opened,
    sealed,
)
from shared.kernel.refusal import Refused

KIND = "text/plain"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
TRUSTED = known(KEY.public_key())
ENVELOPE = sealed(KIND, b"may go live", KEY)


def test_what_was_signed_comes_out_as_it_was() -> None:
    assert opened(ENVELOPE, KIND, TRUSTED) == b"may go live"


def test_the_signature_covers_the_type_and_the_payload_in_their_lengths() -> None:
    signature = json.loads(ENVELOPE)["signatures"][0]["sig"]
    KEY.public_key().verify(base64.b64decode(signature), b"DSSEv1 10 text/plain 11 may go live")


def test_an_envelope_names_its_key() -> None:
    assert json.loads(ENVELOPE)["signatures"][0]["keyid"] == key_id(KEY.public_key())


def test_a_key_that_nobody_trusts_proves_nothing() -> None:
    with pytest.raises(SignedByNobodyKnown):
        opened(sealed(KIND, b"may go live", OTHER), KIND, TRUSTED)


def test_another_key_under_the_name_of_a_trusted_one_is_found() -> None:
    forged = json.loads(sealed(KIND, b"may go live", OTHER))
    forged["signatures"][0]["keyid"] = key_id(KEY.public_key())
    with pytest.raises(SignatureForged):
        opened(json.dumps(forged), KIND, TRUSTED)


@pytest.mark.parametrize(
    "changed", [{"payload": base64.b64encode(b"may go dead").decode()}, {"payloadType": "text/html"}]
)
def test_what_was_changed_after_signing_is_found(changed: dict[str, str]) -> None:
    with pytest.raises(SignatureForged):
        opened(json.dumps(json.loads(ENVELOPE) | changed), KIND, TRUSTED)


def test_a_payload_of_another_type_is_not_taken_for_this_one() -> None:
    with pytest.raises(OtherPayload):
        opened(sealed("text/html", b"may go live", KEY), KIND, TRUSTED)


def test_one_trusted_signature_among_others_is_enough() -> None:
    several = json.loads(ENVELOPE)
    several["signatures"].insert(0, json.loads(sealed(KIND, b"may go live", OTHER))["signatures"][0])
    assert opened(json.dumps(several), KIND, TRUSTED) == b"may go live"


@pytest.mark.parametrize(
    "envelope",
    [
        "",
        "[]",
        "{",
        "[" * 100_000,
        '{"payloadType": "text/plain", "payload": "", "signatures": []}',
        '{"payloadType": "text/plain", "payload": "???", "signatures": [{"sig": ""}]}',
        '{"payloadType": "text/plain", "payload": "é", "signatures": [{"sig": ""}]}',
        '{"payloadType": "text/plain", "payload": "", "signatures": [{}]}',
        '{"payloadType": 1, "payload": "", "signatures": [{"sig": ""}]}',
        " " * (LARGEST + 1),
    ],
)
def test_what_is_no_envelope_is_refused_as_such(envelope: str) -> None:
    with pytest.raises(NotAnEnvelope):
        opened(envelope, KIND, TRUSTED)


@settings(max_examples=200)
@given(place=st.integers(0, len(ENVELOPE) - 1), by=st.characters(codec="ascii"))
def test_no_single_change_lets_another_payload_out(place: int, by: str) -> None:
    changed = ENVELOPE[:place] + by + ENVELOPE[place + 1 :]
    try:
        found = opened(changed, KIND, TRUSTED)
    except Refused:
        return
    assert found == b"may go live"
