"""What `fairway gate check` and `fairway gate verify` do: ask whether something may go live, and check the answer."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

import httpx

from cli.asking import answer_of
from cli.failures import Failure, Unusable
from gateway.masking import BadId
from gateway.schema.ids import global_id, uuid_of
from services.gates.contracts.proofs import Expected, GateCheck, Subject, proven, trusted
from shared.events.stages import Stage
from shared.kernel.refusal import Refused

DRIFT = timedelta(minutes=1)
LARGEST = 200_000_000


class Denied(Failure):
    """The gate says no."""


class NotProven(Failure):
    """The attestation does not prove what was asked."""


async def check(http: httpx.AsyncClient, engagement: UUID, stage: Stage, attestation: Path | None) -> str:
    """Why it may go on, after the attestation was written; raises Denied."""
    named = quote(str(global_id("Engagement", engagement)), safe="")
    answer = answer_of(await http.get(f"/gates/{named}/check", params={"stage": stage.value}))
    if attestation is not None:
        written(attestation, answer["attestation"])
    at = f"at position {answer['position']} of the log"
    if answer["allowed"] is not True:
        reasons = "\n".join(f"  {each['code']}: {each['message']}" for each in answer["reasons"])
        raise Denied(f"The gate of {stage} lets nothing pass, {at}:\n{reasons}")
    return f"The gate of {stage} lets pass, {at}."


async def pass_of(http: httpx.AsyncClient, engagement: UUID, stage: Stage, beside: Sequence[str], days: int) -> str:
    """What a cluster shows when it asks this gate."""
    address = f"/gates/{engagement}/{stage.value}/passes"
    return str(answer_of(await http.post(address, json={"beside": list(beside), "days": days}))["pass"])


def written(file: Path, envelope: object) -> None:
    try:
        file.write_text(json.dumps(envelope, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise Unusable(f"{file}: {error.strerror or error}") from error


def verify(attestation: Path, keys: Path, expected: Expected) -> GateCheck:
    """What the attestation proves; raises NotProven with the name of what is wrong."""
    try:
        return proven(text_of(attestation), trusted(text_of(keys)), expected)
    except Refused as refused:
        raise NotProven(f"{refused.code}: {refused}") from refused


def text_of(file: Path) -> str:
    """Of a file that others gave us: no more is read of it than there can be."""
    try:
        with file.open(encoding="utf-8") as opened:
            return opened.read(LARGEST)
    except OSError as error:
        raise Unusable(f"{file}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise Unusable(f"{file}: this is not UTF-8 text") from error


def engagement_of(given: str) -> UUID:
    return uuid_given("Engagement", given, "an engagement")


def uuid_given(noun: str, given: str, called: str) -> UUID:
    """As the API tells it, or as the log and an attestation do."""
    try:
        return UUID(given)
    except ValueError:
        pass
    try:
        return uuid_of(noun, given)
    except BadId:
        raise Unusable(f"{given} is no id of {called}.") from None


def subjects_of(given: Sequence[str]) -> tuple[Subject, ...]:
    """Each as `model=sha256:…`."""
    return tuple(map(subject_of, given))


def subject_of(given: str) -> Subject:
    name, _, digest = given.partition("=")
    algorithm, _, value = digest.partition(":")
    if not name or algorithm != "sha256" or len(value) != len("0" * 64) or set(value) - set("0123456789abcdef"):
        raise Unusable(f"{given} is no subject: it reads as model=sha256:… with 64 digits in small hex.")
    return Subject(name=name, sha256=value)


def moment_of(given: str) -> datetime:
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise Unusable(f"{given} is no moment: it reads as 2026-03-31T09:00:00+00:00.")
    return moment
