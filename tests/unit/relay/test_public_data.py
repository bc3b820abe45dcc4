"""Who is meant by a public event is told by an id alone: names lie in a directory that can be erased."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

import pytest

from shared.events.naming import PUBLIC_NAMES
from shared.events.registry import EVENTS

PEOPLE = frozenset(
    {"owner", "approver", "resolver", "verifier", "person", "lead", "submitter", "accepter", "requester"}
    | {"receiver", "giver", "ratifier", "overturner", "completer", "author"}
    | {"setter", "measurer", "declarer", "reviser", "champions"}
    | {"adopter", "mapper", "confirmer"}
    | {"attester", "rejecter", "withdrawer"}
    | {"signer", "decider"}
    | {"assembler"}
    | {"corrector"}
)
OWN_WORDS = frozenset(
    {"name", "vendor", "purpose", "criterion", "unit", "title", "detail", "reason", "summary", "note", "link", "what"}
    | {"obligations", "builder", "statement", "decision", "task", "description", "scope", "destination", "covers"}
    | {"department", "roles", "subject", "tools", "talking_points", "system", "workflow", "basis"}
    | {"definition", "why", "drawn", "release", "revision", "control"}
    | {"in_scope", "out_of_scope", "target_users", "sites"}
    | {"how", "assumptions"}
    | {"source", "value", "justification", "party"}
    | {"before", "after"}
    | {"key"}
    | {"playbook", "outcome", "expression", "clears"}
)
CODED = frozenset(
    {"aspect", "level", "digest", "currency", "deliverable", "met", "unmet", "framework", "activity", "role"}
    | {"model_digest", "prompt_digest", "data_digest", "configuration_digest"}
    | {"workstream", "stage", "template", "drivers"}
    | {"instrument", "at", "jurisdiction", "jurisdictions"}
    | {"kind", "media_type", "format"}
    | {"domain", "code", "broken", "facts", "fact"}
    | {"rule_digest", "verdict_digest"}
    | {"reasons"}
    | {"time_zone"}
)


def leaves(kind: Any, name: str = "") -> Iterator[tuple[str, type]]:  # noqa: ANN401 - any annotation
    """Every field within, by its own name."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        for field in fields(kind):
            yield from leaves(hints[field.name], field.name)
    elif get_origin(kind) in {tuple, Union} or (get_args(kind) and not isinstance(kind, type)):
        for part in get_args(kind):
            if part not in {type(None), Ellipsis}:
                yield from leaves(part, name)
    else:
        yield name, kind


@pytest.mark.parametrize("event", PUBLIC_NAMES)
def test_a_person_is_an_id(event: str) -> None:
    assert {kind for name, kind in leaves(EVENTS[event]) if name in PEOPLE} <= {UUID}


@pytest.mark.parametrize("event", PUBLIC_NAMES)
def test_text_is_a_code_or_what_people_write_about_the_work(event: str) -> None:
    text = {name for name, kind in leaves(EVENTS[event]) if issubclass(kind, str) and not issubclass(kind, Enum)}
    assert text - OWN_WORDS - CODED == set()


def test_fields_are_found_however_deep_they_lie() -> None:
    assert ("currency", str) in set(leaves(EVENTS["PilotCostRecorded"]))
    assert ("digest", str) in set(leaves(EVENTS["GapResolved"]))
    assert ("level", str) in set(leaves(EVENTS["PilotStateRecorded"]))
    assert ("finding_id", UUID) in set(leaves(EVENTS["GapOpened"]))
    assert ("owner", UUID) in set(leaves(EVENTS["SystemOwnerAssigned"]))
