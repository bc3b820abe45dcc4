"""Tokens for whoever an operator registered, signed with the key of a Fairway that is there."""

from pathlib import Path
from uuid import UUID

import pytest
from typer.testing import CliRunner

from cli.commands import fairway
from cli.failures import Unusable
from cli.tokens import token
from deploy.clock import now
from deploy.embedded.issuers import LOCAL, local_issuer
from deploy.embedded.sample import sample
from shared.settings import Settings
from shared.web.identity import Issuer, KeySet, Verifier
from shared.web.issuer import LocalIssuer

TENANT = UUID(int=0x7E)


def verifier(issuer: LocalIssuer) -> Verifier:
    return Verifier((Issuer(name=issuer.name, audience=issuer.audience, keys=KeySet(issuer.published, now)),), now)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, token_hours=2)


@pytest.mark.parametrize(("given", "tenant"), [(TENANT, TENANT), (None, sample(LOCAL).tenant)])
async def test_a_token_names_its_subject_and_its_tenant(settings: Settings, given: UUID | None, tenant: UUID) -> None:
    issuer = local_issuer(settings)
    identity = await verifier(issuer).verify(token("zoe", given, settings))
    assert (identity.subject, identity.tenant, identity.issuer) == ("zoe", tenant, LOCAL)
    assert 7_190 < (identity.expires_at - now()).total_seconds() <= 7_200


def test_where_no_fairway_was_started_no_key_is_made(settings: Settings) -> None:
    with pytest.raises(Unusable, match=r"There is no issuer\.pem"):
        token("zoe", TENANT, settings)
    assert list(settings.data.iterdir()) == []


@pytest.mark.parametrize("subject", ["", "z" * 256])
def test_a_subject_that_no_token_may_have_is_told(settings: Settings, subject: str) -> None:
    local_issuer(settings)
    with pytest.raises(Unusable, match="1 to 255"):
        token(subject, TENANT, settings)


def test_it_prints_the_token_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    local_issuer(Settings(data=tmp_path))
    monkeypatch.setenv("FAIRWAY_DATA", str(tmp_path))
    result = CliRunner().invoke(fairway(), ["token", "zoe", "--tenant", str(TENANT)])
    assert result.exit_code == 0
    assert result.output.count(".") == 2
    assert len(result.output.split()) == 1
