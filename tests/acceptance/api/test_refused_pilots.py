"""Rules about tenants, people and pilots: each is broken once, told as data, and leaves the log as it was."""

import pytest

from gateway.schema.ids import global_id
from shared.events.people import Role
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.refusals import Attempt, told
from tests.acceptance.api.story import (
    closed_pilot,
    in_days,
    opened_gap,
    recorded_finding,
    recorded_result,
    registered_pilot,
    unknown,
)

PILOT = {"name": "Claims", "purpose": "Sort claims", "runBy": "OWN_TEAM", "startedOn": "2026-01-12"}
RESULT = {"criterion": "Time saved", "unit": "%", "better": "HIGHER", "actual": "12"}
CAD, USD = {"minor": 100, "currency": "CAD"}, {"minor": 100, "currency": "USD"}
TENANT = {"locale": "FR", "timeZone": "Europe/Paris", "currency": "EUR", "dataRegion": "CANADA"}
ADMINISTRATOR = Role.ADMINISTRATOR


async def unknown_time_zone(desk: Desk) -> Answer:
    return await desk.refused("configureTenant", by=ADMINISTRATOR, **{**TENANT, "timeZone": "Mars/Olympus"})


async def unknown_currency(desk: Desk) -> Answer:
    return await desk.refused("configureTenant", by=ADMINISTRATOR, **{**TENANT, "currency": "XBT"})


async def self_grant(desk: Desk) -> Answer:
    me = desk.person(ADMINISTRATOR)
    return await desk.refused("grantRole", by=ADMINISTRATOR, person=me, role="SPONSOR")


async def last_administrator(desk: Desk) -> Answer:
    me = desk.person(ADMINISTRATOR)
    return await desk.refused("erasePerson", by=ADMINISTRATOR, person=me)


async def let_in(desk: Desk, home: str, until: str) -> Answer:
    of = {"person": desk.person(Role.VENDOR), "engagementId": await registered_pilot(desk), "roles": ["VENDOR"]}
    return await desk.refused("grantEngagementAccess", by=Role.ADMINISTRATOR, **of, home=home, until=until)


async def access_from_within(desk: Desk) -> Answer:
    return await let_in(desk, str(global_id("Tenant", desk.tenant)), in_days(9))


async def access_out_of_bounds(desk: Desk) -> Answer:
    return await let_in(desk, unknown("Tenant"), in_days(400))


async def administrator_of_one_engagement(desk: Desk) -> Answer:
    given = {"person": desk.person(Role.MANAGER), "role": "ADMINISTRATOR"}
    engagement = (await desk.do("startEngagement", pilotId=await closed_pilot(desk), name="x"))["id"]
    return await desk.refused("grantRole", by=ADMINISTRATOR, **given, engagementId=engagement)


async def person_not_found(desk: Desk) -> Answer:
    return await desk.refused("grantRole", by=ADMINISTRATOR, person=desk.person("nobody"), role="SPONSOR")


async def erased_for_good(desk: Desk) -> Answer:
    listed = {"issuer": "fairway.local", "subject": "leaver", "name": "Robin"}
    await desk.do("registerPerson", by=ADMINISTRATOR, **listed)
    await desk.do("erasePerson", by=ADMINISTRATOR, person=desk.person("leaver"))
    return await desk.refused("grantRole", by=ADMINISTRATOR, person=desk.person("leaver"), role="SPONSOR")


async def not_permitted(desk: Desk) -> Answer:
    return await desk.refused("registerPilot", by=Role.AUDITOR, **PILOT)


async def version_conflict(desk: Desk) -> Answer:
    pilot = await registered_pilot(desk)
    await desk.do("recordPilotResult", pilotId=pilot, **RESULT, expectedVersion=1)
    return await desk.refused("recordPilotResult", pilotId=pilot, **RESULT, expectedVersion=1)


async def idempotency_key_reused(desk: Desk) -> Answer:
    await desk.do("registerPilot", **PILOT, idempotencyKey="twice")
    return await desk.refused("registerPilot", **{**PILOT, "name": "Letters"}, idempotencyKey="twice")


async def in_the_future(desk: Desk) -> Answer:
    return await desk.refused("registerPilot", **PILOT, occurredAt=f"{in_days(2)}T00:00:00Z")


async def too_long_ago(desk: Desk) -> Answer:
    return await desk.refused("registerPilot", **PILOT, occurredAt="1999-12-31T00:00:00Z")


async def occurred_before_last(desk: Desk) -> Answer:
    pilot = await registered_pilot(desk)
    return await desk.refused("recordPilotResult", pilotId=pilot, **RESULT, occurredAt=f"{in_days(-1)}T00:00:00Z")


async def not_well_formed(desk: Desk) -> Answer:
    return await desk.refused("registerPilot", **{**PILOT, "name": "two\nlines"})


