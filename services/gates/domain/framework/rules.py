"""Rules about a sheet of facts: what is wrong with them, and what they see. What a rule is stands in shared/rules."""

from collections.abc import Collection, Mapping
from datetime import date

from services.gates.domain.facts.model import FactKind, Facts, Meaning
from shared.rules import asking
from shared.rules.kinds import Kind
from shared.rules.tokens import BadRule

OF_FACT: Mapping[FactKind, Kind] = {
    FactKind.TRUTH: Kind.TRUTH,
    FactKind.TEXT: Kind.TEXT,
    FactKind.COUNT: Kind.COUNT,
    FactKind.DECIMAL: Kind.DECIMAL,
    FactKind.DAY: Kind.DAY,
}


def check(rule: str, vocabulary: Mapping[str, Meaning]) -> tuple[BadRule, ...]:
    """Everything that is wrong with the rule: every fact that there is not, or the first thing that makes no sense."""
    return asking.check(rule, vocabulary, lambda name: OF_FACT[vocabulary[name].kind])


def values(facts: Facts, day: date, asked: Collection[str] | None = None) -> asking.Values:
    """One context for all rules that are asked about these facts, or for those that name no others than `asked`."""
    names = facts if asked is None else asked
    return asking.values({name: facts[name].value for name in names if name in facts}, day)
