"""An adviser, with a token of their own tenant: let into one engagement of a client, and into nothing else."""

from datetime import timedelta
from uuid import UUID

import httpx
import pytest
import pytest_asyncio
from graphql import GraphQLField, GraphQLInputType, get_named_type, is_leaf_type, is_required_argument

from deploy.clock import now
from gateway.consistency import HEADER
from gateway.schema.ids import global_id
from shared.events.people import Role
from shared.kernel.record import record
from tests.acceptance.api.criteria import FAIRWAY, sent_from_elsewhere
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.everything import LIVE
from tests.acceptance.api.line import line
from tests.acceptance.api.log import EVENTS, last_cursor
from tests.acceptance.api.running import Running
from tests.acceptance.api.sdl import document, fields_of
from tests.acceptance.api.story import in_days, opened_gap, unknown
from tests.acceptance.api.test_guests import LISTS, ROOTS, furnished

ADVISER = "adviser"
GID = {"gid": "Gap", "id": "Gap"}
SAME = {"x-request-id": "the-same-for-all"}
MINE = "{ engagementsElsewhere { tenant tenantName engagementId engagementName roles until } }"


@record
class Clients:
    """The adviser's own tenant, a client with two engagements, of which the first one is opened, and who is visited."""

    home: Desk
    client: Desk
    own: dict[str, str]
    other: dict[str, str]

    async def post(self, query: str, tenant: object = None, **variables: object) -> httpx.Response:
        visited = {**SAME, "fairway-tenant": str(tenant or self.client.tenant)}
        return await self.home.post(query, variables, by=ADVISER, headers=visited)

    async def ask(self, query: str, **variables: object) -> Answer:
        answer = (await self.post(query, **variables)).json()
        assert "errors" not in answer, answer["errors"]
        data: Answer = answer["data"]
        return data

    async def sent(self, content: bytes, piece: str | None = None) -> httpx.Response:
        visited = {**self.home.headers(ADVISER), "fairway-tenant": str(self.client.tenant)}
        return await sent_from_elsewhere(self.home.http, visited, content, self.own["Engagement"], piece)

    async def let_in(self, *roles: str, until: str = in_days(30)) -> Answer:
        given = {"person": self.client.person(ADVISER), "home": global_id("Tenant", self.home.tenant)}
        of = {"engagementId": self.own["Engagement"], "roles": roles or ("VENDOR",), "until": until}
        return await self.client.do("grantEngagementAccess", by=Role.ADMINISTRATOR, **given, **of)

    async def let_out(self) -> Answer:
        of = {"person": self.client.person(ADVISER), "engagementId": self.own["Engagement"], "reason": "It is over"}
        return await self.client.do("endEngagementAccess", by=Role.ADMINISTRATOR, **of)


@pytest_asyncio.fixture(scope="module")
async def clients(running: Running) -> Clients:
    """The adviser is somebody at home; the client knows who they are and opened nothing yet."""
    home, client = await running.tenancy(), await running.tenancy()
    for desk in (home, client):
        listed = {"issuer": "fairway.local", "subject": ADVISER, "name": "Robin"}
        await desk.do("registerPerson", by=Role.ADMINISTRATOR, **listed)
    await home.do("grantRole", by=Role.ADMINISTRATOR, person=home.person(ADVISER), role="ADMINISTRATOR")
    return Clients(home=home, client=client, own=await furnished(client, "own"), other=await furnished(client, "other"))


def asked(root: str, field: GraphQLField) -> str:
    """The root field with what it requires, and a page of it where it has pages."""
    given = {
        name: value(name, of.type) for name, of in field.args.items() if is_required_argument(of) or name == "first"
    }
    arguments = f"({', '.join(f'{name}: {text}' for name, text in given.items())})" if given else ""
    return f"{{ {root}{arguments}{'' if is_leaf_type(get_named_type(field.type)) else ' { __typename }'} }}"


def value(name: str, kind: GraphQLInputType) -> str:
    text = "5" if get_named_type(kind).name == "Int" else f'"{unknown(GID.get(name, "Engagement"))}"'
    return f"[{text}]" if "[" in str(kind) else text


def refused(answer: httpx.Response) -> bool:
    (error,) = answer.json()["errors"]
    return bool(error["extensions"]["code"] == "FORBIDDEN")


