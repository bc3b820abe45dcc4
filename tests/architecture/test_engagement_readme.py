"""The engagement service's README names all that the service decides and every reason to refuse."""

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import services.engagement.domain
from shared.events.registry import STREAMS
from shared.kernel.decider import Decider
from shared.kernel.refusal import Refused

README = Path(services.engagement.domain.__file__).parents[1] / "README.md"
TEXT = README.read_text("utf-8")
MODULES = [
    import_module(module.name)
    for module in pkgutil.walk_packages(services.engagement.domain.__path__, f"{services.engagement.domain.__name__}.")
]


def defined() -> Iterator[Any]:
    for module in MODULES:
        yield from vars(module).values()


REFUSALS = {
    each.code: each
    for each in defined()
    if isinstance(each, type) and issubclass(each, Refused) and each.__module__.startswith("services.engagement")
}
COMMANDS = {command.__name__ for each in defined() if isinstance(each, Decider) for command in each.permits}


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=REFUSALS)
def test_every_refusal_stands_there_with_its_sentence(refusal: type[Refused]) -> None:
    assert f"| `{refusal.code}` | {' '.join((refusal.__doc__ or '').split())} |" in TEXT


def test_nothing_stands_there_that_is_no_refusal() -> None:
    assert set(re.findall(r"\| `([A-Z_]+)` \|", TEXT)) == set(REFUSALS)


def test_every_command_stands_there_and_no_other() -> None:
    rows = re.findall(r"^\| `[a-z]+-\{.*$", TEXT, flags=re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"\b[A-Z][a-z]+[A-Z]\w+", row)} == COMMANDS


def test_every_stream_of_the_service_stands_there() -> None:
    streams = {stream.category for stream in STREAMS if stream.service == "engagement"}
    assert set(re.findall(r"^\| `([a-z]+)-\{", TEXT, flags=re.MULTILINE)) == streams


def test_all_but_its_tables_is_read_in_one_sitting() -> None:
    assert len([line for line in TEXT.splitlines() if not line.startswith("|")]) <= 80
