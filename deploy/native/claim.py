"""Who supervises the processes of a data folder: one at a time, and whoever holds the claim is told by its number."""

import fcntl
import os
from pathlib import Path
from typing import TextIO

from shared.kernel.for_people import ForPeople


class AlreadySupervised(ForPeople):
    """Another process has this data folder."""


def file(data: Path) -> Path:
    return data / "supervisor.claim"


def claimed(data: Path) -> TextIO:
    """Held until the returned file is closed or this process dies."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    claim = os.fdopen(os.open(file(data), os.O_RDWR | os.O_CREAT, mode=0o600), "r+")
    try:
        fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        with claim:
            raise AlreadySupervised(
                f"Fairway's processes already run on {data}, under process {claim.read().strip()}."
            ) from None
    claim.truncate()
    claim.write(f"{os.getpid()}\n")
    claim.flush()
    return claim


def holder(data: Path) -> int | None:
    """The process that holds the claim now."""
    try:
        with file(data).open("r+") as claim:
            try:
                fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return int(claim.read().strip() or 0) or None
            return None
    except FileNotFoundError:
        return None
