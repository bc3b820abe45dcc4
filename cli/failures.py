"""What goes wrong, told in a line to whoever typed the command; tracebacks are for `FAIRWAY_LOG_LEVEL=debug`."""

import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

import asyncpg
import typer
from pydantic import ValidationError

from cli.mistakes import BadEngagementFile
from deploy.embedded.postgres_folder import EmbeddedPostgresError
from shared.eventstore.install import KindIsFixed
from shared.kernel.refusal import Refused
from shared.projecting.rebuild import BuildLost, NothingServes, RebuildUnderWay
from shared.web.issuer import KeyExposed

FAILED, UNUSABLE, INTERRUPTED = 1, 2, 130


class Failure(Exception):
    """It did not work; the message is for people."""

    code = FAILED


class Unusable(Failure):
    """What was given cannot be used."""

    code = UNUSABLE


@contextmanager
def told() -> Iterator[None]:
    """Turn whatever goes wrong within into a line on standard error and an exit code."""
    try:
        yield
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        raise typer.Exit(INTERRUPTED) from None
    except (typer.Exit, SystemExit):
        raise
    except Exception as error:  # noqa: BLE001 - the last one who can tell it
        if os.environ.get("FAIRWAY_LOG_LEVEL", "").lower() == "debug":
            traceback.print_exception(error)
        print(sentence(error), file=sys.stderr)
        raise typer.Exit(code(error)) from None


def code(error: Exception) -> int:
    match error:
        case Failure():
            return error.code
        case BadEngagementFile() | ValidationError():
            return UNUSABLE
        case _:
            return FAILED


Telling: TypeAlias = Callable[[Exception], str]


def settings_told(error: Exception) -> str:
    """Which `FAIRWAY_…` variable is wrong, and why."""
    if not isinstance(error, ValidationError):
        return str(error)
    wrong = (f"FAIRWAY_{'_'.join(map(str, each['loc'])).upper()}: {each['msg']}" for each in error.errors())
    return "\n".join(wrong)


def database_told(error: Exception) -> str:
    return f"The database does not do it: {first_line(error)}"


def first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]


SENTENCES: tuple[tuple[type[Exception] | tuple[type[Exception], ...], Telling], ...] = (
    ((Failure, BadEngagementFile, EmbeddedPostgresError, KindIsFixed, KeyExposed), str),
    (Refused, lambda error: f"Rejected: {error}"),
    (ValidationError, settings_told),
    (RebuildUnderWay, lambda _: "These views are being rebuilt already: wait until that has ended."),
    (NothingServes, lambda _: "These views are being filled for the first time: there is nothing to rebuild yet."),
    (BuildLost, lambda _: "The connection to the database was cut while the views were rebuilt: try again."),
    ((asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError), database_told),
    (OSError, lambda error: f"The system does not do it: {first_line(error)}"),
)


def sentence(error: Exception) -> str:
    """The sentence for people; of what nobody foresaw, the kind and the first line."""
    telling = next((telling for kinds, telling in SENTENCES if isinstance(error, kinds)), None)
    if telling is None:
        return f"This should not have happened: {type(error).__name__}: {first_line(error)}"
    return telling(error)
