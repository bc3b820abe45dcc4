"""Facts are told by the policies that the engagement itself goes by, in every version."""

from services.engagement.domain import change_policy, infrastructure_policy, stage_policy
from services.engagement.domain.accountability import OF_THE_BUSINESS
from services.engagement.domain.activities import ACTIVITIES
from services.engagement.domain.champions import needed
from services.engagement.domain.change_policy import Figure
from services.gates.domain.facts import policies
from shared.events.stages import Stage


def test_the_figures_of_change_are_those_of_the_engagement() -> None:
    assert policies.CHANGE.keys() == policies.BEFORE_ACCESS.keys() == change_policy.CHANGE_POLICIES.keys()
    for version, policy in change_policy.CHANGE_POLICIES.items():
        ours = policies.CHANGE[version]
        assert ours.favourable == policy.figure(Figure.FAVOURABLE_SHARE)
        assert ours.champions == policy.figure(Figure.CHAMPIONS_PER_HUNDRED)
        assert ours.training == policy.figure(Figure.TRAINING_COMPLETION)
        assert ours.managers == policy.figure(Figure.MANAGER_COVERAGE)
        assert policies.BEFORE_ACCESS[version] == policy.before_access
        for headcount in (1, 49, 50, 51, 1_000):
            assert policies.needed_champions(headcount, ours) == needed(headcount, policy)


def test_load_counts_where_it_counts_for_the_engagement() -> None:
    theirs = {version: policy.load.environments for version, policy in infrastructure_policy.POLICIES.items()}
    assert {version: frozenset(each) for version, each in theirs.items()} == policies.LIKE_PRODUCTION


def test_stages_deliver_what_the_engagement_asks_of_them() -> None:
    assert policies.DELIVERABLES.keys() == policies.TRACKS.keys() == stage_policy.POLICIES.keys()
    for version, policy in stage_policy.POLICIES.items():
        for stage in Stage:
            assert policies.DELIVERABLES[version][stage] == policy.stages[stage].deliverable_names
            assert frozenset(policies.TRACKS[version].get(stage, ())) == policy.stages[stage].track_names


def test_activities_are_those_of_the_engagement() -> None:
    assert frozenset(ACTIVITIES) == policies.ACTIVITIES


def test_roles_of_the_business_are_those_of_the_engagement() -> None:
    assert {role.value for role in OF_THE_BUSINESS} == policies.OF_THE_BUSINESS
