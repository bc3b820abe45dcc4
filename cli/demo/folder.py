"""The folder of the demo, which begins anew each time: only what a demo made is ever removed."""

import shutil
from fnmatch import fnmatch
from pathlib import Path

from cli.failures import Unusable
from deploy.embedded import postgres

NAME = "demo"
FILES = (
    "issuer.pem",
    ".issuer.pem.*",
    "cursor.key",
    "proof.pem",
    ".proof.pem.*",
    "tokens.json",
    "close-out.html",
    "close-out.json",
    "roi.html",
    "roi.pdf",
    "adoption.html",
    "adoption.pdf",
)
FOLDERS = ("evidence", "kafka", "logs", "secrets")


async def emptied(data: Path) -> Path:
    """The demo's folder within `data`, with nothing in it. Raises Unusable where it holds something else."""
    folder = data / NAME
    check(folder)
    if folder.exists():
        await postgres.remove(folder / "postgres")
        shutil.rmtree(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def check(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise Unusable(f"{folder} is not a folder of the demo: move it away.")
    strange = sorted(each.name for each in folder.iterdir() if not is_ours(each)) if folder.exists() else []
    if strange:
        raise Unusable(f"{folder} holds what no demo made ({', '.join(strange[:3])}): move it away.")


def is_ours(path: Path) -> bool:
    """By its name, and no link to anywhere else; the database is a folder with a claim."""
    if path.is_symlink():
        return False
    match path.name:
        case "postgres":
            return path.is_dir() and ((path / "claim").is_file() or not any(path.iterdir()))
        case name if name in FOLDERS:
            return path.is_dir()
        case name:
            return path.is_file() and any(fnmatch(name, pattern) for pattern in FILES)
