"""The answer to "may this go live now?" as an in-toto statement: about a release's digests, for a short time."""

import json
from datetime import datetime, timedelta
from typing import TypeAlias
from uuid import UUID

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import TypeAdapter, ValidationError

from services.gates.proof.dsse import Keys, NotAnEnvelope, opened, parsed, sealed
from shared.events.stages import Stage
from shared.events.verdicts import FrameworkRef
from shared.kernel.record import record
from shared.kernel.refusal import Refused

PAYLOAD_TYPE = "application/vnd.in-toto+json"
STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "urn:fairway:gate-check:v1"

Subjects: TypeAlias = tuple["Subject", ...]


@record
class Subject:
    """A part of what goes live (its model, prompts, data or configuration) by its SHA-256 in hex."""

    name: str
    sha256: str


@record
class GateCheck:
    """`allowed`: the gate's last decision stands, lets pass, and nothing blocks; else `reasons` say why not.

    `position` is that of the tenant's log that the answer was given at. It counts until `expires_at`.
    """

    tenant: UUID
    engagement: UUID
    stage: Stage
    decision: UUID | None
    frameworks: tuple[FrameworkRef, ...]
    release: UUID | None
    allowed: bool
    reasons: tuple[str, ...]
    position: int
    issued_at: datetime
    expires_at: datetime


@record
class Expected:
    """What a deploy step insists on: this engagement, these digests, now.

    `drift` is how far the clock that issued may be ahead.
    """

    engagement: UUID
    at: datetime
    subjects: Subjects = ()
    stage: Stage = Stage.ADOPTION
    tenant: UUID | None = None
    drift: timedelta = timedelta(0)


class AttestationForeign(Refused):
    """The attestation is about {found}, and {wanted} was to be checked."""


class AttestationOutdated(Refused):
    """The attestation counted until {until}: ask anew."""


class AttestationFromTheFuture(Refused):
    """The attestation was issued at {issued}, which is still to come: check the clocks."""


class OtherRelease(Refused):
    """What is to be deployed is not what was decided on: {name} has another digest, or was never named."""


class GateDenies(Refused):
    """The gate does not let it pass: {reasons}."""


_CHECK: TypeAdapter[GateCheck] = TypeAdapter(GateCheck)


def attested(check: GateCheck, subjects: Subjects, key: Ed25519PrivateKey) -> str:
    """The signed envelope."""
    statement = {
        "_type": STATEMENT,
        "subject": [{"name": each.name, "digest": {"sha256": each.sha256}} for each in subjects],
        "predicateType": PREDICATE,
        "predicate": _CHECK.dump_python(check, mode="json"),
    }
    return sealed(PAYLOAD_TYPE, rfc8785.dumps(statement), key)


def proven(envelope: str, keys: Keys, expected: Expected) -> GateCheck:
    """What the envelope says, once it proves to be true, recent and about what was expected. Raises Refused."""
    check, subjects = read(envelope, keys)
    _about(check, expected)
    if check.issued_at > expected.at + expected.drift:
        raise AttestationFromTheFuture(issued=check.issued_at.isoformat())
    if check.expires_at <= expected.at:
        raise AttestationOutdated(until=check.expires_at.isoformat())
    for each in expected.subjects:
        if each not in subjects:
            raise OtherRelease(name=each.name)
    if not check.allowed:
        raise GateDenies(reasons="; ".join(check.reasons) or "no reason was given")
    return check


def read(envelope: str, keys: Keys) -> tuple[GateCheck, Subjects]:
    """What the envelope says and about which digests, whether it lets pass or not. Raises Refused."""
    match parsed(opened(envelope, PAYLOAD_TYPE, keys)):
        case {"_type": kind, "predicateType": about, "predicate": said, "subject": [*subjects]} if (kind, about) == (
            STATEMENT,
            PREDICATE,
        ):
            return _check(said), tuple(map(_subject, subjects))
        case _:
            raise NotAnEnvelope(problem=f"its payload is no in-toto statement of type {PREDICATE}")


def _check(said: object) -> GateCheck:
    try:
        return _CHECK.validate_json(json.dumps(said), strict=True, extra="forbid")
    except ValidationError as error:
        raise NotAnEnvelope(
            problem=f"{error.error_count()} fields of its predicate are not as they should be"
        ) from None


def _subject(given: object) -> Subject:
    match given:
        case {"name": str(name), "digest": {"sha256": str(digest)}}:
            return Subject(name=name, sha256=digest)
        case _:
            raise NotAnEnvelope(problem="a subject needs a name and a SHA-256")


def _about(check: GateCheck, expected: Expected) -> None:
    pairs = (
        ("engagement", check.engagement, expected.engagement),
        ("stage", check.stage, expected.stage),
        ("tenant", check.tenant, expected.tenant or check.tenant),
    )
    for what, found, wanted in pairs:
        if found != wanted:
            raise AttestationForeign(found=f"{what} {found}", wanted=wanted)
