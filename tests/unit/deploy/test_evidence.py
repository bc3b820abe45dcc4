"""Where files of evidence lie is said by settings, and no setting that signs is ever printed."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest
from pydantic import SecretStr, ValidationError

from deploy.evidence import store_of
from services.gates.evidence_store import LocalStore, S3Store
from shared.settings import Settings

pytestmark = pytest.mark.req("RSG4")

TENANT = UUID(int=1)


async def one() -> AsyncIterator[bytes]:
    yield b"[]"


async def test_files_lie_in_the_folder_of_the_data_unless_another_is_named(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    for settings in (Settings(data=tmp_path), Settings(data=tmp_path, evidence=elsewhere)):
        store = store_of(settings)
        assert isinstance(store, LocalStore)
        await store.put(TENANT, one())
    for folder in (tmp_path / "evidence", elsewhere):
        assert await LocalStore(folder).tenants() == [TENANT]


def test_they_lie_in_a_bucket_that_is_named_and_its_keys_are_not_shown() -> None:
    settings = Settings(
        evidence_bucket="fairway-evidence",
        evidence_endpoint="https://s3.example.com/",
        evidence_key_id=SecretStr("its-name"),
        evidence_secret_key=SecretStr("its-secret"),
    )
    store = store_of(settings)
    assert isinstance(store, S3Store)
    assert isinstance(store_of(Settings(evidence_bucket="at-amazons")), S3Store)
    for said in (repr(settings), repr(vars(store))):
        assert "its-" not in said


def test_keys_come_together() -> None:
    with pytest.raises(ValidationError, match="FAIRWAY_EVIDENCE_SECRET_KEY go together"):
        Settings(evidence_bucket="fairway-evidence", evidence_key_id=SecretStr("its-name"))
