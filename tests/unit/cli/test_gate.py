"""A step of a pipeline: it fails on a no, passes on a go, and takes no answer that is forged, old or about others."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from typer.testing import CliRunner, Result

from cli.asking import CouldNotAsk, asking
from cli.commands import fairway
from cli.gate_checking import Denied, check, pass_of
from gateway.gates.passes import Passes
from services.gates.contracts.proofs import Signer
from shared.events.stages import Stage
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import NOW
from tests.facts.releases import PINNED
from tests.facts.sources import ACCESS_REVOKED
from tests.unit.gates.domain.gate.house import DECISION, GREEN, passed
from tests.unit.gateway.gates.barrier import NAMED, SIGNER, Barrier, remember

pytestmark = pytest.mark.req("X16")

RUNNER, APP = CliRunner(), fairway()
PAST = passed(*GREEN, PINNED)
SOON = (NOW + timedelta(minutes=5)).isoformat()
MODEL = f"model=sha256:{PINNED.model_digest}"


async def asked(folder: Path, *facts: Any) -> str:  # noqa: ANN401 - any facts
    """What a pipeline prints that asks after these facts; the attestation lies in the folder."""
    barrier = Barrier()
    await remember(barrier.log, facts)
    async with barrier.client() as http:
        return await check(http, ENGAGEMENT, Stage.ASSESSMENT, folder / "attestation.json")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With the attestation of a go, and the keys to check it with."""
    asyncio.run(asked(tmp_path, *PAST))
    (tmp_path / "keys.json").write_text(json.dumps(SIGNER.published()), encoding="utf-8")
    return tmp_path


def verified(folder: Path, *more: str, engagement: str = NAMED, at: str = SOON) -> Result:
    given = [str(folder / "attestation.json"), "--engagement", engagement, "--keys", str(folder / "keys.json")]
    return RUNNER.invoke(APP, ["gate", "verify", *given, "--stage", "assessment", "--at", at, *more])


async def test_a_go_passes(tmp_path: Path) -> None:
    assert "lets pass" in await asked(tmp_path, *PAST)


async def test_a_no_fails_with_its_reasons_and_leaves_the_signed_answer(tmp_path: Path) -> None:
    with pytest.raises(Denied, match="OUTDATED: since the decision") as denied:
        await asked(tmp_path, *PAST, ACCESS_REVOKED)
    assert denied.value.code == 1
    assert (tmp_path / "attestation.json").exists()


async def test_an_engagement_that_cannot_be_read_is_no_answer(tmp_path: Path) -> None:
    with pytest.raises(CouldNotAsk, match="ENGAGEMENT_UNKNOWN") as failed:
        await asked(tmp_path)
    assert failed.value.code == 2


@pytest.mark.parametrize(
    ("token", "told"), [("a.secret.token", "Fairway does not answer"), ("", "Set FAIRWAY_TOKEN")], ids=["away", "none"]
)
def test_nobody_there_and_nobody_asking_are_no_answer(token: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAIRWAY_URL", "http://127.0.0.1:1")
    if token:
        monkeypatch.setenv("FAIRWAY_TOKEN", token)
    result = RUNNER.invoke(APP, ["gate", "check", str(ENGAGEMENT)])
    assert result.exit_code == 2
    assert told in result.output
    assert "secret" not in result.output


@pytest.mark.parametrize("lost", [httpx.ReadError(""), httpx.ReadError("it hung up")])
def test_an_answer_that_was_lost_is_told_by_what_was_lost(lost: httpx.ReadError) -> None:
    with pytest.raises(CouldNotAsk, match=r"does not answer: (ReadError|it hung up)$"), asking():
        raise lost


@pytest.mark.parametrize("wanted", [((), 90), ((f"sha256:{PINNED.model_digest}",), 1)])
async def test_a_pass_opens_the_gate_for_a_cluster(wanted: tuple[tuple[str, ...], int]) -> None:
    barrier = Barrier()
    await remember(barrier.log, PAST)
    async with barrier.client() as http:
        shown = await pass_of(http, ENGAGEMENT, Stage.ASSESSMENT, *wanted)
    backends = barrier.backends()
    opened = Passes(key=backends.cursor_key, now=backends.now).opened(shown, ENGAGEMENT, Stage.ASSESSMENT)
    assert (opened.beside, opened.until) == (
        frozenset(each.removeprefix("sha256:") for each in wanted[0]),
        NOW + timedelta(days=wanted[1]),
    )


async def test_what_is_no_digest_gets_no_pass() -> None:
    barrier = Barrier()
    await remember(barrier.log, PAST)
    async with barrier.client() as http:
        with pytest.raises(CouldNotAsk, match="BESIDE_NOT_DIGESTS"):
            await pass_of(http, ENGAGEMENT, Stage.ASSESSMENT, ("latest",), 90)


def test_the_command_asks_where_it_is_told_to() -> None:
    given = ["--beside", f"sha256:{PINNED.model_digest}", "--days", "9", "--url", "http://127.0.0.1:1"]
    result = RUNNER.invoke(APP, ["gate", "pass", str(ENGAGEMENT), *given], env={"FAIRWAY_TOKEN": "a.secret.token"})
    assert result.exit_code == 2
    assert "Fairway does not answer" in result.output


@pytest.mark.parametrize("token", ["a.secret\n.token", "a.sécret.token", "a.secret token", "\n"])
def test_a_token_that_is_none_is_not_told(token: str, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(token, encoding="utf-8")
    given = ["--url", "http://127.0.0.1:1", "--token-file", str(file)]
    result = RUNNER.invoke(APP, ["gate", "check", str(ENGAGEMENT), *given])
    assert result.exit_code == 2
    assert "token" in result.output
    assert "cret" not in result.output.replace(str(file), "")


@pytest.mark.parametrize("engagement", [NAMED, str(ENGAGEMENT)])
def test_a_go_is_verified_offline_for_what_was_decided_on(folder: Path, engagement: str) -> None:
    result = verified(folder, "--subject", MODEL, engagement=engagement)
    assert (result.exit_code, str(DECISION) in result.output) == (0, True), result.output


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ({"at": (NOW + timedelta(minutes=16)).isoformat()}, "ATTESTATION_OUTDATED"),
        ({"at": (NOW - timedelta(minutes=2)).isoformat()}, "ATTESTATION_FROM_THE_FUTURE"),
        ({"engagement": "00000000-0000-0000-0000-000000000009"}, "ATTESTATION_FOREIGN"),
    ],
)
def test_an_outdated_or_foreign_one_is_refused_by_name(folder: Path, more: dict[str, str], name: str) -> None:
    result = verified(folder, **more)
    assert result.exit_code == 1
    assert name in result.output