async def vendor_not_named(desk: Desk) -> Answer:
    return await desk.refused("registerPilot", **{**PILOT, "runBy": "VENDOR"})


async def vendor_did_not_run_pilot(desk: Desk) -> Answer:
    return await desk.refused("registerPilot", **PILOT, vendor="Acme Analytics")


async def pilot_not_found(desk: Desk) -> Answer:
    return await desk.refused("recordPilotResult", pilotId=unknown("Pilot"), **RESULT)


async def pilot_closed_already(desk: Desk) -> Answer:
    return await desk.refused("recordPilotResult", pilotId=await closed_pilot(desk), **RESULT)


async def pilot_without_results(desk: Desk) -> Answer:
    pilot = await registered_pilot(desk)
    return await desk.refused("closePilot", pilotId=pilot, closedOn="2026-03-31", summary="Done")


async def closed_before_start(desk: Desk) -> Answer:
    pilot = await registered_pilot(desk)
    await recorded_result(desk, pilot)
    return await desk.refused("closePilot", pilotId=pilot, closedOn="2026-01-11", summary="Done")


async def finding_not_found(desk: Desk) -> Answer:
    pilot, other = await registered_pilot(desk), await registered_pilot(desk)
    finding = await recorded_finding(desk, other, "Of another pilot")
    return await desk.refused("dismissFinding", pilotId=pilot, findingId=finding, reason="Known")


async def finding_has_gap(desk: Desk) -> Answer:
    pilot = await registered_pilot(desk)
    await recorded_result(desk, pilot)
    finding = await recorded_finding(desk, pilot, "Curated sample")
    await desk.do("closePilot", pilotId=pilot, closedOn="2026-03-31", summary="Done")
    engagement = (await desk.do("startEngagement", pilotId=pilot, name="Claims"))["id"]
    await opened_gap(desk, engagement, findingId=finding)
    return await desk.refused("dismissFinding", pilotId=pilot, findingId=finding, reason="Known")


async def cost_in_another_currency(desk: Desk) -> Answer:
    pilot = await registered_pilot(desk)
    await desk.do("recordPilotCost", pilotId=pilot, amount=CAD, purpose="Licences")
    return await desk.refused("recordPilotCost", pilotId=pilot, amount=USD, purpose="Licences")


async def deferred_into_the_past(desk: Desk) -> Answer:
    pilot = await registered_pilot(desk)
    return await desk.refused("deferDecision", pilotId=pilot, until="2026-01-01", reason="Later")


async def deferred_too_far(desk: Desk) -> Answer:
    return await desk.refused("deferDecision", pilotId=await registered_pilot(desk), until="9999-12-31", reason="Later")


async def decision_already_deferred(desk: Desk) -> Answer:
    pilot = await registered_pilot(desk)
    await desk.do("deferDecision", pilotId=pilot, until=in_days(30), reason="Later")
    return await desk.refused("deferDecision", pilotId=pilot, until=in_days(20), reason="Sooner")


ATTEMPTS: dict[Attempt, list[str]] = {
    unknown_time_zone: ["input", "timeZone"],
    unknown_currency: ["input", "currency"],
    self_grant: ["input", "person"],
    last_administrator: ["input", "person"],
    access_from_within: ["input", "home"],
    access_out_of_bounds: ["input", "until"],
    administrator_of_one_engagement: ["input", "engagementId"],
    person_not_found: ["input", "person"],
    erased_for_good: ["input", "person"],
    not_permitted: [],
    version_conflict: ["input", "expectedVersion"],
    idempotency_key_reused: ["input", "idempotencyKey"],
    in_the_future: ["input", "occurredAt"],
    too_long_ago: ["input", "occurredAt"],
    occurred_before_last: ["input", "occurredAt"],
    not_well_formed: ["input", "name"],
    vendor_not_named: ["input", "vendor"],
    vendor_did_not_run_pilot: ["input", "vendor"],
    pilot_not_found: [],
    pilot_closed_already: [],
    pilot_without_results: [],
    closed_before_start: ["input", "closedOn"],
    finding_not_found: ["input", "findingId"],
    finding_has_gap: ["input", "findingId"],
    cost_in_another_currency: ["input", "amount", "currency"],
    deferred_into_the_past: ["input", "until"],
    deferred_too_far: ["input", "until"],
    decision_already_deferred: ["input", "until"],
}


@pytest.mark.parametrize(("attempt", "where"), ATTEMPTS.items(), ids=lambda given: getattr(given, "__name__", ""))
async def test_a_broken_rule_is_told_as_data_and_nothing_is_recorded(
    desk: Desk, attempt: Attempt, where: list[str]
) -> None:
    told(await attempt(desk), attempt, where)
