"""What administrators do for people from other tenants: let them into one engagement, and end that."""

from datetime import date

import strawberry

from gateway.context import Info
from gateway.schema.answers import CommandInput, Given, commanded, rejectable
from gateway.schema.ids import named
from gateway.schema.tenant_commands import PersonPayload, of_pilot_or_engagement
from services.engagement.contracts import access
from shared.events.people import Role


@strawberry.input(description="The person is registered here first, so that what they do reads as theirs.")
class GrantEngagementAccessInput(CommandInput):
    person: strawberry.ID
    home: strawberry.ID = strawberry.field(description="The tenant that the person comes from, and whose tokens count.")
    engagement_id: strawberry.ID = strawberry.field(description="Before an engagement has started: its pilot's id.")
    roles: list[Role]
    until: date = strawberry.field(description="The last day; at most a year from now.")


@strawberry.input
class EndEngagementAccessInput(CommandInput):
    person: strawberry.ID
    engagement_id: strawberry.ID
    reason: str


@strawberry.type
class AccessMutations:
    @rejectable("Let somebody from another tenant into one engagement, until a day; replaces what they had there.")
    async def grant_engagement_access(self, info: Info, given: Given[GrantEngagementAccessInput]) -> PersonPayload:
        asked, person = await commanded(info, given), named("Person", "person", given.person)
        command = access.GrantEngagementAccess(
            tenant_id=asked.tenant,
            person=person,
            home=named("Tenant", "home", given.home),
            engagement_id=of_pilot_or_engagement(given.engagement_id),
            roles=tuple(given.roles),
            until=given.until,
        )
        payload = await PersonPayload.after(info, asked, command, person)
        await info.context.backends.directory.invite(asked.tenant, command.home, person)
        return payload

    @rejectable("End that access: whatever it opened is shut from now on.")
    async def end_engagement_access(self, info: Info, given: Given[EndEngagementAccessInput]) -> PersonPayload:
        asked, person = await commanded(info, given), named("Person", "person", given.person)
        command = access.EndEngagementAccess(
            tenant_id=asked.tenant,
            person=person,
            engagement_id=of_pilot_or_engagement(given.engagement_id),
            reason=given.reason,
        )
        return await PersonPayload.after(info, asked, command, person)
