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
from shared.kernel.for_people import ForPeople
from shared.kernel.refusal import Refused
from shared.projecting.failures import BuildLost, HistoryDiverged, NothingServes, RebuildUnderWay
from shared.web.unavailable import ServiceUnavailable

FAILED, UNUSABLE, INTERRUPTED = 1, 2, 130


class Failure(ForPeople):
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
    return "\n".join(setting_told(each["loc"], each["msg"].removeprefix("Value error, ")) for each in error.errors())


def setting_told(place: tuple[int | str, ...], problem: str) -> str:
    """What concerns several settings names them itself."""
    return f"FAIRWAY_{'_'.join(map(str, place)).upper()}: {problem}" if place else problem


def database_told(error: Exception) -> str:
    return f"The database does not do it: {first_line(error)}"


def diverged_told(error: Exception) -> str:
    verify = "Nothing was changed; `python -m cli verify` says whether the log itself holds."
    return f"The log is not the one that the read models were made from: {first_line(error)}. {verify}"


def first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]


SENTENCES: tuple[tuple[type[Exception] | tuple[type[Exception], ...], Telling], ...] = (
    (ForPeople, str),
    (ServiceUnavailable, lambda error: f"The process {error} does not answer as it should: its log says more."),
    (Refused, lambda error: f"Rejected: {error}"),
    (ValidationError, settings_told),
    (RebuildUnderWay, lambda _: "These views are being rebuilt already: wait until that has ended."),
    (NothingServes, lambda _: "These views are being filled for the first time: there is nothing to rebuild yet."),
    (BuildLost, lambda _: "The connection to the database was cut while the views were rebuilt: try again."),
    (HistoryDiverged, diverged_told),
    ((asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError), database_told),
    (OSError, lambda error: f"The system does not do it: {first_line(error)}"),
)


def sentence(error: Exception) -> str:
    """The sentence for people; of what nobody foresaw, the kind and the first line."""
    telling = next((telling for kinds, telling in SENTENCES if isinstance(error, kinds)), None)
    if telling is None:
        return f"This should not have happened: {type(error).__name__}: {first_line(error)}"
    return telling(error)
