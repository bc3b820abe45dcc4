"""A house framework that asks little, in four domains, and an engagement that is held to it."""

from typing import Any

from gateway.schema.ids import uuid_of
from services.gates.domain.framework.canonical import digest, document
from services.gates.domain.framework.reading import read
from shared.events.frameworks import CriteriaSetAdopted, FrameworkPublished
from shared.events.people import Role
from shared.events.verdicts import FrameworkRef
from shared.projecting.positions import Reached
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.stages import scoped
from tests.acceptance.api.story import opened_gap, started_engagement

HOUSE = """\
name: house
version: 1
title: {en: House rules, fr: Règles de la maison}
domains:
  - {name: governance, en: Governance, fr: Gouvernance, signs: [governance_reviewer]}
  - {name: technical, en: Technology, fr: Technique, signs: [infrastructure_lead]}
  - {name: data, en: Data, fr: Données, signs: [data_owner]}
  - {name: organisation, en: Organisation, fr: Organisation, signs: [change_lead, business_owner]}
evidence: []
criteria:
  - code: owned
    number: 1
    domain: governance
    waivable: false
    statement: {en: Every gap has an owner., fr: Chaque écart a un responsable.}
    holds: [{code: none, rule: gaps.without_owner == 0, en: None lacks one., fr: Aucun n'en manque.}]
  - code: unblocked
    number: 2
    domain: technical
    statement: {en: Nothing blocks., fr: Rien ne bloque.}
    holds: [{code: none, rule: gaps.blocking == 0, en: No gap blocks., fr: Aucun écart ne bloque.}]
  - code: estimated
    number: 3
    domain: data
    statement: {en: Every gap is estimated., fr: Chaque écart est estimé.}
    holds: [{code: none, rule: gaps.without_estimate == 0, en: None lacks it., fr: Aucun n'en manque.}]
  - code: scoped
    number: 4
    domain: organisation
    statement: {en: The scope is defined., fr: La portée est définie.}
    holds: [{code: scope, rule: scope.defined, en: It is., fr: Elle l'est.}]
gates:
  - {stage: assessment, criteria: [owned, unblocked, estimated, scoped], requirements: []}
"""
SECOND = HOUSE.replace("version: 1", "version: 2").replace("gaps.blocking == 0", "gaps.blocking >= 0")
"""Blocking gaps block no longer."""
BARE = HOUSE.replace("name: house\n", "name: bare\n").replace(": governance", ": administration")
"""Asks for nothing of governance."""
SIGNERS = {
    "house/governance": Role.GOVERNANCE_REVIEWER,
    "house/technical": Role.INFRASTRUCTURE_LEAD,
    "house/data": Role.DATA_OWNER,
    "house/organisation": Role.CHANGE_LEAD,
}


def published(text: str) -> FrameworkPublished:
    rules = read(text)
    return FrameworkPublished(name=rules.name, version=rules.version, digest=digest(rules), document=document(rules))


async def said(desk: Desk, *facts: object) -> None:
    """Known to all views when this ends."""
    position = await desk.fairway.others.record(desk.tenant, *facts)
    for service in (desk.fairway.service, desk.fairway.gates.service):
        assert await service.reached(desk.tenant, position, 10) is Reached.REACHED


async def held_to_the_house(desk: Desk, engagement: str) -> None:
    house = published(HOUSE)
    ref = FrameworkRef(name=house.name, version=house.version, digest=house.digest)
    adopted = CriteriaSetAdopted(
        engagement_id=uuid_of("Engagement", engagement), frameworks=(ref,), reason="It is our house."
    )
    await said(desk, house, adopted)


async def housed(desk: Desk) -> tuple[str, str]:
    """An engagement that meets all of it, and its gap."""
    engagement = await started_engagement(desk)
    gap = await opened_gap(desk, engagement, severity="MAJOR")
    await desk.do("assignGapOwner", gapId=gap, owner=desk.person(Role.DATA_OWNER))
    await desk.do("estimateGap", gapId=gap, low="1", likely="2", high="3")
    await scoped(desk, engagement)
    await held_to_the_house(desk, engagement)
    return engagement, gap


async def requested(desk: Desk) -> dict[str, Any]:
    """The gate of such an engagement, which somebody asked to be decided."""
    engagement, _ = await housed(desk)
    at = {"engagementId": engagement, "stage": "ASSESSMENT"}
    await desk.do("requestGate", **at)
    return at


async def signed(desk: Desk, at: dict[str, Any]) -> None:
    for domain, role in SIGNERS.items():
        await desk.do("recordSignOff", by=role, **at, domain=domain)


GATE = """
query Gate($id: ID!, $stage: StageName!, $seq: Long!) {
  engagement(id: $id) { ...Standing }
  asOf(seq: $seq) { engagement(id: $id) { ...Standing } }
}
fragment Standing on Engagement {
  gate(stage: $stage) {
    version request { requester { id } } signOffs { domain role withdrawn { reason } signer { id } }
    decisions { outcome outdated { causedBy } }
    verdict {
      outcome recommended
      criteria {
        code number domain state statement french: statement(locale: FR) until
        broken { code words } facts { name meaning value events }
      }
      domains { name label met of signOffStands signedBy { id } }
    }
  }
}
"""


async def gate(desk: Desk, at: dict[str, Any], seq: int | None = None) -> Answer:
    """As it stands or, with a position, as it stood there."""
    found = await desk.ask(GATE, id=at["engagementId"], stage=at["stage"], seq=seq or await desk.head())
    shown: Answer = (found if seq is None else found["asOf"])["engagement"]["gate"]
    return shown
