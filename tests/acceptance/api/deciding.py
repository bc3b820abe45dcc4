"""Deciding at a gate as the gates service does, under its role: published, adopted, requested, signed, decided."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from uuid_utils.compat import uuid7

from services.gates.contracts.decisions import DECIDERS as DECISIONS
from services.gates.contracts.decisions import DecideGate, RecordSignOff, RequestGate
from services.gates.contracts.frameworks import DECIDERS as FRAMEWORKS
from services.gates.contracts.frameworks import AdoptCriteriaSet, FrameworkChoice, PublishFramework
from shared.events.gates import Outcome
from shared.events.people import Role
from shared.events.stages import Stage
from shared.eventstore.handle import Handler, Request
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.kernel.decider import Decider
from shared.web.service import by_command
from tests.acceptance.api.desk import Desk

DECIDERS: Mapping[type, Decider[Any, Any, Any]] = by_command((*DECISIONS, *FRAMEWORKS))
STAGE = Stage.ASSESSMENT
ROAD = """\
name: road
version: 1
title: {en: The road, fr: La route}
domains:
  - {name: technical, en: Technology, fr: Technique, signs: [infrastructure_lead]}
evidence:
  - {name: report, en: A report, fr: Un rapport}
criteria:
  - code: pinned
    number: 1
    domain: technical
    statement: {en: It is known what goes live., fr: On sait ce qui est mis en service.}
    holds: [{code: release, rule: release.pinned, en: A release is pinned., fr: Une version est figée.}]
gates:
  - {stage: assessment, criteria: [pinned], requirements: []}
"""


async def given(desk: Desk, *commands: tuple[Role, object]) -> None:
    async with await open_pool(desk.fairway.gates.address, size=1) as pool:
        handler = Handler(PostgresLog(pool), uuid7)
        for role, command in commands:
            request = Request(
                tenant=desk.tenant,
                person=desk.tenancy.person(role),
                command_id=uuid5(desk.tenant, repr(command)),
                command=command,
            )
            await handler.handle(DECIDERS[type(command)], request)


async def decided_on(desk: Desk, engagement_id: UUID) -> UUID:
    """A go at the gate of the first stage, on a framework of the tenant's own; the decision's id."""
    await held_to_the_road(desk, engagement_id)
    request_id, decision_id = uuid5(engagement_id, "request"), uuid5(engagement_id, "decision")
    decide = DecideGate(
        engagement_id=engagement_id,
        stage=STAGE,
        decision_id=decision_id,
        evaluation_id=uuid5(engagement_id, "evaluation"),
        outcome=Outcome.GO,
        conditions=(),
        reason="",
    )
    await given(
        desk,
        (Role.ENGAGEMENT_LEAD, RequestGate(engagement_id=engagement_id, stage=STAGE, request_id=request_id)),
        (Role.INFRASTRUCTURE_LEAD, RecordSignOff(engagement_id=engagement_id, stage=STAGE, domain="road/technical")),
        (Role.SPONSOR, decide),
    )
    return decision_id


async def held_to_the_road(desk: Desk, engagement_id: UUID) -> None:
    choice = FrameworkChoice(name="road", version=1)
    adopt = AdoptCriteriaSet(engagement_id=engagement_id, frameworks=(choice,), reason="It is ours.")
    publish = PublishFramework(name="road", document=ROAD)
    await given(desk, (Role.ADMINISTRATOR, publish), (Role.ENGAGEMENT_LEAD, adopt))
