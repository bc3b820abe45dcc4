"""The published schemas are what the code writes, demand for ever the same, and every version reads every other."""

import json
import re
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from shared.events.naming import PUBLIC_NAMES, public_name, public_schema, public_type
from shared.events.registry import EVENTS, schema_version
from shared.events.upcasts import UPCASTS
from shared.eventstore.codec import encode
from tests.contract.published.compatible import fully_transitive
from tests.contract.published.keeping import changed, demanded, digests, kept, today
from tests.contract.published.schemas import DIALECT, LARGEST, Schema
from tests.golden.keeping import Golden
from tests.golden.keeping import kept as golden_files

KEPT = kept()
EVER = [(event, version) for event in PUBLIC_NAMES for version in range(1, schema_version(event) + 1)]
GOLDEN = [golden for golden in golden_files() if golden.type in PUBLIC_NAMES]

# What an event may hold; the events themselves are built from their records.
st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))
st.register_type_strategy(str, st.text(st.characters(exclude_categories=["Cs"])))
st.register_type_strategy(int, st.integers(-LARGEST, LARGEST))

WRITE = "run: .venv/bin/python -m tests.contract.published.keeping"


def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(KEPT[kind], format_checker=Draft202012Validator.FORMAT_CHECKER)


def fits(kind: str, data: object) -> bool:
    return validator(kind).is_valid(data)


def test_the_published_schemas_are_those_of_the_records() -> None:
    now = today()
    assert {kind: KEPT.get(kind) for kind in now} == now, WRITE


def test_every_version_of_every_public_event_has_its_schema_for_ever() -> None:
    assert sorted(KEPT) == sorted(public_type(*known) for known in EVER)


def test_what_a_published_schema_demands_has_not_changed() -> None:
    assert {kind: demanded(schema) for kind, schema in KEPT.items()} == digests()


@pytest.mark.parametrize("known", EVER, ids=lambda known: public_type(*known))
def test_a_schema_is_valid_and_bears_its_name(known: tuple[str, int]) -> None:
    schema = KEPT[public_type(*known)]
    Draft202012Validator.check_schema(schema)
    assert (schema["$schema"], schema["$id"], schema["title"]) == (DIALECT, public_schema(*known), public_type(*known))
    assert schema["description"]


@pytest.mark.parametrize("name", sorted(PUBLIC_NAMES.values()))
def test_every_version_of_an_event_reads_every_other(name: str) -> None:
    versions = {kind: schema for kind, schema in KEPT.items() if kind.startswith(f"com.fairway.{name}.v")}
    assert versions
    assert fully_transitive(versions) == [], "give it a new name: on this topic every version must read every other"


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda golden: f"{golden.type}.v{golden.version}")
def test_what_was_ever_written_fits_its_version_and_after_its_upcasts_every_later_one(golden: Golden) -> None:
    data = json.loads(golden.data)
    validator(public_type(golden.type, golden.version)).validate(data)
    for step in range(golden.version, schema_version(golden.type)):
        data = UPCASTS[golden.type, step](data)
        validator(public_type(golden.type, step + 1)).validate(data)


@pytest.mark.parametrize("event", PUBLIC_NAMES)
@settings(max_examples=20)
@given(data=st.data())
def test_whatever_is_recorded_fits_the_schema_and_holds_every_field_of_it(event: str, data: st.DataObject) -> None:
    kind = public_type(event, schema_version(event))
    stored = json.loads(encode(data.draw(st.builds(EVENTS[event])), UUID(int=1)).data)
    validator(kind).validate(stored)
    assert stored.keys() == KEPT[kind]["properties"].keys()


ID = "00000000-0000-0000-0000-000000000061"
ESTIMATED = {"gap_id": ID, "low": "2.00", "likely": "3.50", "high": "8.00"}
COST = {"pilot_id": ID, "cost_id": ID, "amount": {"minor": 1850, "currency": "CAD"}, "purpose": "The fee"}
DUE = {"gap_id": ID, "due": "2026-04-01"}
RAISED = {"gap_id": ID, "severity": "blocking"}
WRONG: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("gap.estimated", ESTIMATED, {"low": 2.0}),
    ("gap.estimated", ESTIMATED, {"low": "2,00"}),
    ("gap.estimated", ESTIMATED, {"low": "1e3"}),
    ("gap.estimated", ESTIMATED, {"gap_id": "61"}),
    ("gap.due_date_set", DUE, {"due": "2026-04-31"}),
    ("gap.due_date_set", DUE, {"due": None}),
    ("gap.severity_raised", RAISED, {"severity": "Blocking"}),
    ("pilot.cost_recorded", COST, {"amount": {"minor": 18.5, "currency": "CAD"}}),
    ("pilot.cost_recorded", COST, {"amount": {"minor": LARGEST + 1, "currency": "CAD"}}),
    ("pilot.cost_recorded", COST, {"amount": {"minor": 1850}}),
]


@pytest.mark.parametrize(("name", "right", "wrong"), WRONG, ids=[str(wrong) for _, _, wrong in WRONG])
def test_what_the_log_would_not_hold_does_not_fit(name: str, right: dict[str, Any], wrong: dict[str, Any]) -> None:
    kind = f"com.fairway.{name}.v1"
    assert fits(kind, right)
    assert not fits(kind, right | wrong)


@pytest.mark.parametrize("kind", KEPT)
def test_a_schema_takes_nothing_in_which_a_required_field_is_missing(kind: str) -> None:
    (example, *_) = [golden for golden in GOLDEN if public_type(golden.type, golden.version) == kind]
    whole = json.loads(example.data)
    assert [name for name in KEPT[kind]["required"] if fits(kind, without(whole, name))] == []


def without(whole: dict[str, Any], name: str) -> dict[str, Any]:
    return {field: value for field, value in whole.items() if field != name}


def reworded(schema: Schema) -> Schema:
    return schema | {"description": "The same, said better."}


def severed(schema: Schema) -> Schema:
    return schema | {"required": schema["required"][1:]}


def test_a_published_schema_may_be_said_better_but_not_demand_anything_else() -> None:
    published = digests()
    assert changed({kind: reworded(schema) for kind, schema in KEPT.items()}, published) == []
    assert changed({kind: severed(schema) for kind, schema in KEPT.items()}, published) == list(KEPT)


def test_every_event_has_a_name_of_its_own_outside() -> None:
    assert len(set(PUBLIC_NAMES.values())) == len(PUBLIC_NAMES)
    assert [name for name in PUBLIC_NAMES.values() if not re.fullmatch(r"[a-z0-9_]+\.[a-z0-9_]+", name)] == []


@pytest.mark.parametrize(
    ("category", "event", "name"),
    [
        ("gap", "GapOpened", "gap.opened"),
        ("gap", "GapSeverityLowered", "gap.severity_lowered"),
        ("pilot", "FindingRecorded", "pilot.finding_recorded"),
        ("engagement", "GapRegisterBaselined", "engagement.gap_register_baselined"),
        ("go_live", "GoLiveDecided", "go_live.decided"),
        ("gap", "Gapped", "gap.gapped"),
    ],
)
def test_the_name_outside_is_the_streams_noun_and_what_happened(category: str, event: str, name: str) -> None:
    assert public_name(category, event) == name
