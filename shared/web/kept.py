"""Secrets that a file keeps: made once, whole, and readable by their owner alone."""

import os
from collections.abc import Callable
from pathlib import Path

from uuid_utils import uuid7

from shared.kernel.for_people import ForPeople

READABLE_BY_OTHERS = 0o077


class KeyUnusable(ForPeople):
    """A file does not hold the secret that it should, or not for its owner alone."""


def kept(file: Path, made: Callable[[], bytes]) -> bytes:
    """What the file holds; made at the first time."""
    if not file.exists():
        _make(file, made())
    if file.stat().st_mode & READABLE_BY_OTHERS:
        raise KeyUnusable(f"{file} can be read by others than its owner: it must have mode 0600.")
    return file.read_bytes()


def _make(file: Path, secret: bytes) -> None:
    """Write aside and link: of two processes that start at once, one wins, and nobody reads half a secret."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = file.with_name(f".{file.name}.{uuid7()}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(secret)
        os.fsync(out.fileno())
    try:
        os.link(aside, file)
    except FileExistsError:
        pass
    finally:
        aside.unlink()
