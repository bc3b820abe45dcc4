"""Real result files, unedited: what they say decides a criterion by its rule."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from services.gates.contracts import files
from services.gates.domain.facts.sheet import items_of, sheet
from services.gates.domain.framework.model import Framework
from services.gates.domain.framework.reading import read
from services.gates.domain.framework.shipped import FRAMEWORKS
from services.gates.domain.verdict.evaluate import evaluate
from shared.events.evidence import EvidenceSubmitted, EvidenceValue
from shared.events.releases import ServiceLevelSet
from shared.events.verdicts import CriterionState
from tests.fact_sheet import TODAY, envelope
from tests.facts import releases
from tests.facts.engagements import ENGAGEMENT
from tests.facts.frameworks import DELIVERY_RULES
from tests.facts.people import BO

RESULTS = Path("tests/sample/results")
FAIRWAY = FRAMEWORKS["fairway", 1]
LENIENT = replace(
    releases.LEVEL_SET, level=replace(releases.LEVEL_SET.level, latency_ms=5_000, error_share=Decimal("0.1"))
)
STRICT = replace(LENIENT, level=replace(LENIENT.level, error_share=Decimal("0.001")))


def shown(path: str, format_: str, criterion: str, kind: str, *beside: EvidenceValue) -> EvidenceSubmitted:
    found = files.read((RESULTS / path).read_bytes(), format=format_)
    told = tuple(EvidenceValue(name=each.name, value=files.worded(each.value)) for each in found.values)
    return EvidenceSubmitted(
        engagement_id=ENGAGEMENT,
        evidence_id=UUID(int=0xF11E),
        criterion=criterion,
        kind=kind,
        title="As the tool wrote it",
        digest="8f" * 32,
        size=1_000,
        media_type="application/json",
        source="https://ci.example/7",
        format=format_,
        values=(*told, *beside),
        release_id=releases.PINNED.release_id,
        valid_from=TODAY,
        valid_until=TODAY + timedelta(days=30),
        submitter=BO,
    )


def state(framework: Framework, code: str, *events: object) -> CriterionState:
    recorded = [envelope(event, seq) for seq, event in enumerate(events, start=1)]
    facts = sheet(items_of(recorded), TODAY, framework.evidence)
    verdict = evaluate([framework], None, facts, {}, TODAY)
    return next(each.state for each in verdict.criteria if each.code.rpartition("/")[2] == code)


@pytest.mark.req("X15")
@pytest.mark.parametrize(("level", "wanted"), [(LENIENT, CriterionState.MET), (STRICT, CriterionState.NOT_MET)])
@pytest.mark.parametrize("path", ["k6/summary_export.json", "k6/handle_summary.json"])
def test_a_load_tests_own_file_decides_the_load_test(path: str, level: ServiceLevelSet, wanted: CriterionState) -> None:
    where = EvidenceValue(name="load.environment", value="production")
    load = shown(path, "k6-summary", "fairway/load_test", "load_test_report", where)
    assert state(FAIRWAY, "load_test", releases.PINNED, releases.PEAK_EXPECTED, level, load) is wanted


@pytest.mark.req("X15")
def test_the_file_of_a_run_of_tests_decides_a_tenants_own_criterion() -> None:
    ran = shown("pytest/junit.xml", "junit-xml", "delivery/tests_pass", "test_run")
    assert state(read(DELIVERY_RULES), "tests_pass", ran) is CriterionState.NOT_MET
    lenient = read(DELIVERY_RULES.replace("tests_failed == 0", "tests_failed == 1"))
    assert state(lenient, "tests_pass", ran) is CriterionState.MET


@pytest.mark.parametrize(
    ("value", "worded"),
    [
        (True, "true"),
        (False, "false"),
        (7, "7"),
        ("2026.3", "2026.3"),
        (Decimal(120), "120"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.0532786885245901639344262295"), "0.053278688525"),
        (Decimal("62.50"), "62.5"),
    ],
)
def test_a_value_is_worded_as_people_write_it(value: Decimal | int | bool | str, worded: str) -> None:  # noqa: FBT001
    assert files.worded(value) == worded


def test_files_tell_the_values_of_their_format_and_no_other() -> None:
    assert files.tells("k6-summary", "load.latency_p95_ms")
    assert not files.tells("k6-summary", "load.environment")
    assert files.tells("mlflow-run", "evaluation.f1_score")
