"""Finding a database: the embedded one by its folder, and never a password in what is told."""

from pathlib import Path

import pytest

from cli.databases import database_of, pool_as, running_on, without_password
from cli.failures import Unusable
from deploy.embedded.postgres_folder import Folder
from shared.settings import Settings


async def test_a_database_that_is_named_is_taken_as_it_is(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, database="postgresql://root@db.example/fairway")
    async with database_of(settings) as address:
        assert address == "postgresql://root@db.example/fairway"


async def test_where_no_fairway_keeps_its_data_none_is_found(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match=f"There is no Fairway in {tmp_path}"):
        async with database_of(Settings(data=tmp_path)):
            pass


def test_a_folder_whose_server_is_gone_has_no_address(tmp_path: Path) -> None:
    cluster = tmp_path / "postgres" / "cluster"
    cluster.mkdir(parents=True)
    (cluster / "postmaster.pid").write_text("999999999\n", encoding="utf-8")
    assert running_on(Folder.at(tmp_path / "postgres")) is None


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://ana:secret@db:5432/fairway?password=secret", "postgresql://ana@db:5432/fairway"),
        ("postgresql://db/fairway", "postgresql://db/fairway"),
    ],
)
def test_an_address_is_shown_without_its_password(address: str, shown: str) -> None:
    assert without_password(address) == shown


async def test_a_database_that_cannot_be_reached_is_named() -> None:
    with pytest.raises(Unusable, match=r"postgresql://ana@127\.0\.0\.1:1/x cannot be reached"):
        async with pool_as("fairway_engagement", "postgresql://ana:secret@127.0.0.1:1/x"):
            pass
