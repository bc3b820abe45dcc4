"""Asking a Fairway that runs: where it is, who asks, and what went wrong in a sentence. No secret is ever printed."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import httpx
from pydantic import ValidationError

from cli.client import told
from cli.failures import UNUSABLE, Failure
from shared.settings import Settings

SECONDS = 60.0
PRINTABLE = frozenset(map(chr, range(0x21, 0x7F)))


class CouldNotAsk(Failure):
    """There is no answer, be it yes or no."""

    code = UNUSABLE


@contextmanager
def asking() -> Iterator[None]:
    """Whatever goes wrong on the way to an answer is no answer: scripts tell it apart from a no."""
    try:
        yield
    except (Failure, ValidationError):
        raise
    except httpx.HTTPError as error:
        raise CouldNotAsk(f"Fairway does not answer: {str(error) or type(error).__name__}") from error
    except Exception as error:
        raise CouldNotAsk(f"{type(error).__name__}: {error}") from error


@asynccontextmanager
async def gateway_of(settings: Settings, url: str | None, token_file: Path | None) -> AsyncIterator[httpx.AsyncClient]:
    headers = {"authorization": f"Bearer {token_of(settings, token_file)}"}
    base = (url or str(settings.url)).rstrip("/")
    async with httpx.AsyncClient(base_url=base, headers=headers, timeout=SECONDS) as http:
        yield http


def token_of(settings: Settings, token_file: Path | None) -> str:
    """As it may stand in a header: what may not would be told by its name, and a token is told by none."""
    token = given_token(settings, token_file)
    if not token or set(token) - PRINTABLE:
        raise CouldNotAsk("The token is empty, or holds what no token does.")
    return token


def given_token(settings: Settings, token_file: Path | None) -> str:
    if token_file is not None:
        try:
            return token_file.read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            raise CouldNotAsk(f"{token_file} holds no token that can be read.") from None
    if settings.token is None:
        raise CouldNotAsk("Who asks? Set FAIRWAY_TOKEN, or name a file by --token-file.")
    return settings.token.get_secret_value().strip()


def answer_of(response: httpx.Response) -> dict[str, Any]:
    """The JSON that was asked for; raises CouldNotAsk with what is said instead."""
    try:
        found = response.json()
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise CouldNotAsk(f"{response.url} answers {response.status_code}: is that a Fairway?")
    if response.is_success:
        return found
    raise CouldNotAsk("; ".join(map(told, found.get("errors") or [{}])))