@pytest.mark.req("RF11")
@pytest.mark.parametrize("root", sorted(fields_of("Query")))
async def test_without_a_grant_no_question_is_answered_and_nothing_tells_who_is_there(
    clients: Clients, root: str
) -> None:
    await clients.let_out()
    query = asked(root, fields_of("Query")[root])
    answers = [
        await clients.post(query, tenant) for tenant in (None, UUID(int=7), "nobody", f"{{{clients.client.tenant}}}")
    ]
    assert all(map(refused, answers))
    assert len({answer.content for answer in answers}) == len({answer.status_code for answer in answers}) == 1


@pytest.mark.req("RF11")
async def test_without_a_grant_no_command_is_taken(clients: Clients) -> None:
    await clients.let_out()
    before = await clients.client.head()
    given = {"engagementId": clients.own["Engagement"], "title": "Found", "kind": "DATA", "severity": "MINOR"}
    cause = {"cause": "DATA_NOT_REPRESENTATIVE"}
    assert refused(await clients.post(document("openGap"), input={**given, **cause}))
    assert await clients.client.head() == before
    assert (await clients.home.ask(MINE, by=ADVISER)) == {"engagementsElsewhere": []}


@pytest.mark.req("RF11")
async def test_with_a_grant_that_engagement_is_read_and_no_other(clients: Clients) -> None:
    await clients.let_in()
    assert await clients.ask(LISTS) == {
        "engagements": {"totalCount": 1, "nodes": [{"id": clients.own["Engagement"]}]},
        "gaps": {"totalCount": 1, "nodes": [{"id": clients.own["Gap"]}]},
        "pilots": {"totalCount": 1, "nodes": [{"id": clients.own["Pilot"]}]},
        "causeProfile": [{"gaps": 1}],
    }
    for noun, root in ROOTS.items():
        query = f"query One($id: ID!) {{ {root}(id: $id) {{ id }} }}"
        assert await clients.ask(query, id=clients.own[noun]) == {root: {"id": clients.own[noun]}}
        theirs = await clients.post(query, id=clients.other[noun])
        assert theirs.content == (await clients.post(query, id=unknown(noun))).content


@pytest.mark.req("RF11")
async def test_with_a_grant_all_that_can_be_read_names_nothing_of_the_other_engagement(clients: Clients) -> None:
    await clients.let_in()
    person = {"person": clients.client.person(ADVISER)}
    own, other = (
        {**person, **{noun.lower(): ids[noun] for noun in ("Pilot", "Engagement", "Gap")}}
        for ids in (clients.own, clients.other)
    )
    nobodys = {**person, **{noun.lower(): unknown(noun) for noun in ("Pilot", "Engagement", "Gap")}}
    told = (await clients.post(LIVE, **own)).text
    assert [noun for noun, gid in own.items() if gid not in told] == [], told[:600]
    assert all(gid not in told for gid in clients.other.values())
    assert (await clients.post(LIVE, **other)).content == (await clients.post(LIVE, **nobodys)).content


@pytest.mark.req("RF11")
async def test_the_log_tells_what_happened_in_that_engagement_and_nothing_else(clients: Clients) -> None:
    await clients.let_in()
    query = "query Log($id: ID) { events(first: 100, engagementId: $id) { nodes { seq engagement { id } } } }"
    seen = (await clients.ask(query))["events"]["nodes"]
    assert seen == (await clients.client.ask(query, id=clients.own["Engagement"]))["events"]["nodes"]
    assert (await clients.ask(query, id=clients.other["Engagement"]))["events"]["nodes"] == []


@pytest.mark.req("RF11")
async def test_commands_are_taken_by_the_roles_of_the_grant_and_by_none_from_home(clients: Clients) -> None:
    await clients.let_in("ENGAGEMENT_LEAD")
    renamed = {"gapId": clients.own["Gap"], "due": in_days(20)}
    taken = (await clients.ask(document("setGapDueDate"), input=renamed))["setGapDueDate"]
    assert taken["rejection"] is None
    last = (await clients.client.ask("{ gaps(first: 9) { totalCount } services { head } }"))["services"]
    elsewhere = {"gapId": clients.other["Gap"], "due": in_days(20)}
    denied = (await clients.ask(document("setGapDueDate"), input=elsewhere))["setGapDueDate"]["rejection"]
    administering = {"person": clients.client.person(ADVISER), "role": "AUDITOR"}
    also = (await clients.ask(document("grantRole"), input=administering))["grantRole"]["rejection"]
    assert {denied["code"], also["code"]} == {"NOT_PERMITTED"}
    assert (await clients.client.ask("{ gaps(first: 9) { totalCount } services { head } }"))["services"] == last


