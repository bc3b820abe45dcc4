"""Whoever is erased leaves every system that they own, and it happens by itself."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.engagement.domain.engagement import ENGAGEMENT, VacateSystemOwner
from services.engagement.domain.reactions import REACTIONS
from shared.events.people import PersonErased
from shared.events.tenants import Locale
from tests.facts.engagements import ENGAGEMENT as ENGAGEMENT_ID
from tests.facts.engagements import OWNER_ASSIGNED, OWNER_VACATED, STARTED
from tests.facts.people import BO, CLEO
from tests.facts.tenants import TENANT_CONFIGURED
from tests.history import called_by_last, recorded
from tests.scenario import Scenario

pytestmark = pytest.mark.req("RO4")

REACTION = next(each for each in REACTIONS if each.name == "system owner erased")
OTHER = UUID(int=0xE2)
ERASED = PersonErased(person=CLEO)
ENGLISH = replace(TENANT_CONFIGURED, locale=Locale.EN)
LEAVES = VacateSystemOwner(engagement_id=ENGAGEMENT_ID, reason="The person was erased.", owner=CLEO)
TWO = (OWNER_ASSIGNED, replace(OWNER_ASSIGNED, engagement_id=OTHER))

given = Scenario(decider=ENGAGEMENT).given


def called_for(*facts: object) -> list[object]:
    """By the last of the facts."""
    return called_by_last(REACTION, recorded(facts))


def test_whoever_is_erased_leaves_every_system_that_they_own() -> None:
    assert called_for(ENGLISH, *TWO, ERASED) == [LEAVES, replace(LEAVES, engagement_id=OTHER)]


def test_what_they_own_no_more_keeps_its_owner() -> None:
    assert called_for(*TWO, OWNER_VACATED, ERASED) == [replace(LEAVES, engagement_id=OTHER)]
    assert called_for(OWNER_ASSIGNED, replace(OWNER_ASSIGNED, owner=BO), ERASED) == []
    assert called_for(OWNER_ASSIGNED, PersonErased(person=BO)) == []


def test_it_is_so_for_whoever_was_erased_before_too() -> None:
    assert REACTION.past


def test_why_they_left_reads_in_the_tenants_language() -> None:
    french = replace(TENANT_CONFIGURED, locale=Locale.FR)
    assert called_for(french, OWNER_ASSIGNED, ERASED) == [replace(LEAVES, reason="La personne a été effacée.")]


def test_the_system_has_no_owner_then_and_whoever_was_named_since_stays() -> None:
    vacated = replace(OWNER_VACATED, reason=LEAVES.reason)
    given(STARTED, OWNER_ASSIGNED).when(LEAVES).then(vacated)
    given(STARTED, OWNER_ASSIGNED, vacated).when(LEAVES).then_nothing()
    given(STARTED, OWNER_ASSIGNED, replace(OWNER_ASSIGNED, owner=BO)).when(LEAVES).then_nothing()
