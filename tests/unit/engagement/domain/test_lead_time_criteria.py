"""The lead time by criterion: every part serves one criterion or none, and together they are the whole."""

from uuid import UUID

import pytest

from services.engagement.domain.catalogue import LATEST as CATALOGUE
from services.engagement.domain.lead_time.criteria import LATEST_CRITERIA, by_criterion, read_policy
from services.engagement.domain.lead_time.split import added
from services.engagement.domain.lead_time.turns import Turn
from services.engagement.domain.stage_policy import LATEST_POLICY
from services.gates.domain.framework.shipped import FRAMEWORKS
from shared.events.dimensions import Dimension
from shared.events.stages import Stage
from shared.policy.shipped import CatalogueInvalid
from tests.unit.engagement.domain.test_lead_time import ACCESS, DAY, FIRST, SECOND, gap, output, told

pytestmark = pytest.mark.req("X12")

OF_ASPECTS = {FIRST: "load_test"}
SPENT = told(
    gap(2, Turn.GAP_OPENED),
    gap(2, Turn.GAP_OWNED),
    gap(3, Turn.GAP_STARTED),
    gap(5, Turn.GAP_RESOLVED),
    gap(6, Turn.GAP_SETTLED),
    gap(6, Turn.ACCESS_REQUESTED, ACCESS),
    gap(7, Turn.ACCESS_DECIDED, ACCESS),
    gap(7, Turn.GAP_OPENED, SECOND),
    gap(8, Turn.GAP_SETTLED, SECOND),
    output(8, Turn.DELIVERABLE_SUBMITTED, "load_tests", Stage.HARDENING),
    output(8.5, Turn.DELIVERABLE_ACCEPTED, "load_tests", Stage.HARDENING),
)


def test_gaps_serve_what_they_came_of_accesses_and_deliverables_what_they_are_for() -> None:
    found = [(each.criterion, each.time.total / DAY) for each in by_criterion(SPENT.by_subject, OF_ASPECTS)]
    assert found == [("fairway/load_test", 4.5), ("fairway/data_access", 1.0), (None, 4.5)]


@pytest.mark.parametrize("gaps", [{}, OF_ASPECTS, {FIRST: None, SECOND: "network_security", UUID(int=9): "champions"}])
def test_whatever_gaps_serve_the_parts_add_up_to_the_whole_exactly(gaps: dict[UUID, str | None]) -> None:
    parts = by_criterion(SPENT.by_subject, gaps)
    assert added(each.time for each in parts) == SPENT.total
    assert len({each.criterion for each in parts}) == len(parts)


def test_the_policy_names_what_there_is_and_nothing_else() -> None:
    policy = LATEST_CRITERIA
    codes = {each.code for each in FRAMEWORKS[policy.framework, 3].criteria}
    named = {code for each in policy.aspects.values() for code in each.values()}
    assert {policy.access, *policy.deliverables.values(), *named} <= codes
    deliverables = {name for stage in LATEST_POLICY.stages.values() for name in stage.deliverable_names}
    assert policy.deliverables.keys() <= deliverables
    for dimension, aspects in policy.aspects.items():
        assert aspects.keys() <= {aspect.name for aspect in CATALOGUE.dimensions[dimension].aspects}
    assert policy.of_aspect(Dimension.DATA, "sample") == "validated_performance"
    assert [policy.of_aspect(*each) for each in ((None, "sample"), (Dimension.DATA, None), (Dimension.USERS, "x"))] == [
        None,
        None,
        None,
    ]


@pytest.mark.parametrize(
    "text", ["version: 1\n", "version: 1\nframework: f\naccess: a\ndeliverables: {}\naspects: []\n"]
)
def test_a_policy_that_lacks_something_is_refused(text: str) -> None:
    with pytest.raises(CatalogueInvalid):
        read_policy(text)


def test_what_is_no_name_with_a_criterion_is_refused() -> None:
    with pytest.raises(CatalogueInvalid):
        read_policy("version: 1\nframework: f\naccess: a\ndeliverables: {}\naspects: {data: sample}\n")
