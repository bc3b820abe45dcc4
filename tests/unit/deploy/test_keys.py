"""The cursor key of a data folder: made once, kept whole, and never used where it is damaged."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from deploy.embedded.keys import BYTES, kept_key
from shared.web.kept import KeyUnusable


def test_a_key_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "cursor.key"
    key = kept_key(file)
    assert kept_key(file) == key
    assert len(key) == BYTES
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("length", [0, BYTES - 1, BYTES + 1])
def test_a_key_that_was_cut_or_changed_is_refused_before_anything_starts(tmp_path: Path, length: int) -> None:
    file = tmp_path / "cursor.key"
    kept_key(file)
    file.write_bytes(bytes(length))
    with pytest.raises(KeyUnusable, match=rf"cursor\.key holds {length} bytes"):
        kept_key(file)


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "cursor.key"
    kept_key(file)
    file.chmod(0o640)
    with pytest.raises(KeyUnusable, match=r"cursor\.key can be read by others"):
        kept_key(file)


def test_of_many_that_start_at_once_all_have_one_whole_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(max_workers=20) as together:
        keys = set(together.map(lambda _: kept_key(tmp_path / "cursor.key"), range(20)))
    assert len(keys) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["cursor.key"]