@pytest.mark.parametrize(
    ("option", "value", "name"),
    [
        ("--subject", f"model=sha256:{'d' * 64}", "OTHER_RELEASE"),
        ("--stage", "closure", "ATTESTATION_FOREIGN"),
        ("--tenant", "00000000-0000-0000-0000-000000000009", "ATTESTATION_FOREIGN"),
    ],
)
def test_another_release_stage_or_tenant_is_refused_by_name(folder: Path, option: str, value: str, name: str) -> None:
    result = verified(folder, option, value)
    assert result.exit_code == 1
    assert name in result.output


def test_clocks_may_differ_by_a_little(folder: Path) -> None:
    assert verified(folder, at=(NOW - timedelta(seconds=30)).isoformat()).exit_code == 0


def test_a_no_is_refused_offline_too(folder: Path) -> None:
    with pytest.raises(Denied):
        asyncio.run(asked(folder, *PAST, ACCESS_REVOKED))
    result = verified(folder)
    assert result.exit_code == 1
    assert "GATE_DENIES" in result.output


def test_a_forged_one_is_refused_by_name(folder: Path) -> None:
    file = folder / "attestation.json"
    envelope = json.loads(file.read_text("utf-8"))
    with pytest.raises(Denied):
        asyncio.run(asked(folder, *PAST, ACCESS_REVOKED))
    denied = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(denied | {"payload": envelope["payload"]}), encoding="utf-8")
    result = verified(folder)
    assert result.exit_code == 1
    assert "SIGNATURE_FORGED" in result.output


def test_one_by_a_key_that_is_not_believed_is_refused_by_name(folder: Path) -> None:
    other = Signer(key=Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33))))
    (folder / "keys.json").write_text(json.dumps(other.published()), encoding="utf-8")
    result = verified(folder)
    assert result.exit_code == 1
    assert "SIGNED_BY_NOBODY_KNOWN" in result.output


@pytest.mark.parametrize("keys", ["", "[]", '{"keys": []}', '{"keys": [{"kty": "OKP", "crv": "Ed25519", "x": "AA"}]}'])
def test_what_are_no_keys_is_refused_by_name(folder: Path, keys: str) -> None:
    (folder / "keys.json").write_text(keys, encoding="utf-8")
    result = verified(folder)
    assert result.exit_code == 1
    assert "KEY_SET_UNUSABLE" in result.output


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--subject", "model"], "is no subject"),
        (["--subject", f"model=sha512:{'d' * 64}"], "is no subject"),
        (["--at", "tomorrow"], "is no moment"),
        (["--at", "2026-03-31T09:00:00"], "is no moment"),
        (["--engagement", "house"], "is no id"),
        (["--keys", "nowhere.json"], "nowhere.json: No such file"),
    ],
)
def test_what_cannot_be_checked_is_told_apart_from_what_is_refused(folder: Path, more: list[str], told: str) -> None:
    result = verified(folder, *more)
    assert result.exit_code == 2
    assert told in result.output
