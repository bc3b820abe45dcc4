"""The README of each service names all that the service decides and every reason to refuse."""

import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from gateway.owners import CONTRACTS
from shared.events.registry import STREAMS
from shared.kernel.decider import Decider
from shared.kernel.refusal import Refused
from tests.architecture.tree import ROOT

SERVICES = tuple(contract.name for contract in CONTRACTS)


@cache
def text(service: str) -> str:
    return (ROOT / "services" / service / "README.md").read_text("utf-8")


def defined(service: str) -> Iterator[Any]:
    domain = import_module(f"services.{service}.domain")
    for module in pkgutil.walk_packages([str(Path(str(domain.__file__)).parent)], f"{domain.__name__}."):
        yield from vars(import_module(module.name)).values()


def refusals(service: str) -> dict[str, type[Refused]]:
    own = f"services.{service}."
    kinds = (each for each in defined(service) if isinstance(each, type) and issubclass(each, Refused))
    return {kind.code: kind for kind in kinds if kind.__module__.startswith(own)}


REFUSALS = [(service, refusal) for service in SERVICES for refusal in refusals(service).values()]


@pytest.mark.parametrize(("service", "refusal"), REFUSALS, ids=[refusal.code for _, refusal in REFUSALS])
def test_every_refusal_stands_there_with_its_sentence(service: str, refusal: type[Refused]) -> None:
    assert f"| `{refusal.code}` | {' '.join((refusal.__doc__ or '').split())} |" in text(service)


@pytest.mark.parametrize("service", SERVICES)
def test_nothing_stands_there_that_is_no_refusal(service: str) -> None:
    assert set(re.findall(r"\| `([A-Z_]+)` \|", text(service))) == set(refusals(service))


@pytest.mark.parametrize("service", SERVICES)
def test_every_command_stands_there_and_no_other(service: str) -> None:
    rows = re.findall(r"^\| `[a-z]+-\{.*$", text(service), flags=re.MULTILINE)
    commands = {command.__name__ for each in defined(service) if isinstance(each, Decider) for command in each.permits}
    assert {name for row in rows for name in re.findall(r"\b[A-Z][a-z]+[A-Z]\w+", row)} == commands


@pytest.mark.parametrize("service", SERVICES)
def test_every_stream_of_the_service_stands_there(service: str) -> None:
    streams = {stream.category for stream in STREAMS if stream.service == service}
    assert set(re.findall(r"^\| `([a-z]+)-\{", text(service), flags=re.MULTILINE)) == streams


@pytest.mark.parametrize("service", SERVICES)
def test_all_but_its_tables_is_read_in_one_sitting(service: str) -> None:
    assert len([line for line in text(service).splitlines() if not line.startswith("|")]) <= 80
