"""What can be done about triggers before the system is live, and about what they start afterwards."""

from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.language import language
from gateway.schema.answers import (
    Command,
    CommandInput,
    Consistency,
    Given,
    Rejection,
    commanded,
    record_it,
    rejectable,
)
from gateway.schema.engagement_commands import EngagementInput
from gateway.schema.ids import named
from gateway.schema.interventions import NOUN as INTERVENTION
from gateway.schema.interventions import Intervention, intervention_of
from gateway.schema.series_commands import said
from gateway.schema.told import Locale
from gateway.schema.triggers import NOUN, Trigger, WatchedInput, trigger_of
from services.measurement.contracts import measuring
from shared.events.series import Cadence
from shared.events.triggers import TriggerSeverity, Watched
from shared.projecting.as_of import LIVE

LONGEST_GIVEN = 60


@strawberry.type(description="The trigger as it now reads, or why nothing was recorded.")
class TriggerPayload:
    trigger: Trigger | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, asked: Command, command: object, trigger_id: UUID) -> Self:
        consistency = await record_it(info, asked, command)
        return cls(trigger=await trigger_of(info, LIVE, trigger_id), consistency=consistency)


@strawberry.type(description="The intervention as it now reads, or why nothing was recorded.")
class InterventionPayload:
    intervention: Intervention | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, asked: Command, command: object, intervention_id: UUID) -> Self:
        consistency = await record_it(info, asked, command)
        return cls(intervention=await intervention_of(info, LIVE, intervention_id), consistency=consistency)


@strawberry.input(description="From a template, or in words of one's own: what a template tells may be left out.")
class DefineTriggerInput(EngagementInput):
    template: str | None = strawberry.field(default=None, description="One of `triggerTemplates`.")
    name: str | None = None
    watches: list[WatchedInput] = strawberry.field(description="By the first, an intervention's effect is measured.")
    expression: str | None = strawberry.field(default=None, description="In CEL, about `triggerFacts`.")
    clears: str | None = strawberry.field(
        default=None, description="None, and none in the template: it clears once `expression` holds no more."
    )
    consecutive: int | None = None
    cadence: Cadence | None = None
    severity: TriggerSeverity | None = None
    playbook: str | None = None
    owner: strawberry.ID = strawberry.field(description="Who has to do something when it fires.")
    due_in_days: int | None = None


@strawberry.input(description="`expectedVersion` is that of the trigger.")
class TriggerInput(CommandInput):
    trigger_id: strawberry.ID


@strawberry.input(description="All of it replaces what it was. Once the system is live, the rules stay as they are.")
class ReviseTriggerInput(TriggerInput):
    name: str
    watches: list[WatchedInput]
    expression: str
    clears: str | None = None
    consecutive: int
    severity: TriggerSeverity
    playbook: str
    owner: strawberry.ID
    due_in_days: int
    reason: str


@strawberry.input
class RetireTriggerInput(TriggerInput):
    reason: str


@strawberry.input(description="`expectedVersion` is that of the trigger.")
class InterventionInput(TriggerInput):
    intervention_id: strawberry.ID


@strawberry.input
class CompleteInterventionInput(InterventionInput):
    outcome: str = strawberry.field(description="What was done, and what came of it.")


def template_of(given: DefineTriggerInput) -> measuring.TriggerTemplate | None:
    templates, name = measuring.LATEST_TRIGGERS.templates, given.template
    if name is not None and name not in templates:
        raise measuring.TriggerTemplateNotFound(
            where=("input", "template"), given=name[:LONGEST_GIVEN], known=", ".join(templates)
        )
    return None if name is None else templates[name]


def watched(given: list[WatchedInput]) -> tuple[Watched, ...]:
    return tuple(Watched(name=each.name, series_id=named("Series", "watches", each.series_id)) for each in given)


def terms(given: DefineTriggerInput, usual: measuring.TriggerTemplate | None, told_in: Locale) -> measuring.Terms:
    rules, owner, watches = (
        usual.rules if usual else None,
        named("Person", "owner", given.owner),
        watched(given.watches),
    )
    return measuring.Terms(
        name=said("name", given.name, usual.title.told_in(told_in) if usual else None),
        watches=watches,
        expression=said("expression", given.expression, rules.expression if rules else None),
        clears=rules.clears if given.clears is None and rules else given.clears,
        consecutive=said("consecutive", given.consecutive, rules.consecutive if rules else None),
        severity=said("severity", given.severity, usual.severity if usual else None),
        playbook=said("playbook", given.playbook, usual.playbook.told_in(told_in) if usual else None),
        owner=owner,
        due_in_days=said("dueInDays", given.due_in_days, usual.due_in_days if usual else None),
    )


def revised(given: ReviseTriggerInput) -> measuring.Terms:
    return measuring.Terms(
        name=given.name,
        watches=watched(given.watches),
        expression=given.expression,
        clears=given.clears,
        consecutive=given.consecutive,
        severity=given.severity,
        playbook=given.playbook,
        owner=named("Person", "owner", given.owner),
        due_in_days=given.due_in_days,
    )


@strawberry.type
class TriggerMutations:
    @rejectable("Lay down, before the system is live, what makes people step in.")
    async def define_trigger(self, info: Info, given: Given[DefineTriggerInput]) -> TriggerPayload:
        asked, usual = await commanded(info, given), template_of(given)
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        wanted = terms(given, usual, await language(info.context))
        command = measuring.DefineTrigger(
            engagement_id=engagement_id,
            trigger_id=asked.new(NOUN),
            cadence=said("cadence", given.cadence, usual.cadence if usual else None),
            terms=wanted,
            template=given.template,
        )
        return await TriggerPayload.after(info, asked, command, command.trigger_id)

    @rejectable("Change a trigger: its rules before the system is live, whose it is and what to do at any time.")
    async def revise_trigger(self, info: Info, given: Given[ReviseTriggerInput]) -> TriggerPayload:
        trigger_id = named(NOUN, "triggerId", given.trigger_id)
        command = measuring.ReviseTrigger(trigger_id=trigger_id, terms=revised(given), reason=given.reason)
        return await TriggerPayload.after(info, await commanded(info, given), command, trigger_id)

    @rejectable("Judge a trigger no more; what it started goes on.")
    async def retire_trigger(self, info: Info, given: Given[RetireTriggerInput]) -> TriggerPayload:
        trigger_id = named(NOUN, "triggerId", given.trigger_id)
        command = measuring.RetireTrigger(trigger_id=trigger_id, reason=given.reason)
        return await TriggerPayload.after(info, await commanded(info, given), command, trigger_id)

    @rejectable("Take an intervention up.")
    async def acknowledge_intervention(self, info: Info, given: Given[InterventionInput]) -> InterventionPayload:
        intervention_id = named(INTERVENTION, "interventionId", given.intervention_id)
        trigger_id = named(NOUN, "triggerId", given.trigger_id)
        command = measuring.AcknowledgeIntervention(trigger_id=trigger_id, intervention_id=intervention_id)
        return await InterventionPayload.after(info, await commanded(info, given), command, intervention_id)

    @rejectable("Say what was done, and what came of it; whether it helped is measured later.")
    async def complete_intervention(self, info: Info, given: Given[CompleteInterventionInput]) -> InterventionPayload:
        intervention_id = named(INTERVENTION, "interventionId", given.intervention_id)
        trigger_id = named(NOUN, "triggerId", given.trigger_id)
        command = measuring.CompleteIntervention(
            trigger_id=trigger_id, intervention_id=intervention_id, outcome=given.outcome
        )
        return await InterventionPayload.after(info, await commanded(info, given), command, intervention_id)
