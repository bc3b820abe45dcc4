"""Filters: each comparator keeps what it says, and `and`, `or`, `not` mean what they mean."""

from collections.abc import Callable
from typing import Any

import pytest

from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.register import Gap, Register, titles
from tests.acceptance.api.story import in_days, registered_pilot, started_engagement

Keep = Callable[[Gap], bool]
CASES: dict[str, tuple[dict[str, Any], Keep]] = {
    "a kind": ({"kind": {"eq": "DATA"}}, lambda gap: gap["kind"] == "DATA"),
    "kinds": ({"kind": {"in": ["DATA", "GOVERNANCE"]}}, lambda gap: gap["kind"] in {"DATA", "GOVERNANCE"}),
    "no alternatives": ({"kind": {"in": []}}, lambda _: False),
    "a cause": ({"cause": {"eq": "GOVERNANCE_DEFERRED"}}, lambda gap: gap["cause"] == "GOVERNANCE_DEFERRED"),
    "a severity": ({"severity": {"eq": "BLOCKING"}}, lambda gap: gap["severity"] == "BLOCKING"),
    "statuses": ({"status": {"in": ["OPEN", "DEFERRED"]}}, lambda gap: gap["status"] in {"OPEN", "DEFERRED"}),
    "a title": ({"title": {"eq": "alpha 0"}}, lambda gap: gap["title"] == "alpha 0"),
    "a title in another case": ({"title": {"eq": "ALPHA 0"}}, lambda _: False),
    "titles": ({"title": {"in": ["alpha 0", "alpha 5"]}}, lambda gap: gap["title"] in {"alpha 0", "alpha 5"}),
    "a part in any case": ({"title": {"contains": "BETA"}}, lambda gap: "beta" in gap["title"].lower()),
    "a part with an accent": ({"title": {"contains": "ÉCART"}}, lambda gap: "écart" in gap["title"]),
    "a per cent sign": ({"title": {"contains": "100%"}}, lambda gap: "100%" in gap["title"]),
    "an underscore": ({"title": {"contains": "_"}}, lambda gap: "_" in gap["title"]),
    "a day": ({"due": {"eq": "2027-02-01"}}, lambda gap: gap["due"] == "2027-02-01"),
    "from a day on": ({"due": {"from": "2027-02-01"}}, lambda gap: (gap["due"] or "") >= "2027-02-01"),
    "until a day": ({"due": {"until": "2027-02-01"}}, lambda gap: (gap["due"] or "9") <= "2027-02-01"),
    "between days": (
        {"due": {"from": "2027-01-16", "until": "2027-02-28"}},
        lambda gap: "2027-01-16" <= (gap["due"] or "9") <= "2027-02-28",
    ),
    "no day": ({"due": {"missing": True}}, lambda gap: gap["due"] is None),
    "any day": ({"due": {"missing": False}}, lambda gap: gap["due"] is not None),
    "no owner": ({"owner": {"missing": True}}, lambda gap: gap["owner"] is None),
    "any owner": ({"owner": {"missing": False}}, lambda gap: gap["owner"] is not None),
    "found late": ({"foundAfterClose": True}, lambda gap: gap["foundAfterClose"]),
    "found early": ({"foundAfterClose": False}, lambda gap: not gap["foundAfterClose"]),
    "no dimension": ({"dimension": {"missing": True}}, lambda gap: gap["dimension"] is None),
    "both": (
        {"kind": {"eq": "DATA"}, "severity": {"eq": "BLOCKING"}},
        lambda gap: (gap["kind"], gap["severity"]) == ("DATA", "BLOCKING"),
    ),
    "and": (
        {"and": [{"kind": {"eq": "DATA"}}, {"severity": {"eq": "BLOCKING"}}]},
        lambda gap: (gap["kind"], gap["severity"]) == ("DATA", "BLOCKING"),
    ),
    "or": (
        {"or": [{"kind": {"eq": "DATA"}}, {"severity": {"eq": "MINOR"}}]},
        lambda gap: gap["kind"] == "DATA" or gap["severity"] == "MINOR",
    ),
    "not": ({"not": {"kind": {"eq": "DATA"}}}, lambda gap: gap["kind"] != "DATA"),
    "not of what may be missing": ({"not": {"due": {"eq": "2027-02-01"}}}, lambda gap: gap["due"] != "2027-02-01"),
    "not of a range": ({"not": {"due": {"until": "2027-02-01"}}}, lambda gap: (gap["due"] or "9") > "2027-02-01"),
    "one of the other, and not the third": (
        {"or": [{"kind": {"eq": "DATA"}}, {"due": {"missing": True}}], "not": {"severity": {"eq": "MAJOR"}}},
        lambda gap: (gap["kind"] == "DATA" or gap["due"] is None) and gap["severity"] != "MAJOR",
    ),
    "no alternative at all": ({"or": []}, lambda _: True),
    "nothing": ({}, lambda _: True),
}


@pytest.mark.req("RA6", "RC1", "RC2", "RP1", "RSG6")
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
async def test_a_filter_keeps_what_it_says_and_nothing_else(register: Register, case: tuple[Any, Keep]) -> None:
    wanted, keep = case
    assert await register.filtered(**wanted) == titles(gap for gap in register.gaps if keep(gap))


async def test_gaps_are_found_by_their_ids_owners_and_engagements(register: Register) -> None:
    some = register.gaps[3:5]
    one, other = register.engagements
    assert await register.filtered(id={"in": [gap["id"] for gap in some]}) == titles(some)
    assert await register.filtered(engagement={"eq": other}) == titles(register.gaps[15:])
    assert await register.filtered(engagement={"in": [one, other]}) == titles(register.gaps)
    owned = await register.filtered(owner={"eq": register.desk.person(Role.MODEL_LEAD)})
    assert owned == titles([register.gaps[4]])


async def test_the_register_of_one_engagement_takes_the_same_filters(register: Register) -> None:
    query = """
    query Blocking($id: ID!) {
      engagement(id: $id) { gaps(first: 100, filter: {severity: {eq: BLOCKING}}) { totalCount nodes { title } } }
    }
    """
    found = (await register.desk.ask(query, id=register.engagements[0]))["engagement"]["gaps"]
    assert titles(found["nodes"]) == titles(gap for gap in register.gaps[:15] if gap["severity"] == "BLOCKING")
    assert found["totalCount"] == len(found["nodes"])


@pytest.mark.req("RC5", "RC6")
async def test_deferred_decisions_and_systems_without_an_owner_are_found(fresh_desk: Desk) -> None:
    desk, owned = fresh_desk, await started_engagement(fresh_desk, "Owned")
    await started_engagement(desk, "Other")
    pilot = await registered_pilot(desk, "Put off twice")
    for days in (10, 20):
        await desk.do("deferDecision", pilotId=pilot, until=in_days(days), reason="Next budget round")
    await desk.do("assignSystemOwner", engagementId=owned, owner=desk.person(Role.MANAGER))
    found = await desk.ask("""
    query Neglected {
      pilots(first: 5, filter: {deferrals: {from: 2}}) { nodes { name deferrals } }
      engagements(first: 5, filter: {systemOwner: {missing: true}}) { nodes { name } }
      owned: engagements(first: 5, filter: {name: {contains: "OWN"}, systemOwner: {missing: false}}) { nodes { name } }
    }
    """)
    assert found["pilots"]["nodes"] == [{"name": "Put off twice", "deferrals": 2}]
    assert found["engagements"]["nodes"] == [{"name": "Other"}]
    assert found["owned"]["nodes"] == [{"name": "Owned"}]
