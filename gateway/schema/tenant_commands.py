"""What administrators do: configure the tenant, register people, give and take roles."""

from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.masking import BadId
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
from gateway.schema.ids import named, uuid_of
from gateway.schema.people import Person, person_of
from gateway.schema.tenants import Tenant, tenant_of
from gateway.schema.told import Locale
from services.engagement.contract import (
    ConfigureTenant,
    ErasePerson,
    GrantRole,
    Name,
    RegisterPerson,
    RevokeRole,
    listed,
)
from shared.events.people import Role
from shared.events.tenants import DataRegion
from shared.kernel.refusal import IdempotencyKeyReused, NotWellFormed
from shared.kernel.text import line
from shared.projecting.as_of import LIVE
from shared.web.identity import LONGEST_SUBJECT, person_id


@strawberry.type(description="The person as they now read, or why nothing was recorded.")
class PersonPayload:
    person: Person | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, asked: Command, command: object, person: UUID) -> Self:
        consistency = await record_it(info, asked, command)
        return cls(person=await person_of(info, LIVE, person), consistency=consistency)


@strawberry.type(description="The tenant as it now reads, or why nothing was recorded.")
class TenantPayload:
    tenant: Tenant | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None


@strawberry.input
class ConfigureTenantInput(CommandInput):
    locale: Locale
    time_zone: str
    currency: str
    data_region: DataRegion


@strawberry.input
class RegisterPersonInput(CommandInput):
    issuer: str = strawberry.field(description="Who gives out the person's tokens: their `iss`.")
    subject: str = strawberry.field(description="Whom that issuer means: the tokens' `sub`.")
    name: str
    email: str | None = None


@strawberry.input
class RoleInput(CommandInput):
    person: strawberry.ID
    role: Role
    engagement_id: strawberry.ID | None = strawberry.field(
        default=None,
        description="Without one the role holds in the whole tenant. Before an engagement has started: its pilot's id.",
    )


@strawberry.input
class ErasePersonInput(CommandInput):
    person: strawberry.ID


@strawberry.type
class TenantMutations:
    @rejectable("Say how the tenant counts days and money.")
    async def configure_tenant(self, info: Info, given: Given[ConfigureTenantInput]) -> TenantPayload:
        asked = await commanded(info, given)
        command = ConfigureTenant(
            tenant_id=asked.tenant,
            locale=given.locale,
            time_zone=given.time_zone,
            currency=given.currency,
            data_region=given.data_region,
        )
        consistency = await record_it(info, asked, command)
        return TenantPayload(tenant=await tenant_of(info, LIVE, asked.tenant), consistency=consistency)

    @rejectable("Make a person known, by the subject of their tokens. The name goes into the directory only.")
    async def register_person(self, info: Info, given: Given[RegisterPersonInput]) -> PersonPayload:
        asked, name = await commanded(info, given), name_of(given)
        person, directory = name.person, info.context.backends.directory
        consistency = await record_it(info, asked, RegisterPerson(tenant_id=asked.tenant, person=person))
        known = await info.context.name_of(person) if consistency.repeated else None
        if known is None:
            await directory.enter(asked.tenant, name)
        elif known != name:
            raise IdempotencyKeyReused(where=("input", "idempotencyKey"))
        return PersonPayload(person=await person_of(info, LIVE, person), consistency=consistency)

    @rejectable("Entrust somebody with a role.")
    async def grant_role(self, info: Info, given: Given[RoleInput]) -> PersonPayload:
        asked, person = await commanded(info, given), named("Person", "person", given.person)
        command = GrantRole(tenant_id=asked.tenant, person=person, role=given.role, engagement_id=engagement(given))
        return await PersonPayload.after(info, asked, command, person)

    @rejectable("Take a role back: whatever it permitted is refused from now on.")
    async def revoke_role(self, info: Info, given: Given[RoleInput]) -> PersonPayload:
        asked, person = await commanded(info, given), named("Person", "person", given.person)
        command = RevokeRole(tenant_id=asked.tenant, person=person, role=given.role, engagement_id=engagement(given))
        return await PersonPayload.after(info, asked, command, person)

    @rejectable("Forget who somebody was: the directory drops the name, the roles end, the history stays.")
    async def erase_person(self, info: Info, given: Given[ErasePersonInput]) -> PersonPayload:
        asked, person = await commanded(info, given), named("Person", "person", given.person)
        consistency = await record_it(info, asked, ErasePerson(tenant_id=asked.tenant, person=person))
        await info.context.backends.directory.erase(asked.tenant, person)
        return PersonPayload(person=await person_of(info, LIVE, person), consistency=consistency)


def name_of(given: RegisterPersonInput) -> Name:
    return listed(person_id(issuer(given.issuer), subject(given.subject)), given.name, given.email)


def issuer(given: str) -> str:
    """Without the mark that separates issuer and subject in a person's id: `a|b` and `c` is not `a` and `b|c`."""
    if "|" in given or line("issuer", given) != given:
        raise NotWellFormed(where=("input", "issuer"), problem="issuer is the name of an issuer, as its tokens say it")
    return given


def subject(given: str) -> str:
    if not 0 < len(given) <= LONGEST_SUBJECT:
        raise NotWellFormed(where=("input", "subject"), problem=f"subject has 1 to {LONGEST_SUBJECT} characters")
    if given != given.strip() or not given.isprintable():
        raise NotWellFormed(where=("input", "subject"), problem="subject is printable, without space around it")
    return given


def engagement(given: RoleInput) -> UUID | None:
    return of_pilot_or_engagement(given.engagement_id) if given.engagement_id else None


def of_pilot_or_engagement(gid: strawberry.ID) -> UUID:
    """A pilot's id stands for the engagement that it becomes: people are needed before the start."""
    try:
        return uuid_of("Pilot", gid)
    except BadId:
        return named("Engagement", "engagementId", gid)
