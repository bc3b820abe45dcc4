"""Rules of criteria and evidence: each is broken once, told as data, and leaves the log as it was."""

from typing import Any

import pytest

from shared.events.people import Role
from tests.acceptance.api.criteria import CLAIMS, PLAYBOOK, adopted_engagement, artefact, submitted_evidence
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.refusals import Attempt, told
from tests.acceptance.api.story import in_days, unknown
from tests.facts.frameworks import CLAIMS_RULES

WHY = {"reason": "The counsel is away"}
SET = "{ engagements(first: 1) { nodes { id criteriaSet { version } } } }"


async def some_engagement(desk: Desk) -> str:
    """One for all attempts: each takes a criterion of its own."""
    found = (await desk.ask(SET))["engagements"]["nodes"]
    return str(found[0]["id"]) if found else await adopted_engagement(desk)


async def about(desk: Desk, code: str) -> dict[str, Any]:
    return {"engagementId": await some_engagement(desk), "criterion": f"fairway/{code}"}


async def asked_to_waive(desk: Desk, code: str) -> dict[str, Any]:
    of = await about(desk, code)
    await desk.do("requestWaiver", **of, **WHY, until=in_days(30))
    return of


async def waived(desk: Desk, code: str) -> dict[str, Any]:
    of = await asked_to_waive(desk, code)
    await desk.do("grantWaiver", by=Role.SPONSOR, **of, until=in_days(30))
    return of


async def publication(desk: Desk, document: str, name: str = "claims") -> Answer:
    return await desk.refused("publishFramework", by=Role.ADMINISTRATOR, name=name, document=document)


async def framework_has_mistakes(desk: Desk) -> Answer:
    return await publication(desk, CLAIMS_RULES.replace("number: 1", "number: one"))


async def framework_name_reserved(desk: Desk) -> Answer:
    return await publication(desk, CLAIMS_RULES, name="fairway")


async def framework_version_not_next(desk: Desk) -> Answer:
    return await publication(desk, CLAIMS_RULES.replace("version: 1", "version: 3"))


async def framework_not_found(desk: Desk) -> Answer:
    of: dict[str, Any] = {"engagementId": await some_engagement(desk), "frameworks": [CLAIMS | {"version": 9}]}
    return await desk.refused("adoptCriteriaSet", **of, **WHY)


async def criteria_not_removed(desk: Desk) -> Answer:
    ours = {"name": "ours", "version": 1}
    document = CLAIMS_RULES.replace("name: claims", "name: ours")
    await desk.do("publishFramework", by=Role.ADMINISTRATOR, name="ours", document=document)
    return await desk.refused("adoptCriteriaSet", engagementId=await some_engagement(desk), frameworks=[ours], **WHY)


async def criterion_not_found(desk: Desk) -> Answer:
    return await desk.refused("blockCriterion", **await about(desk, "praise"), **WHY, party="Regulator")


async def kind_not_of_the_framework(desk: Desk) -> Answer:
    wanted: dict[str, Any] = {**PLAYBOOK, "kind": "praise", "artefact": artefact()}
    return await desk.refused("submitEvidence", engagementId=await some_engagement(desk), **wanted)


async def last_day_out_of_bounds(desk: Desk) -> Answer:
    wanted: dict[str, Any] = {**PLAYBOOK, "artefact": artefact(lasts=5_000)}
    return await desk.refused("submitEvidence", engagementId=await some_engagement(desk), **wanted)


async def evidence_not_found(desk: Desk) -> Answer:
    return await desk.refused("withdrawEvidence", evidenceId=unknown("EvidencePiece"), **WHY)


async def evidence_has_gone(desk: Desk) -> Answer:
    piece = await submitted_evidence(desk, await some_engagement(desk))
    await desk.do("withdrawEvidence", evidenceId=piece, **WHY)
    return await desk.refused("reviseEvidence", evidenceId=piece, artefact=artefact(), **WHY)


async def same_content_renewed(desk: Desk) -> Answer:
    piece = await submitted_evidence(desk, await some_engagement(desk))
    return await desk.refused("reviseEvidence", evidenceId=piece, artefact=artefact(lasts=120), **WHY)


async def evidence_of_somebody_else(desk: Desk) -> Answer:
    piece = await submitted_evidence(desk, await some_engagement(desk))
    return await desk.refused("withdrawEvidence", by=Role.DATA_OWNER, evidenceId=piece, **WHY)


