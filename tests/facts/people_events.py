"""Eli sets up the tenant; Dee administers it with him, and sponsors one engagement. Bo, an adviser, is let into it."""

from datetime import date
from uuid import UUID

from shared.events.people import (
    DelegationEnded,
    EngagementAccessEnded,
    EngagementAccessGranted,
    PersonErased,
    PersonRegistered,
    Role,
    RoleDelegated,
    RoleGranted,
    RoleRevoked,
)
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import BO, CLEO, DEE, ELI

ELI_REGISTERED = PersonRegistered(person=ELI)
ELI_ADMINISTERS = RoleGranted(person=ELI, role=Role.ADMINISTRATOR)
ELI_ADMINISTERS_NO_MORE = RoleRevoked(person=ELI, role=Role.ADMINISTRATOR)
ELI_ERASED = PersonErased(person=ELI)
DEE_REGISTERED = PersonRegistered(person=DEE)
DEE_ADMINISTERS = RoleGranted(person=DEE, role=Role.ADMINISTRATOR)
DEE_SPONSORS = RoleGranted(person=DEE, role=Role.SPONSOR, engagement_id=ENGAGEMENT)
DEE_SPONSORS_NO_MORE = RoleRevoked(person=DEE, role=Role.SPONSOR, engagement_id=ENGAGEMENT)
DEE_ERASED = PersonErased(person=DEE)
ADVISERS = UUID(int=0xAD)
BO_LET_IN = EngagementAccessGranted(
    person=BO,
    home=ADVISERS,
    engagement_id=ENGAGEMENT,
    roles=(Role.ENGAGEMENT_LEAD, Role.MODEL_LEAD),
    until=date(2026, 6, 30),
)
BO_LET_OUT = EngagementAccessEnded(person=BO, engagement_id=ENGAGEMENT, reason="The mandate is over.")
BO_COMES_AND_GOES = (BO_LET_IN, BO_LET_OUT, BO_LET_IN)
DEE_LENDS = RoleDelegated(
    person=CLEO,
    delegator=DEE,
    role=Role.SPONSOR,
    until=date(2026, 3, 31),
    apart_after=date(2026, 5, 1),
    reason="I am away in March.",
    engagement_id=ENGAGEMENT,
)
DEE_LENDS_NO_MORE = DelegationEnded(
    person=CLEO,
    delegator=DEE,
    role=Role.SPONSOR,
    reason="I am back.",
    ender=DEE,
    engagement_id=ENGAGEMENT,
)
CLEO_IS_LENT_A_ROLE = (PersonRegistered(person=CLEO), DEE_LENDS, DEE_LENDS_NO_MORE, DEE_LENDS)
