"""Ed25519 keys to sign with: made once and kept in a file that only its owner reads, or given as PEM."""

from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from shared.web.kept import KeyUnusable, kept


def kept_pair(file: Path) -> Ed25519PrivateKey:
    """The key in the file; made at the first time."""
    key = read(kept(file, made))
    if key is None:
        raise KeyUnusable(f"{file} holds no Ed25519 key: put the key back, or remove the file for a new one.")
    return key


def read(pem: bytes) -> Ed25519PrivateKey | None:
    """None: this is no such key."""
    try:
        key = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None
    return key if isinstance(key, Ed25519PrivateKey) else None


def made() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