def attestation(engagement: str, code: str = "obligations") -> tuple[dict[str, Any], dict[str, Any]]:
    of = {"engagementId": engagement, "criterion": f"fairway/{code}"}
    return of, {"statement": "I read it", "validUntil": in_days(90)}


async def nobodys_word_asked(desk: Desk) -> Answer:
    of, word = attestation(await some_engagement(desk), "load_test")
    return await desk.refused("attestCriterion", by=Role.GOVERNANCE_REVIEWER, **of, **word)


async def own_evidence(desk: Desk) -> Answer:
    of, word = attestation(await adopted_engagement(desk))
    shown = {"criterion": "fairway/obligations", "kind": "compliance_confirmation"}
    await submitted_evidence(desk, of["engagementId"], by=Role.GOVERNANCE_REVIEWER, **shown)
    return await desk.refused("attestCriterion", by=Role.GOVERNANCE_REVIEWER, **of, **word)


async def own_attestation(desk: Desk) -> Answer:
    of, word = attestation(await adopted_engagement(desk))
    await desk.do("attestCriterion", by=Role.GOVERNANCE_REVIEWER, **of, **word)
    shown = {"kind": "compliance_confirmation", "title": "Mapping", "artefact": artefact()}
    return await desk.refused("submitEvidence", by=Role.GOVERNANCE_REVIEWER, **of, **shown)


async def own_exemption(desk: Desk) -> Answer:
    of = await about(desk, "monitoring")
    role = {"person": desk.person(Role.ENGAGEMENT_LEAD), "role": "SPONSOR", "engagementId": of["engagementId"]}
    await desk.do("grantRole", by=Role.ADMINISTRATOR, **role)
    await desk.do("requestNotApplicable", **of, justification="Nothing runs")
    return await desk.refused("approveNotApplicable", **of)


async def no_exemption_requested(desk: Desk) -> Answer:
    return await desk.refused("grantWaiver", by=Role.SPONSOR, **await about(desk, "change_programme"), until=in_days(9))


async def exemption_already_requested(desk: Desk) -> Answer:
    of = await asked_to_waive(desk, "network_security")
    return await desk.refused("requestWaiver", by=Role.DATA_OWNER, **of, **WHY, until=in_days(9))


async def waiver_not_allowed(desk: Desk) -> Answer:
    return await desk.refused("requestWaiver", **await about(desk, "data_access"), **WHY, until=in_days(9))


async def waiver_still_lives(desk: Desk) -> Answer:
    of = await waived(desk, "quality_threshold")
    return await desk.refused("requestWaiver", **of, **WHY, until=in_days(60))


async def no_waiver_lives(desk: Desk) -> Answer:
    of = await about(desk, "quality_baseline")
    return await desk.refused("extendWaiver", by=Role.SPONSOR, **of, **WHY, until=in_days(9))


async def too_many_extensions(desk: Desk) -> Answer:
    of = await waived(desk, "integration_tests")
    for days in (40, 50):
        await desk.do("extendWaiver", by=Role.SPONSOR, **of, **WHY, until=in_days(days))
    return await desk.refused("extendWaiver", by=Role.SPONSOR, **of, **WHY, until=in_days(60))


ATTEMPTS: dict[Attempt, list[str]] = {
    framework_has_mistakes: ["input", "document"],
    framework_name_reserved: ["input", "name"],
    framework_version_not_next: ["input", "document"],
    framework_not_found: ["input", "frameworks"],
    criteria_not_removed: ["input", "frameworks"],
    criterion_not_found: ["input", "criterion"],
    kind_not_of_the_framework: ["input", "kind"],
    last_day_out_of_bounds: ["input", "validUntil"],
    evidence_not_found: [],
    evidence_has_gone: [],
    evidence_of_somebody_else: [],
    same_content_renewed: ["input", "digest"],
    nobodys_word_asked: [],
    own_evidence: [],
    own_attestation: [],
    own_exemption: [],
    no_exemption_requested: [],
    exemption_already_requested: [],
    waiver_not_allowed: [],
    waiver_still_lives: [],
    no_waiver_lives: [],
    too_many_extensions: [],
}


@pytest.mark.parametrize(("attempt", "where"), ATTEMPTS.items(), ids=lambda given: getattr(given, "__name__", ""))
async def test_a_broken_rule_is_told_as_data_and_nothing_is_recorded(
    desk: Desk, attempt: Attempt, where: list[str]
) -> None:
    told(await attempt(desk), attempt, where)