@pytest.mark.req("RF11")
async def test_an_adviser_finds_where_they_were_let_in_and_the_client_whom_it_let_in(clients: Clients) -> None:
    until = in_days(30)
    await clients.let_in("VENDOR", until=until)
    (found,) = (await clients.home.ask(MINE, by=ADVISER))["engagementsElsewhere"]
    assert found == {
        "tenant": str(clients.client.tenant),
        "tenantName": "Northern Benefits",
        "engagementId": clients.own["Engagement"],
        "engagementName": "own",
        "roles": ["VENDOR"],
        "until": until,
    }
    assert (await clients.ask(MINE))["engagementsElsewhere"] == [found]
    assert (await clients.home.ask(MINE))["engagementsElsewhere"] == []
    query = "query Who($id: ID!) { person(id: $id) { access { home until engagement { id } } } }"
    known = await clients.client.ask(query, id=clients.client.person(ADVISER))
    granted = {"home": global_id("Tenant", clients.home.tenant), "until": until}
    assert known["person"]["access"] == [{**granted, "engagement": {"id": clients.own["Engagement"]}}]


@pytest.mark.req("RF11")
async def test_access_that_is_over_or_ended_is_shut_at_once(running: Running, clients: Clients, port: int) -> None:
    await clients.let_in(until=in_days(1))
    assert "errors" not in (await clients.post(LISTS)).json()
    visited = {"fairway-tenant": str(clients.client.tenant)}
    async with line(port, clients.home.token(ADVISER), **visited) as listener:
        following = await listener.begin(EVENTS, after=await last_cursor(clients.client))
        await opened_gap(clients.client, clients.own["Engagement"], "heard")
        assert (await listener.next(following))["events"]["event"]["type"] == "GapOpened"
        await clients.let_out()
        assert "FORBIDDEN" in str(await listener.frame(following))
    assert refused(await clients.post(LISTS))
    await clients.let_in(until=in_days(1))
    await running.set_clock(now() + timedelta(days=3))
    try:
        assert refused(await clients.post(LISTS))
        assert (await clients.home.ask(MINE, by=ADVISER)) == {"engagementsElsewhere": []}
    finally:
        await running.set_clock(None)


@pytest.mark.req("RF11")
async def test_who_holds_no_role_at_home_any_more_visits_nobody(clients: Clients) -> None:
    await clients.let_in()
    held = {"person": clients.home.person(ADVISER), "role": "ADMINISTRATOR"}
    await clients.home.do("revokeRole", by=Role.ADMINISTRATOR, **held)
    try:
        assert refused(await clients.post(LISTS))
    finally:
        await clients.home.do("grantRole", by=Role.ADMINISTRATOR, **held)


@pytest.mark.req("RSG4")
async def test_a_visitors_file_is_evidence_where_they_visit_and_its_link_is_shut_with_the_access(
    clients: Clients,
) -> None:
    of = {"engagementId": clients.own["Engagement"], "reason": "What every pilot is held to"}
    await clients.client.do("adoptCriteriaSet", **of, frameworks=[FAIRWAY])
    await clients.let_out()
    assert (await clients.sent(b"The first.")).status_code == 403
    await clients.let_in("VENDOR")
    answer = await clients.sent(b"The first.")
    assert answer.status_code == 201, answer.text
    piece = answer.json()["evidence"]
    again = await clients.sent(b"The second edition.", piece)
    assert (again.status_code, again.json()["evidence"]) == (200, piece)
    query = "query Piece($id: ID!) { node(id: $id) { ... on EvidencePiece { revision link } } }"
    seen = {"fairway-tenant": str(clients.client.tenant), HEADER: again.headers[HEADER]}
    answer = await clients.home.post(query, {"id": piece}, by=ADVISER, headers=seen)
    found = answer.json()["data"]["node"]
    assert (found["revision"], (await clients.home.http.get(found["link"])).content) == (2, b"The second edition.")
    await clients.let_out()
    shut = await clients.home.http.get(found["link"])
    assert (shut.status_code, shut.json()["errors"][0]["extensions"]["code"]) == (410, "LINK_EXPIRED")
