"""Reads a rule by its grammar and tells what kind of value it gives, or where it goes wrong."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeAlias

from shared.rules.tokens import BadRule, Word


class Kind(StrEnum):
    """As people call it. A number that stands in the rule takes the side of what it meets: a count or a decimal."""

    TRUTH = "a truth"
    TEXT = "a text"
    COUNT = "a count"
    DECIMAL = "a decimal"
    DAY = "a day"
    NUMBER = "a number"


KindOf: TypeAlias = Callable[[Word], Kind]
Pair: TypeAlias = tuple[Kind, Kind]

LEVELS: tuple[frozenset[str], ...] = (
    frozenset({"||"}),
    frozenset({"&&"}),
    frozenset({"==", "!=", "<", "<=", ">", ">=", "in"}),
    frozenset({"+", "-"}),
    frozenset({"*", "/", "%"}),
)
COMPARING = 2

T, X, C, D, Y, N = Kind.TRUTH, Kind.TEXT, Kind.COUNT, Kind.DECIMAL, Kind.DAY, Kind.NUMBER
BOTH_WAYS: frozenset[Pair] = frozenset({(C, C), (D, D), (Y, Y), (N, N), (C, N), (N, C), (D, N), (N, D)})
SAME: frozenset[Pair] = BOTH_WAYS | {(T, T), (X, X)}
SUMS: Mapping[Pair, Kind] = {(C, C): C, (D, D): D, (N, N): N, (C, N): C, (N, C): C, (D, N): D, (N, D): D}
GIVES: Mapping[str, Mapping[Pair, Kind]] = {
    "&&": {(T, T): T},
    "||": {(T, T): T},
    **dict.fromkeys(("==", "!="), dict.fromkeys(SAME, T)),
    **dict.fromkeys(("<", "<=", ">", ">="), dict.fromkeys(BOTH_WAYS, T)),
    "+": {**SUMS, (Y, C): Y, (Y, N): Y, (C, Y): Y, (N, Y): Y},
    "-": {**SUMS, (Y, Y): C, (Y, C): Y, (Y, N): Y},
    "*": {(C, C): C, (N, N): N, (C, N): C, (N, C): C, (D, C): D, (C, D): D, (D, N): D, (N, D): D},
    "/": {(C, C): C, (N, N): N, (C, N): C, (N, C): C, (D, C): D, (D, N): D},
    "%": {(C, C): C, (N, N): N, (C, N): C, (N, C): C},
}


class Reading:
    """One pass over the words of a rule, which are few and go no deeper than `words` lets them."""

    def __init__(self, words: tuple[Word, ...], kind_of: KindOf) -> None:
        self.words = words
        self.kind_of = kind_of
        self.next = 0

    @property
    def word(self) -> Word:
        return self.words[self.next]

    def take(self, *texts: str) -> Word | None:
        """The word here, if it is one of these signs or keywords."""
        word = self.word
        if word.kind not in {"sign", "keyword"} or word.text not in texts:
            return None
        self.next += 1
        return word

    def expect(self, text: str) -> None:
        if self.take(text) is None:
            raise BadRule(self.word.at, f"{text} is missing here")

    def whole(self) -> Kind:
        start, kind = self.word, self.choice()
        if self.word.kind != "end":
            raise BadRule(self.word.at, f"the rule could end before {self.word.text}: && or || is missing")
        if kind is not T:
            raise BadRule(start.at, f"a rule is true or false, and this is {kind}")
        return kind

    def choice(self) -> Kind:
        start, kind = self.word, self.level(0)
        sign = self.take("?")
        return self.chosen(start, sign, kind) if sign else kind

    def chosen(self, start: Word, sign: Word, asked: Kind) -> Kind:
        one = self.level(0)
        self.expect(":")
        other = self.choice()
        if asked is not T:
            raise BadRule(start.at, f"? asks for a truth, and this is {asked}")
        if (one, other) not in SAME:
            raise BadRule(sign.at, f"both sides of : give the same kind, not {one} and {other}")
        return other if one is N else one

    def level(self, at: int) -> Kind:
        if at == len(LEVELS):
            return self.unary()
        kind = self.level(at + 1)
        compared = False
        while sign := self.take(*LEVELS[at]):
            if at == COMPARING and compared:
                raise BadRule(sign.at, "compare two things at a time, and join them by &&")
            kind = self.listed(sign, kind) if sign.text == "in" else met(sign, kind, self.level(at + 1))
            compared = True
        return kind

    def listed(self, sign: Word, kind: Kind) -> Kind:
        self.expect("[")
        while True:
            each = self.unary()
            if (kind, each) not in SAME:
                raise BadRule(sign.at, f"{kind} is never in a list that holds {each}")
            if self.take("]"):
                return T
            self.expect(",")

    def unary(self) -> Kind:
        if sign := self.take("!", "-"):
            if self.word.text == sign.text and self.word.kind == "sign":
                raise BadRule(self.word.at, f"{sign.text}{sign.text} says nothing")
            kind = self.unary()
            if kind not in ({T} if sign.text == "!" else {C, D, N}):
                raise BadRule(sign.at, f"{sign.text} does not go with {kind}")
            return kind
        return self.single()

    def single(self) -> Kind:
        if self.take("("):
            kind = self.choice()
            self.expect(")")
            return kind
        word = self.word
        if word.kind in {"end", "sign"} or word.text == "in":
            raise BadRule(word.at, "a fact or a value is missing here")
        self.next += 1
        return {"number": N, "text": X, "keyword": T}.get(word.kind) or self.kind_of(word)


def met(sign: Word, left: Kind, right: Kind) -> Kind:
    kind = GIVES[sign.text].get((left, right))
    if kind is None:
        raise BadRule(sign.at, f"{sign.text} does not go with {left} and {right}")
    return kind
