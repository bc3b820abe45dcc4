"""What goes over the wire: the file's own values as JSON, ids in the places of references, and rejections told."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from cli.demo.playing import Rejected, filled, made, shown
from cli.demo.steps import PILOT, Ref, Step
from shared.events.gaps import Severity

STEP = Step(chapter="Progress", key="progress/verify", by="ana", on=date(2026, 9, 1), mutation="verifyGap", input={})
FINDING, RELEASE = Ref(noun="Finding", key="sandbox"), Ref(noun="Made", key="release/autumn")


def test_an_input_is_sent_as_the_schema_has_it() -> None:
    given = {
        "pilot_id": PILOT,
        "severity": Severity.BLOCKING,
        "closed_on": date(2026, 7, 31),
        "likely": Decimal("3.50"),
        "vendor": None,
        "amount": {"minor": 4_200_000, "currency": "CAD"},
        "aspects": [{"name": "network", "level": "public"}],
    }
    assert filled(given, {PILOT: "an id"}) == {
        "pilotId": "an id",
        "severity": "BLOCKING",
        "closedOn": "2026-07-31",
        "likely": "3.50",
        "vendor": None,
        "amount": {"minor": 4_200_000, "currency": "CAD"},
        "aspects": [{"name": "network", "level": "public"}],
    }


def test_a_finding_is_known_again_by_what_it_says() -> None:
    noun = {
        "id": "the pilot",
        "findings": [
            {"id": "1", "title": "The panel was small", "detail": "On laptops."},
            {"id": "2", "title": "Boréale", "detail": "On laptops."},
        ],
    }
    assert made(replace(STEP, gives=FINDING), noun, {"title": "Bore\u0301ale ", "detail": "On laptops."}) == "2"
    assert made(replace(STEP, gives=PILOT), noun, {}) == "the pilot"


def test_more_of_what_a_step_made_is_read_beside_it() -> None:
    step = replace(STEP, gives=RELEASE, also={Ref(noun="Made", key="condition/first"): "conditions.id"})
    assert shown(step) == "id conditions { id }"
    assert shown(STEP) == "__typename"


def test_of_several_the_last_is_what_the_step_made() -> None:
    nested = replace(STEP, gives=RELEASE, at="releases.parts.id")
    assert shown(nested) == "releases { parts { id } }"
    assert made(nested, {"releases": [{"parts": []}, {"parts": [{"id": "1"}, {"id": "2"}]}]}, {}) == "2"


def test_of_several_another_than_the_last_goes_by_its_number() -> None:
    numbered = replace(STEP, gives=Ref(noun="Made", key="condition/first"), at="conditions.1.id")
    assert shown(numbered) == "conditions { id }"
    assert made(numbered, {"conditions": [{"id": "1"}, {"id": "2"}]}, {}) == "1"


@pytest.mark.parametrize(
    ("where", "told"), [([], ""), (["input", "gapId"], " (input.gapId)")], ids=["no field", "a field"]
)
def test_a_rejection_names_the_step_the_code_and_the_sentence(where: list[str], told: str) -> None:
    rejection = {"code": "SELF_VERIFICATION", "message": "Somebody else does.", "where": where}
    assert str(Rejected(STEP, rejection)) == f"progress/verify by ana: SELF_VERIFICATION: Somebody else does.{told}"
