"""Programs for Node in tests: their packages are fetched by npm as the lock file names them, once per lock file.

A machine without npm skips these tests, and says so; where `CI` is set they must run.
"""

import fcntl
import os
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

CACHE = Path(__file__).parents[1] / "build" / "npm"
WITHIN = 300.0


def node() -> str:
    """The Node to run, if npm came with it."""
    program = shutil.which("node")
    if program is None or shutil.which("npm") is None:
        if os.environ.get("CI"):
            raise FileNotFoundError("node and npm must be here where CI is set")
        pytest.skip("node and npm are not installed")
    return program


def installed(sources: Path) -> Path:
    """A copy of the folder with its packages beside it."""
    node()
    lock = (sources / "package-lock.json").read_bytes()
    folder = CACHE / f"{sources.name}-{sha256(lock).hexdigest()[:16]}"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        for file in sources.iterdir():
            if file.is_file():
                shutil.copy(file, folder)
        fetched = folder / ".fetched"
        if not fetched.exists():
            fetch(folder)
            fetched.touch()
    return folder


def fetch(folder: Path) -> None:
    """No package's own scripts are run."""
    done = subprocess.run(  # noqa: S603
        [str(shutil.which("npm")), "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=WITHIN,
        check=False,
    )
    if done.returncode != 0:
        raise OSError(f"npm did not fetch the packages of {folder.name}: {done.stderr}")
