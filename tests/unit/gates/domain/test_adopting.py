"""Which frameworks an engagement is held to."""

from dataclasses import replace

import pytest

from services.gates.domain.framework.adopting import (
    ADOPTING,
    AdoptCriteriaSet,
    CriteriaNotRemoved,
    FrameworkChoice,
    FrameworkNotFound,
)
from services.gates.domain.framework.canonical import digest, document
from services.gates.domain.framework.reading import read
from services.gates.domain.framework.shipped import FRAMEWORKS, reference
from services.gates.domain.not_found import EngagementNotFound
from shared.events.frameworks import FrameworkPublished
from shared.events.people import Role
from shared.events.verdicts import FrameworkRef
from shared.kernel.refusal import NotWellFormed
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.frameworks import ADOPTED, CLAIMS_PUBLISHED, CLAIMS_RULES, SHIPPED, STACKED
from tests.scenario import Scenario

pytestmark = pytest.mark.req("RA12")

given = Scenario(decider=ADOPTING).given
FAIRWAY, CLAIMS = FrameworkChoice(name="fairway", version=1), FrameworkChoice(name="claims", version=1)
ADOPT = AdoptCriteriaSet(engagement_id=ENGAGEMENT, frameworks=(FAIRWAY,), reason=ADOPTED.reason)
STACK = AdoptCriteriaSet(engagement_id=ENGAGEMENT, frameworks=(FAIRWAY, CLAIMS), reason=STACKED.reason)


def version_2(rules: str) -> FrameworkPublished:
    framework = read(rules.replace("version: 1", "version: 2"))
    return FrameworkPublished(name="claims", version=2, digest=digest(framework), document=document(framework))


KINDS = ("count", "decimal")
WORDED = version_2(CLAIMS_RULES.replace("At most 5 %", "No more than 5 %"))
RENAMED = version_2(CLAIMS_RULES.replace("code: appeals", "code: complaints").replace("[appeals]", "[complaints]"))
SECOND = replace(STACK, frameworks=(FAIRWAY, replace(CLAIMS, version=2)))


def test_an_engagement_adopts_what_ships() -> None:
    given(STARTED).when(ADOPT).then(ADOPTED)


def test_a_framework_of_the_tenants_own_comes_on_top() -> None:
    given(CLAIMS_PUBLISHED, STARTED, ADOPTED).when(STACK).then(STACKED)


def test_the_tenants_own_may_stand_alone() -> None:
    own = replace(STACKED, frameworks=STACKED.frameworks[1:])
    given(STARTED, CLAIMS_PUBLISHED).when(replace(STACK, frameworks=(CLAIMS,))).then(own)


def test_the_same_set_again_adopts_nothing() -> None:
    given(STARTED, ADOPTED).when(replace(ADOPT, reason="Once more.")).then_nothing()


def test_the_engagement_moves_to_the_next_version() -> None:
    moved = replace(STACKED, frameworks=(SHIPPED, FrameworkRef(name="claims", version=2, digest=WORDED.digest)))
    given(STARTED, CLAIMS_PUBLISHED, STACKED, WORDED).when(SECOND).then(moved)


def test_what_somebody_put_on_top_meanwhile_is_not_dropped() -> None:
    asking = given(STARTED, CLAIMS_PUBLISHED, STACKED).when(ADOPT)
    asking.refused(CriteriaNotRemoved, where=("input", "frameworks"), saying="held to claims,")


def test_the_framework_that_ships_is_not_dropped_either() -> None:
    own = replace(STACK, frameworks=(CLAIMS,))
    given(STARTED, CLAIMS_PUBLISHED, ADOPTED).when(own).refused(CriteriaNotRemoved, saying="held to fairway,")


def test_no_criterion_is_lost_by_moving_to_another_version() -> None:
    asking = given(STARTED, CLAIMS_PUBLISHED, STACKED, RENAMED).when(SECOND)
    asking.refused(CriteriaNotRemoved, saying="held to claims/appeals,")


