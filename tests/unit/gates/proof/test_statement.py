"""The attested answer of a gate: taken when true, recent and about the right thing, refused otherwise."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from services.gates.proof.dsse import NotAnEnvelope, SignatureForged, SignedByNobodyKnown, known, opened, sealed
from services.gates.proof.statement import (
    PAYLOAD_TYPE,
    AttestationForeign,
    AttestationFromTheFuture,
    AttestationOutdated,
    Expected,
    GateCheck,
    GateDenies,
    OtherRelease,
    Subject,
    attested,
    proven,
    read,
)
from shared.events.stages import Stage
from shared.events.verdicts import FrameworkRef

pytestmark = pytest.mark.req("X16")

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
TRUSTED = known(KEY.public_key())
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MODEL, PROMPT = Subject(name="model", sha256="a" * 64), Subject(name="prompt", sha256="b" * 64)
CHECK = GateCheck(
    tenant=UUID(int=1),
    engagement=UUID(int=2),
    stage=Stage.ADOPTION,
    decision=UUID(int=3),
    frameworks=(FrameworkRef(name="fairway", version=1, digest="c" * 64),),
    release=UUID(int=4),
    allowed=True,
    reasons=(),
    position=120,
    issued_at=NOW,
    expires_at=NOW + timedelta(minutes=15),
)
ASKED = Expected(engagement=UUID(int=2), at=NOW + timedelta(minutes=1), subjects=(MODEL, PROMPT))
ENVELOPE = attested(CHECK, (MODEL, PROMPT), KEY)


def test_a_go_passes() -> None:
    assert proven(ENVELOPE, TRUSTED, ASKED) == CHECK


def test_a_no_go_fails_with_its_reasons() -> None:
    denied = attested(replace(CHECK, allowed=False, reasons=("OUTDATED: peak raised",)), (MODEL, PROMPT), KEY)
    with pytest.raises(GateDenies, match="OUTDATED: peak raised"):
        proven(denied, TRUSTED, ASKED)
    assert read(denied, TRUSTED)[0].allowed is False


def test_a_forged_one_is_refused() -> None:
    forged = json.loads(ENVELOPE)
    denied = attested(replace(CHECK, allowed=False), (MODEL, PROMPT), KEY)
    with pytest.raises(SignatureForged):
        proven(json.dumps(json.loads(denied) | {"payload": forged["payload"]}), TRUSTED, ASKED)


def test_another_fairways_is_refused() -> None:
    other = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
    with pytest.raises(SignedByNobodyKnown):
        proven(attested(CHECK, (MODEL, PROMPT), other), TRUSTED, ASKED)


@pytest.mark.parametrize(
    "asked",
    [
        replace(ASKED, engagement=UUID(int=9)),
        replace(ASKED, stage=Stage.CLOSURE),
        replace(ASKED, tenant=UUID(int=9)),
    ],
)
def test_one_about_something_else_is_refused(asked: Expected) -> None:
    with pytest.raises(AttestationForeign):
        proven(ENVELOPE, TRUSTED, asked)


def test_the_tenant_may_be_insisted_on() -> None:
    assert proven(ENVELOPE, TRUSTED, replace(ASKED, tenant=UUID(int=1))) == CHECK


@pytest.mark.parametrize("late", [timedelta(minutes=15), timedelta(days=1)])
def test_an_outdated_one_is_refused(late: timedelta) -> None:
    with pytest.raises(AttestationOutdated):
        proven(ENVELOPE, TRUSTED, replace(ASKED, at=NOW + late))


def test_one_from_the_future_is_refused() -> None:
    with pytest.raises(AttestationFromTheFuture):
        proven(ENVELOPE, TRUSTED, replace(ASKED, at=NOW - timedelta(seconds=1)))


def test_what_was_decided_on_is_what_is_deployed() -> None:
    with pytest.raises(OtherRelease, match="model"):
        proven(ENVELOPE, TRUSTED, replace(ASKED, subjects=(Subject(name="model", sha256="d" * 64),)))


@pytest.mark.parametrize(
    "changed",
    [
        {"_type": "https://in-toto.io/Statement/v0.1"},
        {"predicateType": "https://slsa.dev/provenance/v1"},
        {"predicate": {"allowed": True}},
        {"subject": []} | {"predicate": None},
        {"subject": [{"name": "model"}]},
        {"subject": "model"},
    ],
)
def test_what_is_no_such_statement_is_refused_as_such(changed: dict[str, Any]) -> None:
    statement = json.loads(opened(ENVELOPE, PAYLOAD_TYPE, TRUSTED)) | changed
    with pytest.raises(NotAnEnvelope):
        proven(sealed(PAYLOAD_TYPE, json.dumps(statement).encode(), KEY), TRUSTED, ASKED)
