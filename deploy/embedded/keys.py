"""The keys that a data folder keeps."""

import secrets
from pathlib import Path

from shared.web.kept import KeyUnusable, kept

BYTES = 32


def kept_key(file: Path) -> bytes:
    """The key in the file; made at the first time."""
    key = kept(file, lambda: secrets.token_bytes(BYTES))
    if len(key) != BYTES:
        raise KeyUnusable(
            f"{file} holds {len(key)} bytes, and a key has {BYTES}: put the key back, or remove the file for a new one."
        )
    return key
