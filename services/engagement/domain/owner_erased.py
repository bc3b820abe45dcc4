"""Whoever is erased owns no system any more: each that they owned has lost its owner, and that is said at once."""

from dataclasses import field
from typing import TypeAlias, assert_never
from uuid import UUID

from services.engagement.domain.engagement import VacateSystemOwner
from shared.events.engagements import SystemOwnerAssigned, SystemOwnerVacated
from shared.events.people import PersonErased
from shared.events.tenants import Locale, TenantConfigured
from shared.kernel.growing import Growing
from shared.kernel.reaction import Memory
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.policy.shipped import Label

REASON = Label(en="The person was erased.", fr="La personne a été effacée.")
Remembered: TypeAlias = SystemOwnerAssigned | SystemOwnerVacated | TenantConfigured


@record
class Owners:
    """Of each engagement's system, None once vacated; and the language that the tenant reads."""

    of: Growing[UUID, UUID | None] = field(default_factory=Growing)
    locale: Locale = Locale.EN


def evolve(owners: Owners, recorded: Recorded[Remembered]) -> Owners:
    event = recorded.event
    match event:
        case SystemOwnerAssigned():
            return replaced(owners, of=owners.of.having(event.engagement_id, event.owner))
        case SystemOwnerVacated():
            return replaced(owners, of=owners.of.having(event.engagement_id, None))
        case TenantConfigured():
            return replaced(owners, locale=event.locale)
        case _:
            assert_never(event)


def vacate_erased(recorded: Recorded[PersonErased], owners: Owners) -> list[VacateSystemOwner]:
    person, reason = recorded.event.person, REASON.told_in(owners.locale)
    return [
        VacateSystemOwner(engagement_id=engagement, reason=reason, owner=person)
        for engagement, owner in owners.of.items()
        if owner == person
    ]


OWNERS = Memory(handles=(SystemOwnerAssigned, SystemOwnerVacated, TenantConfigured), initial=Owners(), evolve=evolve)
