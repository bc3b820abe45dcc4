"""The command line: what cannot be used is told in a line, with an exit code that scripts can tell apart."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.commands import fairway
from tests.unit.cli.demo.small import TEXT, written

RUNNER, APP = CliRunner(), fairway()
FRESH = "--keep and --distributed are for a fresh Fairway"


@pytest.mark.parametrize(
    "command", ["up", "demo", "bootstrap", "rebuild", "verify", "unpark", "token", "relay", "digest"]
)
def test_every_command_says_what_it_does(command: str) -> None:
    overview, own = RUNNER.invoke(APP, ["--help"]), RUNNER.invoke(APP, [command, "--help"])
    assert (overview.exit_code, own.exit_code) == (0, 0)
    assert command in overview.output
    assert "Usage:" in own.output


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--url", "http://127.0.0.1:8700"], "--url and --token-file go together"),
        (["--token-file", "tokens.json"], "--url and --token-file go together"),
        (["--url", "http://x", "--token-file", "tokens.json", "--keep"], FRESH),
        (["--url", "http://x", "--token-file", "tokens.json", "--distributed"], FRESH),
        (["nowhere.yaml"], "nowhere.yaml: No such file or directory"),
    ],
    ids=["a place without tokens", "tokens without a place", "keep what is not ours", "in its processes", "no file"],
)
def test_options_that_do_not_go_together_are_refused(given: list[str], told: str) -> None:
    result = RUNNER.invoke(APP, ["demo", *given])
    assert result.exit_code == 2
    assert told in result.output


def test_a_file_with_mistakes_is_refused_with_a_line_for_each(tmp_path: Path) -> None:
    text = TEXT.replace("lead: ana", "lead: anna").replace("closed_on: 2026-07-31", "closed_on: 2026-13-31")
    result = RUNNER.invoke(APP, ["demo", str(written(tmp_path, text))])
    assert result.exit_code == 2
    assert "letters.yaml: line 12: pilot.closed_on: this is not a day" in result.output


def test_a_folder_that_holds_something_else_stops_the_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAIRWAY_DATA", str(tmp_path))
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "thesis.tex").write_text("mine", encoding="utf-8")
    result = RUNNER.invoke(APP, ["demo"])
    assert result.exit_code == 2
    assert "holds what no demo made (thesis.tex)" in result.output


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("FAIRWAY_DATA", __file__, f"FAIRWAY_DATA: {__file__} is a file, and not a folder"),
        ("FAIRWAY_PORT", "x", "FAIRWAY_PORT: Input should be a valid integer"),
        ("FAIRWAY_ISSUER", "https://login.example", "FAIRWAY_ISSUER and FAIRWAY_JWKS_URL go together"),
        ("FAIRWAY_ISSUER", "a|b", "FAIRWAY_ISSUER: the name of an issuer holds no '|'"),
        ("FAIRWAY_JWKS_URL", "http://login.example/keys", "FAIRWAY_JWKS_URL: keys are fetched by https"),
        ("FAIRWAY_LOG_LEVEL", "loud", "FAIRWAY_LOG_LEVEL is debug, info, warning or error."),
    ],
)
def test_a_wrong_setting_is_told(name: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    result = RUNNER.invoke(APP, ["verify"])
    assert result.exit_code == 2
    assert told in result.output


@pytest.mark.parametrize("option", ["--tenant-name", "--name", "--issuer", "--subject"])
def test_a_tenant_that_cannot_be_registered_so_is_refused_before_anything_is_asked_of_the_database(option: str) -> None:
    given = {
        "--database": "postgresql://nowhere.invalid/",
        "--tenant-name": "Acme",
        "--issuer": "https://login.example",
    }
    given |= {"--subject": "zoe", "--name": "Zoé Roy", option: ""}
    result = RUNNER.invoke(APP, ["bootstrap", *(word for pair in given.items() for word in pair)])
    assert result.exit_code == 2
    assert "must say something" in result.output


def test_one_scope_and_all_of_them_are_not_asked_for_together() -> None:
    result = RUNNER.invoke(APP, ["unpark", "gap-1", "--all"])
    assert result.exit_code == 2
    assert "Name one scope, or say --all." in result.output


def test_tokens_are_asked_for_before_anything_is_sent(tmp_path: Path) -> None:
    tokens = tmp_path / "tokens.json"
    tokens.write_text("{}", encoding="utf-8")
    given = [str(written(tmp_path)), "--url", "http://127.0.0.1:1", "--token-file", str(tokens)]
    result = RUNNER.invoke(APP, ["demo", *given])
    assert result.exit_code == 2
    assert "There is no token for ana, bo, eli" in result.output
