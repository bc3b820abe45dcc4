"""The issuer of the embedded mode gives tokens that the verifier takes, and keeps its key to itself."""

import asyncio
import stat
from datetime import timedelta
from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from shared.web.identity import Issuer, KeySet, Verifier
from shared.web.issuer import LocalIssuer
from shared.web.kept import KeyUnusable
from tests.unit.web.test_identity import code
from tests.unit.web.tokens import NOW, RSA_KEY, TENANT, Clock

NAME, AUDIENCE = "fairway-local", "fairway"
HOUR = timedelta(hours=1)


def issuer(folder: Path, clock: Clock) -> LocalIssuer:
    return LocalIssuer(folder / "keys" / "issuer.pem", name=NAME, audience=AUDIENCE, clock=clock)


def trusting(local: LocalIssuer, clock: Clock) -> Verifier:
    keys = KeySet(local.published, clock)
    return Verifier((Issuer(name=local.name, audience=local.audience, algorithms=("EdDSA",), keys=keys),), clock)


async def test_a_local_token_names_its_tenant_and_person(tmp_path: Path) -> None:
    clock = Clock()
    local = issuer(tmp_path, clock)
    identity = await trusting(local, clock).verify(local.token(TENANT, "ana", HOUR))
    assert (identity.tenant, identity.subject, identity.expires_at) == (TENANT, "ana", NOW + HOUR)


async def test_a_local_token_ends_with_its_lifetime(tmp_path: Path) -> None:
    clock = Clock()
    local = issuer(tmp_path, clock)
    token = local.token(TENANT, "ana", HOUR)
    clock.passes(HOUR + timedelta(seconds=30))
    assert await code(token, trusting(local, clock)) == "TOKEN_EXPIRED"


async def test_a_token_outlives_a_restart_because_the_key_is_kept(tmp_path: Path) -> None:
    clock = Clock()
    token = issuer(tmp_path, clock).token(TENANT, "ana", HOUR)
    assert await trusting(issuer(tmp_path, clock), clock).verify(token)


async def test_another_installation_does_not_take_the_token(tmp_path: Path) -> None:
    clock = Clock()
    token = issuer(tmp_path / "here", clock).token(TENANT, "ana", HOUR)
    assert await code(token, trusting(issuer(tmp_path / "there", clock), clock)) == "TOKEN_NOT_ACCEPTED"


def test_each_token_has_an_id_of_its_own(tmp_path: Path) -> None:
    local = issuer(tmp_path, Clock())
    ids = {jwt.decode(local.token(TENANT, "ana", HOUR), options={"verify_signature": False})["jti"] for _ in range(2)}
    assert len(ids) == 2


def test_the_key_file_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    issuer(tmp_path, Clock())
    [file] = (tmp_path / "keys").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_may_read_is_not_used(tmp_path: Path, mode: int) -> None:
    issuer(tmp_path, Clock())
    (tmp_path / "keys" / "issuer.pem").chmod(mode)
    with pytest.raises(KeyUnusable, match=r"issuer\.pem can be read by others"):
        issuer(tmp_path, Clock())


def test_a_key_of_another_kind_is_not_used(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "issuer.pem"
    file.parent.mkdir()
    file.touch(mode=0o600)
    file.write_bytes(RSA_KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(KeyUnusable, match=r"issuer\.pem holds no Ed25519 key"):
        issuer(tmp_path, Clock())


@pytest.mark.parametrize(
    "damaged", [b"", b"garbage", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_a_damaged_key_is_told_with_its_file(tmp_path: Path, damaged: bytes) -> None:
    issuer(tmp_path, Clock())
    (tmp_path / "keys" / "issuer.pem").write_bytes(damaged)
    with pytest.raises(KeyUnusable, match=r"issuer\.pem holds no Ed25519 key"):
        issuer(tmp_path, Clock())


async def test_of_many_that_start_at_once_all_use_one_key(tmp_path: Path) -> None:
    started = await asyncio.gather(*(asyncio.to_thread(issuer, tmp_path, Clock()) for _ in range(20)))
    assert len({repr(one.jwks()) for one in started}) == 1
    assert [file.name for file in (tmp_path / "keys").iterdir()] == ["issuer.pem"]


def test_the_published_keys_hold_nothing_private(tmp_path: Path) -> None:
    [key] = issuer(tmp_path, Clock()).jwks()["keys"]
    assert set(key) == {"kty", "crv", "x", "kid", "use", "alg"}
