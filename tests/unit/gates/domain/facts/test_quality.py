"""Windows of measured quality, held against the thresholds that were set, whatever the windows say of thresholds."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from services.gates.domain.facts.sheet import items_of, turns
from shared.events.evidence import EvidenceRevised, EvidenceSubmitted, EvidenceValue, EvidenceWithdrawn
from shared.events.pilots import Better
from tests.fact_sheet import TODAY, brief, log, told
from tests.facts import evidence, hardening
from tests.facts.people import BO

pytestmark = pytest.mark.req("RSG4")

NAME = hardening.METRIC_DEFINED.name
SET = (hardening.METRIC_DEFINED, hardening.THRESHOLD_SET)
YESTERDAY = TODAY - timedelta(days=1)
PIECE = UUID(int=0xE77)
OTHER = replace(hardening.METRIC_DEFINED, metric_id=UUID(int=0x77), name="Answers sent back", better=Better.LOWER)
OTHER_SET = replace(hardening.THRESHOLD_SET, metric_id=OTHER.metric_id, new=Decimal(5))


def said(**values: str) -> tuple[EvidenceValue, ...]:
    return tuple(EvidenceValue(name=name, value=value) for name, value in values.items())


def quality_window(metric: str, value: str, ended: date = YESTERDAY, piece: UUID = PIECE) -> EvidenceSubmitted:
    """With a threshold of its own, which nobody asks for."""
    return replace(
        evidence.EVIDENCE_SUBMITTED,
        evidence_id=piece,
        criterion="fairway/quality_threshold",
        kind="quality_window",
        values=said(metric=metric, metric_value=value, threshold="0.01", window_end=ended.isoformat()),
        valid_from=TODAY,
        valid_until=TODAY + timedelta(days=7),
    )


@pytest.mark.parametrize(("value", "met"), [("69.999999", 0), ("70", 1), ("70.000001", 1), ("much", 0)])
def test_the_last_window_is_held_against_the_threshold_that_was_set(value: str, met: int) -> None:
    facts = told(*SET, quality_window(NAME, value))
    assert facts["quality.met"].value == met
    assert facts["quality.measures"].value == 1


def test_a_threshold_that_is_raised_afterwards_counts_at_once() -> None:
    raised = replace(hardening.THRESHOLD_SET, old=Decimal(70), new=Decimal(71))
    facts = told(*SET, quality_window(NAME, "70"), raised)
    assert brief(facts, "quality") == {
        "measures": (1, (1,)),
        "measured": (1, (1, 3, 4)),
        "met": (0, (1, 3, 4)),
        "oldest_window_on": (YESTERDAY, (1, 3, 4)),
    }


def test_less_is_better_where_the_measure_says_so() -> None:
    assert told(OTHER, OTHER_SET, quality_window(OTHER.name, "5"))["quality.met"].value == 1
    assert told(OTHER, OTHER_SET, quality_window(OTHER.name, "5.1"))["quality.met"].value == 0


def test_every_measure_needs_a_window_of_its_own() -> None:
    facts = told(*SET, OTHER, OTHER_SET, quality_window(NAME, "70"))
    assert [facts[f"quality.{name}"].value for name in ("measures", "measured", "met")] == [2, 1, 1]
    both = told(
        *SET,
        OTHER,
        OTHER_SET,
        quality_window(NAME, "70", TODAY),
        quality_window(OTHER.name, "1", piece=UUID(int=0xE78)),
    )
    assert [both[f"quality.{name}"].value for name in ("measures", "measured", "met")] == [2, 2, 2]
    assert both["quality.oldest_window_on"].value == YESTERDAY


def test_a_measure_without_a_threshold_is_reached_by_nothing() -> None:
    assert told(hardening.METRIC_DEFINED, quality_window(NAME, "100"))["quality.met"].value == 0


def test_nobody_knows_before_the_first_window_counts() -> None:
    assert brief(told(*SET), "quality") == {}
    later = replace(quality_window(NAME, "70"), valid_from=TODAY + timedelta(days=1))
    assert brief(told(*SET, later), "quality") == {}
    assert brief(told(quality_window(NAME, "70")), "quality") == {}


def test_the_window_that_ended_last_counts_and_never_ends_after_it_was_shown() -> None:
    good, bad = quality_window(NAME, "90", TODAY), quality_window(NAME, "10", YESTERDAY, UUID(int=0xE78))
    assert told(*SET, good, bad)["quality.met"].value == 1
    tomorrow = quality_window(NAME, "90", TODAY + timedelta(days=300))
    assert told(*SET, tomorrow)["quality.oldest_window_on"].value == TODAY


def test_a_window_that_is_over_or_withdrawn_measures_nothing() -> None:
    shown = (*SET, quality_window(NAME, "90"))
    over = told(*shown, day=TODAY + timedelta(days=8))
    assert [over[f"quality.{name}"].value for name in ("measured", "met")] == [0, 0]
    gone = EvidenceWithdrawn(evidence_id=PIECE, reason="Of another system.", withdrawer=BO)
    assert brief(told(*shown, gone), "quality") == {}
    assert set(turns(items_of(log(shown)), TODAY)) == {TODAY + timedelta(days=8)}


def test_what_a_revision_says_takes_the_place_of_what_was_said() -> None:
    revised: EvidenceRevised = replace(
        evidence.EVIDENCE_REVISED,
        evidence_id=PIECE,
        values=said(metric=NAME, metric_value="60", window_end=YESTERDAY.isoformat()),
    )
    facts = told(*SET, quality_window(NAME, "90"), revised)
    assert (facts["quality.met"].value, facts["quality.measured"].positions) == (0, (1, 2, 3, 4))
    assert brief(told(*SET, revised), "quality") == {}
    assert brief(told(*SET, replace(quality_window(NAME, "90"), kind="fire_drill")), "quality") == {}
