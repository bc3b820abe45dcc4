"""Text in YAML or JSON, taken apart with the place of everything that is wrong with it."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Protocol, TypeVar

import yaml

from shared.kernel.record import record
from shared.kernel.refusal import NotWellFormed
from shared.kernel.text import prose
from shared.rules.tokens import BadRule

LONGEST, DEEPEST, PROSE = 100_000, 12, 600
NAME = re.compile(r"[a-z][a-z0-9_]{0,59}", re.ASCII)
IN_PARTS = re.compile(r"(?=.{1,60}$)[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*", re.ASCII)
OPENS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
CLOSES = (yaml.MappingEndEvent, yaml.SequenceEndEvent)

Choice = TypeVar("Choice", bound=StrEnum)


@record
class Mistake:
    """Line and column count from 1."""

    line: int
    column: int
    problem: str

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.problem}"


class Mark(Protocol):
    """Counted from 0."""

    @property
    def line(self) -> int: ...

    @property
    def column(self) -> int: ...


class Unreadable(Exception):
    """The text is no YAML that we read."""

    def __init__(self, mark: Mark | None, problem: str) -> None:
        super().__init__(problem)
        self.mistake = Mistake(
            line=mark.line + 1 if mark else 1, column=mark.column + 1 if mark else 1, problem=problem
        )


def compose(text: str) -> yaml.Node:
    """The root of the one document that the text holds. By libyaml, whose marks count characters."""
    if len(text) > LONGEST:
        raise Unreadable(None, f"this has more than {LONGEST} characters")
    try:
        shallow(text)
        root = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        raise Unreadable(error.problem_mark, error.problem or "this is not YAML") from error
    except (yaml.YAMLError, UnicodeError) as error:
        raise Unreadable(None, " ".join(str(error).split())) from error
    if root is None:
        raise Unreadable(None, "there is nothing here")
    return root


def shallow(text: str) -> None:
    """Stops at the first thing that would grow as it is read, before anything is built of it."""
    deep = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        deep += isinstance(event, OPENS) - isinstance(event, CLOSES)
        if deep > DEEPEST:
            raise Unreadable(event.start_mark, "this is nested too deeply")
        if isinstance(event, yaml.AliasEvent):
            raise Unreadable(event.start_mark, "write this out: aliases are not read")


class Form:
    """Reads node by node and goes on after a mistake, with something harmless in place of what is wrong."""

    def __init__(self, text: str) -> None:
        self.source = text
        self.found: list[Mistake] = []

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """In the order in which they stand there, each once."""
        return tuple(sorted(dict.fromkeys(self.found), key=lambda each: (each.line, each.column)))

    def wrong(self, node: yaml.Node, problem: str) -> None:
        mark = node.start_mark
        self.found.append(Mistake(line=mark.line + 1, column=mark.column + 1, problem=problem))

    def fields(self, node: yaml.Node, needed: tuple[str, ...], others: tuple[str, ...] = ()) -> Mapping[str, yaml.Node]:
        """Those that are there, of those that may be."""
        if not isinstance(node, yaml.MappingNode):
            self.wrong(node, f"fields stand here: {', '.join((*needed, *others))}")
            return {}
        given = self.entries(node)
        for key, (at, _) in given.items():
            if key not in (*needed, *others):
                self.wrong(at, f"{key} is not a field here; the fields are {', '.join((*needed, *others))}")
        for key in needed:
            if key not in given:
                self.wrong(node, f"{key} is missing")
        return {key: value for key, (_, value) in given.items() if key in (*needed, *others)}

    def entries(self, node: yaml.MappingNode) -> Mapping[str, tuple[yaml.Node, yaml.Node]]:
        """Keys and values, by key."""
        given: dict[str, tuple[yaml.Node, yaml.Node]] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.wrong(key, "a key is a word")
            elif key.value in given:
                self.wrong(key, f"{key.value} stands here twice")
            else:
                given[key.value] = (key, value)
        return given

    def several(self, node: yaml.Node | None) -> tuple[yaml.Node, ...]:
        """The entries of a list; none where there is no list to read."""
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.wrong(node, "a list stands here")
            return ()
        return tuple(node.value)

    def listed(self, node: yaml.Node | None) -> tuple[yaml.Node, ...]:
        """The same where nothing need be said of it any more."""
        return tuple(node.value) if isinstance(node, yaml.SequenceNode) else ()

    def plain(self, node: yaml.Node | None) -> str:
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode):
            self.wrong(node, "a single value stands here")
            return ""
        return str(node.value)

    def words(self, node: yaml.Node | None) -> str:
        """What people read: one paragraph, in which all can be seen."""
        given = " ".join(self.plain(node).split("\n"))
        if node is None or not isinstance(node, yaml.ScalarNode):
            return ""
        try:
            told = prose("this", given)
        except NotWellFormed as refused:
            self.wrong(node, str(refused.details["problem"]))
            return ""
        if len(told) > PROSE:
            self.wrong(node, f"this has at most {PROSE} characters, not {len(told)}")
        return told

    def name(self, node: yaml.Node | None) -> str:
        given = self.plain(node)
        if isinstance(node, yaml.ScalarNode) and not NAME.fullmatch(given):
            self.wrong(node, "a name is lower case letters, digits and underscores, a letter first, 60 at most")
        return given

    def name_in_parts(self, node: yaml.Node) -> str:
        """As tools name what they measure, with full stops between the parts."""
        given = self.plain(node)
        if isinstance(node, yaml.ScalarNode) and not IN_PARTS.fullmatch(given):
            self.wrong(node, "a value is named like the rest, in parts with full stops between, 60 characters at most")
        return given

    def whole(self, node: yaml.Node | None, most: int, least: int = 1) -> int:
        given = self.plain(node)
        if isinstance(node, yaml.ScalarNode):
            if re.fullmatch(r"[0-9]{1,9}", given) and least <= int(given) <= most:
                return int(given)
            self.wrong(node, f"this is a whole number from {least} to {most}")
        return 1

    def truth(self, node: yaml.Node | None, *, otherwise: bool) -> bool:
        given = self.plain(node)
        if isinstance(node, yaml.ScalarNode) and given not in {"true", "false"}:
            self.wrong(node, "this is true or false")
        return {"true": True, "false": False}.get(given, otherwise)

    def one_of(self, node: yaml.Node | None, choices: type[Choice]) -> Choice:
        given = self.plain(node)
        for choice in choices:
            if choice.value == given:
                return choice
        if isinstance(node, yaml.ScalarNode):
            self.wrong(node, f"{given} is none of {', '.join(choices)}")
        return next(iter(choices))

    def once(self, nodes: Iterable[yaml.Node | None], what: str) -> None:
        """Each of these names stands there once."""
        seen: set[str] = set()
        for node in nodes:
            if isinstance(node, yaml.ScalarNode):
                if node.value in seen:
                    self.wrong(node, f"{what} {node.value} stands there twice")
                seen.add(node.value)

    def bad_rule(self, node: yaml.ScalarNode, bad: BadRule) -> None:
        """At the very place in the text, however the rule is quoted or folded there."""
        at = place(self.source, node, bad.at)
        before = self.source[:at]
        column = at - (before.rfind("\n") + 1)
        self.found.append(Mistake(line=before.count("\n") + 1, column=column + 1, problem=bad.problem))


def place(source: str, node: yaml.ScalarNode, offset: int) -> int:
    """Where in the source the character at this offset of the value stands."""
    at: int = node.start_mark.index
    if node.style in {"|", ">"}:
        at = source.index("\n", at) + 1
    elif node.style:
        at += 1
    for character in node.value[:offset]:
        if not character.isspace():
            at = source.find(character, at, node.end_mark.index) + 1
    rest = node.value[offset : offset + 1].strip()
    return max(source.find(rest, at, node.end_mark.index), at) if rest else at
