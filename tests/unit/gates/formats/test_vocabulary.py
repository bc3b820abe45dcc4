"""The document of formats names every value and format there is, with its true type, and no other."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

import services.gates.formats
from services.gates.formats.evaluation import METRIC
from services.gates.formats.kinds import EvidenceKind
from services.gates.formats.known import FORMATS, kind_of
from services.gates.formats.recognition import read
from tests.sample.results import all_results, result

pytestmark = pytest.mark.req("X15")

README = Path(services.gates.formats.__file__).with_name("README.md").read_text("utf-8")
FORMAT_ROWS = re.findall(r"^\| `([\w-]+)` \| [^|]+ \| `(\w+)` \|$", README, flags=re.MULTILINE)
VALUE_ROWS = re.findall(r"^\| `([\w.<>]+)` \| ([^|]+) \| [^|]+ \| ([^|]+) \|$", README, flags=re.MULTILINE)
TYPES = {"int": int, "Decimal": Decimal, "bool": bool, "str": str}


def quoted(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_every_format_is_listed_with_its_kind() -> None:
    assert [(format_.name, format_.kind.value) for format_ in FORMATS] == FORMAT_ROWS


def test_every_value_is_listed_with_the_formats_that_give_it() -> None:
    told = {value: quoted(formats) for value, _, formats in VALUE_ROWS}
    names = set().union(*(format_.gives for format_ in FORMATS))
    assert told == {name: [format_.name for format_ in FORMATS if name in format_.gives] for name in names}


@pytest.mark.parametrize("path", all_results())
def test_a_file_gives_values_of_the_vocabulary_in_the_types_that_it_names(path: str) -> None:
    reading = read(result(path), name=path)
    gives = next(format_.gives for format_ in FORMATS if format_.name == reading.format)
    types = {value: tuple(TYPES[name] for name in quoted(cell)) for value, cell, _ in VALUE_ROWS}
    for measured in reading.values:
        name = measured.name if measured.name in gives else METRIC
        assert name in gives
        assert type(measured.value) in types[name]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("k6/summary_export.json", EvidenceKind.LOAD_TEST_REPORT),
        ("promptfoo/output.json", EvidenceKind.EVALUATION_REPORT),
        ("soda/scan_results.json", EvidenceKind.DATA_CHECK_REPORT),
        ("pytest/junit.xml", EvidenceKind.TEST_REPORT),
        ("semgrep/results.sarif", EvidenceKind.SECURITY_SCAN),
    ],
)
def test_a_files_kind_follows_from_its_format(path: str, kind: EvidenceKind) -> None:
    assert kind_of(read(result(path)).format) is kind
