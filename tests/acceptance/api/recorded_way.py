"""The part of a recorded run in which an engagement goes its way through the stages."""

from typing import Any
from uuid import UUID

from shared.events.gates import GateCondition, Outcome
from shared.events.people import Role
from shared.events.stages import Stage
from tests.acceptance.api.change import CLAIMS, DEPARTMENTS, HANDLER, HANDLERS, MATERIAL, TALKS
from tests.acceptance.api.governance import LOGGING
from tests.acceptance.api.recording import Run
from tests.acceptance.api.stages import SCOPE, decided
from tests.acceptance.api.story import EVIDENCE
from tests.acceptance.api.taking_over import AS_A_GAP, BROKEN, CLUSTER, DAILY, last_of

OWN = {"runBy": "OWN_TEAM", "startedOn": "2026-02-02"}


async def stages_are_gone_through(run: Run) -> None:
    """Into the second stage and back: what the gate decides is recorded by its own service, between two commands."""
    of: dict[str, Any] = {"engagementId": run.ids["engagement"]}
    closure, register = {**of, "stage": "CLOSURE"}, {**of, "stage": "ASSESSMENT", "deliverable": "gap_register"}
    await run.do("checkStageEntry", **closure)
    await run.do("nameStageLead", **closure, lead=run.desk.person(Role.GOVERNANCE_REVIEWER))
    await run.do("submitDeliverable", **register, evidence=EVIDENCE)
    await run.do("returnDeliverable", by=Role.SPONSOR, **register, reason="Two gaps have no estimate")
    for name in ("close_out_report", "gap_register", "readiness_criteria"):
        await run.do("submitDeliverable", **{**register, "deliverable": name}, evidence=EVIDENCE)
        await run.do("acceptDeliverable", by=Role.SPONSOR, **{**register, "deliverable": name})
    await decided(run.desk, run.ids["engagement"], Stage.ASSESSMENT, Outcome.CONDITIONAL_GO, owed(run))
    await run.do("defineScope", **of, **SCOPE)
    await run.do("enterStage", **closure)
    await run.do("completeTrack", **of, track="GOVERNANCE")
    await run.do("completeTrack", **of, track="INFRASTRUCTURE")
    await run.do("reopenTrack", **of, track="GOVERNANCE", reason="A second source")
    await run.do("reopenStage", by=Role.SPONSOR, **of, stage="ASSESSMENT", reason="The vendor replaced the model")


def owed(run: Run) -> tuple[GateCondition, ...]:
    """Missed one day after the stage is entered."""
    return (GateCondition(condition_id=UUID(int=9), what="Agree on retention", owner=UUID(int=8), due=run.day),)


async def system_gets_an_owner(run: Run) -> None:
    of: dict[str, Any] = {"engagementId": run.ids["engagement"]}
    owner = {"by": Role.SYSTEM_OWNER, **of}
    await run.do("acceptObligations", **owner, obligations=["Answers stay right"], reviewCycle=DAILY)
    levels = [{"person": run.desk.person(role), "hours": 24} for role in (Role.SPONSOR, Role.BUSINESS_OWNER)]
    await run.do("defineEscalationPath", **of, levels=levels)
    await run.do("assignResponsibility", **of, activity="technical_deployment", party="CLIENT", role="MODEL_LEAD")
    await run.do("assignResponsibility", **of, gapId=run.ids["gap"], party="CLIENT", role="DATA_OWNER")
    await run.do("scheduleReview", **owner)
    held = await last_of(run.desk, run.ids["engagement"], "reviews")
    await run.do("holdReview", **owner, reviewId=held, heldOn=run.day.isoformat(), summary="All is well")
    await run.do("scheduleReview", **owner)
    await run.do("vacateSystemOwner", **of, reason="She moved on")
    await run.do("assignSystemOwner", **of, owner=run.desk.person(Role.SYSTEM_OWNER))
    for title in ("While the review waits", "And waits", "And is overdue", "For days"):
        await run.gap(title, severity="MINOR")
    missed = await last_of(run.desk, run.ids["engagement"], "reviews")
    await run.do("recordMissedReview", **of, reviewId=missed)


