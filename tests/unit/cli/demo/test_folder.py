"""The demo's folder: emptied at each start, but nothing is removed that no demo made."""

from pathlib import Path

import pytest

from cli.demo.folder import emptied
from cli.failures import Unusable


def remains(data: Path) -> Path:
    """What a demo leaves behind."""
    folder = data / "demo"
    (folder / "postgres" / "cluster").mkdir(parents=True)
    for name in ("postgres/claim", "postgres/cluster/PG_VERSION", "issuer.pem", "tokens.json", "close-out.html"):
        (folder / name).write_text("x", encoding="utf-8")
    for name in ("evidence", "kafka", "logs", "secrets"):
        (folder / name / "more").mkdir(parents=True)
    return folder


async def test_the_folder_is_made_where_there_is_none(tmp_path: Path) -> None:
    folder = await emptied(tmp_path / "data")
    assert folder == tmp_path / "data" / "demo"
    assert list(folder.iterdir()) == []
    assert folder.stat().st_mode & 0o077 == 0


async def test_what_a_demo_left_behind_goes_and_its_neighbours_stay(tmp_path: Path) -> None:
    remains(tmp_path)
    (tmp_path / "issuer.pem").write_text("the real one", encoding="utf-8")
    folder = await emptied(tmp_path)
    assert list(folder.iterdir()) == []
    assert (tmp_path / "issuer.pem").read_text(encoding="utf-8") == "the real one"


@pytest.mark.parametrize("strange", ["notes.txt", "postgres.bak", "close-out.html.orig"])
async def test_a_folder_with_anything_else_in_it_is_left_as_it_is(tmp_path: Path, strange: str) -> None:
    folder = remains(tmp_path)
    (folder / strange).write_text("mine", encoding="utf-8")
    before = sorted(folder.rglob("*"))
    with pytest.raises(Unusable, match=f"holds what no demo made \\({strange}\\)"):
        await emptied(tmp_path)
    assert sorted(folder.rglob("*")) == before


async def test_a_database_folder_that_nobody_claimed_is_not_ours(tmp_path: Path) -> None:
    folder = remains(tmp_path)
    (folder / "postgres" / "claim").unlink()
    with pytest.raises(Unusable, match="postgres"):
        await emptied(tmp_path)


async def test_links_are_never_followed_and_never_removed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    precious = remains(elsewhere) / "tokens.json"
    data = tmp_path / "data"
    data.mkdir()
    (data / "demo").symlink_to(elsewhere / "demo")
    with pytest.raises(Unusable, match="not a folder of the demo"):
        await emptied(data)
    (data / "demo").unlink()
    (remains(data) / "cursor.key").symlink_to(precious)
    with pytest.raises(Unusable, match=r"cursor\.key"):
        await emptied(data)
    assert precious.exists()
