"""The words of a rule and where they stand: the part of CEL that rules may be written in.

A rule compares and counts facts. It calls nothing, loops over nothing and takes nothing apart, so that it ends at once.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from shared.kernel.record import record

LENGTH, WORDS, DEPTH = 1_000, 200, 16

WORD = re.compile(
    r"""\s*(?:
      (?P<number>\d+(?![\w.]))
    | (?P<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)
    | (?P<text>'[^'\\\n]*'|"[^"\\\n]*")
    | (?P<sign>&&|\|\||[=!<>]=|[-+*/%<>!?:(),\[\]])
    )""",
    re.VERBOSE | re.ASCII,
)
KEYWORDS = frozenset({"true", "false", "in"})


class BadRule(Exception):
    """`at` is the place in the rule, counted in characters from 0."""

    def __init__(self, at: int, problem: str) -> None:
        super().__init__(problem)
        self.at = at
        self.problem = problem


@record
class Word:
    """`kind` is number, name, text, sign, keyword or end."""

    kind: str
    text: str
    at: int


def words(rule: str) -> tuple[Word, ...]:
    """All words of the rule and its end; refuses what is no rule by its words alone."""
    if len(rule) > LENGTH:
        raise BadRule(LENGTH, f"a rule has at most {LENGTH} characters, not {len(rule)}")
    found = tuple(_split(rule))
    if len(found) > WORDS:
        raise BadRule(found[WORDS].at, f"a rule has at most {WORDS} words and signs, not {len(found)}")
    for before, word in pairwise(found):
        _goes_behind(before, word)
    _shallow(found)
    return (*found, Word(kind="end", text="", at=len(rule.rstrip())))


def _split(rule: str) -> Iterator[Word]:
    at, end = 0, len(rule.rstrip())
    while at < end:
        match = WORD.match(rule, at)
        if match is None:
            raise _stranger(rule, at)
        kind, at = match.lastgroup or "", match.end()
        text = match[kind]
        yield Word(kind="keyword" if text in KEYWORDS else kind, text=text, at=match.start(kind))


def _stranger(rule: str, at: int) -> BadRule:
    at += len(rule[at:]) - len(rule[at:].lstrip())
    here = rule[at:]
    if re.match(r"\d", here):
        return BadRule(at, "numbers are whole: a decimal is counted in millionths, 0.95 as 950000")
    if here[0] in "'\"":
        return BadRule(at, "this text does not end, or holds a backslash or a line break")
    if here[0] in "&|=":
        return BadRule(at, "write &&, || or ==")
    return BadRule(at, f"{here[0]} has no meaning in a rule")


def _goes_behind(before: Word, word: Word) -> None:
    if before.kind == "name" and word.text == "(":
        raise BadRule(before.at, f"a rule calls no functions, and {before.text} would be one")
    if before.text == word.text == "/":
        raise BadRule(before.at, "a rule holds no comment: its words say what it asks for")
    if word.text == "[" and before.text != "in":
        raise BadRule(word.at, "a list stands after `in` alone")


def _shallow(found: tuple[Word, ...]) -> None:
    deep = 0
    for word in found:
        deep += {"(": 1, "[": 1, "?": 1, ")": -1, "]": -1}.get(word.text, 0) if word.kind == "sign" else 0
        if deep > DEPTH:
            raise BadRule(word.at, f"parentheses and choices go at most {DEPTH} deep")
