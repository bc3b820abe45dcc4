"""Fields that are computed count as the work that they are, in Fairway's own schema."""

import pytest
from graphql import GraphQLObjectType, build_schema, parse

from gateway.limits import Limits, measure
from gateway.limits.pages import COMPUTED, COMPUTED_LISTS, FIXED_LISTS
from gateway.schema.export import printed

SCHEMA = build_schema(printed())
LIMITS = Limits()
NODES = "query($ids: [ID!]!) { nodes(ids: $ids) { ... on Engagement { %s } } }"
COMPUTING = {
    "days": "burndown { day opened closed remaining resolved verified }",
    "an order": "criticalPath { order { slack gap { id } } }",
    "a chain": "criticalPath { gaps { id } }",
    "a page": "closeOutReport { html }",
    "data": "closeOutReport { data }",
    "canonical data": "closeOutReport { canonical }",
    "a digest": "closeOutReport { digest }",
    "where the time went": "leadTime { live }",
    "a forecast": "forecast { goLive { p50 } }",
    "what blocks": "openBlockers { code }",
}


def verdict(document: str, ids: int) -> str | None:
    measured = measure(parse(document), SCHEMA, {"ids": ["x"] * ids}, None, LIMITS.page)
    refusal = LIMITS.broken_by(measured)
    return None if refusal is None else refusal.code


@pytest.mark.parametrize("selected", COMPUTING.values(), ids=COMPUTING)
def test_what_is_computed_for_a_hundred_engagements_costs_too_much_and_for_one_it_does_not(selected: str) -> None:
    document = NODES.replace("%s", selected)
    assert [verdict(document, ids) for ids in (1, 100)] == [None, "COST_LIMIT"]


def test_a_portfolio_may_be_asked_for_the_length_of_each_way() -> None:
    document = "{ engagements(first: 100) { nodes { name criticalPath { length } effort { p50 p80 } } } }"
    assert verdict(document, 0) is None


def test_a_portfolio_may_be_asked_for_where_each_stage_stands() -> None:
    document = "{ engagements(first: 100) { nodes { stages { stage status deliverables { status } } } } }"
    assert verdict(document, 0) is None


@pytest.mark.parametrize("name", [*COMPUTED, *COMPUTED_LISTS, *FIXED_LISTS])
def test_what_counts_as_computed_is_in_the_schema(name: str) -> None:
    within, field = name.split(".")
    of = SCHEMA.get_type(within)
    assert isinstance(of, GraphQLObjectType)
    assert field in of.fields


def test_a_request_publishes_no_more_reports_than_it_may_read() -> None:
    publishing = " ".join(
        f'a{n}: publishCloseOutReport(input: {{engagementId: "x"}}) {{ rejection {{ code }} }}' for n in range(20)
    )
    assert verdict(f"mutation {{ {publishing} }}", 0) == "COST_LIMIT"
