"""Secrets are made once, and no process sees those of another."""

import json
from pathlib import Path

from deploy.secret_files import (
    ALL,
    CURSOR_KEY,
    DATABASE,
    PASSWORDS,
    PROOF_KEY,
    SERVICE_KEY,
    SIGNING_KEY,
    SUPERUSER,
    make,
)
from shared.settings import Settings
from shared.web.ed25519 import read


def contents(folder: Path) -> dict[str, str]:
    return {str(file.relative_to(folder)): file.read_text() for file in folder.rglob("*") if file.is_file()}


def test_they_are_made_once(tmp_path: Path) -> None:
    make(tmp_path)
    first = contents(tmp_path)
    make(tmp_path)

    assert contents(tmp_path) == first
    assert len({first[f"{ALL}/{name}"] for name in (SERVICE_KEY, CURSOR_KEY, SIGNING_KEY, SUPERUSER)}) == 4


def test_a_process_gets_what_it_needs_and_nothing_else(tmp_path: Path) -> None:
    make(tmp_path)

    assert sorted(contents(tmp_path / "gateway")) == [CURSOR_KEY, PROOF_KEY, SERVICE_KEY]
    for process in ("engagement", "gates", "measurement", "ledger"):
        assert sorted(contents(tmp_path / process)) == sorted([PASSWORDS, SERVICE_KEY, SIGNING_KEY])
        passwords = json.loads((tmp_path / process / PASSWORDS).read_text())
        assert sorted(passwords) == [f"fairway_{process}", f"fairway_{process}_worker"]


def test_only_their_owner_reads_them(tmp_path: Path) -> None:
    make(tmp_path / "secrets", "postgres:5432")

    assert {file.stat().st_mode & 0o777 for file in tmp_path.rglob("*") if file.is_file()} == {0o600}
    assert {folder.stat().st_mode & 0o077 for folder in tmp_path.rglob("*") if folder.is_dir()} == {0}


def test_each_file_is_a_setting_and_the_superuser_has_an_address(tmp_path: Path) -> None:
    make(tmp_path, "postgres:5432")
    whole = contents(tmp_path / ALL)

    assert whole[DATABASE] == f"postgresql://postgres:{whole[SUPERUSER]}@postgres:5432/fairway"
    assert read(whole[PROOF_KEY].encode()) is not None
    assert Settings.model_fields.keys() >= {name.removeprefix("fairway_") for name in whole if name != SUPERUSER}
