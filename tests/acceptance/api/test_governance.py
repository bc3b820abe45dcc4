"""Governance closes: data get an owner, a class and approvals, the model somebody who answers, its output a log."""

from datetime import timedelta
from typing import Any

import pytest

from deploy.clock import now
from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.governance import (
    CONFIDENTIAL,
    LOGGING,
    MET,
    SUITABLE,
    access_to,
    adopted_set,
    approved_access,
    registered_source,
)
from tests.acceptance.api.running import Running
from tests.acceptance.api.story import EVIDENCE, in_days, started_engagement
from tests.acceptance.api.test_waiting import waiting

SOURCE = """
query Source($id: ID!) {
  dataSource(id: $id) {
    name dataClass personalData classifiedAt owner { id } classifiedBy { id } registeredBy { id } engagement { id }
    accesses(first: 10) {
      totalCount
      nodes { id stands whyNot until reason requester { id } approver { id } revokedBy { id } source { id } }
    }
  }
}
"""
CLOSING = """
query Closing($id: ID!) {
  engagement(id: $id) {
    accountability { role stands acceptedAt person { id } assignedBy { id } }
    auditLogging { destination covers retentionDays passed evidence { digest link note } configuredBy { id } }
  }
}
"""
PENDING = """
query Pending($id: ID!, $filter: DataSourceFilter) {
  engagement(id: $id) { dataSources(first: 10, filter: $filter, orderBy: [{field: NAME}]) { nodes { name } } }
}
"""
OBLIGED = """
query Obliged($id: ID!, $state: DutyState) {
  engagement(id: $id) {
    obligations {
      edition jurisdictions applicable mapped confirmed excluded version adopter { id }
      duties(state: $state) {
        at state reason criteria obligation { instrument duty french: duty(locale: FR) }
        mapping { criteria how mapper { id } } confirmation { confirmer { id } evidence { note } }
        exclusion { reason approver { id } }
      }
    }
  }
}
"""
HIGH_RISK = "Regulation (EU) 2024/1689 (AI Act), high-risk systems"
Answer = dict[str, Any]


async def source_of(desk: Desk, source: str) -> Answer:
    found: Answer = (await desk.ask(SOURCE, id=source))["dataSource"]
    return found


async def standing(desk: Desk, source: str) -> tuple[bool, list[str]]:
    (access,) = (await source_of(desk, source))["accesses"]["nodes"]
    return access["stands"], access["whyNot"]


async def closing(desk: Desk, engagement: str) -> Answer:
    found: Answer = (await desk.ask(CLOSING, id=engagement))["engagement"]
    return found


