"""The secrets of a Fairway of several processes: files that are made once, and for each process a folder of its own.

`all` holds every secret and is for whoever installs; each process gets copies of those that it needs and no others.
"""

import json
import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from deploy.logins import NAME, fresh_passwords
from deploy.topology import TOPOLOGY
from shared.eventstore.install import role_of
from shared.web.ed25519 import made

ALL = "all"
DATABASE, PASSWORDS, SUPERUSER = "fairway_database", "fairway_passwords", "postgres_password"
SERVICE_KEY, CURSOR_KEY, SIGNING_KEY = "fairway_service_key", "fairway_cursor_key", "fairway_signing_key"
PROOF_KEY = "fairway_proof_key"


def key() -> str:
    return secrets.token_urlsafe(48)


MADE: Mapping[str, Callable[[], str]] = {
    PASSWORDS: lambda: json.dumps(fresh_passwords()),
    SUPERUSER: key,
    SERVICE_KEY: key,
    CURSOR_KEY: key,
    SIGNING_KEY: key,
    PROOF_KEY: lambda: made().decode("ascii"),
}
"""By the name of its file, which is that of its variable: what makes it."""


def make(folder: Path, server: str | None = None) -> None:
    """Make what is missing, keep what is there. `server`, host:port, is where the superuser will find PostgreSQL."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    whole = folder / ALL
    found = {name: _kept(whole / name, content) for name, content in MADE.items()}
    if server is not None:
        _write(whole / DATABASE, f"postgresql://postgres:{found[SUPERUSER]}@{server}/{NAME}")
    for entry in TOPOLOGY:
        for name, content in _needed(entry.name, found).items():
            _write(folder / entry.name / name, content)


def _needed(process: str, found: Mapping[str, str]) -> Mapping[str, str]:
    """Whoever has roles in the database hears of Kafka's records; whoever has none faces the people outside."""
    roles = {role_of(process), role_of(process, worker=True)}
    own = {role: password for role, password in json.loads(found[PASSWORDS]).items() if role in roles}
    service_key = {SERVICE_KEY: found[SERVICE_KEY]}
    if not own:
        return service_key | {CURSOR_KEY: found[CURSOR_KEY], PROOF_KEY: found[PROOF_KEY]}
    return service_key | {PASSWORDS: json.dumps(own), SIGNING_KEY: found[SIGNING_KEY]}


def _kept(file: Path, content: Callable[[], str]) -> str:
    if not file.exists():
        _write(file, content())
    return file.read_text("ascii")


def _write(file: Path, content: str) -> None:
    """Beside, and renamed, so that nobody finds half of it."""
    file.parent.mkdir(mode=0o700, exist_ok=True)
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as opened:
        opened.write(content)
    unfinished.replace(file)
