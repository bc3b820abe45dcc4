"""Gates and the engagement never disagree: what each makes of any history comes to the same."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, get_args
from uuid import UUID

from hypothesis import HealthCheck, given, settings

from services.engagement.domain.gap import state as gap
from services.engagement.domain.gap_status import REMAINING, GapStatus
from services.engagement.domain.go_live.blockers import GONE
from services.engagement.domain.go_live.rules import STATUSES
from services.engagement.domain.release import standing
from services.engagement.domain.release.standing import PROVEN_BY, ReleaseObstacle, proven
from services.engagement.domain.standing import in_force
from services.gates.domain.facts.integration import INTEGRATION
from services.gates.domain.facts.load_test import LOAD_TEST
from services.gates.domain.facts.model import Facts
from services.gates.domain.facts.sheet import items_of, sheet
from shared.events.engagements import SystemOwnerAssigned, SystemOwnerVacated
from shared.events.gaps import GapEvent, GapOpened, Severity
from shared.events.integrations import IntegrationPointDeclared, IntegrationPointWithdrawn, IntegrationTestRecorded
from shared.events.ownership import ObligationsAccepted
from shared.events.releases import LoadTestRecorded
from shared.kernel.recorded import Recorded
from tests.fact_sheet import TODAY, histories

RANDOM = settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

Log = list[Recorded[Any]]
REQUIRED = 150


def value(facts: Facts, name: str) -> Any:  # noqa: ANN401 - whatever was told
    return facts[name].value if name in facts else None


def bears(facts: Facts) -> bool:
    """The rule of the eighth criterion."""
    achieved, now = value(facts, "load_test.achieved"), value(facts, "load_test.peak_expected_now")
    then = value(facts, "load_test.expected_peak_then")
    if None in (achieved, now, then):
        return False
    truths = ("held", "same_level", "same_release", "production_like")
    enough = achieved * 100 >= max(now, then) * REQUIRED
    return enough and all(value(facts, f"load_test.{truth}") is True for truth in truths)


def possible(history: Log) -> Iterator[Recorded[Any]]:
    """What an engagement would have recorded: points are declared once and then tested, `held` follows by rule."""
    declared: set[UUID] = set()
    for recorded in history:
        event = recorded.event
        if isinstance(event, IntegrationPointDeclared):
            if event.point_id in declared:
                continue
            declared.add(event.point_id)
        elif isinstance(event, IntegrationTestRecorded | IntegrationPointWithdrawn) and event.point_id not in declared:
            continue
        yield recorded._replace(event=judged(event))


def judged(event: object) -> object:
    if not isinstance(event, LoadTestRecorded):
        return event
    held = event.latency_ms <= event.level.latency_ms and event.error_share <= event.level.error_share
    return replace(event, held=held)


@RANDOM
@given(history=histories(PROVEN_BY))
def test_a_release_is_proven_to_both_or_to_neither(history: Log) -> None:
    kept = list(possible(history))
    facts = sheet(items_of(kept), TODAY)
    theirs = proven(each.event for each in kept)
    if theirs.release_id is None:
        return
    load = {ReleaseObstacle.LOAD_NOT_TESTED, ReleaseObstacle.LOAD_TEST_FAILED}
    assert bears(facts) is not bool(load & set(theirs.obstacles))
    points = value(facts, "integration.points") or 0
    passes = points > 0 and value(facts, "integration.passed") == points
    assert passes is not bool(set(theirs.obstacles) - load)


def test_gates_look_at_all_that_proves_a_release() -> None:
    assert set(PROVEN_BY) <= {*LOAD_TEST.handles, *INTEGRATION.handles}
    assert set(get_args(standing.Proof)) == set(PROVEN_BY)


@RANDOM
@given(history=histories((SystemOwnerAssigned, SystemOwnerVacated, ObligationsAccepted)))
def test_obligations_bind_for_both_or_for_neither(history: Log) -> None:
    owner = accepted_by = None
    for event in (each.event for each in history):
        if isinstance(event, ObligationsAccepted):
            accepted_by = event.owner
        else:
            owner = event.owner if isinstance(event, SystemOwnerAssigned) else None
    told = value(sheet(items_of(history), TODAY), "ownership.obligations_accepted")
    assert bool(told) is in_force(owner, accepted_by)


GAP_EVENTS = get_args(GapEvent)


@RANDOM
@given(history=histories(GAP_EVENTS))
def test_the_same_gaps_block_for_both(history: Log) -> None:
    gaps: dict[Any, gap.Gap] = {}
    for event in (each.event for each in history):
        if isinstance(event, GapOpened) or event.gap_id in gaps:
            gaps[event.gap_id] = gap.evolve(gaps.get(event.gap_id, gap.Unknown()), event)
    known = [each for each in gaps.values() if not isinstance(each, gap.Unknown)]
    ahead = [(each.terms.severity is Severity.BLOCKING, STATUSES[type(each)]) for each in known]
    facts = sheet(items_of(history), TODAY)
    assert (value(facts, "gaps.blocking") or 0) == sum(blocks and status not in GONE for blocks, status in ahead)
    waiting = (value(facts, "gaps.open") or 0) + (value(facts, "gaps.deferred") or 0)
    assert waiting == sum(status in REMAINING for _, status in ahead)
    assert (value(facts, "gaps.unverified") or 0) == sum(status is GapStatus.RESOLVED for _, status in ahead)
