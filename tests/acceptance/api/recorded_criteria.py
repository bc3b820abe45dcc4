"""The part of a recorded run in which an engagement is held to criteria, and evidence is shown for them."""

from datetime import timedelta
from typing import Any

from shared.events.people import Role
from tests.acceptance.api.criteria import CLAIMS, FAIRWAY, PLAYBOOK, READ_BY_ALL
from tests.acceptance.api.recording import Run
from tests.facts.frameworks import CLAIMS_RULES

WHY = {"reason": "As we agreed in spring"}


async def criteria_are_adopted_and_shown(run: Run) -> None:
    await run.do("publishFramework", by=Role.GOVERNANCE_REVIEWER, name="claims", document=CLAIMS_RULES)
    of: dict[str, Any] = {"engagementId": run.ids["engagement"]}
    await run.do("adoptCriteriaSet", **of, frameworks=[FAIRWAY, CLAIMS], **WHY)
    evidence = await run.do("submitEvidence", **of, **PLAYBOOK, artefact=artefact(run))
    run.ids["evidence"] = str(evidence["id"])
    piece = {"evidenceId": run.ids["evidence"]}
    await run.do("reviseEvidence", **piece, artefact=artefact(run, digest="cd" * 32), **WHY)
    await criteria_are_spoken_of(run, of)
    await waivers_are_asked_for(run, {**of, "criterion": "fairway/obligations"})
    await run.do("withdrawEvidence", **piece, **WHY)


def in_days(run: Run, days: int) -> str:
    return (run.day + timedelta(days=days)).isoformat()


def artefact(run: Run, digest: str = "ab" * 32) -> dict[str, Any]:
    said = {"digest": digest, "size": 4_096, "mediaType": "application/pdf", "source": "https://wiki.example/play"}
    return {**said, "values": READ_BY_ALL, "validFrom": run.day.isoformat(), "validUntil": in_days(run, 90)}


def word(run: Run) -> dict[str, str]:
    return {"statement": "I read the mapping", "validUntil": in_days(run, 60)}


async def criteria_are_spoken_of(run: Run, of: dict[str, Any]) -> None:
    duties = {**of, "criterion": "fairway/obligations"}
    await run.do("attestCriterion", by=Role.GOVERNANCE_REVIEWER, **duties, **word(run))
    await run.do("blockCriterion", **duties, party="Regulator", until=in_days(run, 40), **WHY)
    drill = {**of, "criterion": "fairway/fallback"}
    await run.do("requestNotApplicable", **drill, justification="People decide every claim")
    await run.do("rejectNotApplicable", by=Role.SPONSOR, **drill, **WHY)
    await run.do("requestNotApplicable", **drill, justification="People decide every claim themselves")
    await run.do("approveNotApplicable", by=Role.SPONSOR, **drill)
    await run.do("endNotApplicable", **drill, **WHY)
    await run.do("requestNotApplicable", **duties, justification="No duty applies")


async def waivers_are_asked_for(run: Run, of: dict[str, Any]) -> None:
    await run.do("requestWaiver", **of, **WHY, until=in_days(run, 30))
    await run.do("rejectWaiver", by=Role.SPONSOR, **of, **WHY)
    await run.do("requestWaiver", **of, **WHY, until=in_days(run, 30))
    await run.do("grantWaiver", by=Role.SPONSOR, **of, until=in_days(run, 20))
    await run.do("extendWaiver", by=Role.SPONSOR, **of, **WHY, until=in_days(run, 40))
    await run.do("approveNotApplicable", by=Role.SPONSOR, **of)
    await run.look()
    await run.do("revokeWaiver", by=Role.SPONSOR, **of, **WHY)
    await run.do("unblockCriterion", **of, **WHY)
    await run.do("withdrawAttestation", by=Role.GOVERNANCE_REVIEWER, **of, **WHY)
    await run.do("attestCriterion", by=Role.GOVERNANCE_REVIEWER, **of, **word(run))
    await run.do("revokeAttestation", **of, attester=run.desk.person(Role.GOVERNANCE_REVIEWER), **WHY)
