"""A vocabulary for rules, and how tests ask them."""

from datetime import date

from services.gates.domain.facts.model import Fact, FactKind, Facts, Meaning, Value
from services.gates.domain.framework.rules import values
from shared.rules.asking import Answer, answer

TODAY = date(2026, 3, 2)
KINDS = {
    "sources.in_scope": FactKind.COUNT,
    "sources.approved": FactKind.COUNT,
    "sources.approved_until": FactKind.DAY,
    "load_test.achieved": FactKind.DECIMAL,
    "load_test.expected_peak_then": FactKind.DECIMAL,
    "load_test.held": FactKind.TRUTH,
    "load_test.ran_on": FactKind.DAY,
    "vendor.runs": FactKind.TRUTH,
    "vendor.decisions_open": FactKind.COUNT,
    "evidence_incident_playbook.version": FactKind.TEXT,
}
VOCABULARY = {name: Meaning(name=name, kind=kind, en=name, fr=name) for name, kind in KINDS.items()}


def facts(**given_values: Value) -> Facts:
    return {name.replace("__", "."): Fact(value=value) for name, value in given_values.items()}


def asked(rule: str, **given_values: Value) -> Answer:
    return answer(rule, values(facts(**given_values), TODAY))
