"""YAML as plain text values, each with the line that it stands on.

Scalars stay strings: what is a number, a date or a word is for the reader's model to say, so no figure passes through a
float and no `on:` turns into a truth value.
"""

from pathlib import Path
from typing import TypeAlias

import yaml

from shared.kernel.record import record

Place: TypeAlias = tuple[str | int, ...]
Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"


class NotYaml(Exception):
    """The text cannot be read as YAML; `line` counts from 1."""

    def __init__(self, line: int | None, problem: str) -> None:
        super().__init__(problem)
        self.line = line
        self.problem = problem


@record
class Numbered:
    """`lines` tells for every place of `data` the line on which it begins."""

    data: Plain
    lines: dict[Place, int]

    def line(self, place: Place) -> int | None:
        """The line of the place, or of the nearest place around it that the text has."""
        return next((self.lines[place[:end]] for end in range(len(place), -1, -1) if place[:end] in self.lines), None)


def load(path: Path) -> Numbered:
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise NotYaml(mark.line + 1 if mark else None, error.problem or "this is not YAML") from error
    except yaml.YAMLError as error:
        raise NotYaml(None, " ".join(str(error).split())) from error
    except OSError as error:
        raise NotYaml(None, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise NotYaml(None, "this is not UTF-8 text") from error
    except RecursionError as error:
        raise NotYaml(None, "this is nested too deeply") from error
    if root is None:
        raise NotYaml(None, "this file is empty")
    lines: dict[Place, int] = {}
    return Numbered(data=plain(root, (), lines, set()), lines=lines)


def plain(node: yaml.Node, place: Place, lines: dict[Place, int], seen: set[int]) -> Plain:
    lines.setdefault(place, node.start_mark.line + 1)
    if id(node) in seen:
        raise NotYaml(node.start_mark.line + 1, f"write {dotted(place)} out: aliases are not read")
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [plain(child, (*place, index), lines, seen) for index, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return mapping(node, place, lines, seen)
    return str(node.value)


def mapping(node: yaml.MappingNode, place: Place, lines: dict[Place, int], seen: set[int]) -> dict[str, Plain]:
    entries: dict[str, Plain] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise NotYaml(line, "a key is a word")
        if key.value in entries:
            raise NotYaml(line, f"{dotted((*place, key.value))} stands here twice")
        lines[(*place, key.value)] = line
        entries[key.value] = plain(value, (*place, key.value), lines, seen)
    return entries


def dotted(place: Place) -> str:
    """The place as people write it: `gaps.load-test.needs[2]`."""
    words = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in place)
    return words.removeprefix(".")
