"""What the documents say is true: names, commands, links and examples are held against the code."""

import re
import tomllib
from pathlib import Path

import pytest
from graphql import parse, validate

from cli.commands import fairway
from tests.architecture.api import printed_schema
from tests.architecture.reference import REFERENCE, known_settings, rendered, variable
from tests.architecture.tree import ALL, ROOT, files, named

KINDS = ("css", "graphql", "html", "json", "md", "py", "sh", "sql", "yaml")
DOCUMENTS = files("*.md", *(f"{folder}/**/*.md" for folder in ("docs", "gateway", "services", "shared", "examples")))
OWN_TEXTS = [
    *files("*.md", "*.toml", "*.yaml", "Makefile", ".ci/*", ".pre-commit-config.yaml"),
    *files(*(f"{folder}/**/*.{kind}" for folder in (*ALL, "docs", "examples") for kind in KINDS)),
]

README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z]+):.*## ", MAKEFILE, flags=re.MULTILINE))
DECISIONS = files("docs/decisions/0*.md")
PARTS_OF_A_DECISION = ["**Context.**", "**Decision.**", "**Consequence.**", "**Enforced by**"]

LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
GRAPHQL = re.compile(r"^```graphql\n(.*?)^```", flags=re.MULTILINE | re.DOTALL)
OF_A_MACHINE = re.compile(r"(?<![\w.~])/(?:work|root|home|Users|private)/|\bTO[D]O\b|\bFIX[M]E\b|type: ignor[e]")


def anchors(document: Path) -> set[str]:
    """The names of a document's headings, as links give them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text("utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken(document: Path, link: str) -> bool:
    if link.startswith(("https://", "http://")):
        return False
    target, _, anchor = link.partition("#")
    file = (document.parent / target).resolve() if target else document
    return not file.exists() or (anchor != "" and anchor not in anchors(file))


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_link_leads_somewhere(document: Path) -> None:
    links = LINK.findall(document.read_text("utf-8"))
    assert [link for link in links if broken(document, link)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_graphql_example_fits_the_schema(document: Path) -> None:
    schema = printed_schema()
    for example in GRAPHQL.findall(document.read_text("utf-8")):
        assert validate(schema, parse(example)) == []


def test_the_reference_is_what_the_code_says() -> None:
    assert REFERENCE.read_text("utf-8") == rendered(), "run: .venv/bin/python -m tests.architecture.reference"


def test_the_readme_names_every_make_target_and_no_other() -> None:
    assert set(re.findall(r"(?:`|^)make ([a-z]+)", README, flags=re.MULTILINE)) == TARGETS


def test_the_readme_names_every_setting_and_no_other() -> None:
    settings = {variable(name) for name, _ in known_settings()}
    assert set(re.findall(r"FAIRWAY_[A-Z_]+", README)) == settings


def test_the_readme_is_read_in_one_sitting() -> None:
    assert len(README.splitlines()) <= 150


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_a_document_calls_make_for_targets_that_exist(document: Path) -> None:
    assert set(re.findall(r"`make ([a-z]+)", document.read_text("utf-8"))) <= TARGETS


def test_the_operators_guide_names_every_command_of_the_cli_and_no_other() -> None:
    guide = (ROOT / "docs/operations.md").read_text("utf-8")
    app = fairway()
    names = {command.name for command in app.registered_commands if not command.hidden}
    names |= {group.name for group in app.registered_groups}
    assert set(re.findall(r"`python -m cli ([a-z]+)", guide)) == names


def test_every_decision_is_in_the_index_under_its_number_and_title() -> None:
    index = (ROOT / "docs/decisions/README.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d+) \| \[(.+)\]\((.+)\) \|$", index, flags=re.MULTILINE)
    titles = [path.read_text("utf-8").splitlines()[0] for path in DECISIONS]
    assert [f"# {number}. {title}" for number, title, _ in rows] == titles
    assert [file for _, _, file in rows] == [path.name for path in DECISIONS]
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("decision", DECISIONS, ids=named)
def test_a_decision_says_why_what_and_with_which_effect_and_names_its_check(decision: Path) -> None:
    text = decision.read_text("utf-8")
    places = [text.find(part) for part in PARTS_OF_A_DECISION]
    assert -1 not in places
    assert places == sorted(places)
    assert re.search(r"\.\./tests/|`make check`", text[places[-1] :])


def test_the_changelog_begins_with_the_version_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), flags=re.MULTILINE)
    assert newest is not None
    assert newest[1] == project["version"]


def test_nothing_speaks_of_the_machine_it_was_written_on_or_of_what_is_still_to_be_written() -> None:
    found = {named(path): OF_A_MACHINE.findall(path.read_text("utf-8")) for path in OWN_TEXTS}
    assert {path: what for path, what in found.items() if what} == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see /ho" + "me/ana/fairway", True),
        ("# TO" + "DO later", True),
        ("~/work/fairway and docs/work/plan.md", False),
    ],
)
def test_such_words_are_found(text: str, found: bool) -> None:  # noqa: FBT001 - a table of examples
    assert bool(OF_A_MACHINE.search(text)) is found


def test_a_link_to_nowhere_is_found() -> None:
    index = ROOT / "docs/decisions/README.md"
    assert not broken(index, "../../README.md")
    assert not broken(index, "#decisions")
    assert broken(index, "../../READTHAT.md")
    assert broken(index, "#nowhere")
