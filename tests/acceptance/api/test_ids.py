"""Ids that are none: each is told by a code, and never by a failure."""

from base64 import urlsafe_b64encode
from uuid import UUID

import pytest

from gateway.schema.ids import global_id
from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.inputs import given, id_fields
from tests.acceptance.api.sdl import mutations
from tests.acceptance.api.story import unknown

NOUNS = {
    "Pilot": "pilot",
    "Engagement": "engagement",
    "Gap": "gap",
    "Person": "person",
    "DataSource": "dataSource",
    "Dataset": "dataset",
    "QualityMetric": "qualityMetric",
    "Validation": "validation",
    "GroundingSource": "groundingSource",
    "Series": "series",
}
NODES = (
    *(
        *NOUNS,
        "Tenant",
        "Finding",
        "DataAccess",
        "Environment",
        "IntegrationPoint",
        "Release",
        "PortfolioRound",
        "EvidencePiece",
    ),
)
BY_FIELD = {
    "delegator": "Person",
    "pilotId": "Pilot",
    "engagementId": "Engagement",
    "gapId": "Gap",
    "needs": "Gap",
    "findingId": "Finding",
    "person": "Person",
    "home": "Tenant",
    "owner": "Person",
    "lead": "Person",
    "receiver": "Person",
    "giver": "Person",
    "reviewId": "Review",
    "componentId": "Component",
    "assumptionId": "Assumption",
    "decisionId": "VendorDecision",
    "transferId": "KnowledgeTransfer",
    "sourceId": "DataSource",
    "accessId": "DataAccess",
    "cohortId": "Cohort",
    "champions": "Person",
    "datasetId": "Dataset",
    "metricId": "QualityMetric",
    "validationId": "Validation",
    "sourceIds": "DataSource",
    "environmentId": "Environment",
    "itemId": "HardeningItem",
    "pointId": "IntegrationPoint",
    "releaseId": "Release",
    "roundId": "PortfolioRound",
    "costId": "ScaleCost",
    "gateDecisionId": "GateDecision",
    "conditionId": "GateCondition",
    "evidenceId": "EvidencePiece",
    "evidence": "EvidencePiece",
    "seriesId": "Series",
    "runCostId": "RunCost",
    "triggerId": "Trigger",
    "interventionId": "Intervention",
    "attester": "Person",
}
NOBODY = UUID(int=7)
MALFORMED = {
    "nothing": "",
    "a word": "gap",
    "a uuid": str(NOBODY),
    "no uuid": global_id("Gap", "7"),
    "another spelling of the uuid": global_id("Gap", NOBODY.hex),
    "a uuid in braces": global_id("Gap", f"{{{NOBODY}}}"),
    "a part too many": global_id("Gap", NOBODY, NOBODY),
    "no part": urlsafe_b64encode(b"Gap").decode(),
    "another spelling in base64": f"{global_id('Gap', NOBODY)}=",
    "an unknown noun": global_id("Widget", NOBODY),
    "a noun without a root field": global_id("LogEvent", NOBODY),
    "no ASCII": "gäp",
    "a NUL": "\0",
    "something endless": "R2Fw" * 10_000,
}
GAP = "query Gap($id: ID!) { gap(id: $id) { id } }"
NODE = "query Node($id: ID!) { node(id: $id) { id } }"
NODES_BY_ID = "query Nodes($ids: [ID!]!) { nodes(ids: $ids) { id } }"
IN_FILTER = "query Gaps($id: ID!) { gaps(first: 1, filter: {owner: {in: [$id]}}) { nodes { id } } }"


@pytest.mark.parametrize("bad", MALFORMED.values(), ids=MALFORMED)
@pytest.mark.parametrize("document", [GAP, NODE, IN_FILTER], ids=["root field", "node", "filter"])
async def test_a_malformed_id_is_a_bad_id(desk: Desk, document: str, bad: str) -> None:
    assert await desk.codes(document, id=bad) == ["BAD_ID"]


@pytest.mark.parametrize("noun", NOUNS)
async def test_the_id_of_another_noun_is_a_bad_id_and_an_unknown_one_is_nothing(desk: Desk, noun: str) -> None:
    document = f"query One($id: ID!) {{ {NOUNS[noun]}(id: $id) {{ id }} }}"
    assert await desk.codes(document, id=global_id("Tenant", desk.tenant)) == ["BAD_ID"]
    assert await desk.ask(document, id=unknown(noun)) == {NOUNS[noun]: None}


async def test_things_are_found_by_their_ids_whatever_they_are_and_in_their_order(desk: Desk) -> None:
    tenant, person = global_id("Tenant", desk.tenant), desk.person(Role.SPONSOR)
    nothing = [unknown(noun) for noun in NODES]
    found = await desk.ask(NODES_BY_ID, ids=[person, *nothing, tenant, person])
    assert found["nodes"] == [{"id": person}, *[None] * len(nothing), {"id": tenant}, {"id": person}]


async def test_more_things_than_a_hundred_are_refused_and_not_left_out(desk: Desk) -> None:
    person = desk.person(Role.SPONSOR)
    assert len((await desk.ask(NODES_BY_ID, ids=[person] * 100))["nodes"]) == 100
    assert await desk.codes(NODES_BY_ID, ids=[person] * 101) == ["TOO_MANY_IDS"]


@pytest.mark.parametrize(("mutation", "field"), [(name, field) for name in mutations() for field in id_fields(name)])
async def test_a_malformed_id_in_a_command_is_blamed_on_its_field(desk: Desk, mutation: str, field: str) -> None:
    ids = {name: unknown(noun) for name, noun in BY_FIELD.items()}
    for bad in ("gap", unknown("Gap" if BY_FIELD[field] == "Tenant" else "Tenant")):
        payload = await desk.send(mutation, by=Role.ADMINISTRATOR, **{**given(mutation, ids), field: bad})
        rejection = payload["rejection"]
        assert (rejection["code"], rejection["where"]) == ("NOT_WELL_FORMED", ["input", field])