def test_nothing_is_asked_for_no_more_at_a_gate_by_moving_to_another_version() -> None:
    later = version_2(CLAIMS_RULES.replace("stage: adoption", "stage: launch"))
    asking = given(STARTED, CLAIMS_PUBLISHED, STACKED, later).when(SECOND)
    asking.refused(CriteriaNotRemoved, where=("input", "frameworks"), saying="held to claims/appeals at adoption,")


def test_there_is_no_set_before_the_engagement_starts() -> None:
    given(CLAIMS_PUBLISHED).when(STACK).refused(EngagementNotFound)


@pytest.mark.parametrize("choice", [CLAIMS, replace(FAIRWAY, version=9), replace(CLAIMS, name="")])
def test_only_what_was_published_is_adopted(choice: FrameworkChoice) -> None:
    asking = given(STARTED, WORDED).when(replace(ADOPT, frameworks=(FAIRWAY, replace(choice, version=9))[-1:]))
    asking.refused(FrameworkNotFound, where=("input", "frameworks"), saying="no version 9")


@pytest.mark.parametrize("frameworks", [(), (FAIRWAY, FAIRWAY), (CLAIMS, replace(CLAIMS, version=2))])
def test_a_set_has_something_and_each_framework_once(frameworks: tuple[FrameworkChoice, ...]) -> None:
    asking = given(STARTED, CLAIMS_PUBLISHED, WORDED).when(replace(ADOPT, frameworks=frameworks))
    asking.refused(NotWellFormed, where=("input", "frameworks"), saying="1 to 8 frameworks, each once")


def test_evidence_of_a_kind_says_the_same_to_every_framework_of_a_set() -> None:
    drill = "evidence:\n  - {name: fire_drill, en: Drill, fr: Exercice, values: {allowed_minutes: KIND}}\n"
    whole, millionths = (version_2(CLAIMS_RULES.replace("evidence:\n", drill.replace("KIND", kind))) for kind in KINDS)
    given(STARTED, whole).when(SECOND).then(
        replace(STACKED, frameworks=(SHIPPED, FrameworkRef(name="claims", version=2, digest=whole.digest)))
    )
    given(STARTED, millionths).when(SECOND).refused(
        NotWellFormed, where=("input", "frameworks"), saying="evidence_fire_drill.allowed_minutes"
    )


def test_a_set_has_a_reason() -> None:
    given(STARTED).when(replace(ADOPT, reason=" ")).refused(NotWellFormed, where=("input", "reason"))


def test_it_stands_on_the_frameworks_that_it_names() -> None:
    assert [(scope.id, scope.types) for scope in ADOPTING.looks_at(STACK)] == [
        (f"engagement-{ENGAGEMENT}", ("EngagementStarted",)),
        ("framework-claims", ("FrameworkPublished",)),
    ]
    assert ADOPTING.permits == {AdoptCriteriaSet: {Role.ENGAGEMENT_LEAD, Role.PILOT_LEAD}}
    assert (ADOPTING.stream(ADOPT), ADOPTING.engagement(ADOPT)) == (f"criteria-{ENGAGEMENT}", ENGAGEMENT)


NEWEST = reference(FRAMEWORKS["fairway", max(version for _, version in FRAMEWORKS)])


def test_without_a_version_the_newest_is_adopted() -> None:
    newest = replace(ADOPT, frameworks=(FrameworkChoice(name="fairway"),))
    given(STARTED).when(newest).then(replace(ADOPTED, frameworks=(NEWEST,)))
    own = replace(STACK, frameworks=(FrameworkChoice(name="claims"),))
    given(STARTED, CLAIMS_PUBLISHED, WORDED).when(own).then(
        replace(STACKED, frameworks=(FrameworkRef(name="claims", version=2, digest=WORDED.digest),))
    )
    given(STARTED).when(own).refused(FrameworkNotFound, saying="no version 1")


def test_what_ships_is_moved_to_its_newest_version_and_never_back() -> None:
    moved = replace(ADOPTED, frameworks=(NEWEST,))
    given(STARTED, ADOPTED).when(replace(ADOPT, frameworks=(FrameworkChoice(name="fairway"),))).then(moved)
    given(STARTED, moved).when(ADOPT).refused(CriteriaNotRemoved, saying=f"held to fairway {NEWEST.version},")
