"""What somebody may do now, asked of the thing itself: the answer is that of the command, and nothing is recorded."""

import pytest

from shared.events.people import Role
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.house import SIGNERS, requested, signed
from tests.acceptance.api.running import Running

AT_GATE = """query Can($id: ID!) { engagement(id: $id) {
  go: can(action: EVALUATE_READINESS) { allowed code message }
  gate(stage: ASSESSMENT) {
    request: can(action: REQUEST_GATE) { allowed code message }
    sign: can(action: RECORD_SIGN_OFF, domain: "house/governance") { allowed code message }
    pass: can(action: PASS_GATE) { allowed code message }
    decide: can(action: DECIDE_GATE) { allowed code message }
  }
  criterion(name: "house/unblocked") {
    waive: can(action: GRANT_WAIVER) { allowed code } ask: can(action: REQUEST_WAIVER) { allowed code }
  }
  stages { stage can(action: ENTER_STAGE) { allowed code } }
  gaps(first: 5) { nodes { start: can(action: START_GAP) { allowed code } can(action: RESOLVE_GAP) { allowed code } } }
} }"""


async def able(desk: Desk, engagement: str, by: str) -> Answer:
    found: Answer = (await desk.ask(AT_GATE, by=by, id=engagement))["engagement"]
    return found


def codes(shown: Answer, *names: str) -> list[str | None]:
    assert all(shown[name]["allowed"] == (shown[name]["code"] is None) for name in names)
    return [shown[name]["code"] for name in names]


@pytest.mark.req("RSG4")
async def test_each_sees_what_they_may_do_and_why_not_the_rest(desk: Desk) -> None:
    at = await requested(desk)
    head = await desk.head()
    lead, reviewer, sponsor = [
        await able(desk, at["engagementId"], by)
        for by in (Role.ENGAGEMENT_LEAD, Role.GOVERNANCE_REVIEWER, Role.SPONSOR)
    ]
    names = ("request", "sign", "pass", "decide")
    assert codes(lead["gate"], *names) == [
        "GATE_ALREADY_REQUESTED",
        "SIGN_OFF_ROLE_NOT_HELD",
        "NOT_PERMITTED",
        "NOT_PERMITTED",
    ]
    assert codes(reviewer["gate"], *names) == ["NOT_PERMITTED", None, "NOT_PERMITTED", "NOT_PERMITTED"]
    assert codes(sponsor["gate"], "pass", "decide") == ["SIGN_OFFS_LACKING", None]
    assert "house/governance" in sponsor["gate"]["pass"]["message"]
    assert (lead["go"]["allowed"], lead["criterion"]["ask"]["allowed"]) == (True, True)
    gap = lead["gaps"]["nodes"][0]
    assert (gap["start"]["allowed"], gap["can"]["code"]) == (True, "NOT_THE_OWNER")
    closure = next(each for each in lead["stages"] if each["stage"] == "CLOSURE")
    assert closure["can"]["code"] == "ENTRY_CRITERIA_NOT_MET"
    await signed(desk, at)
    assert codes((await able(desk, at["engagementId"], Role.SPONSOR))["gate"], "pass") == [None]
    assert await desk.head() == head + len(SIGNERS)


async def test_it_is_about_now_and_refused_by_name_in_the_past(desk: Desk) -> None:
    engagement = (await requested(desk))["engagementId"]
    of = "engagement(id: $id) { can(action: ACCEPT_HAND_OVER) { allowed } }"
    document = f"query Then($id: ID!) {{ asOf(seq: {await desk.head()}) {{ {of} }} }}"
    error, *_ = (await desk.post(document, {"id": engagement})).json()["errors"]
    assert (error["extensions"]["code"], error["extensions"]["field"]) == ("AS_OF", "Engagement.can")


async def test_whatever_is_asked_at_once_takes_no_more_statements(desk: Desk, running: Running) -> None:
    """Of the log only one look is taken, and of the read models none but what the nodes take."""
    if running.fairway.app is None:
        pytest.skip("what another process sends to its database is not heard here")
    engagement = (await requested(desk))["engagementId"]
    domains = enumerate(SIGNERS)
    many = " ".join(f'a{at}: can(action: RECORD_SIGN_OFF, domain: "{name}") {{ code }}' for at, name in domains)
    counts = []
    for fields in ("can(action: REQUEST_GATE) { code }", many):
        document = f"query($id: ID!) {{ engagement(id: $id) {{ gate(stage: ASSESSMENT) {{ {fields} }} }} }}"
        await desk.ask(document, id=engagement)
        before = len(running.statements)
        await desk.ask(document, id=engagement)
        counts.append(len(running.statements) - before)
    assert counts[0] == counts[1]
