"""The key that gates' answers are signed with: the one that all gateways share, else one that this machine keeps."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pydantic import SecretStr

from deploy.distributed.addresses import NotConfigured, proof_key
from deploy.secret_files import make
from services.gates.contracts.proofs import Signer
from shared.settings import SECRETS, Settings
from shared.web.kept import KeyUnusable


def published(settings: Settings) -> object:
    return Signer(key=proof_key(settings)).published()


def test_without_one_this_machine_makes_it_once(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    assert published(settings) == published(settings)
    assert ((tmp_path / "data" / "proof.pem").stat().st_mode & 0o777) == 0o600


def test_all_gateways_share_the_one_of_their_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "secrets")
    monkeypatch.setenv(SECRETS, str(tmp_path / "secrets" / "gateway"))
    one, other = Settings(data=tmp_path / "one"), Settings(data=tmp_path / "other")
    assert published(one) == published(other)
    assert not (tmp_path / "one").exists()


@pytest.mark.parametrize("kind", ["text", "another curve"])
def test_what_is_no_such_key_is_refused(kind: str, tmp_path: Path) -> None:
    curve = generate_private_key(SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    pem = "secret" if kind == "text" else curve.decode()
    with pytest.raises(NotConfigured, match="Ed25519 key in PEM"):
        proof_key(Settings(data=tmp_path, proof_key=SecretStr(pem)))


def test_a_kept_key_that_was_overwritten_is_named(tmp_path: Path) -> None:
    file = tmp_path / "proof.pem"
    file.write_text("mine", encoding="utf-8")
    file.chmod(0o600)
    with pytest.raises(KeyUnusable, match=r"proof\.pem holds no Ed25519 key"):
        proof_key(Settings(data=tmp_path))
