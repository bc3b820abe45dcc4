"""What people do for each other: lend a role of theirs until a day, and end that."""

from datetime import date

import strawberry

from gateway.context import Info
from gateway.schema.answers import CommandInput, Given, commanded, rejectable
from gateway.schema.ids import named
from gateway.schema.tenant_commands import PersonPayload, of_pilot_or_engagement
from services.engagement.contracts import access
from shared.events.people import Role


@strawberry.input(description="Who acts for you gives commands with the header `Fairway-On-Behalf-Of` and your id.")
class DelegateRoleInput(CommandInput):
    person: strawberry.ID
    role: Role = strawberry.field(description="One that you hold there yourself, and were not lent.")
    until: date = strawberry.field(description="The last day; about three months from now at most.")
    reason: str
    engagement_id: strawberry.ID | None = strawberry.field(
        default=None, description="Without one: wherever you hold the role, which must be in the whole tenant."
    )


@strawberry.input
class EndDelegationInput(CommandInput):
    person: strawberry.ID = strawberry.field(description="Who was lent the role.")
    delegator: strawberry.ID = strawberry.field(description="Whose role it is.")
    role: Role
    reason: str
    engagement_id: strawberry.ID | None = None


@strawberry.type
class DelegationMutations:
    @rejectable("Lend a role of yours to somebody else until a day; from now on the two of you count as one.")
    async def delegate_role(self, info: Info, given: Given[DelegateRoleInput]) -> PersonPayload:
        asked, person = await commanded(info, given), named("Person", "person", given.person)
        command = access.DelegateRole(
            tenant_id=asked.tenant,
            person=person,
            role=given.role,
            engagement_id=None if given.engagement_id is None else of_pilot_or_engagement(given.engagement_id),
            until=given.until,
            reason=given.reason,
        )
        return await PersonPayload.after(info, asked, command, person)

    @rejectable("End a delegation before its day: nobody acts by it from now on.")
    async def end_delegation(self, info: Info, given: Given[EndDelegationInput]) -> PersonPayload:
        asked, person = await commanded(info, given), named("Person", "person", given.person)
        command = access.EndDelegation(
            tenant_id=asked.tenant,
            person=person,
            delegator=named("Person", "delegator", given.delegator),
            role=given.role,
            engagement_id=None if given.engagement_id is None else of_pilot_or_engagement(given.engagement_id),
            reason=given.reason,
        )
        return await PersonPayload.after(info, asked, command, person)
