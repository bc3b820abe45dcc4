"""A run of commands of every kind."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from gateway.schema.ids import global_id
from shared.events.people import Role
from tests.acceptance.api.recorded_building import what_goes_live_is_tested
from tests.acceptance.api.recorded_criteria import criteria_are_adopted_and_shown
from tests.acceptance.api.recorded_ends import engagements_end
from tests.acceptance.api.recorded_gates import gate_is_decided
from tests.acceptance.api.recorded_hardening import data_and_model_are_hardened
from tests.acceptance.api.recorded_numbers import numbers_are_kept
from tests.acceptance.api.recorded_way import (
    engagements_are_compared,
    governance_is_closed,
    people_are_taken_along,
    stages_are_gone_through,
    system_gets_an_owner,
    vendor_hands_over,
)
from tests.acceptance.api.recording import Run
from tests.acceptance.api.story import EVIDENCE

DATA = {"dimension": "DATA"}


async def recorded(run: Run) -> None:
    await people_come_and_go(run)
    await pilot_is_run(run)
    await engagement_begins(run)
    gaps = await register_fills(run)
    await register_is_worked_off(run, gaps)
    await report_goes_out(run)
    await stages_are_gone_through(run)
    await system_gets_an_owner(run)
    await vendor_hands_over(run)
    await engagements_are_compared(run)
    await governance_is_closed(run)
    await people_are_taken_along(run)
    await data_and_model_are_hardened(run)
    await what_goes_live_is_tested(run)
    await numbers_are_kept(run)
    await gate_is_decided(run)
    await criteria_are_adopted_and_shown(run)
    await engagements_end(run)


async def people_come_and_go(run: Run) -> None:
    configured = {"timeZone": "America/Vancouver", "currency": "USD", "dataRegion": "UNITED_STATES"}
    await run.do("configureTenant", by=Role.ADMINISTRATOR, locale="FR", **configured)
    for subject in ("robin", "sam"):
        listed = {"issuer": "fairway.local", "subject": subject, "name": subject.title()}
        await run.do("registerPerson", by=Role.ADMINISTRATOR, **listed)
        run.ids["person"] = run.desk.person(subject)
        await run.do("grantRole", by=Role.ADMINISTRATOR, person=run.ids["person"], role="CHAMPION")
    await run.do("grantRole", by=Role.ADMINISTRATOR, person=run.ids["person"], role="AUDITOR")
    await run.do("revokeRole", by=Role.ADMINISTRATOR, person=run.ids["person"], role="CHAMPION")
    await run.do("erasePerson", by=Role.ADMINISTRATOR, person=run.desk.person("robin"))


async def pilot_is_run(run: Run) -> None:
    vendor = {"runBy": "VENDOR", "vendor": "Acme Analytics", "startedOn": "2026-01-12"}
    pilot = str((await run.do("registerPilot", name="Claims triage", purpose="Sort claims", **vendor))["id"])
    run.ids["pilot"] = pilot
    await run.do("registerPilot", name="Letters", purpose="Answer letters", runBy="OWN_TEAM", startedOn="2026-02-01")
    result = {"pilotId": pilot, "unit": "%", "better": "HIGHER", "target": "90"}
    for criterion, actual in (("Correct urgency", "88"), ("Correct urgency", "93.5"), ("Time saved", "12.25")):
        await run.do("recordPilotResult", criterion=criterion, actual=actual, **result)
    for title, kind in (("Curated sample", "DATA"), ("Volunteers only", "ADOPTION"), ("Slow", "PERFORMANCE")):
        await run.do("recordFinding", pilotId=pilot, kind=kind, title=title, detail="As the review says")
    await run.do("dismissFinding", by=Role.SPONSOR, pilotId=pilot, findingId=await finding(run, 1), reason="Known")
    for minor in (4_200_000, 99):
        amount = {"minor": minor, "currency": "USD"}
        await run.do("recordPilotCost", pilotId=pilot, amount=amount, purpose="Licences")
    for until in ("2026-05-01", "2026-06-01"):
        await run.do("deferDecision", by=Role.SPONSOR, pilotId=pilot, until=until, reason="Budget round")
    await run.do("closePilot", pilotId=pilot, closedOn="2026-03-04", summary="It works on the sample")


async def finding(run: Run, number: int) -> str:
    found = await run.desk.ask("query($id: ID!) { pilot(id: $id) { findings { id } } }", id=run.ids["pilot"])
    return str(found["pilot"]["findings"][number]["id"])


async def adviser_is_let_in(run: Run) -> None:
    of = {"by": Role.ADMINISTRATOR, "person": run.ids["person"], "engagementId": run.ids["engagement"]}
    access = {"home": str(global_id("Tenant", UUID(int=0xAD))), "until": "2026-12-31"}
    await run.do("grantEngagementAccess", **of, **access, roles=["MODEL_LEAD"])
    await run.do("endEngagementAccess", **of, reason="Another adviser comes")
    await run.beside("grantEngagementAccess", **of, **access, roles=["GOVERNANCE_REVIEWER", "AUDITOR"])


async def role_is_lent(run: Run) -> None:
    lent = {"role": "SPONSOR", "engagementId": run.ids["engagement"], "person": run.ids["person"]}
    until = {"until": (run.day + timedelta(days=20)).isoformat()}
    await run.do("delegateRole", by=Role.SPONSOR, **lent, **until, reason="Away for three weeks")
    await run.do("endDelegation", by=Role.SPONSOR, **lent, delegator=run.desk.person(Role.SPONSOR), reason="Back")
    await run.beside("delegateRole", by=Role.SPONSOR, **lent, **until, reason="Away again")


async def engagement_begins(run: Run) -> None:
    engagement = await run.do("startEngagement", pilotId=run.ids["pilot"], name="Claims triage to production")
    run.ids["engagement"] = str(engagement["id"])
    of: dict[str, Any] = {"engagementId": run.ids["engagement"]}
    await adviser_is_let_in(run)
    await role_is_lent(run)
    await run.do("assignSystemOwner", **of, owner=run.desk.person(Role.MANAGER))
    await run.do("vacateSystemOwner", **of, reason="She left")
    await run.do("assignSystemOwner", **of, owner=run.desk.person(Role.SYSTEM_OWNER))
    curated, full = {"name": "sample", "level": "curated"}, {"name": "sample", "level": "full_volume"}
    by_hand, automatic = (
        {"name": "cleaning", "level": "by_hand"},
        {"name": "cleaning", "level": "validated_automatically"},
    )
    await run.do("recordPilotState", **of, **DATA, aspects=[curated], note="Picked by hand")
    await run.do("recordProductionState", **of, **DATA, aspects=[full, automatic])
    await run.do("recordPilotState", **of, **DATA, aspects=[curated, by_hand], note="Corrected")
    await run.do("dismissProposal", by=Role.SPONSOR, **of, **DATA, aspect="cleaning", reason="Clean by now")


async def register_fills(run: Run) -> list[str]:
    gaps = [await run.gap("From the matrix", proposal={**DATA, "aspect": "sample"})]
    run.ids["gap"] = gaps[0]
    gaps.append(await run.gap("From a finding", findingId=await finding(run, 0), severity="MINOR"))
    gaps.append(await run.gap("Endpoint", kind="INFRASTRUCTURE", cause="INFRASTRUCTURE_NOT_PRODUCTION_GRADE"))
    gaps.append(await run.gap("Nobody owns it", kind="OWNERSHIP", cause="OWNERSHIP_UNASSIGNED", severity="MAJOR"))
    for number, gap in enumerate(gaps):
        await run.do("assignGapOwner", gapId=gap, owner=run.desk.person(Role.DATA_OWNER))
        await run.do("estimateGap", gapId=gap, low="1", likely=str(2 + number), high="9.5")
    await run.do("setGapDueDate", gapId=gaps[1], due="2026-04-20")
    await run.do("setGapDueDate", gapId=gaps[0], due="2026-05-20")
    for one, needed in ((0, 1), (1, 2), (0, 3)):
        ends = {"gapId": gaps[one], "needs": gaps[needed]}
        await run.do("linkGaps", engagementId=run.ids["engagement"], **ends)
    await run.do("unlinkGaps", engagementId=run.ids["engagement"], gapId=gaps[0], needs=gaps[3])
    return gaps


async def register_is_worked_off(run: Run, gaps: list[str]) -> None:
    sample, found, endpoint, owner = gaps
    await run.do("startGap", gapId=sample)
    await run.do("resolveGap", by=Role.DATA_OWNER, gapId=sample, evidence=EVIDENCE)
    await run.do("verifyGap", by=Role.MODEL_LEAD, gapId=sample)
    await run.do("reopenGap", gapId=sample, reason="The volume doubled")
    await run.do("baselineGapRegister", engagementId=run.ids["engagement"])
    await run.do("changeGapSeverity", gapId=found, severity="MAJOR")
    await run.do("changeGapSeverity", by=Role.SPONSOR, gapId=endpoint, severity="MINOR", reason="A tunnel stands in")
    await run.do("deferGap", by=Role.BUSINESS_OWNER, gapId=endpoint, until="2026-06-30", reason="After the move")
    await run.do("resolveGap", by=Role.DATA_OWNER, gapId=sample, evidence=EVIDENCE)
    await run.do("verifyGap", by=Role.MODEL_LEAD, gapId=sample)
    await run.do("cancelGap", gapId=owner, reason="The platform team has it")


async def report_goes_out(run: Run) -> None:
    await run.do("publishCloseOutReport", engagementId=run.ids["engagement"])
    earlier = {"occurredAt": (run.now - timedelta(days=3)).isoformat()}
    late = await run.gap("Found late", kind="PERFORMANCE", **earlier)
    await run.do("assignGapOwner", gapId=late, owner=run.desk.person(Role.DATA_OWNER), **earlier)
    await run.do("startGap", gapId=late, **earlier)
    await run.do("estimateGap", gapId=late, low="2", likely="3", high="20")
    await run.do("publishCloseOutReport", engagementId=run.ids["engagement"])
