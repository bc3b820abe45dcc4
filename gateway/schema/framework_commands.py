"""What can be done with frameworks: published by a tenant, and adopted for an engagement."""

import strawberry

from gateway.context import Info
from gateway.schema.answers import CommandInput, Consistency, Given, Rejection, commanded, record_it, rejectable
from gateway.schema.criteria import CriteriaSet, criteria_set_of
from gateway.schema.engagement_commands import EngagementInput
from gateway.schema.frameworks import Framework
from gateway.schema.ids import named
from services.gates.contracts import frameworks
from shared.projecting.as_of import LIVE


@strawberry.type(description="The version that was published last of this name, or why nothing was recorded.")
class FrameworkPayload:
    framework: Framework | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None


@strawberry.type(description="What the engagement is held to now, or why nothing was recorded.")
class CriteriaSetPayload:
    criteria_set: CriteriaSet | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None


@strawberry.input(description="`expectedVersion` is that of the framework, 0 before its first one.")
class PublishFrameworkInput(CommandInput):
    name: str
    document: str = strawberry.field(description="All of it, in YAML or JSON.")


@strawberry.input(description="A version of a framework.")
class FrameworkChoiceInput:
    name: str
    version: int | None = strawberry.field(default=None, description="The newest that there is if none is given.")


@strawberry.input(description="`expectedVersion` is that of the criteria set, 0 before the first one.")
class AdoptCriteriaSetInput(EngagementInput):
    frameworks: list[FrameworkChoiceInput] = strawberry.field(
        description="All of them: what the engagement was held to before stays in the set."
    )
    reason: str


@strawberry.type
class FrameworkMutations:
    @rejectable("Publish the next version of a framework of your own; those before it stand for ever.")
    async def publish_framework(self, info: Info, given: Given[PublishFrameworkInput]) -> FrameworkPayload:
        command = frameworks.PublishFramework(name=given.name, document=given.document)
        consistency = await record_it(info, await commanded(info, given), command)
        rows = [row for row in await info.context.load(LIVE, frameworks.frameworks_of, None) if row.name == given.name]
        found = Framework.of(rows[-1], LIVE) if rows else None
        return FrameworkPayload(framework=found, consistency=consistency)

    @rejectable("Say which frameworks an engagement is held to. The set only grows.")
    async def adopt_criteria_set(self, info: Info, given: Given[AdoptCriteriaSetInput]) -> CriteriaSetPayload:
        command = frameworks.AdoptCriteriaSet(
            engagement_id=named("Engagement", "engagementId", given.engagement_id),
            frameworks=tuple(
                frameworks.FrameworkChoice(name=each.name, version=each.version) for each in given.frameworks
            ),
            reason=given.reason,
        )
        consistency = await record_it(info, await commanded(info, given), command)
        found = await criteria_set_of(info, LIVE, command.engagement_id)
        return CriteriaSetPayload(criteria_set=found, consistency=consistency)
