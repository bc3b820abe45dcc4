"""Rules about gates and readiness: each is broken once, and told as data."""

from datetime import date
from typing import Any

import pytest

from gateway.schema.ids import uuid_of
from shared.events.criteria import CriterionAttested
from shared.events.frameworks import CriteriaSetAdopted
from shared.events.people import Role
from shared.events.stages import Stage
from shared.events.verdicts import FrameworkRef
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.going_live import live_engagement
from tests.acceptance.api.house import BARE, SIGNERS, held_to_the_house, housed, published, requested, said
from tests.acceptance.api.refusals import Attempt, told
from tests.acceptance.api.stages import entered
from tests.acceptance.api.story import in_days, opened_gap, started_engagement, unknown

ASSESSMENT = {"stage": "ASSESSMENT"}
BY: dict[str, Any] = {"by": Role.SPONSOR}
WHAT = {"what": "Estimate the rest", "due": in_days(20)}


def owed(desk: Desk, **more: object) -> dict[str, Any]:
    return {**WHAT, "owner": desk.person(Role.MODEL_LEAD), **more}


async def unestimated(desk: Desk) -> tuple[dict[str, Any], str]:
    """At the gate there is a gap without an estimate, and all have signed for that."""
    at = await requested(desk)
    gap = await opened_gap(desk, at["engagementId"], "Another", severity="MINOR")
    await desk.do("assignGapOwner", gapId=gap, owner=desk.person(Role.DATA_OWNER))
    return at, gap


async def criteria_not_adopted(desk: Desk) -> Answer:
    return await desk.refused("requestGate", engagementId=await started_engagement(desk), **ASSESSMENT)


async def gate_stage_not_entered(desk: Desk) -> Answer:
    return await desk.refused("requestGate", engagementId=await started_engagement(desk), stage="HARDENING")


async def gate_behind_go_live(desk: Desk) -> Answer:
    return await desk.refused("requestGate", engagementId=await live_engagement(desk), **ASSESSMENT)


async def gate_already_requested(desk: Desk) -> Answer:
    return await desk.refused("requestGate", **await requested(desk))


