"""Where a process finds the others and the database, and what it shows them: read from its settings."""

from collections.abc import Sequence
from urllib.parse import quote, urlsplit, urlunsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import SecretStr

from deploy.embedded.keys import kept_key
from shared.eventstore.install import role_of
from shared.settings import Settings
from shared.web.ed25519 import kept_pair, read

LEAST_KEY_CHARACTERS = 32


class NotConfigured(Exception):
    """A setting that this process cannot do without is missing or too short."""


def dsn(settings: Settings, process: str, *, worker: bool = False) -> str:
    """The address under which one of the process's two roles logs in."""
    if settings.store is None:
        raise NotConfigured("FAIRWAY_STORE names the PostgreSQL that the processes share.")
    role = role_of(process, worker=worker)
    if role not in settings.passwords:
        raise NotConfigured(f"FAIRWAY_PASSWORDS holds no password of the role {role}.")
    parts = urlsplit(settings.store)
    password = quote(settings.passwords[role].get_secret_value(), safe="")
    return urlunsplit(parts._replace(netloc=f"{role}:{password}@{parts.netloc.rpartition('@')[2]}"))


def service_key(settings: Settings) -> str:
    return _key("FAIRWAY_SERVICE_KEY", settings.service_key)


def signing_key(settings: Settings) -> bytes:
    return _key("FAIRWAY_SIGNING_KEY", settings.signing_key).encode()


def cursor_key(settings: Settings) -> bytes:
    """The one that all gateways share, else one that this machine keeps."""
    if settings.cursor_key is not None:
        return _key("FAIRWAY_CURSOR_KEY", settings.cursor_key).encode()
    settings.data.mkdir(parents=True, exist_ok=True)
    return kept_key(settings.data / "cursor.key")


def proof_key(settings: Settings) -> Ed25519PrivateKey:
    """The one that all gateways sign with, else one that this machine keeps."""
    if settings.proof_key is None:
        settings.data.mkdir(parents=True, exist_ok=True)
        return kept_pair(settings.data / "proof.pem")
    key = read(settings.proof_key.get_secret_value().encode())
    if key is None:
        raise NotConfigured("FAIRWAY_PROOF_KEY is an Ed25519 key in PEM.")
    return key


def several(addresses: str) -> Sequence[str]:
    found = [each.strip().rstrip("/") for each in addresses.split(",") if each.strip()]
    if not found or not all(each.startswith(("http://", "https://")) for each in found):
        raise NotConfigured("The addresses of a process are http://host:port, with commas between.")
    return found


def _key(name: str, key: SecretStr | None) -> str:
    if key is None or len(key.get_secret_value()) < LEAST_KEY_CHARACTERS:
        raise NotConfigured(f"{name} is a secret of at least {LEAST_KEY_CHARACTERS} characters.")
    return key.get_secret_value()
