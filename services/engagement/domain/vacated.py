"""Whoever leaves takes nothing along: what they had taken on is vacated by itself, until somebody else is named."""

from collections.abc import Iterator
from dataclasses import field
from typing import TypeAlias, assert_never, get_args
from uuid import UUID
from zoneinfo import ZoneInfo

from services.engagement.domain.accountability import VacateModelAccountability
from services.engagement.domain.change.programme_commands import ReleaseChampion
from services.engagement.domain.engagement import VacateSystemOwner
from services.engagement.domain.gap.commands import VacateGapOwner
from services.engagement.domain.source.commands import VacateDataSourceOwner
from services.engagement.domain.stage.commands import VacateStageLead
from shared.authority import grants as authority
from shared.authority.grants import NOBODY, Grants
from shared.events.accountability import ModelAccountabilityAssigned, ModelAccountabilityVacated
from shared.events.engagements import SystemOwnerAssigned, SystemOwnerVacated
from shared.events.gaps import GapOwnerAssigned, GapOwnerVacated
from shared.events.people import (
    DelegationEnded,
    EngagementAccessEnded,
    EngagementAccessGranted,
    PeopleEvent,
    PersonErased,
    Role,
    RoleRevoked,
)
from shared.events.programme import ChampionLeft, ChampionNominated
from shared.events.sources import DataSourceOwnerNamed, DataSourceOwnerVacated, DataSourceRegistered
from shared.events.stages import Stage, StageLeadNamed, StageLeadVacated
from shared.events.tenants import Locale, TenantConfigured
from shared.kernel.growing import Growing
from shared.kernel.reaction import Memory
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.policy.shipped import Label

UTC = ZoneInfo("UTC")
ERASED = Label(en="The person was erased.", fr="La personne a été effacée.")
GONE = Label(en="The person holds no role for it any more.", fr="La personne n'a plus de rôle qui le permette.")

Taken: TypeAlias = (
    SystemOwnerAssigned
    | ModelAccountabilityAssigned
    | GapOwnerAssigned
    | StageLeadNamed
    | DataSourceRegistered
    | DataSourceOwnerNamed
    | ChampionNominated
)
Left: TypeAlias = (
    SystemOwnerVacated
    | ModelAccountabilityVacated
    | GapOwnerVacated
    | StageLeadVacated
    | DataSourceOwnerVacated
    | ChampionLeft
)
Remembered: TypeAlias = Taken | Left | PeopleEvent | TenantConfigured
Vacate: TypeAlias = (
    VacateSystemOwner
    | VacateModelAccountability
    | VacateGapOwner
    | VacateStageLead
    | VacateDataSourceOwner
    | ReleaseChampion
)
Lost: TypeAlias = RoleRevoked | DelegationEnded | EngagementAccessEnded | EngagementAccessGranted
"""By which somebody may hold a role no more that they held: also access that is granted anew, with fewer roles."""

Place: TypeAlias = tuple[str, UUID, Stage | UUID | None]
"""What is taken on by one person at a time, of what."""


@record
class Holder:
    """Who has it, in which engagement, and the role that it takes there, if it takes a certain one."""

    person: UUID
    engagement_id: UUID | None
    role: Role | None = None


@record
class Holders:
    """Of each place, None once vacated; who holds which roles; the tenant's language, and where its days begin.

    `dropped` are the roles of the access that was replaced last which the new one does not have.
    """

    of: Growing[Place, Holder | None] = field(default_factory=Growing)
    grants: Grants = NOBODY
    locale: Locale = Locale.EN
    zone: ZoneInfo = UTC
    dropped: frozenset[Role] = frozenset()


def evolve(holders: Holders, recorded: Recorded[Remembered]) -> Holders:
    event = recorded.event
    match event:
        case TenantConfigured():
            return replaced(holders, locale=event.locale, zone=ZoneInfo(event.time_zone))
        case EngagementAccessGranted():
            dropped = holders.grants.let_in_with(event.person, event.engagement_id).difference(event.roles)
            return replaced(holders, grants=authority.evolve(holders.grants, event), dropped=dropped)
        case _ if isinstance(event, PeopleEvent):
            return replaced(holders, grants=authority.evolve(holders.grants, event))
        case _:
            return replaced(holders, of=holders.of.having(place(event), holder(event, recorded.engagement_id)))


