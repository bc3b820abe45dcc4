"""The people of the play with their tokens, which say under which subject of which issuer Fairway knows them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

import jwt
from pydantic import TypeAdapter, ValidationError

from cli.engagement_parts import EngagementFile
from cli.failures import Unusable
from shared.events.people import Role
from shared.kernel.record import record

TOKENS = TypeAdapter(dict[str, str])


@record
class Member:
    token: str
    issuer: str
    subject: str


Cast: TypeAlias = Mapping[str, Member]


def cast(file: EngagementFile, tokens: Mapping[str, str]) -> Cast:
    """Everybody in the file, by key; raises Unusable where somebody has no token."""
    missing = sorted(file.people.keys() - tokens.keys())
    if missing:
        raise Unusable(f"There is no token for {', '.join(missing)}: each person of the file needs their own.")
    return {key: member(key, tokens[key]) for key in file.people}


def member(key: str, token: str) -> Member:
    """What the token says of itself; whether that is true is for Fairway to check."""
    try:
        claims = jwt.decode(token, options={"verify_signature": False})
        return Member(token=token, issuer=claims["iss"], subject=claims["sub"])
    except (jwt.InvalidTokenError, KeyError):
        raise Unusable(f"What stands there as the token of {key} is no access token.") from None


def read_tokens(path: Path) -> Mapping[str, str]:
    """A JSON object with the file's key of each person and their token."""
    try:
        return TOKENS.validate_json(path.read_bytes())
    except OSError as error:
        raise Unusable(f"{path}: {error.strerror or error}") from error
    except ValidationError:
        raise Unusable(f'{path} is no JSON object of tokens, such as {{"ana": "eyJ…"}}.') from None


def tokens_json(tokens: Mapping[str, str]) -> str:
    return json.dumps(tokens, indent=2) + "\n"


def administrator(file: EngagementFile) -> str:
    """Whoever the file names first as administrator registers everybody else."""
    for key, person in file.people.items():
        if Role.ADMINISTRATOR in person.roles:
            return key
    raise Unusable("Nobody in the file is an administrator: somebody has to register the others.")
