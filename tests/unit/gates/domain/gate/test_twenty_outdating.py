"""Each of the twenty criteria loses what it stood on in turn: exactly the decisions that ask for it fall, by that."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from services.gates.domain.gate import GATE, MarkOutdated
from services.gates.domain.gate.refusals import StandsAsDecided
from services.gates.domain.reactions import REACTIONS
from shared.events.gates import GateOutdated
from shared.events.stages import Stage
from shared.events.verdicts import CriterionState
from shared.kernel.decider import Actor, Asked
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from tests.facts import accountability, environments, releases, sources
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import ANA, NOW
from tests.history import recorded
from tests.unit.gates.domain.gate.twenty_changed import CHANGED, CHANGED_SECOND
from tests.unit.gates.domain.gate.twenty_met import FIRST, TODAY, Met, decided, decision_of, verdict_of
from tests.unit.gates.domain.gate.twenty_met_second import SECOND

pytestmark = pytest.mark.req("X3")


@record
class Edition:
    """What ships, with what was decided by it where all was met."""

    met: Met
    changed: Mapping[str, tuple[Any, str]]
    log: tuple[Any, ...]

    def asked_by(self, code: str) -> set[Stage]:
        return {gate.stage for gate in self.met.framework.gates if code in gate.criteria}

    @property
    def asking(self) -> set[Stage]:
        return {gate.stage for gate in self.met.framework.gates if gate.criteria}

    def states(self, *since: Any) -> Mapping[str, CriterionState]:  # noqa: ANN401 - any facts
        """Of all criteria that are not met after this, by code."""
        after = verdict_of((*self.met.happened, *since), None)
        states = {each.code.removeprefix("fairway/"): each.state for each in after.criteria}
        return {code: state for code, state in states.items() if state is not CriterionState.MET}


EDITIONS = (
    Edition(met=FIRST, changed=CHANGED, log=decided(FIRST)),
    Edition(met=SECOND, changed=CHANGED_SECOND, log=decided(SECOND)),
)
LEFT: Mapping[str, tuple[Any, tuple[str, ...]]] = {
    "data source": (sources.SOURCE_OWNER_LEFT, ("data_access", "grounding_sources")),
    "model": (accountability.ACCOUNTABILITY_VACATED, ("accountability",)),
}
ADDED_TO = (
    *("data_access", "obligations", "integration_tests", "change_programme", "role_training", "adoption_dashboard"),
    *("accountability", "audit_logging", "incident_playbook", "load_test", "champions", "grounding_sources"),
)
ANOTHER_RELEASE = UUID(int=0x4F)
(LOOK_AGAIN,) = REACTIONS
ALL = pytest.mark.parametrize("edition", EDITIONS, ids=["1", "2"])


def marked(edition: Edition, stage: Stage, *since: Any) -> GateOutdated | None:  # noqa: ANN401 - any facts
    """What becomes of the decision at this gate."""
    command = MarkOutdated(engagement_id=ENGAGEMENT, stage=stage, decision_id=decision_of(stage))
    asked = Asked(by=Actor(person=ANA), at=NOW, day=TODAY)
    try:
        (fact,) = GATE.decide(command, GATE.replay(recorded((*edition.log, *since))), asked)
    except StandsAsDecided:
        return None
    assert isinstance(fact, GateOutdated)
    return fact


def looked_at(edition: Edition, event: Any) -> set[Stage]:  # noqa: ANN401 - any fact
    """At which gates the decision is looked at again because of the event."""
    remembered: Any = {}
    history: list[Recorded[Any]] = list(recorded((*edition.log, event)))
    for each in history:
        remembered = LOOK_AGAIN.remembering(remembered, each)
    return {command.stage for command in LOOK_AGAIN.called_for(remembered, history[-1])}


@ALL
def test_all_twenty_are_met_by_what_happened(edition: Edition) -> None:
    assert edition.states() == {}
    codes = {each.code for each in edition.met.framework.criteria}
    assert set(edition.changed) | {"production_environment"} == codes
    assert len(codes) == 20


@ALL
@pytest.mark.parametrize("code", CHANGED)
def test_exactly_the_decisions_that_stood_on_it_fall_and_name_event_criterion_and_fact(
    edition: Edition, code: str
) -> None:
    event, fact = edition.changed[code]
    fallen = {stage: found for stage in edition.asking if (found := marked(edition, stage, event)) is not None}
    assert set(fallen) == edition.asked_by(code)
    for stage, found in fallen.items():
        assert (found.stage, found.caused_by) == (stage, UUID(int=len(edition.log) + 1))
        assert (found.criterion, found.fact) == (f"fairway/{code}", fact)
        assert found.before != found.after
    assert set(fallen) <= looked_at(edition, event)


@ALL
@pytest.mark.parametrize("code", ADDED_TO)
def test_what_was_complete_and_is_asked_for_more_since_reads_stale(edition: Edition, code: str) -> None:
    assert edition.states(edition.changed[code][0])[code] is CriterionState.STALE


@pytest.mark.req("RO4", "RSG6")
@ALL
@pytest.mark.parametrize("what", LEFT)
def test_whoever_left_takes_along_every_decision_that_stood_on_them(edition: Edition, what: str) -> None:
    event, codes = LEFT[what]
    assert edition.states(event) == dict.fromkeys(codes, CriterionState.STALE)
    fallen = {stage for stage in edition.asking if marked(edition, stage, event)}
    assert fallen == {at for code in codes for at in edition.asked_by(code)}
    assert fallen <= looked_at(edition, event)


@ALL
def test_another_release_takes_from_all_that_was_shown_of_the_one_before(edition: Edition) -> None:
    other = replace(releases.PINNED, release_id=ANOTHER_RELEASE)
    lost = edition.states(other)
    assert set(lost) == {
        *("audit_logging", "production_environment", "load_test", "integration_tests"),
        *("validated_performance", "fallback"),
    }
    assert set(lost.values()) == {CriterionState.STALE}
    assert {stage for stage in edition.asking if marked(edition, stage, other)} == edition.asking


@ALL
def test_what_is_deployed_elsewhere_than_pinned_takes_the_environment_along(edition: Edition) -> None:
    elsewhere = replace(environments.DEPLOYED, release_id=ANOTHER_RELEASE)
    assert set(edition.states(elsewhere)) == {"audit_logging", "production_environment"}
    fallen = {stage for stage in edition.asking if marked(edition, stage, elsewhere)}
    assert fallen == edition.asked_by("production_environment")