async def vendor_hands_over(run: Run) -> None:
    engagement = run.ids["engagement"]
    of: dict[str, Any] = {"engagementId": engagement}
    await run.do("recordComponent", by=Role.VENDOR, **of, **CLUSTER)
    component = {**of, "componentId": await last_of(run.desk, engagement, "components")}
    await run.do("transferInfrastructure", by=Role.VENDOR, **component, receiver=run.desk.person(Role.SYSTEM_OWNER))
    await run.do("acceptInfrastructure", by=Role.SYSTEM_OWNER, **component)
    await run.do("recordAssumption", **component, statement="All policies are text")
    assumption = {**of, "assumptionId": await last_of(run.desk, engagement, "assumptions")}
    await run.do("confirmAssumption", **assumption, note="A thousand were read")
    await run.do("breakAssumption", **assumption, **BROKEN, **AS_A_GAP)
    for verdict, given in (("ratify", {"note": "As we would"}), ("overturn", {"reason": "The law asks for more"})):
        await run.do("recordVendorDecision", by=Role.VENDOR, **of, decision="Answers are kept for 30 days")
        decision = await last_of(run.desk, engagement, "decisions")
        await run.do(f"{verdict}VendorDecision", by=Role.SPONSOR, **of, decisionId=decision, **given)
    who = {"giver": run.desk.person(Role.VENDOR), "receiver": run.desk.person(Role.MODEL_LEAD)}
    await run.do("planKnowledgeTransfer", **of, task="Roll out prompts", due="2026-09-01", **who)
    transfer = {**of, "transferId": await last_of(run.desk, engagement, "transfers")}
    await run.do("recordKnowledgeTransfer", by=Role.VENDOR, **transfer, note="Two afternoons")
    await run.do("verifyKnowledgeTransfer", by=Role.MODEL_LEAD, **transfer, evidence=EVIDENCE)


async def governance_is_closed(run: Run) -> None:
    of: dict[str, Any] = {"engagementId": run.ids["engagement"]}
    answering = {"person": run.desk.person(Role.BUSINESS_OWNER), "role": "BUSINESS_OWNER"}
    await run.do("assignModelAccountability", **of, **answering)
    await run.do("acceptModelAccountability", by=Role.BUSINESS_OWNER, **of)
    await run.do("configureAuditLogging", **of, **LOGGING)
    await run.do("recordAuditLogTest", **of, evidence=EVIDENCE, passed=True)
    await duties_are_met(run)
    run.ids["source"] = str((await run.do("registerDataSource", **of, name="Claims"))["id"])
    source = {"sourceId": run.ids["source"]}
    await run.do("nameDataSourceOwner", **source, owner=run.desk.person(Role.DATA_OWNER))
    asked = await run.do("requestDataAccess", by=Role.MODEL_LEAD, **source, purpose="Grounding", scope="Two years")
    access = {**source, "accessId": asked["id"]}
    for data_class in ("INTERNAL", "RESTRICTED"):
        classified = {"dataClass": data_class, "personalData": True}
        await run.do("classifyData", by=Role.BUSINESS_OWNER, **source, **classified)
        await run.do("approveDataAccess", by=Role.DATA_OWNER, **access, until="2026-12-31")
    await run.do("revokeDataAccess", by=Role.DATA_OWNER, **access, reason="Too much")
    await run.do("registerDataSource", **of, name="Letters", description="Nobody has classified them")


async def duties_are_met(run: Run) -> None:
    """Under an edition, and then under the one after it: what reads alike in both stays met."""
    of: dict[str, Any] = {"engagementId": run.ids["engagement"]}
    await run.do("adoptObligationSet", **of, edition=1, jurisdictions=["INTERNATIONAL"])
    met = {**of, "instrument": "iso_42001", "at": "Clause 7.2"}
    await run.do("mapObligation", by=Role.MODEL_LEAD, **met, criteria=[17], how="All are trained", evidence=EVIDENCE)
    await run.do("confirmCompliance", by=Role.GOVERNANCE_REVIEWER, **met, evidence=EVIDENCE)
    await run.do("adoptObligationSet", **of, jurisdictions=["INTERNATIONAL", "CANADA"])
    out = {**of, "instrument": "osfi_e23", "at": "Principle 2.1"}
    await run.do("excludeObligation", by=Role.SPONSOR, **out, reason="The group's inventory holds it")
    await run.do("reinstateObligation", by=Role.SPONSOR, **out, reason="The group keeps none")
    await run.do("withdrawCompliance", by=Role.GOVERNANCE_REVIEWER, **met, reason="Two were not trained")


