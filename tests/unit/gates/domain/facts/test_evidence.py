"""What is known of evidence: the piece that counts, and what it says. A load test may be shown so, too."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from services.gates.domain.facts.load_report import held
from services.gates.formats.load import LOAD
from shared.events.evidence import EvidenceRevised, EvidenceSubmitted, EvidenceValue, EvidenceWithdrawn
from shared.events.releases import ServiceLevel
from tests.fact_sheet import TODAY, brief, told
from tests.facts import releases
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import BO
from tests.unit.gates.domain.facts.test_running import TESTED

REPORTED = EvidenceSubmitted(
    engagement_id=ENGAGEMENT,
    evidence_id=UUID(int=5),
    criterion="fairway/load",
    kind="load_test_report",
    title="An hour at the full rate",
    digest="8f" * 32,
    size=1_000,
    media_type="application/json",
    source="https://ci.example/load/13",
    format="k6_summary",
    values=(
        EvidenceValue(name="load.achieved_rps", value="60.5"),
        EvidenceValue(name="load.latency_p95_ms", value="900"),
        EvidenceValue(name="load.error_share", value="0.001"),
        EvidenceValue(name="load.environment", value="production"),
    ),
    release_id=releases.PINNED.release_id,
    valid_from=TODAY,
    valid_until=TODAY + timedelta(days=90),
    submitter=BO,
)


def test_a_report_of_a_tool_is_a_load_test_too_and_the_later_one_counts() -> None:
    assert brief(told(*TESTED, REPORTED), "load_test") == {
        "achieved": (Decimal("60.5"), (2, 3, 5)),
        "expected_peak_then": (Decimal("40.00"), (2, 3, 5)),
        "held": (True, (2, 3, 5)),
        "production_like": (True, (2, 3, 5)),
        "ran_on": (TODAY, (2, 3, 5)),
        "peak_expected_now": (Decimal("40.00"), (2,)),
        "same_level": (True, (2, 3, 5)),
        "same_release": (True, (1, 2, 3, 5)),
    }
    withdrawn = EvidenceWithdrawn(evidence_id=REPORTED.evidence_id, reason="Of the wrong week.", withdrawer=BO)
    assert told(*TESTED, REPORTED, withdrawn)["load_test.achieved"].value == Decimal("62.50")


def test_a_service_level_is_judged_by_the_words_in_which_the_files_of_tools_are_read() -> None:
    for percentile, word in (("50", "50"), ("95.000", "95"), ("99.900", "99_9")):
        level = ServiceLevel(percentile=Decimal(percentile), latency_ms=900, error_share=Decimal("0.01"))
        said = {f"load.latency_p{word}_ms": "900", "load.error_share": "0.01"}
        assert said.keys() <= LOAD
        assert held(said, level) is True


def test_what_a_report_does_not_say_is_not_known() -> None:
    bare = replace(REPORTED, values=(EvidenceValue(name="load.achieved_rps", value="a lot"),), release_id=None)
    facts = told(releases.PINNED, bare)
    assert brief(facts, "load_test") == {"ran_on": (TODAY, (2,)), "same_release": (False, (1, 2))}


def test_a_report_counts_from_the_day_on_which_it_is_valid() -> None:
    assert brief(told(REPORTED, day=TODAY - timedelta(days=1)), "load_test") == {}


@pytest.mark.parametrize("value", ["1e40", "NaN", "", "-1e13", "much"])
def test_numbers_that_no_rule_can_hold_are_not_told(value: str) -> None:
    said = replace(REPORTED, values=(EvidenceValue(name="load.achieved_rps", value=value),))
    assert "load_test.achieved" not in told(said)


@pytest.mark.parametrize("value", ["-1", "0.0000001", "1_0", "\u0665", " 4", "4.5", "true", ""])
def test_what_is_no_count_of_anything_is_not_told_as_one(value: str) -> None:
    said = replace(DRILL, values=(EvidenceValue(name="acknowledged_in", value=value),))
    assert "evidence_fire_drill.acknowledged_in" not in told(said)
    whole = replace(DRILL, values=(EvidenceValue(name="acknowledged_in", value="4e1"),))
    assert told(whole)["evidence_fire_drill.acknowledged_in"].value == 40


def test_what_bears_no_service_level_is_not_judged_by_it() -> None:
    assert "load_test.held" not in told(releases.LEVEL_SET, replace(REPORTED, values=REPORTED.values[:2]))


DRILL = replace(
    REPORTED,
    kind="fire_drill",
    values=(
        EvidenceValue(name="acknowledged_in", value="4"),
        EvidenceValue(name="passed", value="true"),
        EvidenceValue(name="share", value="0.9500009"),
        EvidenceValue(name="held_on", value="2026-03-01"),
        EvidenceValue(name="by", value="Bo"),
    ),
)


def test_evidence_tells_what_it_says_by_the_kinds_of_its_values() -> None:
    facts = brief(told(releases.PINNED, DRILL), "evidence_fire_drill")
    assert {name: value for name, (value, _) in facts.items()} == {
        "present": True,
        "id": str(DRILL.evidence_id),
        "valid_from": DRILL.valid_from,
        "valid_until": DRILL.valid_until,
        "submitted_on": TODAY,
        "same_release": True,
        "content": DRILL.digest,
        "acknowledged_in": 4,
        "passed": True,
        "share": Decimal("0.950000"),
        "held_on": TODAY - timedelta(days=1),
        "by": "Bo",
    }
    assert facts["same_release"][1] == (1, 2)
    assert facts["share"][1] == (2,)


def test_evidence_that_has_expired_still_says_what_it_said() -> None:
    facts = told(DRILL, day=DRILL.valid_until + timedelta(days=1))
    assert facts["evidence_fire_drill.present"].value is False
    assert facts["evidence_fire_drill.passed"].value is True
    assert told(DRILL, day=DRILL.valid_until)["evidence_fire_drill.present"].value is True


def test_evidence_that_does_not_count_yet_or_was_withdrawn_says_only_that_it_does_not() -> None:
    withdrawn = EvidenceWithdrawn(evidence_id=DRILL.evidence_id, reason="Of another team.", withdrawer=BO)
    early = brief(told(DRILL, day=TODAY - timedelta(days=1)), "evidence_fire_drill")
    assert early == {"present": (False, (1,))}
    assert brief(told(DRILL, withdrawn), "evidence_fire_drill") == {"present": (False, (1, 2))}


def test_a_revision_says_what_holds_now() -> None:
    names = ("evidence_id", "digest", "size", "media_type", "source", "format", "release_id", "valid_from")
    same = {name: getattr(DRILL, name) for name in names}
    values = (EvidenceValue(name="passed", value="false"),)
    until = DRILL.valid_until + timedelta(days=1)
    revised = EvidenceRevised(revision=2, reason="Read wrongly.", reviser=BO, values=values, valid_until=until, **same)
    facts = brief(told(DRILL, revised), "evidence_fire_drill")
    assert facts["passed"] == (False, (1, 2))
    assert facts["valid_until"] == (until, (1, 2))
    assert "share" not in facts
