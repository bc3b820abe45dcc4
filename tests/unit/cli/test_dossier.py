"""A dossier is checked from its file alone, and whatever was changed in it is named."""

import base64
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from typer.testing import CliRunner, Result

from cli.commands import fairway
from services.gates.contracts.proofs import Signer
from services.gates.proof.dossier import written
from tests.unit.gates.proof.filed import KEY, dossier, hashed_again, with_event

pytestmark = pytest.mark.req("X2")

WHOLE = dossier()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "keys.json").write_text(json.dumps(Signer(key=KEY).published()), encoding="utf-8")
    (tmp_path / "dossier.json").write_text(written(WHOLE, KEY), encoding="utf-8")
    return tmp_path


def verified(folder: Path) -> Result:
    given = [str(folder / "dossier.json"), "--keys", str(folder / "keys.json")]
    return CliRunner().invoke(fairway(), ["dossier", "verify", *given])


def test_the_shorter_word_for_it_says_the_same(folder: Path) -> None:
    given = ["verify", str(folder / "dossier.json")]
    whole = CliRunner().invoke(fairway(), [*given, "--keys", str(folder / "keys.json")])
    assert (whole.exit_code, whole.output) == (0, verified(folder).output)
    keyless = CliRunner().invoke(fairway(), given)
    assert keyless.exit_code == 2
    assert "--keys" in keyless.output


def changed(folder: Path, before: bytes, after: bytes) -> None:
    """One place of what was signed, under the signature of before."""
    file = folder / "dossier.json"
    envelope = json.loads(file.read_text("utf-8"))
    payload = base64.b64decode(envelope["payload"])
    assert payload.count(before) == 1
    envelope["payload"] = base64.b64encode(payload.replace(before, after)).decode()
    file.write_text(json.dumps(envelope), encoding="utf-8")


def test_one_that_holds_says_about_what(folder: Path) -> None:
    result = verified(folder)
    assert result.exit_code == 0
    assert f"decision {WHOLE.decision_id}" in result.output


def test_one_changed_byte_is_named_by_the_event_that_it_stands_in(folder: Path) -> None:
    event = WHOLE.events[4]
    changed(folder, event.leaf.encode(), (("0" if event.leaf[0] != "0" else "1") + event.leaf[1:]).encode())
    result = verified(folder)
    assert result.exit_code == 1
    assert "SIGNATURE_FORGED" in result.output
    assert "event 5: its content is not what its hash is over" in result.output


def test_what_is_left_after_more_was_changed_is_named_too(folder: Path) -> None:
    changed(folder, b'"decision_id":"00000000-0000-0000-0000-00000000001b"', b'"decision":"?"')
    result = verified(folder)
    assert result.exit_code == 1
    assert "NOT_AN_ENVELOPE" in result.output


def test_one_that_its_signer_forged_is_named_by_what_does_not_follow(folder: Path) -> None:
    number = next(n for n, each in enumerate(WHOLE.events) if each.type == "GateEvaluated")
    data = WHOLE.events[number].data.replace('"outcome":"pass"', '"outcome":"fail"')
    leaf = hashed_again(with_event(WHOLE, number, data=data).events[number]).leaf
    forged = with_event(WHOLE, number, data=data, leaf=leaf)
    (folder / "dossier.json").write_text(written(forged, KEY), encoding="utf-8")
    result = verified(folder)
    assert result.exit_code == 1
    assert "verdict: it was fail, and is pass when recomputed" in result.output


def test_one_that_nobody_believed_signed_is_refused(folder: Path) -> None:
    other = Signer(key=Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33))))
    (folder / "keys.json").write_text(json.dumps(other.published()), encoding="utf-8")
    result = verified(folder)
    assert (result.exit_code, "SIGNED_BY_NOBODY_KNOWN" in result.output) == (1, True)


def test_a_file_that_is_not_there_is_told_apart(folder: Path) -> None:
    (folder / "dossier.json").unlink()
    result = verified(folder)
    assert (result.exit_code, "No such file" in result.output) == (2, True)
