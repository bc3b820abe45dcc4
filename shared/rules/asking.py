"""What rules refer to, what is wrong with them, and what they say of the facts.

They are written in the part of CEL that ends at once. A rule sees truths and texts as they are, decimals as millionths,
days counted from 1970-01-01, and `day`, which is today. What is not known is not there: a rule whose answer hangs on it
has none.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

import cel

from shared.kernel.record import record
from shared.rules.kinds import Kind, Reading
from shared.rules.tokens import BadRule, Word, words

Value: TypeAlias = bool | int | Decimal | date | str

TODAY = "day"
EPOCH = date(1970, 1, 1).toordinal()
MILLION = 1_000_000
UNKNOWN = "Undefined variable"  # by which words alone the library tells it from other failures
LEAST, MOST, DIGITS = -(2**63), 2**63 - 1, 20


class Trouble(StrEnum):
    """Why a rule that has all that it asks for still gives no answer. It counts as not true."""

    OVERFLOW = "overflow"
    DIVISION_BY_ZERO = "division_by_zero"
    WRONG_KIND = "wrong_kind"


@record
class Answer:
    """`holds` is None where it hangs on a fact that nobody knows."""

    holds: bool | None
    trouble: Trouble | None = None


@record
class Compiled:
    """`facts` are the names of what the rule refers to, in the order in which it does; `day` is none of them.

    `reckons`: it looks at the calendar. `numbers` are those that stand in it.
    """

    program: cel.Program
    facts: tuple[str, ...]
    reckons: bool
    numbers: frozenset[int]


@record
class Values:
    """Facts as rules see them; `beyond` are those whose number is greater than any that a rule can hold."""

    context: cel.Context
    beyond: frozenset[str]


@lru_cache(maxsize=4096)
def compiled(rule: str) -> Compiled:
    """Ready to be asked as often as one likes; raises BadRule where this is none."""
    read = words(rule)
    names = [word for word in read if word.kind == "name"]
    for word in names:
        if word.text != TODAY and word.text.count(".") != 1:
            raise BadRule(word.at, f"{word.text} is not written as area.fact")
    _written_well(rule)
    named = dict.fromkeys(word.text for word in names)
    return Compiled(
        program=cel.compile(_in_one_word(rule, names)),
        facts=tuple(name for name in named if name != TODAY),
        reckons=TODAY in named,
        numbers=frozenset(int(word.text) for word in read if word.kind == "number"),
    )


def _in_one_word(rule: str, names: Sequence[Word]) -> str:
    """The same rule, by the names under which values lie."""
    for word in reversed(names):
        if word.text != TODAY:
            rule = rule[: word.at] + in_one_word(word.text) + rule[word.at + len(word.text) :]
    return rule


@lru_cache(maxsize=4096)
def in_one_word(name: str) -> str:
    """Each fact is a variable of its own: a map for each area takes seven times as long to hand over.

    No two names come to the same, for the length of the area goes before them.
    """
    area, _, own = name.partition(".")
    return f"_{len(area)}_{area}_{own}"


def _written_well(rule: str) -> None:
    """Read as it was written, so that the place of what is wrong is the one in the rule."""
    try:
        cel.compile(rule)
    except ValueError as error:
        raise _by_its_grammar(rule, str(error)) from error


def _by_its_grammar(rule: str, told: str) -> BadRule:
    """What the library tells, behind the rule itself, of the first thing that it could not read."""
    found = re.search(r"ERROR: <input>:(\d+):(\d+): (?:Syntax error: )?([^\n]*)", told.partition(rule)[2])
    line, column, problem = found.groups() if found else ("1", "1", "this is no rule")
    before = sum(len(each) for each in rule.splitlines(keepends=True)[: int(line) - 1])
    return BadRule(min(before + int(column) - 1, len(rule)), problem.split(" expecting ")[0])


def facts_of(rules: Iterable[str]) -> tuple[str, ...]:
    """The names of all facts that these rules refer to, each once."""
    return tuple(dict.fromkeys(name for rule in rules for name in compiled(rule).facts))


def check(rule: str, vocabulary: Collection[str], kind_of: Callable[[str], Kind]) -> tuple[BadRule, ...]:
    """Everything that is wrong with the rule: every fact that there is not, or the first thing that makes no sense."""
    try:
        read = words(rule)
        strangers = tuple(
            BadRule(word.at, unknown(word.text, vocabulary))
            for word in read
            if word.kind == "name" and word.text != TODAY and word.text not in vocabulary
        )
        if not strangers:
            Reading(read, lambda word: _kind(word, kind_of)).whole()
            compiled(rule)
    except BadRule as bad:
        return (bad,)
    return strangers


def _kind(word: Word, kind_of: Callable[[str], Kind]) -> Kind:
    return Kind.DAY if word.text == TODAY else kind_of(word.text)


def unknown(name: str, vocabulary: Iterable[str]) -> str:
    """That there is no such fact, and which ones may be meant."""
    near = get_close_matches(name, sorted(vocabulary), n=3, cutoff=0.6)
    hint = f": is {' or '.join(near)} meant?" if near else ""
    return f"there is no fact {name}{hint}"


def values(facts: Mapping[str, Value], day: date) -> Values:
    """One context for all rules that are asked about these facts."""
    variables: dict[str, bool | int | str] = {TODAY: seen(day)}
    beyond = set()
    for name, fact in facts.items():
        value = fact if fact is True or fact is False else seen(fact)
        if type(value) is int and not LEAST <= value <= MOST:
            beyond.add(name)
        else:
            variables[in_one_word(name)] = value
    return Values(context=cel.Context(variables), beyond=frozenset(beyond))


def seen(value: Value) -> bool | int | str:
    """The value as a rule sees it."""
    if isinstance(value, int | str):
        return value
    if isinstance(value, date):
        return value.toordinal() - EPOCH
    beyond = not value.is_finite() or value.adjusted() >= DIGITS
    return MOST + 1 if beyond else int((value * MILLION).to_integral_value())


def answer(rule: str, values: Values) -> Answer:
    """What the rule says. It reads nothing but these values, and ends at once."""
    told = _told(compiled(rule), values)
    return Answer(holds=False, trouble=told) if isinstance(told, Trouble) else Answer(holds=told)


def holds(rule: str, values: Values) -> bool | None:
    """Whether the rule is true; None where that hangs on a fact that nobody knows."""
    return said(compiled(rule), values)


def said(rule: Compiled, values: Values) -> bool | None:
    """Likewise."""
    told = _told(rule, values)
    return told if told is True or told is None else False


def _told(rule: Compiled, values: Values) -> bool | Trouble | None:
    if values.beyond and not values.beyond.isdisjoint(rule.facts):
        return Trouble.OVERFLOW
    try:
        told = rule.program.execute(values.context)
    except OverflowError:
        return Trouble.OVERFLOW
    except ZeroDivisionError:
        return Trouble.DIVISION_BY_ZERO
    except RuntimeError as error:
        return None if str(error).startswith(UNKNOWN) else Trouble.WRONG_KIND
    except (TypeError, ValueError):
        return Trouble.WRONG_KIND
    return told if isinstance(told, bool) else Trouble.WRONG_KIND
