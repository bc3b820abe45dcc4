"""The examples for pipelines can be read, and give commands and options that exist."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from cli.commands import fairway
from services.gates.formats.known import FORMATS
from shared.settings import Settings
from tests.architecture.tree import files, named

EXAMPLES = files("examples/pipelines/*.yaml")
GUIDES = files(
    "docs/pipelines.md", "docs/audit.md", "examples/pipelines/README.md", "examples/pipelines/admission/README.md"
)
COMMAND = re.compile(r"\b(gate check|gate verify|gate pass|evidence push|dossier verify|replay|backtest)\b(.*)")
SHELL = re.compile(r"^```sh\n(.*?)^```", flags=re.MULTILINE | re.DOTALL)
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
OF_DATE = {"--utc", "--date"}


def options() -> dict[str, set[str]]:
    """Of each command, by its words."""
    root: Any = typer.main.get_command(fairway())
    return {" ".join(words): taken for words, taken in walked(root, ())}


def walked(command: Any, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], set[str]]]:  # noqa: ANN401 - click's
    for name, each in getattr(command, "commands", {}).items():
        yield from walked(each, (*words, name))
    yield words, {option for parameter in command.params for option in parameter.opts}


KNOWN = options()


@pytest.mark.parametrize("example", EXAMPLES, ids=named)
def test_an_example_is_yaml(example: Path) -> None:
    assert isinstance(yaml.safe_load(example.read_text("utf-8")), dict)


def given(file: Path) -> list[tuple[str, set[str]]]:
    """Every command in a file, with its options."""
    text = file.read_text("utf-8")
    lines = commands_in(yaml.safe_load(text)) if file.suffix == ".yaml" else shell_in(text)
    found = [match for line in lines for match in COMMAND.finditer(line)]
    return [(match[1], set(OPTION.findall(match[2])) - OF_DATE) for match in found]


def shell_in(text: str) -> Iterator[str]:
    for block in SHELL.findall(text):
        yield from block.replace("\\\n", " ").splitlines()


def commands_in(value: object) -> Iterator[str]:
    """A list of words is one command, as a container takes it."""
    match value:
        case str():
            yield from value.splitlines()
        case ["gate", *words]:
            yield " ".join(("gate", *map(str, words)))
        case list():
            yield from (line for each in value for line in commands_in(each))
        case dict():
            yield from (line for each in value.values() for line in commands_in(each))
        case _:
            return


@pytest.mark.req("X16")
@pytest.mark.parametrize("example", EXAMPLES, ids=named)
def test_an_example_asks_keeps_the_answer_and_believes_it_only_for_what_it_deploys(example: Path) -> None:
    taken = dict(given(example))
    assert "--attestation" in taken["gate check"]
    assert {"--engagement", "--keys", "--subject"} <= taken["gate verify"]


@pytest.mark.parametrize("file", [*EXAMPLES, *GUIDES], ids=named)
def test_options_are_those_of_the_commands(file: Path) -> None:
    assert {command: options - KNOWN[command] for command, options in given(file) if options - KNOWN[command]} == {}


def test_the_guides_give_every_one_of_these_commands() -> None:
    assert {command for file in GUIDES for command, _ in given(file)} >= {
        "gate check",
        "gate verify",
        "evidence push",
        "dossier verify",
    }


@pytest.mark.parametrize("file", EXAMPLES, ids=named)
def test_settings_are_those_of_fairway(file: Path) -> None:
    known = {f"FAIRWAY_{name.upper()}" for name in Settings.model_fields} | {"FAIRWAY_IMAGE", "FAIRWAY_ENGAGEMENT"}
    assert set(re.findall(r"FAIRWAY_[A-Z_]+", file.read_text("utf-8"))) <= known


@pytest.mark.req("X15")
@pytest.mark.parametrize("file", [*EXAMPLES, *GUIDES], ids=named)
def test_formats_are_those_that_fairway_reads(file: Path) -> None:
    text = file.read_text("utf-8")
    assert set(re.findall(r"--format ([\w-]+)", text)) <= {each.name for each in FORMATS}


@pytest.mark.parametrize("file", [*EXAMPLES, *files("examples/pipelines/admission/*.yaml")], ids=named)
def test_what_runs_is_named_by_its_digest(file: Path) -> None:
    """As the gate of a cluster asks of everybody."""
    images = re.findall(
        r"^\s*(?:image|name|\w+_IMAGE): (registry\.\S+|\S+/\S+@\S+)$", file.read_text("utf-8"), re.MULTILINE
    )
    assert [each for each in images if not re.fullmatch(r"[^@]+@sha256:[0-9a-f]{64}", each)] == []


def test_an_option_that_does_not_exist_is_found() -> None:
    assert "--attestation" in KNOWN["gate check"]
    assert "--subjects" not in KNOWN["gate verify"]
