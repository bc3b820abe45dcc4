"""A file comes in and becomes evidence in one call, or nothing of it is kept; each refusal by its code."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from starlette.types import Message

from gateway.evidence import Patience
from gateway.schema.ids import global_id
from services.gates.contracts.evidence import SubmitEvidence
from shared.authority.grants import Readable
from shared.events.evidence import EvidenceValue
from shared.kernel.refusal import NotPermitted, NotWellFormed
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import BO, CLEO
from tests.unit.gateway.evidence.counter import CONTENT, SAID, TENANT, Counter, code

DIGEST = sha256(CONTENT).hexdigest()


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


def command_of(counter: Counter) -> SubmitEvidence:
    (request,) = counter.sent
    assert isinstance(request.command, SubmitEvidence)
    return request.command


async def test_a_file_is_kept_and_submitted_as_what_it_is(counter: Counter) -> None:
    answer = await counter.put(digest=DIGEST, releaseId=str(global_id("Release", UUID(int=0x4E))))
    command = command_of(counter)
    assert (answer.status_code, answer.json()["evidence"]) == (201, global_id("EvidencePiece", command.evidence_id))
    assert (answer.json()["digest"], answer.json()["size"]) == (DIGEST, len(CONTENT))
    assert counter.files() == [DIGEST]
    assert (counter.sent[0].tenant, counter.sent[0].person) == (TENANT, BO)
    assert (command.engagement_id, command.criterion, command.title) == (ENGAGEMENT, "fairway/load_test", "Load test")
    artefact = command.artefact
    assert (artefact.digest, artefact.size, artefact.media_type) == (DIGEST, len(CONTENT), "application/json")
    assert (artefact.valid_from, artefact.valid_until) == (date(2026, 2, 27), date(2026, 5, 28))
    assert artefact.release_id == UUID(int=0x4E)


async def test_a_file_may_come_in_pieces_and_be_larger_than_other_bodies(counter: Counter) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for at in range(0, len(CONTENT), 5):
            yield CONTENT[at : at + 5]

    assert (await counter.put(pieces())).json()["digest"] == DIGEST


async def test_values_are_told_by_hand_where_no_tool_made_the_file(counter: Counter) -> None:
    await counter.put(value=["p95=940", "said=a=b"])
    told = (EvidenceValue(name="p95", value="940"), EvidenceValue(name="said", value="a=b"))
    assert command_of(counter).artefact.values == told


async def test_values_of_a_tools_own_file_are_read_from_it(counter: Counter) -> None:
    await counter.put(format="k6_summary")
    artefact = command_of(counter).artefact
    assert artefact.values == (EvidenceValue(name="k6_summary", value=str(len(CONTENT))),)
    assert artefact.format == "k6_summary"


async def test_in_whose_name_it_is_sent_stands_in_a_header(counter: Counter) -> None:
    for put in (counter.put, counter.revise):
        await put(headers={"fairway-on-behalf-of": str(global_id("Person", CLEO))})
        assert code(await put(headers={"fairway-on-behalf-of": str(CLEO)})) == "NOT_WELL_FORMED"
    await counter.put()
    assert [each.on_behalf_of for each in counter.sent] == [CLEO, CLEO, None]


async def test_one_key_is_one_command(counter: Counter) -> None:
    for key in ("run-12", "run-12", "run-13"):
        await counter.put(headers={"idempotency-key": key})
    first, again, other = (request.command_id for request in counter.sent)
    assert first == again != other
    evidence = [request.command.evidence_id for request in counter.sent]
    assert evidence[0] == evidence[1] != evidence[2]


async def test_without_a_token_nothing_is_read(counter: Counter) -> None:
    answer = await counter.put(headers={"authorization": "nobody"})
    assert (answer.status_code, code(answer), counter.files()) == (401, "UNAUTHENTICATED", [])


async def test_who_may_read_nothing_sends_nothing(counter: Counter) -> None:
    counter.readable = None
    assert code(await counter.put()) == "FORBIDDEN"
    counter.readable = Readable(engagements=frozenset({UUID(int=5)}))
    answer = await counter.put()
    assert (answer.status_code, code(answer)) == (404, "ENGAGEMENT_NOT_FOUND")
    assert (counter.files(), counter.sent) == ([], [])


async def test_what_the_command_is_refused_for_is_told(counter: Counter) -> None:
    counter.refusing = NotPermitted(roles="model_lead")
    answer = await counter.put()
    assert (answer.status_code, code(answer)) == (403, "NOT_PERMITTED")
    counter.refusing = NotWellFormed(where=("input", "title"), problem="title is one line")
    answer = await counter.put()
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["where"]) == (422, ["input", "title"])


@pytest.mark.parametrize(
    ("content", "media_type", "said", "status", "expected"),
    [
        (CONTENT, "application/json", {"digest": "00" * 32}, 422, "DIGEST_DIFFERS"),
        (CONTENT, "text/html", {}, 415, "MEDIA_TYPE_NOT_TAKEN"),
        (CONTENT, "", {}, 415, "MEDIA_TYPE_NOT_TAKEN"),
        (b"<html>", "application/json", {}, 422, "CONTENT_NOT_OF_ITS_TYPE"),
        (b"", "application/json", {}, 422, "ARTEFACT_EMPTY"),
        (b"[" * 1_001, "application/json", {}, 413, "ARTEFACT_TOO_LARGE"),
        (CONTENT, "application/json", {"validFrom": "tomorrow"}, 422, "NOT_WELL_FORMED"),
        (CONTENT, "application/json", {"engagement": "x"}, 422, "NOT_WELL_FORMED"),
        (CONTENT, "application/json", {"releaseId": "x"}, 422, "NOT_WELL_FORMED"),
        (CONTENT, "application/json", {"owner": "x"}, 422, "NOT_WELL_FORMED"),
        (CONTENT, "application/json", {"title": ["a", "b"]}, 422, "NOT_WELL_FORMED"),
        (
            CONTENT,
            "application/json",
            {"format": "k6_summary", "value": "load.achieved_rps=900"},
            422,
            "NOT_WELL_FORMED",
        ),
    ],
)
async def test_what_is_refused_is_not_kept(
    counter: Counter, content: bytes, media_type: str, said: dict[str, str | list[str]], status: int, expected: str
) -> None:
    answer = await counter.put(content, headers={"content-type": media_type}, **said)
    assert (answer.status_code, code(answer)) == (status, expected)
    assert (counter.files(), counter.sent) == ([], [])


@pytest.mark.parametrize("name", list(SAID))
async def test_everything_is_said_of_a_file(counter: Counter, name: str) -> None:
    async with counter.client() as client:
        params = {each: value for each, value in SAID.items() if each != name}
        answer = await client.post("/evidence", params=params, content=CONTENT)
    assert answer.json()["errors"][0]["extensions"]["where"] == ["input", name]


async def test_a_key_has_a_bound(counter: Counter) -> None:
    assert code(await counter.put(headers={"idempotency-key": "k" * 256})) == "NOT_WELL_FORMED"


async def test_a_file_that_announces_two_gigabytes_is_refused_unread(counter: Counter) -> None:
    answer = await counter.put(headers={"content-length": "2000000000"})
    assert (answer.status_code, code(answer), counter.files()) == (413, "ARTEFACT_TOO_LARGE", [])


async def test_a_file_without_end_is_cut_at_the_limit(counter: Counter) -> None:
    taken = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal taken
        while taken < 1_000_000_000:
            taken += 500
            yield b"[" * 500

    answer = await counter.put(endless())
    assert (answer.status_code, code(answer), counter.files()) == (413, "ARTEFACT_TOO_LARGE", [])
    assert answer.headers["connection"] == "close"
    assert taken < 1_000_000_000


@pytest.mark.parametrize("patience", [Patience(piece=0.01, whole=5), Patience(piece=5, whole=0.01)])
async def test_a_file_that_comes_too_slowly_is_not_waited_for(tmp_path: Path, patience: Patience) -> None:
    counter = Counter(tmp_path)
    counter.be_patient(patience)
    answered = asyncio.Event()
    sent: list[Message] = []

    async def receive() -> Message:
        if not sent and not answered.is_set():
            answered.set()
            return {"type": "http.request", "body": b"[", "more_body": True}
        if sent:
            return {"type": "http.disconnect"}
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    await counter.application()(counter.scope(), receive, send)
    assert (sent[0]["status"], counter.files()) == (408, [])
    assert b"UPLOAD_TOO_SLOW" in sent[1]["body"]


async def test_a_file_that_breaks_off_is_not_kept(counter: Counter) -> None:
    pieces = iter(({"type": "http.request", "body": b"[", "more_body": True}, {"type": "http.disconnect"}))
    sent: list[Message] = []

    async def receive() -> Message:
        return next(pieces)

    async def send(message: Message) -> None:
        sent.append(message)

    await counter.application()(counter.scope(), receive, send)
    assert (counter.files(), counter.sent) == ([], [])


@pytest.mark.req("X15")
async def test_of_a_tools_own_file_counts_what_the_kind_of_evidence_knows_and_the_rest_is_told_beside(
    counter: Counter,
) -> None:
    counter.known = frozenset({"k6_summary"})
    await counter.put(format="k6_summary", value="ran_in=production")
    beside = EvidenceValue(name="ran_in", value="production")
    read = EvidenceValue(name="k6_summary", value=str(len(CONTENT)))
    assert command_of(counter).artefact.values == (read, beside)
    counter.sent.clear()
    counter.known = frozenset({"held"})
    await counter.put(format="k6_summary", value="ran_in=production")
    assert command_of(counter).artefact.values == (beside,)
