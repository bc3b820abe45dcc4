"""What waits for somebody is just what they may do of what is waited for."""

from typing import Any

import pytest

from shared.events.people import Role
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.house import SIGNERS, requested, signed
from tests.acceptance.api.running import Running
from tests.acceptance.api.story import EVIDENCE, in_days, opened_gap

WAITING = """query Waiting($first: Int!, $after: String, $kinds: [WaitingKind!]) {
  waitingForMe(first: $first, after: $after, kinds: $kinds) {
    totalCount totalCountCapped pageInfo { hasNextPage endCursor }
    nodes { kind command since due domain stage gap { id } engagement { id } }
  }
}"""
DOMAINS = " ".join(
    f'd{at}: can(action: RECORD_SIGN_OFF, domain: "{name}") {{ allowed }}' for at, name in enumerate(SIGNERS)
)
CAN = f"""query Can($id: ID!) {{ engagement(id: $id) {{
  gate(stage: ASSESSMENT) {{ pass: can(action: PASS_GATE) {{ allowed }} {DOMAINS} }}
  gaps(first: 9) {{ nodes {{
    id status resolve: can(action: RESOLVE_GAP) {{ allowed }} verify: can(action: VERIFY_GAP) {{ allowed }}
  }} }}
}} }}"""
ROLES = (
    Role.ENGAGEMENT_LEAD,
    Role.SPONSOR,
    Role.GOVERNANCE_REVIEWER,
    Role.DATA_OWNER,
    Role.MODEL_LEAD,
    Role.AUDITOR,
)


async def waiting(desk: Desk, engagement: str, by: str) -> list[Answer]:
    """In one engagement, in the order in which it is listed."""
    found: list[Answer] = []
    page: dict[str, Any] = {"hasNextPage": True, "endCursor": None}
    while page["hasNextPage"]:
        listed = (await desk.ask(WAITING, by=by, first=40, after=page["endCursor"]))["waitingForMe"]
        found += listed["nodes"]
        page = listed["pageInfo"]
    return [each for each in found if each["engagement"]["id"] == engagement]


async def allowed(desk: Desk, engagement: str, by: str) -> set[tuple[str, str]]:
    """What the things themselves say that they may do."""
    shown = (await desk.ask(CAN, by=by, id=engagement))["engagement"]
    gate, gaps = shown["gate"], shown["gaps"]["nodes"]
    domains = {("GATE_SIGN_OFF", name) for at, name in enumerate(SIGNERS) if gate[f"d{at}"]["allowed"]}
    decision = {("GATE_DECISION", "")} if gate["pass"]["allowed"] else set()
    resolves = {("GAP_TO_RESOLVE", gap["id"]) for gap in gaps if gap["resolve"]["allowed"]}
    verifies = {
        ("GAP_TO_VERIFY", gap["id"]) for gap in gaps if gap["verify"]["allowed"] and gap["status"] == "RESOLVED"
    }
    return domains | decision | resolves | verifies


@pytest.mark.req("RSG4")
async def test_it_lists_exactly_what_they_may_do_of_what_is_waited_for(desk: Desk) -> None:
    at = await requested(desk)
    engagement = at["engagementId"]
    late, done = [await opened_gap(desk, engagement, name, severity="MINOR") for name in ("Late", "Done")]
    for gap in (late, done):
        await desk.do("assignGapOwner", gapId=gap, owner=desk.person(Role.DATA_OWNER))
        await desk.do("estimateGap", gapId=gap, low="1", likely="2", high="3")
    await desk.do("setGapDueDate", gapId=late, due=in_days(20))
    await desk.do("resolveGap", by=Role.DATA_OWNER, gapId=done, evidence=EVIDENCE)
    for after in (False, True):
        if after:
            await signed(desk, at)
        for role in ROLES:
            listed = await waiting(desk, engagement, role)
            said = {(each["kind"], each["domain"] or (each["gap"] or {"id": ""})["id"]) for each in listed}
            own = {("GATE_SIGN_OFF", name) for name, by in SIGNERS.items() if after and by == role}
            assert len(said) == len(listed)
            assert said == await allowed(desk, engagement, role) - own, (after, role)
    owner = await waiting(desk, engagement, Role.DATA_OWNER)
    assert (owner[0]["kind"], owner[0]["gap"]["id"], owner[0]["due"]) == ("GAP_TO_RESOLVE", late, in_days(20))
    assert "decideGate" in {each["command"] for each in await waiting(desk, engagement, Role.SPONSOR)}


async def test_it_is_of_the_kinds_that_are_asked_for_page_by_page(desk: Desk) -> None:
    await requested(desk)
    ask: dict[str, Any] = {"by": Role.GOVERNANCE_REVIEWER, "kinds": ["GATE_SIGN_OFF"]}
    listed = (await desk.ask(WAITING, first=1, **ask))["waitingForMe"]
    every = (await desk.ask(WAITING, first=100, **ask))["waitingForMe"]["nodes"]
    assert {each["kind"] for each in every} == {"GATE_SIGN_OFF"}
    assert listed["totalCount"] == len(every)
    assert listed["nodes"] == every[:1]
    assert [each["since"] for each in every] == sorted(each["since"] for each in every)


async def test_it_is_about_now_and_refused_by_name_in_the_past(desk: Desk) -> None:
    error, *_ = (await desk.post("{ asOf(seq: 20) { waitingForMe(first: 1) { totalCount } } }")).json()["errors"]
    assert (error["extensions"]["code"], error["extensions"]["field"]) == ("AS_OF", "Query.waitingForMe")


async def test_it_takes_as_many_statements_however_much_is_waited_for(desk: Desk, running: Running) -> None:
    if running.fairway.app is None:
        pytest.skip("what another process sends to its database is not heard here")
    counts = []
    for _ in range(2):
        at = await requested(desk)
        await opened_gap(desk, at["engagementId"], "Another", severity="MINOR")
        document = "{ waitingForMe(first: 50) { nodes { kind since engagement { id } } } }"
        await desk.ask(document, by=Role.GOVERNANCE_REVIEWER)
        before = len(running.statements)
        await desk.ask(document, by=Role.GOVERNANCE_REVIEWER)
        counts.append(len(running.statements) - before)
    assert counts[0] == counts[1]
