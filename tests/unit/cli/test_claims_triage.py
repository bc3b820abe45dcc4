"""The shipped example: a whole pilot, with the turns that a real one takes."""

from pathlib import Path

import pytest

from cli.engagement_file import EngagementFile, read
from cli.engagement_steps import DeferDecision, DeferGap, OpenGap, Publish, ReopenGap, ResolveGap
from services.engagement.domain.catalogue import LATEST
from services.engagement.domain.differences import differences
from shared.events.dimensions import Aspect, Dimension
from shared.events.people import Role
from shared.events.pilots import FindingKind

EXAMPLE = Path(__file__).parents[3] / "examples" / "claims-triage.yaml"


@pytest.fixture(scope="module")
def example() -> EngagementFile:
    return read(EXAMPLE)


def test_every_finding_and_difference_of_the_example_has_a_gap_or_a_reason(example: EngagementFile) -> None:
    answered = {gap.finding for gap in example.gaps.values()}
    findings = example.pilot.findings
    assert {key for key, finding in findings.items() if not finding.dismissed} == answered - {None}
    assert set(FindingKind) == {finding.kind for finding in findings.values()}
    taken = {gap.proposal for gap in example.gaps.values()}
    for dimension, states in example.dimensions.items():
        pilot, production = (
            tuple(Aspect(name=name, level=level) for name, level in state.aspects.items())
            for state in (states.pilot, states.production)
        )
        short = {each.aspect for each in differences(dimension, pilot, production, LATEST)}
        assert short == set(states.dismissed) | {name for name in short if f"{dimension}.{name}" in taken}


def test_the_example_shows_every_role_dimension_and_turn_that_a_gap_can_take(example: EngagementFile) -> None:
    roles = {role for person in example.people.values() for role in person.roles}
    assert set(Role) - roles == {Role.VENDOR, Role.INTEGRATOR}
    assert set(example.dimensions) == set(Dimension)
    turns = {type(step) for step in example.progress}
    assert {OpenGap, ResolveGap, ReopenGap, DeferGap, DeferDecision, Publish} <= turns


def test_no_gap_of_the_example_is_without_owner_and_two_without_estimate_at_the_baseline(
    example: EngagementFile,
) -> None:
    later = {step.gap for step in example.progress if isinstance(step, OpenGap)}
    baseline = [gap for key, gap in example.gaps.items() if key not in later]
    assert all(gap.owner for gap in example.gaps.values())
    assert sum(gap.estimate is None for gap in baseline) == 2
    assert len(later) == 2


def test_the_example_is_a_pilot_with_hits_misses_and_a_missing_target(example: EngagementFile) -> None:
    results = example.pilot.results
    assert [result.target for result in results].count(None) == 1
    assert 7 <= len(results) <= 9
    assert 6 <= len(example.pilot.costs) <= 8
    assert 30 <= len(example.gaps) <= 34
