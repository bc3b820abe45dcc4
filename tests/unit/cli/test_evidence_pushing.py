"""A file is handed over as it is, announced by its size and digest, and recorded once however often it is sent."""

import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from cli.asking import CouldNotAsk
from cli.commands import fairway
from cli.evidence_pushing import NotTaken, Push, push_file
from cli.failures import Unusable
from gateway.schema.ids import global_id
from services.gates.contracts.evidence import LATEST_EVIDENCE
from services.gates.domain.not_found import EngagementNotFound
from shared.kernel.refusal import NotPermitted, TooMuchContention
from tests.facts.engagements import ENGAGEMENT
from tests.facts.evidence import EVIDENCE_ID
from tests.unit.gateway.evidence.counter import AGAIN, CONTENT, SAID, Counter

pytestmark = pytest.mark.req("X15")

TOLD = {**SAID, "engagement": str(ENGAGEMENT)}


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path / "store")


@pytest.fixture
def push(tmp_path: Path) -> Push:
    file = tmp_path / "load.json"
    file.write_bytes(CONTENT)
    return Push(file=file, said=TOLD, values=("load.achieved_rps=62.5",), media_type=None, key=None)


async def pushed(counter: Counter, push: Push) -> str:
    async with counter.client() as http:
        return await push_file(http, push)


async def test_a_file_becomes_evidence(counter: Counter, push: Push) -> None:
    told = await pushed(counter, push)
    assert f"{len(CONTENT)} bytes, sha256:{sha256(CONTENT).hexdigest()}" in told
    (sent,) = counter.sent
    assert sent.command.artefact.digest == sha256(CONTENT).hexdigest()
    assert sent.command.artefact.media_type == "application/json"
    assert [(each.name, each.value) for each in sent.command.artefact.values] == [("load.achieved_rps", "62.5")]


async def test_the_same_again_goes_under_the_same_key(counter: Counter, push: Push) -> None:
    await pushed(counter, push)
    await pushed(counter, push)
    assert len({each.command_id for each in counter.sent}) == 1


async def test_another_file_goes_under_another_key(counter: Counter, push: Push) -> None:
    await pushed(counter, push)
    push.file.write_bytes(b'{"achieved": 63}')
    await pushed(counter, push)
    assert len({each.command_id for each in counter.sent}) == 2


async def test_a_file_takes_the_place_of_evidence_that_is_named_by_either_id(counter: Counter, push: Push) -> None:
    named = (str(EVIDENCE_ID), str(global_id("EvidencePiece", EVIDENCE_ID)))
    told = {await pushed(counter, replace(push, said=AGAIN, revise=each)) for each in named}
    assert len(told) == 1
    assert [sent.command.evidence_id for sent in counter.sent] == [EVIDENCE_ID] * 2
    assert len({sent.command_id for sent in counter.sent}) == 1
    with pytest.raises(Unusable, match="x is no id of evidence"):
        await pushed(counter, replace(push, said=AGAIN, revise="x"))


@pytest.mark.parametrize(
    "wrong",
    [
        ("--reason", "x"),
        ("--criterion", "fairway/load_test", "--kind", "load_test_report"),
        ("--revise", str(EVIDENCE_ID)),
        ("--revise", str(EVIDENCE_ID), "--reason", "x", "--title", "y"),
    ],
)
def test_what_is_submitted_says_what_it_backs_and_what_revises_says_why(push: Push, wrong: tuple[str, ...]) -> None:
    days = ("--source", "x", "--valid-from", "2026-03-01", "--valid-until", "2026-04-01")
    result = CliRunner().invoke(fairway(), ["evidence", "push", str(push.file), *days, *wrong])
    assert (result.exit_code, "--reason" in result.output) == (2, True)


async def test_a_file_that_is_too_large_is_not_taken(counter: Counter, push: Push) -> None:
    push.file.write_bytes(b"1" * 2_000)
    with pytest.raises(NotTaken, match="ARTEFACT_TOO_LARGE"):
        await pushed(counter, push)


async def test_a_file_that_nobody_takes_is_not_even_sent(push: Push) -> None:
    os.truncate(push.file, LATEST_EVIDENCE.largest + 1)
    async with httpx.AsyncClient(base_url="http://127.0.0.1:1") as nobody:
        with pytest.raises(NotTaken, match="ARTEFACT_TOO_LARGE"):
            await push_file(nobody, push)


@pytest.mark.parametrize("refused", [NotPermitted(roles="lead"), EngagementNotFound(), TooMuchContention()])
async def test_whoever_may_not_or_cannot_now_gets_no_answer(
    counter: Counter, push: Push, refused: NotPermitted | EngagementNotFound | TooMuchContention
) -> None:
    counter.refusing = refused
    with pytest.raises(CouldNotAsk, match=refused.code):
        await pushed(counter, push)


async def test_what_is_not_there_or_is_no_file_is_named(counter: Counter, push: Push, tmp_path: Path) -> None:
    for other, told in ((tmp_path / "gone.json", r"gone\.json: No such file"), (Path("/dev/zero"), "no file")):
        with pytest.raises(Unusable, match=told):
            await pushed(counter, replace(push, file=other))


def test_the_options_are_those_of_the_endpoint(push: Push, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAIRWAY_TOKEN", "t")
    given = ["--criterion", "fairway/load_test", "--kind", "load_test_report", "--source", "https://ci.example/1"]
    days = ["--valid-from", "2026-03-01", "--valid-until", "2026-04-01", "--url", "http://127.0.0.1:1"]
    command = ["evidence", "push", str(push.file), "--engagement", str(ENGAGEMENT), *given, *days]
    result = CliRunner().invoke(fairway(), command)
    assert result.exit_code == 2
    assert "Fairway does not answer" in result.output
