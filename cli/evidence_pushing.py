"""What `fairway evidence push` does: stream a file to the gateway, announced by its size and digest."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from hashlib import file_digest, sha256
from mimetypes import guess_type
from pathlib import Path

import httpx
from httpx import QueryParams

from cli.asking import answer_of
from cli.failures import Failure, Unusable
from cli.gate_checking import engagement_of, uuid_given
from gateway.schema.ids import global_id
from services.gates.contracts.evidence import LATEST_EVIDENCE, ArtefactTooLarge
from shared.kernel.record import record

PIECE = 1 << 16
UNKNOWN = "application/octet-stream"
BROKEN_RULE = frozenset({409, 413, 415, 422})


class NotTaken(Failure):
    """Fairway was reached, and does not take the file."""


@record
class Push:
    """`said` is told beside the file, in the words of the endpoint. `revise` is the evidence whose place it takes."""

    file: Path
    said: Mapping[str, str]
    values: tuple[str, ...]
    media_type: str | None
    key: str | None
    revise: str | None = None


async def push_file(http: httpx.AsyncClient, wanted: Push) -> str:
    """What the evidence is called from now on."""
    size, digest = measured(wanted.file)
    told = [*{**in_full(wanted.said), "digest": digest}.items()]
    parameters = QueryParams([*told, *(("value", each) for each in wanted.values)])
    address = address_of(wanted)
    headers = {
        "content-type": wanted.media_type or guess_type(wanted.file.name)[0] or UNKNOWN,
        "content-length": str(size),
        "idempotency-key": wanted.key or key_of(wanted, parameters),
    }
    async with aclosing(pieces(wanted.file)) as content:  # an answer may come before the whole file was sent
        response = await http.put(address, params=parameters, headers=headers, content=content)
    if response.status_code in BROKEN_RULE:
        raise NotTaken(problem(response))
    answer = answer_of(response)
    again = ", recorded before" if answer.get("repeated") else ""
    return f"{answer['evidence']}: {size} bytes, sha256:{digest}{again}"


def in_full(said: Mapping[str, str]) -> dict[str, str]:
    """Ids as the API tells them, though they be given as the log does."""
    known = {name: engagement_of(said[name]) for name in ("engagement",) if name in said}
    return {**said, **{name: str(global_id("Engagement", each)) for name, each in known.items()}}


def address_of(wanted: Push) -> str:
    if wanted.revise is None:
        return "/evidence"
    return f"/evidence/{global_id('EvidencePiece', uuid_given('EvidencePiece', wanted.revise, 'evidence'))}"


def key_of(wanted: Push, parameters: QueryParams) -> str:
    """The same for all that is said alike of the same evidence."""
    return sha256(f"{parameters}{'' if wanted.revise is None else address_of(wanted)}".encode()).hexdigest()


def problem(response: httpx.Response) -> str:
    errors = response.json()["errors"]
    return "; ".join(f"{each['extensions']['code']}: {each['message']}" for each in errors)


def measured(file: Path) -> tuple[int, str]:
    try:
        if file.exists() and not file.is_file():
            raise Unusable(f"{file}: this is no file")
        size = file.stat().st_size
        if size > LATEST_EVIDENCE.largest:
            raise too_large()
        with file.open("rb") as opened:
            return size, file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise Unusable(f"{file}: {error.strerror or error}") from error


def too_large() -> NotTaken:
    """Told before it is sent: whoever is cut off while sending reads no answer."""
    refusal = ArtefactTooLarge(most=LATEST_EVIDENCE.largest)
    return NotTaken(f"{refusal.code}: {refusal}")


async def pieces(file: Path) -> AsyncGenerator[bytes, None]:
    with file.open("rb") as opened:
        while piece := opened.read(PIECE):
            yield piece
