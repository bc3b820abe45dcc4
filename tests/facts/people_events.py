"""Eli sets up the tenant; Dee administers it with him, and sponsors one engagement."""

from shared.events.people import PersonErased, PersonRegistered, Role, RoleGranted, RoleRevoked
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import DEE, ELI

ELI_REGISTERED = PersonRegistered(person=ELI)
ELI_ADMINISTERS = RoleGranted(person=ELI, role=Role.ADMINISTRATOR)
ELI_ADMINISTERS_NO_MORE = RoleRevoked(person=ELI, role=Role.ADMINISTRATOR)
ELI_ERASED = PersonErased(person=ELI)
DEE_REGISTERED = PersonRegistered(person=DEE)
DEE_ADMINISTERS = RoleGranted(person=DEE, role=Role.ADMINISTRATOR)
DEE_SPONSORS = RoleGranted(person=DEE, role=Role.SPONSOR, engagement_id=ENGAGEMENT)
DEE_SPONSORS_NO_MORE = RoleRevoked(person=DEE, role=Role.SPONSOR, engagement_id=ENGAGEMENT)
DEE_ERASED = PersonErased(person=DEE)
