"""The AsyncAPI document says what is published, its examples are true, and the tools of others find nothing wrong."""

import json
import subprocess
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator

from gateway.measurement.events import Measurement, parsed, read_event
from gateway.measurement.rows import FIELDS
from shared.transport.cloudevents import cloud_event
from shared.transport.topics import EVENTS
from tests.contract.published import inbound
from tests.contract.published.asyncapi import DOCUMENT, document
from tests.contract.published.envelope import ALWAYS, HEADERS, SOMETIMES, entry_of
from tests.contract.published.keeping import kept
from tests.golden.keeping import kept as golden_files
from tests.npm import installed, node

PUBLISHED: dict[str, Any] = json.loads(DOCUMENT.read_text("utf-8"))
ALL: dict[str, Any] = PUBLISHED["components"]["messages"]
MESSAGES = {kind: message for kind, message in ALL.items() if kind not in inbound.messages()}
LINT = Path(__file__).with_name("lint")
WARNING = 1  # and 0 is an error


def fits(schema: dict[str, Any], value: object) -> None:
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(value)


def test_the_document_is_what_the_code_says() -> None:
    assert document() == PUBLISHED, "run: .venv/bin/python -m tests.contract.published.asyncapi"


def test_it_has_a_message_for_every_published_schema_and_no_other() -> None:
    assert set(MESSAGES) == set(kept())
    channel = PUBLISHED["channels"]["events"]
    assert set(channel["messages"]) == set(MESSAGES)
    assert channel["address"] == EVENTS.name


@pytest.mark.parametrize("kind", MESSAGES)
def test_the_examples_of_a_message_fit_its_schemas(kind: str) -> None:
    message = MESSAGES[kind]
    for example in message["examples"]:
        fits(kept()[kind], example["payload"])
        fits(message["payload"], example["payload"])
        fits(HEADERS, example["headers"])
        fits(message["headers"], example["headers"])


@pytest.mark.parametrize("kind", inbound.messages())
def test_the_examples_of_measurements_fit_too(kind: str) -> None:
    for example in ALL[kind]["examples"]:
        fits(ALL[kind]["payload"], example["payload"])
        fits(ALL[kind]["headers"], example["headers"])


def test_the_example_of_a_measurement_is_one() -> None:
    assert isinstance(read_event(1, parsed(json.dumps(inbound.EXAMPLE).encode())), Measurement)
    assert {*inbound.SAID, "key"} == set(FIELDS)


def test_the_headers_are_those_that_are_sent() -> None:
    """A golden event with and without what an event may lack."""
    golden = next(golden for golden in golden_files() if golden.type == "GapOpened")
    least = cloud_event(entry_of(golden, traceparent=None), previous=0)
    most = cloud_event(entry_of(golden, causation_id=UUID(int=1)), previous=0)
    assert {name for name, _ in least.headers} == set(ALWAYS)
    assert {name for name, _ in most.headers} == set(ALWAYS) | set(SOMETIMES)
    fits(HEADERS, {name: value.decode() for name, value in most.headers})


def test_the_parser_of_asyncapi_reads_it_without_a_word() -> None:
    found = ran("parse.mjs", str(DOCUMENT))
    assert set(found["messages"]) == set(ALL)
    assert [each for each in found["found"] if each["severity"] <= WARNING] == []


def test_the_parser_finds_what_is_wrong(tmp_path: Path) -> None:
    broken = tmp_path / "asyncapi.json"
    broken.write_text(json.dumps(PUBLISHED | {"channels": {"events": {"address": 7}}}), "utf-8")
    assert [each for each in ran("parse.mjs", str(broken))["found"] if each["severity"] == 0]


def test_spectral_warns_of_nothing() -> None:
    assert [each for each in linted(DOCUMENT) if each["severity"] <= WARNING] == []


def test_spectral_warns_of_what_is_left_out(tmp_path: Path) -> None:
    lacking = tmp_path / "asyncapi.json"
    without = {name: part for name, part in PUBLISHED["info"].items() if name not in {"contact", "license"}}
    lacking.write_text(json.dumps(PUBLISHED | {"info": without}), "utf-8")
    codes = {each["code"] for each in linted(lacking) if each["severity"] == WARNING}
    assert codes == {"asyncapi-info-contact", "asyncapi-info-license"}


def linted(path: Path) -> list[dict[str, Any]]:
    options = ("lint", "--ruleset", "spectral.yaml", "--format", "json", "--quiet", "--fail-severity", "hint")
    return list(ran("node_modules/@stoplight/spectral-cli/dist/index.js", *options, str(path)))


def ran(program: str, *arguments: str) -> Any:  # noqa: ANN401 - any JSON
    folder = installed(LINT)
    command = [node(), str(folder / program), *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)  # noqa: S603
    assert done.stdout, done.stderr
    return json.loads(done.stdout)