def place(event: Taken | Left) -> Place:
    match event:
        case SystemOwnerAssigned() | SystemOwnerVacated():
            return "system", event.engagement_id, None
        case ModelAccountabilityAssigned() | ModelAccountabilityVacated():
            return "model", event.engagement_id, None
        case GapOwnerAssigned() | GapOwnerVacated():
            return "gap", event.gap_id, None
        case StageLeadNamed() | StageLeadVacated():
            return "stage", event.engagement_id, event.stage
        case ChampionNominated() | ChampionLeft():
            return "champion", event.engagement_id, event.person
        case _:
            return "source", event.source_id, None


def holder(event: Taken | Left, engagement_id: UUID | None) -> Holder | None:
    match event:
        case ModelAccountabilityAssigned():
            return Holder(person=event.person, engagement_id=engagement_id, role=Role(event.role))
        case DataSourceRegistered(owner=UUID() as owner) | DataSourceOwnerNamed(owner=owner):
            return Holder(person=owner, engagement_id=engagement_id, role=Role.DATA_OWNER)
        case (
            SystemOwnerAssigned(owner=person)
            | GapOwnerAssigned(owner=person)
            | StageLeadNamed(lead=person)
            | ChampionNominated(person=person)
        ):
            return Holder(person=person, engagement_id=engagement_id)
        case _:
            return None


def vacate_all_but_systems(recorded: Recorded[PersonErased], holders: Holders) -> list[Vacate]:
    """Whoever was erased: systems are left by a reaction of their own."""
    person, reason = recorded.event.person, ERASED.told_in(holders.locale)
    return [vacate(place, person, reason) for place, _ in held(holders, person) if place[0] != "system"]


def vacate_gone(recorded: Recorded[Lost], holders: Holders) -> list[Vacate]:
    """What takes a role that they hold there no more; and all of it where they hold none."""
    event, reason = recorded.event, GONE.told_in(holders.locale)
    person, day = event.person, recorded.occurred_at.astimezone(holders.zone).date()
    found: list[Vacate] = []
    for each, holder in held(holders, person):
        roles = holders.grants.who(person, holder.engagement_id, day).roles
        concerned = event.engagement_id in {None, holder.engagement_id}
        if concerned and (not roles or needed_no_more(event, holder, roles, holders.dropped)):
            found.append(vacate(each, person, reason))
    return found


def needed_no_more(event: Lost, holder: Holder, roles: frozenset[str], dropped: frozenset[Role]) -> bool:
    if holder.role is None or holder.role in roles:
        return False
    match event:
        case RoleRevoked() | DelegationEnded():
            return event.role is holder.role
        case EngagementAccessEnded():
            return True
        case EngagementAccessGranted():
            return holder.role in dropped
        case _:
            assert_never(event)


def held(holders: Holders, person: UUID) -> Iterator[tuple[Place, Holder]]:
    for each, holder in holders.of.items():
        if holder is not None and holder.person == person:
            yield each, holder


def vacate(place: Place, person: UUID, reason: str) -> Vacate:
    match place:
        case "system", of, _:
            return VacateSystemOwner(engagement_id=of, owner=person, reason=reason)
        case "model", of, _:
            return VacateModelAccountability(engagement_id=of, person=person, reason=reason)
        case "gap", of, _:
            return VacateGapOwner(gap_id=of, owner=person, reason=reason)
        case "stage", of, Stage() as stage:
            return VacateStageLead(engagement_id=of, stage=stage, lead=person, reason=reason)
        case "champion", of, _:
            return ReleaseChampion(engagement_id=of, person=person, reason=reason)
        case _:
            return VacateDataSourceOwner(source_id=place[1], owner=person, reason=reason)


HOLDERS = Memory(
    handles=(*get_args(Taken), *get_args(Left), *get_args(PeopleEvent), TenantConfigured),
    initial=Holders(),
    evolve=evolve,
)
