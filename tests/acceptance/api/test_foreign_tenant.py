"""What belongs to another tenant is not there: every answer is that for something that never was, byte for byte."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import pytest
import pytest_asyncio

from gateway.schema.ids import global_id, uuid_of
from shared.events.gates import GateCondition, Outcome
from shared.events.people import Role
from shared.events.stages import Stage
from shared.kernel.record import record
from tests.acceptance.api.abilities import ill_told
from tests.acceptance.api.change import defined_cohort, peopled_programme
from tests.acceptance.api.criteria import adopted_engagement, submitted_evidence
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.going_live import live_engagement
from tests.acceptance.api.governance import requested_access
from tests.acceptance.api.hardening import declared_dataset, declared_grounding, defined_metric, recorded_run
from tests.acceptance.api.infrastructure import proven_release
from tests.acceptance.api.inputs import given, id_fields
from tests.acceptance.api.measured import defined_series, run_cost
from tests.acceptance.api.numbers import spent
from tests.acceptance.api.portfolio import opened_round
from tests.acceptance.api.running import Running
from tests.acceptance.api.sdl import document, mutations
from tests.acceptance.api.stages import decided
from tests.acceptance.api.story import (
    in_days,
    opened_gap,
    recorded_finding,
    registered_pilot,
    started_engagement,
    unknown,
)
from tests.acceptance.api.taking_over import (
    planned_transfer,
    recorded_assumption,
    recorded_component,
    recorded_decision,
    reviewed_system,
)
from tests.acceptance.api.test_ids import BY_FIELD, NODES, NOUNS
from tests.acceptance.api.watching import fired_engagement, intervention

SAME = {"x-request-id": "the-same-for-both"}
FILTERS = {
    "gaps": {"id": "Gap", "engagement": "Engagement", "owner": "Person"},
    "pilots": {"id": "Pilot"},
    "engagements": {"id": "Engagement", "systemOwner": "Person"},
    "people": {"id": "Person"},
    "dataSources": {"id": "DataSource", "engagement": "Engagement", "owner": "Person"},
    "portfolioRounds": {"id": "PortfolioRound"},
}
KINDS = {
    "gaps": "GapFilter",
    "pilots": "PilotFilter",
    "engagements": "EngagementFilter",
    "people": "PersonFilter",
    "dataSources": "DataSourceFilter",
    "portfolioRounds": "PortfolioRoundFilter",
}
PAIRS = [(root, field, noun) for root, fields in FILTERS.items() for field, noun in fields.items()]


@record
class Neighbour:
    """Another tenant; `ids` holds something of its own for each noun."""

    desk: Desk
    ids: Mapping[str, str]
    cursor: str
    token: str


@pytest_asyncio.fixture(scope="module")
async def neighbour(running: Running) -> Neighbour:
    desk = await running.tenancy()
    engagement = await started_engagement(desk)
    pilot = await registered_pilot(desk)
    source, access = await requested_access(desk, engagement)
    await live_engagement(desk)
    ids = {
        "Tenant": str(global_id("Tenant", desk.tenant)),
        "Engagement": engagement,
        "Pilot": pilot,
        "Finding": await recorded_finding(desk, pilot, "Nobody knows"),
        "Gap": await opened_gap(desk, engagement),
        "Person": desk.person("only there"),
        "Review": (await reviewed_system(desk))[1],
        **await taken_over(desk, engagement),
        "DataSource": source,
        "DataAccess": access,
        "Cohort": await defined_cohort(desk, await peopled_programme(desk)),
        **await hardened(desk, engagement),
        **await proven_release(desk, engagement),
        "PortfolioRound": await opened_round(desk),
        **await measured(desk, engagement),
    }
    await opened_gap(desk, engagement, "another")
    granted = {"issuer": "fairway.local", "subject": "only there", "name": "Robin Doe"}
    payload = await desk.send("registerPerson", by=Role.ADMINISTRATOR, **granted)
    page = await desk.ask("query { gaps(first: 1) { pageInfo { endCursor } } }")
    return Neighbour(
        desk=desk, ids=ids, cursor=page["gaps"]["pageInfo"]["endCursor"], token=payload["consistency"]["token"]
    )


async def measured(desk: Desk, engagement: str) -> dict[str, str]:
    trigger = (await fired_engagement(desk))["trigger"]
    return {
        "ScaleCost": await spent(desk, engagement, 100),
        "Series": await defined_series(desk, engagement),
        "RunCost": await run_cost(desk, engagement),
        "Trigger": trigger,
        "Intervention": intervention(trigger),
    }


async def taken_over(desk: Desk, engagement: str) -> dict[str, str]:
    return {
        "Component": await recorded_component(desk, engagement),
        "Assumption": await recorded_assumption(desk, engagement),
        "VendorDecision": await recorded_decision(desk, engagement),
        "KnowledgeTransfer": await planned_transfer(desk, engagement),
        **await owing(desk, engagement),
    }


async def hardened(desk: Desk, engagement: str) -> dict[str, str]:
    dataset, metric = await declared_dataset(desk, engagement), await defined_metric(desk, engagement)
    grounding = uuid_of("DataSource", await declared_grounding(desk, engagement))
    return {
        "EvidencePiece": await submitted_evidence(desk, await adopted_engagement(desk)),
        "Dataset": dataset,
        "QualityMetric": metric,
        "Validation": await recorded_run(desk, engagement, metric, dataset),
        "GroundingSource": str(global_id("GroundingSource", grounding)),
    }


async def owing(desk: Desk, engagement: str) -> dict[str, str]:
    due = date.fromisoformat(in_days(3))
    condition = GateCondition(condition_id=UUID(int=0xC1), what="Retention", owner=UUID(int=8), due=due)
    fact = await decided(desk, engagement, Stage.ASSESSMENT, Outcome.CONDITIONAL_GO, (condition,))
    return {
        "GateDecision": str(global_id("GateDecision", fact.decision_id)),
        "GateCondition": str(global_id("GateCondition", condition.condition_id)),
        "EvidencePiece": await submitted_evidence(desk, await adopted_engagement(desk)),
    }


async def alike(desk: Desk, query: str, theirs: Mapping[str, object], nobodys: Mapping[str, object], by: str) -> str:
    """Both answers, which must not differ in a byte."""
    one = await desk.post(query, theirs, by=by, headers=SAME)
    other = await desk.post(query, nobodys, by=by, headers=SAME)
    assert one.content == other.content
    assert one.status_code == other.status_code
    told, said = [{**answer.headers, "date": ""} for answer in (one, other)]
    assert told == said
    return one.text


@pytest.mark.parametrize("noun", NODES)
async def test_nothing_of_theirs_is_found_as_a_node(desk: Desk, neighbour: Neighbour, noun: str) -> None:
    query = "query Node($id: ID!) { node(id: $id) { __typename id } nodes(ids: [$id]) { id } }"
    theirs, nobodys = {"id": neighbour.ids[noun]}, {"id": unknown(noun)}
    assert "null" in await alike(desk, query, theirs, nobodys, Role.AUDITOR)
    found = await neighbour.desk.ask(query, by=Role.AUDITOR, **theirs)
    assert found["node"] == {"__typename": noun, **theirs}


@pytest.mark.parametrize("noun", NOUNS)
async def test_nothing_of_theirs_is_found_by_its_root_field(desk: Desk, neighbour: Neighbour, noun: str) -> None:
    root = NOUNS[noun]
    query = f"query One($id: ID!) {{ {root}(id: $id) {{ id }} }}"
    theirs, nobodys = {"id": neighbour.ids[noun]}, {"id": unknown(noun)}
    await alike(desk, query, theirs, nobodys, Role.AUDITOR)
    assert await neighbour.desk.ask(query, **theirs) == {root: theirs}


@pytest.mark.parametrize(("root", "field", "noun"), PAIRS)
async def test_a_filter_by_something_of_theirs_finds_nothing(
    desk: Desk, neighbour: Neighbour, root: str, field: str, noun: str
) -> None:
    query = (
        f"query List($filter: {KINDS[root]}) {{ {root}(first: 5, filter: $filter) {{ totalCount nodes {{ id }} }} }}"
    )
    theirs = {"filter": {field: {"in": [neighbour.ids[noun]]}}}
    nobodys = {"filter": {field: {"in": [unknown(noun)]}}}
    assert (
        await alike(desk, query, theirs, nobodys, Role.AUDITOR)
        == f'{{"data":{{"{root}":{{"totalCount":0,"nodes":[]}}}}}}'
    )


async def test_the_log_of_their_engagement_is_empty_here(desk: Desk, neighbour: Neighbour) -> None:
    query = "query Log($id: ID!) { events(first: 5, engagementId: $id) { nodes { seq } hasNextPage endCursor } }"
    theirs, nobodys = {"id": neighbour.ids["Engagement"]}, {"id": unknown("Engagement")}
    assert '"nodes":[]' in await alike(desk, query, theirs, nobodys, Role.AUDITOR)


@pytest.mark.parametrize("mutation", [name for name in mutations() if id_fields(name)])
@pytest.mark.parametrize("by", [Role.ENGAGEMENT_LEAD, Role.ADMINISTRATOR])
async def test_no_command_reaches_anything_of_theirs(desk: Desk, neighbour: Neighbour, mutation: str, by: Role) -> None:
    before = await neighbour.desk.head()
    theirs = {"input": given(mutation, {name: neighbour.ids[noun] for name, noun in BY_FIELD.items()})}
    nobodys = {"input": given(mutation, {name: unknown(noun) for name, noun in BY_FIELD.items()})}
    assert '"rejection":{"code"' in await alike(desk, document(mutation), theirs, nobodys, by)
    assert await neighbour.desk.head() == before


async def test_their_cursors_and_tokens_are_as_good_as_made_up(desk: Desk, neighbour: Neighbour) -> None:
    after = "query After($after: String) { gaps(first: 1, after: $after) { nodes { id } } }"
    assert '"BAD_CURSOR"' in await alike(desk, after, {"after": neighbour.cursor}, {"after": "AAAA"}, Role.AUDITOR)
    page = await neighbour.desk.ask("query { events(first: 1) { endCursor } }")
    after = "query After($after: String) { events(first: 1, after: $after) { nodes { id } } }"
    theirs = {"after": page["events"]["endCursor"]}
    assert '"BAD_CURSOR"' in await alike(desk, after, theirs, {"after": "AAAA"}, Role.AUDITOR)
    answer = await desk.post("query { viewer { id } }", headers={"fairway-consistency": neighbour.token})
    assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_CONSISTENCY_TOKEN"


async def test_gaps_of_two_tenants_are_never_linked_and_their_people_never_named(
    desk: Desk, neighbour: Neighbour
) -> None:
    engagement = await started_engagement(desk)
    gap = await opened_gap(desk, engagement)
    here = {"gapId": gap, "engagementId": engagement}
    link = document("linkGaps")
    theirs, nobodys = {**here, "needs": neighbour.ids["Gap"]}, {**here, "needs": unknown("Gap")}
    answer = await alike(desk, link, {"input": theirs}, {"input": nobodys}, Role.ENGAGEMENT_LEAD)
    assert '"DANGLING_LINK"' in answer
    assign = document("assignGapOwner")
    theirs = {"gapId": gap, "owner": neighbour.ids["Person"]}
    nobodys = {"gapId": gap, "owner": unknown("Person")}
    answer = await alike(desk, assign, {"input": theirs}, {"input": nobodys}, Role.ENGAGEMENT_LEAD)
    assert '"PERSON_NOT_FOUND"' in answer


async def test_their_own_people_are_told_of_each_thing_what_they_may_do_with_it(neighbour: Neighbour) -> None:
    """And why not the rest; nothing comes of it."""
    before = await neighbour.desk.head()
    assert await ill_told(neighbour.desk, neighbour.ids, Role.ENGAGEMENT_LEAD) == []
    assert await neighbour.desk.head() == before