async def people_are_taken_along(run: Run) -> None:
    of: dict[str, Any] = {"engagementId": run.ids["engagement"], "by": Role.CHANGE_LEAD}
    await run.do("createChangeProgram", **of, name="Claims, taken along")
    await run.do("definePopulation", **of, headcount=40, departments=DEPARTMENTS[:1], roles=[HANDLER])
    run.ids["cohort"] = str((await run.do("defineCohort", **of, **HANDLERS, volunteers=True))["id"])
    cohort = {**of, "cohortId": run.ids["cohort"]}
    other = str((await run.do("defineCohort", **of, **HANDLERS))["id"])
    await run.do("withdrawCohort", **of, cohortId=other, reason="They are all volunteers")
    await run.do("reviseCohort", **cohort, headcount=40, reason="All of them")
    await run.do("recordResistance", **of, department=CLAIMS, level="HIGH", drivers=["lack_of_time"])
    await run.do("launchChangeProgram", **of)
    await run.do("publishTraining", **of, **MATERIAL)
    await run.do("recordTrainingCompletion", **cohort, count=38)
    for role in (Role.CHAMPION, Role.MANAGER):
        await run.do("nominateChampion", **of, department=CLAIMS, person=run.desk.person(role))
    await run.do("activateNetwork", **of)
    await run.do("briefChampions", **of, subject="The first week", champions=[run.desk.person(Role.CHAMPION)])
    await run.do("releaseChampion", **of, person=run.desk.person(Role.MANAGER), reason="On leave")
    await run.do("equipManagers", **of, department=CLAIMS, count=3, **TALKS)
    measured: dict[str, Any] = {"respondents": 30, "measuredOn": run.day.isoformat()}
    for stage, favourable in (("AWARENESS", "83.33"), ("DESIRE", "70")):
        await run.do("recordStageMeasure", **cohort, stage=stage, favourable=favourable, **measured)
    await run.do("grantAccess", **cohort)
    await run.do("withdrawAccess", **cohort, reason="Too early")


async def engagements_are_compared(run: Run) -> None:
    """With a second one, of which little is known."""
    pilot = {"pilotId": str((await run.beside("registerPilot", name="Routing", purpose="Route letters", **OWN))["id"])}
    result = {"unit": "%", "better": "HIGHER", "target": "80", "actual": "70"}
    await run.beside("recordPilotResult", **pilot, criterion="Right desk", **result)
    await run.beside("closePilot", **pilot, closedOn="2026-03-20", summary="It nearly works")
    other = str((await run.beside("startEngagement", **pilot, name="Routing to production"))["id"])
    run.ids["round"] = str((await run.do("openPortfolioRound", name="Spring round"))["id"])
    early = {"roundId": run.ids["round"], "engagementId": other}
    await run.beside("enterCandidate", **early)
    await run.do("withdrawCandidate", **early, reason="Entered too early")
    for engagement, minor, told in ((other, 30_000_000, run.beside), (run.ids["engagement"], 40_000_000, run.do)):
        candidate = {"roundId": run.ids["round"], "engagementId": engagement}
        said = {"by": Role.SPONSOR, **candidate, "reason": "As the departments said"}
        await told("enterCandidate", **candidate)
        await told("valueCandidate", **said, yearly={"minor": minor, "currency": "USD"})
        await run.beside("scoreCandidate", **said, factor="CHANGE_COMPLEXITY", score=4)
        await told("scoreCandidate", **said, factor="STRATEGIC_ALIGNMENT", score=5)
    await run.do("rankPortfolio", roundId=run.ids["round"])
    await run.do("recordForecast", engagementId=run.ids["engagement"])
