"""How Fairway's database is called, and passwords for those who log in there. It loads nothing of the services."""

import secrets

from shared.eventstore.install import PROCESSES, role_of

NAME = "fairway"


def fresh_passwords() -> dict[str, str]:
    roles = (role_of(service, worker=worker) for service in PROCESSES for worker in (False, True))
    return {role: secrets.token_urlsafe(32) for role in roles}