async def nothing_asked_at_gate(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    await entered(desk, engagement, Stage.CLOSURE)
    await held_to_the_house(desk, engagement)
    return await desk.refused("requestGate", engagementId=engagement, stage="CLOSURE")


async def gate_not_requested(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    return await desk.refused("recordSignOff", engagementId=engagement, **ASSESSMENT, domain="house/data")


async def domain_not_signed(desk: Desk) -> Answer:
    return await desk.refused("recordSignOff", **await requested(desk), domain="house/kitchen")


async def sign_off_role_not_held(desk: Desk) -> Answer:
    return await desk.refused("recordSignOff", **await requested(desk), domain="house/data")


async def domain_already_signed(desk: Desk) -> Answer:
    at = {**await requested(desk), "domain": "house/organisation"}
    await desk.do("recordSignOff", by=Role.CHANGE_LEAD, **at)
    return await desk.refused("recordSignOff", by=Role.BUSINESS_OWNER, **at)


async def signed_another_domain(desk: Desk) -> Answer:
    at = await requested(desk)
    other = {"role": "DATA_OWNER", "engagementId": at["engagementId"]}
    await desk.do("grantRole", by=Role.ADMINISTRATOR, person=desk.person(Role.CHANGE_LEAD), **other)
    await desk.do("recordSignOff", by=Role.CHANGE_LEAD, **at, domain="house/organisation")
    return await desk.refused("recordSignOff", by=Role.CHANGE_LEAD, **at, domain="house/data")


async def own_work_signed(desk: Desk) -> Answer:
    at = await requested(desk)
    word = CriterionAttested(
        engagement_id=uuid_of("Engagement", at["engagementId"]),
        criterion="house/estimated",
        attester=uuid_of("Person", desk.person(Role.DATA_OWNER)),
        role="data_owner",
        statement="All are estimated.",
        valid_until=date.fromisoformat(in_days(30)),
        evidence=(),
    )
    await said(desk, word)
    return await desk.refused("recordSignOff", by=Role.DATA_OWNER, **at, domain="house/data")


async def sign_off_of_another(desk: Desk) -> Answer:
    at = {**await requested(desk), "domain": "house/data"}
    await desk.do("recordSignOff", by=Role.DATA_OWNER, **at)
    return await desk.refused("withdrawSignOff", by=Role.CHANGE_LEAD, **at, reason="Not so")


async def reason_for_outcome(desk: Desk) -> Answer:
    return await desk.refused("decideGate", **BY, **await requested(desk), outcome="HOLD")


async def verdict_does_not_pass(desk: Desk) -> Answer:
    at, _ = await unestimated(desk)
    return await desk.refused("decideGate", **BY, **at, outcome="GO")


async def sign_offs_lacking(desk: Desk) -> Answer:
    return await desk.refused("decideGate", **BY, **await requested(desk), outcome="GO")


async def signer_decides(desk: Desk) -> Answer:
    at = await requested(desk)
    for domain, role in {**SIGNERS, "house/organisation": Role.BUSINESS_OWNER}.items():
        await desk.do("recordSignOff", by=role, **at, domain=domain)
    return await desk.refused("decideGate", by=Role.BUSINESS_OWNER, **at, outcome="GO")


async def gate_stopped(desk: Desk) -> Answer:
    at = await requested(desk)
    await desk.do("decideGate", **BY, **at, outcome="STOP", reason="The vendor is gone")
    return await desk.refused("requestGate", **at)


async def accountable_owner_signs(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    of = {"engagementId": engagement}
    await desk.do("adoptCriteriaSet", **of, frameworks=[{"name": "fairway"}], reason="The newest that ships")
    owner = {"person": desk.person(Role.BUSINESS_OWNER), "role": "BUSINESS_OWNER"}
    await desk.do("assignModelAccountability", **of, **owner)
    await desk.do("requestGate", **of, **ASSESSMENT)
    return await desk.refused("recordSignOff", **BY, **of, **ASSESSMENT, domain="fairway/accountable_owner")


async def conditional(desk: Desk, at: dict[str, Any], *conditions: dict[str, Any]) -> Answer:
    return await desk.refused("decideGate", **BY, **at, outcome="CONDITIONAL_GO", conditions=list(conditions))


async def never_waived(desk: Desk) -> Answer:
    at = await requested(desk)
    await opened_gap(desk, at["engagementId"], "Nobody's", severity="MINOR")
    return await conditional(desk, at, owed(desk, criterion="house/owned"))


async def not_carried_by_condition(desk: Desk) -> Answer:
    return await conditional(desk, (await unestimated(desk))[0], owed(desk))


async def carries_nothing(desk: Desk) -> Answer:
    return await conditional(desk, await requested(desk), owed(desk, criterion="house/scoped"))


async def conditions_misplaced(desk: Desk) -> Answer:
    return await conditional(desk, await requested(desk))


async def too_many_conditions(desk: Desk) -> Answer:
    return await conditional(desk, await requested(desk), *[owed(desk)] * 41)


async def condition_named_twice(desk: Desk) -> Answer:
    carrying = owed(desk, gapId=unknown("Gap"))
    return await conditional(desk, await requested(desk), carrying, carrying)


async def last_day_out_of_bounds(desk: Desk) -> Answer:
    return await conditional(desk, await requested(desk), owed(desk) | {"due": in_days(-9)})


async def baseline_stands(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    await held_to_the_house(desk, engagement)
    of = {"engagementId": engagement, "purpose": "BASELINE"}
    await desk.do("evaluateReadiness", **of)
    await entered(desk, engagement, Stage.CLOSURE)
    return await desk.refused("evaluateReadiness", **of)


async def package_incomplete(desk: Desk) -> Answer:
    engagement, _ = await housed(desk)
    await opened_gap(desk, engagement, "Nobody's", severity="MINOR")
    return await desk.refused("assemblePackage", engagementId=engagement)


async def nothing_of_governance(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    rules = published(BARE)
    ref = FrameworkRef(name=rules.name, version=rules.version, digest=rules.digest)
    engagement_id = uuid_of("Engagement", engagement)
    adopted = CriteriaSetAdopted(engagement_id=engagement_id, frameworks=(ref,), reason="It asks little.")
    await said(desk, rules, adopted)
    return await desk.refused("assemblePackage", engagementId=engagement)


CONDITIONS = ["input", "conditions"]
ATTEMPTS: dict[Attempt, list[str]] = {
    criteria_not_adopted: [],
    gate_stage_not_entered: [],
    gate_behind_go_live: [],
    gate_already_requested: [],
    nothing_asked_at_gate: [],
    gate_not_requested: [],
    domain_not_signed: ["input", "domain"],
    sign_off_role_not_held: [],
    domain_already_signed: ["input", "domain"],
    signed_another_domain: [],
    own_work_signed: [],
    sign_off_of_another: [],
    reason_for_outcome: ["input", "reason"],
    verdict_does_not_pass: [],
    sign_offs_lacking: [],
    signer_decides: [],
    gate_stopped: [],
    accountable_owner_signs: ["input", "domain"],
    never_waived: [],
    not_carried_by_condition: CONDITIONS,
    carries_nothing: CONDITIONS,
    conditions_misplaced: CONDITIONS,
    too_many_conditions: CONDITIONS,
    condition_named_twice: CONDITIONS,
    last_day_out_of_bounds: CONDITIONS,
    baseline_stands: [],
    package_incomplete: [],
    nothing_of_governance: [],
}


@pytest.mark.parametrize(("attempt", "where"), ATTEMPTS.items(), ids=lambda given: getattr(given, "__name__", ""))
async def test_a_broken_rule_is_told_as_data_and_nothing_is_recorded(
    desk: Desk, attempt: Attempt, where: list[str]
) -> None:
    told(await attempt(desk), attempt, where)