@pytest.mark.req("RB1", "RB5")
async def test_a_source_gets_its_class_from_the_business_and_its_users_from_its_owner(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    source = await registered_source(desk, engagement)
    access = await access_to(desk, source)
    assert await standing(desk, source) == (False, ["NOT_APPROVED"])
    classified = await desk.do("classifyData", by=Role.BUSINESS_OWNER, sourceId=source, **CONFIDENTIAL)
    assert (classified["dataClass"], classified["personalData"]) == ("CONFIDENTIAL", True)
    until = in_days(90)
    approved = await desk.do("approveDataAccess", by=Role.DATA_OWNER, sourceId=source, accessId=access, until=until)
    assert (approved["stands"], approved["whyNot"], approved["until"]) == (True, [], until)
    found = await source_of(desk, source)
    assert found["owner"] == {"id": desk.person(Role.DATA_OWNER)}
    assert found["classifiedBy"] == {"id": desk.person(Role.BUSINESS_OWNER)}
    assert found["registeredBy"] == {"id": desk.person(Role.ENGAGEMENT_LEAD)}
    assert found["engagement"] == {"id": engagement}
    (shown,) = found["accesses"]["nodes"]
    assert shown["requester"] == {"id": desk.person(Role.MODEL_LEAD)}
    assert shown["approver"] == {"id": desk.person(Role.DATA_OWNER)}
    assert shown["source"] == {"id": source}


@pytest.mark.req("RB1")
async def test_revoked_access_does_not_stand_and_tells_why(desk: Desk) -> None:
    source, access = await approved_access(desk, await started_engagement(desk))
    gone = {"sourceId": source, "accessId": access, "reason": "It read too much"}
    revoked = await desk.do("revokeDataAccess", by=Role.GOVERNANCE_REVIEWER, **gone)
    assert (revoked["stands"], revoked["whyNot"], revoked["reason"]) == (False, ["REVOKED"], "It read too much")
    (shown,) = (await source_of(desk, source))["accesses"]["nodes"]
    assert shown["revokedBy"] == {"id": desk.person(Role.GOVERNANCE_REVIEWER)}


@pytest.mark.req("RB5")
async def test_another_class_outdates_what_was_approved_for_the_class_before(desk: Desk) -> None:
    source, access = await approved_access(desk, await started_engagement(desk))
    same = {"by": Role.BUSINESS_OWNER, "sourceId": source}
    await desk.do("classifyData", **same, **CONFIDENTIAL)
    assert await standing(desk, source) == (True, [])
    await desk.do("classifyData", **same, dataClass="RESTRICTED", personalData=True)
    assert await standing(desk, source) == (False, ["RECLASSIFIED"])
    await desk.do("classifyData", **same, **CONFIDENTIAL)
    assert await standing(desk, source) == (False, ["RECLASSIFIED"])
    again = {"sourceId": source, "accessId": access, "until": in_days(90)}
    assert (await desk.do("approveDataAccess", by=Role.DATA_OWNER, **again))["stands"] is True


@pytest.mark.req("RB1")
async def test_an_approval_falls_when_its_owner_changes_or_leaves(fresh_desk: Desk) -> None:
    desk = fresh_desk
    source, access = await approved_access(desk, await started_engagement(desk))
    for owner in (Role.MANAGER, Role.DATA_OWNER):
        await desk.do("nameDataSourceOwner", sourceId=source, owner=desk.person(owner))
    assert await standing(desk, source) == (False, ["OWNER_CHANGED"])
    again = {"sourceId": source, "accessId": access, "until": in_days(90)}
    await desk.do("approveDataAccess", by=Role.DATA_OWNER, **again)
    assert await standing(desk, source) == (True, [])
    gone = {"person": desk.person(Role.DATA_OWNER), "role": "DATA_OWNER"}
    await desk.do("revokeRole", by=Role.ADMINISTRATOR, **gone)
    assert await standing(desk, source) == (False, ["OWNER_LEFT"])


@pytest.mark.req("RB1")
async def test_an_approval_ends_with_its_last_day_and_then_waits_for_the_owner(
    running: Running, fresh_desk: Desk
) -> None:
    desk = fresh_desk
    engagement = await started_engagement(desk)
    source, _ = await approved_access(desk, engagement)
    assert "DATA_ACCESS" not in await waiting(desk, engagement)
    await running.set_clock(now() + timedelta(days=92))
    try:
        assert await standing(desk, source) == (False, ["EXPIRED"])
        wait = (await waiting(desk, engagement))["DATA_ACCESS"]
        assert wait["since"].startswith(in_days(91))
    finally:
        await running.set_clock(None)


@pytest.mark.req("RB2")
async def test_somebody_of_the_business_answers_for_the_model_once_they_accept(fresh_desk: Desk) -> None:
    desk = fresh_desk
    of = {"engagementId": await started_engagement(desk)}
    person = desk.person(Role.BUSINESS_OWNER)
    await desk.do("assignModelAccountability", **of, person=person, role="BUSINESS_OWNER")
    assigned = (await closing(desk, of["engagementId"]))["accountability"]
    assert (assigned["stands"], assigned["acceptedAt"]) == (False, None)
    await desk.do("acceptModelAccountability", by=Role.BUSINESS_OWNER, **of)
    accepted = (await closing(desk, of["engagementId"]))["accountability"]
    assert (accepted["stands"], accepted["role"], accepted["person"]) == (True, "BUSINESS_OWNER", {"id": person})
    assert accepted["assignedBy"] == {"id": desk.person(Role.ENGAGEMENT_LEAD)}
    await desk.do("revokeRole", by=Role.ADMINISTRATOR, person=person, role="BUSINESS_OWNER")
    assert (await closing(desk, of["engagementId"]))["accountability"]["stands"] is False
    assert (await waiting(desk, of["engagementId"]))["ACCOUNTABILITY"]["since"] is None


@pytest.mark.req("RB3")
async def test_audit_logging_is_configured_and_tested_and_each_configuration_anew(desk: Desk) -> None:
    of = {"engagementId": await started_engagement(desk)}
    await desk.do("configureAuditLogging", by=Role.INFRASTRUCTURE_LEAD, **of, **LOGGING)
    untested = (await closing(desk, of["engagementId"]))["auditLogging"]
    assert (untested["passed"], untested["covers"], untested["retentionDays"]) == (None, ["drafts", "prompts"], 2_555)
    await desk.do("recordAuditLogTest", by=Role.GOVERNANCE_REVIEWER, **of, evidence=EVIDENCE, passed=True)
    tested = (await closing(desk, of["engagementId"]))["auditLogging"]
    assert (tested["passed"], tested["evidence"]) == (True, EVIDENCE)
    assert tested["configuredBy"] == {"id": desk.person(Role.INFRASTRUCTURE_LEAD)}
    await desk.do("configureAuditLogging", **of, **{**LOGGING, "retentionDays": 30})
    anew = (await closing(desk, of["engagementId"]))["auditLogging"]
    assert (anew["passed"], anew["evidence"], anew["retentionDays"]) == (None, None, 30)


@pytest.mark.req("RB5")
async def test_what_waits_for_its_classification_can_be_listed(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    for name in ("Letters", "Claims"):
        await registered_source(desk, engagement, name)
    await approved_access(desk, engagement)

    async def names(**wanted: object) -> list[str]:
        found = await desk.ask(PENDING, id=engagement, filter=wanted)
        return [node["name"] for node in found["engagement"]["dataSources"]["nodes"]]

    assert await names(dataClass={"missing": True}) == ["Claims", "Letters"]
    assert await names(dataClass={"eq": "CONFIDENTIAL"}, personalData=True) == ["Claims"]
    assert await names(owner={"missing": True}) == []
    assert len(await names(owner={"eq": desk.person(Role.DATA_OWNER)})) == 3


async def test_the_duties_of_a_jurisdiction_name_their_place_and_the_criteria_that_they_feed(desk: Desk) -> None:
    query = """
    query Duties($where: Jurisdiction) {
      obligations(jurisdiction: $where) { instrument jurisdiction at criteria version duty french: duty(locale: FR) }
    }
    """
    found = (await desk.ask(query, where="EUROPEAN_UNION"))["obligations"]
    (logs,) = [each for each in found if each["at"] == "Article 12"]
    assert (logs["instrument"], logs["criteria"], logs["version"]) == (HIGH_RISK, [3], 3)
    assert logs["duty"] != logs["french"]
    everywhere = (await desk.ask(query))["obligations"]
    assert len(everywhere) > len(found) == sum(each["jurisdiction"] == "EUROPEAN_UNION" for each in everywhere)


async def obliged(desk: Desk, engagement: str, state: str | None = None) -> Answer:
    found: Answer = (await desk.ask(OBLIGED, id=engagement, state=state))["engagement"]["obligations"]
    return found


async def test_each_duty_that_applies_is_mapped_by_one_and_confirmed_by_another(desk: Desk) -> None:
    engagement = await adopted_set(desk)
    of, before = {"engagementId": engagement}, await desk.head()
    await desk.do("mapObligation", by=Role.MODEL_LEAD, **of, **MET)
    await desk.do("confirmCompliance", by=Role.GOVERNANCE_REVIEWER, **of, **SUITABLE, evidence=EVIDENCE)
    out = {"instrument": "osfi_e23", "at": "Principle 2.1", "reason": "The group has it"}
    await desk.do("excludeObligation", by=Role.SPONSOR, **of, **out)
    found = await obliged(desk, engagement)
    assert (found["applicable"], found["mapped"], found["confirmed"], found["excluded"]) == (11, 1, 1, 1)
    assert (found["edition"], found["jurisdictions"], found["version"]) == (3, ["CANADA"], 4)
    (met,) = (await obliged(desk, engagement, state="CONFIRMED"))["duties"]
    assert met["mapping"] == {"criteria": [11, 13], "how": MET["how"], "mapper": {"id": desk.person(Role.MODEL_LEAD)}}
    assert met["confirmation"]["confirmer"] == {"id": desk.person(Role.GOVERNANCE_REVIEWER)}
    assert met["obligation"]["duty"] != met["obligation"]["french"]
    (gone,) = (await obliged(desk, engagement, state="EXCLUDED"))["duties"]
    assert gone["exclusion"] == {"reason": "The group has it", "approver": {"id": desk.person(Role.SPONSOR)}}
    query = "query Then($id: ID!, $seq: Long) { asOf(seq: $seq) { engagement(id: $id) { obligations { confirmed } } } }"
    then = await desk.ask(query, id=engagement, seq=before)
    assert then["asOf"]["engagement"]["obligations"] == {"confirmed": 0}
