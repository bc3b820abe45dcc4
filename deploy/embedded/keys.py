"""Secrets that a data folder keeps: made once, readable by their owner only."""

import os
import secrets
from pathlib import Path

BYTES = 32


def kept_key(file: Path) -> bytes:
    """The key in the file; made at the first time."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_bytes()
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(secrets.token_bytes(BYTES))
    return file.read_bytes()
