"""What goes wrong ends in a line and an exit code, never in a traceback."""

from pathlib import Path

import pytest
import typer
from asyncpg import UndefinedTableError
from pydantic import ValidationError

from cli.engagement_file import BadEngagementFile
from cli.failures import Failure, Unusable, told
from cli.mistakes import Mistake
from deploy.embedded.issuers import IssuerNameTaken
from deploy.embedded.postgres_folder import AlreadyRunning
from shared.kernel.refusal import PersonNotFound
from shared.projecting.failures import BuildLost, HistoryDiverged, NothingServes, RebuildUnderWay
from shared.settings import Settings

DIVERGED = (
    "The log is not the one that the read models were made from: event 3 does not continue the chain. "
    "Nothing was changed; `python -m cli verify` says whether the log itself holds."
)
MISTAKES = [Mistake(line=3, place=("pilot",), problem="this is missing"), Mistake(line=9, place=(), problem="odd")]


def wrong_port() -> Exception:
    try:
        Settings.model_validate({"port": "x"})
    except ValidationError as error:
        return error
    raise AssertionError


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (Failure("It broke."), 1, "It broke."),
        (Unusable("Not that."), 2, "Not that."),
        (AlreadyRunning("It runs already."), 1, "It runs already."),
        (PersonNotFound(), 1, "Rejected: There is no such person in this tenant."),
        (RebuildUnderWay(), 1, "These views are being rebuilt already: wait until that has ended."),
        (NothingServes(), 1, "These views are being filled for the first time: there is nothing to rebuild yet."),
        (BuildLost(), 1, "The connection to the database was cut while the views were rebuilt: try again."),
        (
            HistoryDiverged("event 3 does not continue the chain"),
            1,
            DIVERGED,
        ),
        (IssuerNameTaken("Another name."), 1, "Another name."),
        (UndefinedTableError("no table\nat all"), 1, "The database does not do it: no table"),
        (OSError(28, "No space left"), 1, "The system does not do it: [Errno 28] No space left"),
        (ZeroDivisionError("by zero"), 1, "This should not have happened: ZeroDivisionError: by zero"),
        (ZeroDivisionError(), 1, "This should not have happened: ZeroDivisionError: ZeroDivisionError"),
        (KeyboardInterrupt(), 130, "Stopped."),
        (BadEngagementFile(Path("a.yaml"), MISTAKES), 2, "a.yaml: line 3: pilot: this is missing\na.yaml: line 9: odd"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_an_error_is_told_in_its_own_words(
    error: BaseException, code: int, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as ended, told():
        raise error
    assert ended.value.exit_code == code
    assert capsys.readouterr().err == f"{line}\n"


def test_a_wrong_setting_is_named_as_it_is_set(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as ended, told():
        raise wrong_port()
    assert ended.value.exit_code == 2
    assert capsys.readouterr().err.startswith("FAIRWAY_PORT: Input should be a valid integer")


def test_the_traceback_is_shown_to_whoever_debugs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAIRWAY_LOG_LEVEL", "debug")
    with pytest.raises(typer.Exit), told():
        raise ZeroDivisionError
    assert "Traceback" in capsys.readouterr().err


def test_an_exit_that_was_meant_stays_as_it_is() -> None:
    with pytest.raises(typer.Exit) as ended, told():
        raise typer.Exit(7)
    assert ended.value.exit_code == 7
