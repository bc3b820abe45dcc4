"""Where a pilot falls short of production, and which gap each difference proposes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.engagement.domain.catalogue import LATEST, AspectChoice
from services.engagement.domain.differences import Difference, differences, moved
from shared.events.dimensions import Aspect, Dimension
from shared.events.gaps import Cause, GapKind, Severity

ASPECTS = [(choice.name, aspect) for choice in LATEST.dimensions.values() for aspect in choice.aspects]


def at(**levels: str) -> tuple[Aspect, ...]:
    return tuple(Aspect(name=name, level=level) for name, level in levels.items())


def found(dimension: Dimension, pilot: tuple[Aspect, ...], production: tuple[Aspect, ...]) -> dict[str, Difference]:
    return {found.aspect: found for found in differences(dimension, pilot, production, LATEST)}


def ends(aspect: AspectChoice) -> tuple[str, str]:
    """What a pilot has at the worst, and what production needs at the best."""
    return ("12", "4000") if aspect.is_count else (aspect.levels[0].name, aspect.levels[-1].name)


@pytest.mark.req("RC1")
def test_a_pilot_exempt_from_review_proposes_a_gap_of_deferred_governance() -> None:
    gap = found(Dimension.GOVERNANCE, at(review="exempt"), at(review="passed"))["review"]
    assert (gap.cause, gap.kind, gap.severity) == (
        Cause.GOVERNANCE_DEFERRED,
        GapKind.GOVERNANCE,
        Severity.BLOCKING,
    )
    assert (gap.pilot, gap.production) == ("exempt", "passed")


@pytest.mark.req("RC1")
def test_access_accountability_and_monitoring_that_the_pilot_went_without_are_deferred_governance() -> None:
    required = at(data_access="approved", accountability="named_business_owner", output_monitoring="continuous")
    gaps = found(Dimension.GOVERNANCE, (), required)
    assert set(gaps) == {"data_access", "accountability", "output_monitoring"}
    assert {gap.cause for gap in gaps.values()} == {Cause.GOVERNANCE_DEFERRED}


@pytest.mark.req("RC2")
@pytest.mark.parametrize("environment", ["sandbox", "shared"])
def test_a_sandbox_or_shared_environment_is_not_production_grade(environment: str) -> None:
    gap = found(Dimension.INFRASTRUCTURE, at(environment=environment), at(environment="production_grade"))
    assert gap["environment"].cause is Cause.INFRASTRUCTURE_NOT_PRODUCTION_GRADE


@pytest.mark.req("RC3")
def test_a_pilot_never_compared_with_production_data_is_not_representative() -> None:
    gap = found(Dimension.DATA, at(comparison="not_compared"), at(comparison="paired_sample"))["comparison"]
    assert (gap.cause, gap.kind) == (Cause.DATA_NOT_REPRESENTATIVE, GapKind.PERFORMANCE)


@pytest.mark.req("RC4")
def test_a_cohort_of_volunteers_only_shows_that_there_is_no_adoption_programme() -> None:
    gap = found(Dimension.USERS, at(participants="volunteers"), at(participants="all_roles"))["participants"]
    assert (gap.cause, gap.kind) == (Cause.NO_ADOPTION_PROGRAMME, GapKind.ADOPTION)


@pytest.mark.req("RC5")
def test_without_criteria_or_a_decision_date_success_is_undefined() -> None:
    required = at(success_criteria="with_targets", decision_date="fixed")
    gaps = found(Dimension.MEASUREMENT, at(success_criteria="none", decision_date="put_off"), required)
    assert {gap.cause for gap in gaps.values()} == {Cause.SUCCESS_UNDEFINED}
    assert set(gaps) == {"success_criteria", "decision_date"}


@pytest.mark.req("RC6")
def test_without_a_system_owner_ownership_is_unassigned() -> None:
    gap = found(Dimension.OWNERSHIP, at(system_owner="project_team"), at(system_owner="named_person"))
    assert (gap["system_owner"].cause, gap["system_owner"].kind) == (Cause.OWNERSHIP_UNASSIGNED, GapKind.OWNERSHIP)


def test_each_of_the_six_causes_is_proposed_by_some_aspect() -> None:
    assert {aspect.gap.cause for _, aspect in ASPECTS} == set(Cause)


TYPICAL = [
    pytest.param(
        Dimension.DATA,
        at(sample="curated", cleaning="by_hand", sources="test_only"),
        at(sample="full_volume", cleaning="validated_automatically", sources="scoped_and_approved"),
        marks=pytest.mark.req("RD1"),
    ),
    pytest.param(
        Dimension.GOVERNANCE,
        at(review="exempt", data_access="not_asked", accountability="project_team", audit_logging="inactive"),
        at(review="passed", data_access="approved", accountability="named_business_owner", audit_logging="active"),
        marks=pytest.mark.req("RD2"),
    ),
    pytest.param(
        Dimension.INFRASTRUCTURE,
        at(environment="sandbox", network="public", load_test="not_run", service_level="undefined", monitoring="none"),
        at(
            environment="production_grade",
            network="private_endpoints",
            load_test="above_expected_peak",
            service_level="agreed",
            monitoring="alerting",
        ),
        marks=pytest.mark.req("RD3"),
    ),
    pytest.param(
        Dimension.INTEGRATION,
        at(connection="direct_api", target_systems="1", workflow_triggers="by_hand", approval_routing="none"),
        at(connection="integrated", target_systems="6", workflow_triggers="by_workflow", approval_routing="routed"),
        marks=pytest.mark.req("RD4"),
    ),
    pytest.param(
        Dimension.USERS,
        at(population="14", participants="volunteers", departments="1", readiness="assumed", onboarding="informal"),
        at(population="2300", participants="all_roles", departments="9", readiness="profiled", onboarding="structured"),
        marks=pytest.mark.req("RD5"),
    ),
    pytest.param(
        Dimension.MEASUREMENT,
        at(measures="anecdotes", business_case="none", success_criteria="informal", decision_date="none"),
        at(
            measures="business_outcomes",
            business_case="tracked",
            success_criteria="with_targets",
            decision_date="fixed",
        ),
        marks=pytest.mark.req("RD6"),
    ),
    pytest.param(
        Dimension.OWNERSHIP,
        at(system_owner="project_team", obligations="none", review_cycle="none", escalation_path="none"),
        at(system_owner="named_person", obligations="accepted", review_cycle="scheduled", escalation_path="defined"),
        marks=pytest.mark.req("RD7"),
    ),
]


@pytest.mark.parametrize(("dimension", "pilot", "production"), TYPICAL)
def test_a_typical_pilot_falls_short_in_everything_that_production_requires(
    dimension: Dimension, pilot: tuple[Aspect, ...], production: tuple[Aspect, ...]
) -> None:
    gaps = differences(dimension, pilot, production, LATEST)
    had, required = (
        {aspect.name: aspect.level for aspect in pilot},
        {aspect.name: aspect.level for aspect in production},
    )
    assert {gap.aspect: (gap.pilot, gap.production) for gap in gaps} == {
        name: (had[name], required[name]) for name in required
    }
    assert {gap.dimension for gap in gaps} == {dimension}
    assert differences(dimension, production, production, LATEST) == ()


@pytest.mark.parametrize(("dimension", "aspect"), ASPECTS, ids=lambda value: getattr(value, "name", value))
def test_every_aspect_proposes_its_gap(dimension: Dimension, aspect: AspectChoice) -> None:
    lowest, highest = ends(aspect)
    (gap,) = differences(dimension, at(**{aspect.name: lowest}), at(**{aspect.name: highest}), LATEST)
    assert gap == Difference(
        dimension=dimension,
        aspect=aspect.name,
        pilot=lowest,
        production=highest,
        title=aspect.gap.title,
        kind=aspect.gap.kind,
        cause=aspect.gap.cause,
        severity=aspect.gap.severity,
    )


def test_what_production_does_not_require_is_no_difference() -> None:
    assert found(Dimension.DATA, at(sample="curated", cleaning="by_hand"), at(cleaning="scripted")).keys() == {
        "cleaning"
    }


@pytest.mark.parametrize(
    ("production", "aspects"),
    [
        (at(network="public", load_test="not_run"), set()),
        (at(network="restricted", load_test="not_run"), {"network"}),
    ],
)
def test_what_was_never_recorded_of_the_pilot_counts_as_the_lowest_level(
    production: tuple[Aspect, ...], aspects: set[str]
) -> None:
    gaps = found(Dimension.INFRASTRUCTURE, (), production)
    assert gaps.keys() == aspects
    assert {gap.pilot for gap in gaps.values()} <= {None}


@pytest.mark.parametrize(
    ("pilot", "falls_short"), [((), True), (at(population="19"), True), (at(population="20"), False)]
)
def test_counts_are_compared_as_numbers_and_none_is_zero(pilot: tuple[Aspect, ...], *, falls_short: bool) -> None:
    assert bool(found(Dimension.USERS, pilot, at(population="20"))) is falls_short
    assert not found(Dimension.USERS, (), at(population="0"))


def test_nine_people_are_fewer_than_ten() -> None:
    assert found(Dimension.USERS, at(population="9"), at(population="10"))


def test_a_level_that_this_version_does_not_know_counts_as_the_lowest() -> None:
    assert found(Dimension.DATA, at(sample="imagined"), at(sample="sampled"))
    assert found(Dimension.USERS, at(population="some"), at(population="1"))


def test_differences_stand_in_the_catalogues_order() -> None:
    production = at(monitoring="alerting", network="restricted", environment="shared")
    gaps = differences(Dimension.INFRASTRUCTURE, (), production, LATEST)
    assert [gap.aspect for gap in gaps] == ["environment", "network", "monitoring"]


def test_an_aspect_has_moved_when_its_level_is_another_one_or_came_or_went() -> None:
    before = at(sample="curated", cleaning="by_hand", sources="listed")
    after = at(sample="sampled", cleaning="by_hand", comparison="spot_check")
    assert moved(before, after) == {"sample", "sources", "comparison"}
    assert moved(before, before[::-1]) == frozenset()


STATES = st.dictionaries(st.sampled_from(LATEST.dimensions[Dimension.DATA].aspects), st.integers(0, 2))


def state(levels: dict[AspectChoice, int]) -> tuple[Aspect, ...]:
    return tuple(Aspect(name=aspect.name, level=aspect.levels[rank].name) for aspect, rank in levels.items())


@given(had=STATES, required=STATES)
def test_exactly_the_aspects_required_above_the_pilots_level_differ(
    had: dict[AspectChoice, int], required: dict[AspectChoice, int]
) -> None:
    short = {aspect.name for aspect, rank in required.items() if had.get(aspect, 0) < rank}
    assert found(Dimension.DATA, state(had), state(required)).keys() == short
