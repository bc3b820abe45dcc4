"""Whoever is erased, or has no role any more, leaves all that they had taken on, and it happens by itself."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from services.engagement.domain.accountability import (
    ACCOUNTABILITY,
    AcceptModelAccountability,
    NotAssignedToYou,
    VacateModelAccountability,
)
from services.engagement.domain.change.programme_commands import ReleaseChampion
from services.engagement.domain.engagement import VacateSystemOwner
from services.engagement.domain.gap import GAP
from services.engagement.domain.gap.commands import GapHasNoOwner, StartGap, VacateGapOwner
from services.engagement.domain.grounding import GROUNDING, ApproveGroundingSource
from services.engagement.domain.grounding.commands import GroundingSourceHasNoOwner
from services.engagement.domain.reactions import REACTIONS
from services.engagement.domain.register import BASELINING
from services.engagement.domain.register.baselining import BaselineGapRegister, GapsWithoutOwner
from services.engagement.domain.source import SOURCE, ApproveDataAccess, DataSourceHasNoOwner, VacateDataSourceOwner
from services.engagement.domain.stage import STAGE, EnterStage, VacateStageLead
from services.engagement.domain.stage.commands import EntryCriteriaNotMet
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
from shared.events.stages import Stage
from shared.events.tenants import Locale
from tests.facts import accountability, gaps, hardening, programme, sources, stages
from tests.facts.engagements import ENGAGEMENT, OWNER_ASSIGNED, STARTED
from tests.facts.gates import passed
from tests.facts.people import ANA, BO, CLEO, DEE, NOW, as_role
from tests.facts.scope import SCOPE_DEFINED
from tests.facts.tenants import TENANT_CONFIGURED
from tests.history import called_by_last, recorded
from tests.scenario import Scenario

pytestmark = pytest.mark.req("RO4")

ERASED, GONE = (
    next(each for each in REACTIONS if each.name == name)
    for name in ("whoever was erased", "whoever has no role any more")
)
ENGLISH = replace(TENANT_CONFIGURED, locale=Locale.EN)
WAS_ERASED = "The person was erased."
NO_ROLE = "The person holds no role for it any more."
OF_A_GAP = VacateGapOwner(gap_id=gaps.GAP_ID, owner=BO, reason=WAS_ERASED)
OF_A_STAGE = VacateStageLead(engagement_id=ENGAGEMENT, stage=Stage.CLOSURE, lead=BO, reason=WAS_ERASED)
OF_THE_MODEL = VacateModelAccountability(engagement_id=ENGAGEMENT, person=DEE, reason=WAS_ERASED)
OF_A_SOURCE = VacateDataSourceOwner(source_id=sources.SOURCE_ID, owner=CLEO, reason=WAS_ERASED)
OTHERS_HOME = UUID(int=0xAD)


def of(role: Role, person: UUID = DEE, engagement: UUID | None = ENGAGEMENT) -> RoleGranted:
    return RoleGranted(person=person, role=role, engagement_id=engagement)


def revoked(grant: RoleGranted) -> RoleRevoked:
    return RoleRevoked(person=grant.person, role=grant.role, engagement_id=grant.engagement_id)


def erased(*facts: object) -> list[object]:
    return called_by_last(ERASED, recorded((ENGLISH, *facts)))


def gone(*facts: object) -> list[object]:
    return called_by_last(GONE, recorded((ENGLISH, *facts)))


def test_whoever_is_erased_leaves_all_that_they_had_taken_on() -> None:
    assert erased(gaps.OWNED, stages.LEAD_NAMED, PersonErased(person=BO)) == [OF_A_GAP, OF_A_STAGE]
    assert erased(accountability.ACCOUNTABILITY_ASSIGNED, PersonErased(person=DEE)) == [OF_THE_MODEL]
    assert erased(sources.SOURCE_REGISTERED, PersonErased(person=CLEO)) == [OF_A_SOURCE]
    released = ReleaseChampion(engagement_id=ENGAGEMENT, person=CLEO, reason=WAS_ERASED)
    assert erased(programme.CLEO_NOMINATED, PersonErased(person=CLEO)) == [released]
    assert erased(programme.CLEO_NOMINATED, programme.CLEO_LEFT, PersonErased(person=CLEO)) == []
    assert ERASED.past


def test_what_somebody_else_has_taken_over_stays_theirs() -> None:
    assert erased(gaps.OWNED, replace(gaps.OWNED, owner=CLEO), PersonErased(person=BO)) == []
    assert erased(sources.SOURCE_REGISTERED, sources.SOURCE_OWNER_NAMED, PersonErased(person=CLEO)) == []
    assert erased(gaps.OWNED, gaps.OWNER_LEFT, PersonErased(person=BO)) == []
    assert erased(replace(sources.SOURCE_REGISTERED, owner=None), PersonErased(person=CLEO)) == []
    assert erased(OWNER_ASSIGNED, PersonErased(person=CLEO)) == []  # a reaction of its own sees to that


def test_the_reason_reads_in_the_tenants_language() -> None:
    french = replace(TENANT_CONFIGURED, locale=Locale.FR)
    told = replace(OF_A_GAP, reason="La personne a été effacée.")
    assert erased(french, gaps.OWNED, PersonErased(person=BO)) == [told]


def test_whoever_holds_the_role_no_more_that_it_takes_leaves_it() -> None:
    sponsor, lead = of(Role.SPONSOR), of(Role.ENGAGEMENT_LEAD)
    known = (PersonRegistered(person=DEE), sponsor, lead, accountability.ACCOUNTABILITY_ASSIGNED)
    assert gone(*known, revoked(sponsor)) == [replace(OF_THE_MODEL, reason=NO_ROLE)]
    assert gone(*known, revoked(lead)) == []
    assert gone(*known, of(Role.SPONSOR, engagement=None), revoked(sponsor)) == []
    elsewhere = of(Role.SPONSOR, engagement=UUID(int=0xE2))
    assert gone(*known, elsewhere, revoked(elsewhere)) == []


def test_whoever_holds_no_role_there_any_more_leaves_all_of_it() -> None:
    lead = of(Role.ENGAGEMENT_LEAD, BO)
    known = (PersonRegistered(person=BO), lead, gaps.OWNED, replace(OWNER_ASSIGNED, owner=BO))
    system = VacateSystemOwner(engagement_id=ENGAGEMENT, owner=BO, reason=NO_ROLE)
    assert gone(*known, revoked(lead)) == [replace(OF_A_GAP, reason=NO_ROLE), system]
    assert gone(*known, of(Role.MANAGER, BO), revoked(lead)) == []


def test_a_visitor_whose_access_ends_leaves_all_of_it() -> None:
    access = EngagementAccessGranted(
        person=CLEO,
        home=OTHERS_HOME,
        engagement_id=ENGAGEMENT,
        roles=(Role.DATA_OWNER,),
        until=date(2026, 6, 30),
    )
    ended = EngagementAccessEnded(person=CLEO, engagement_id=ENGAGEMENT, reason="The mandate is over.")
    known = (PersonRegistered(person=CLEO), access, sources.SOURCE_REGISTERED)
    assert gone(*known, ended) == [replace(OF_A_SOURCE, reason=NO_ROLE)]
    assert gone(*known, of(Role.DATA_OWNER, CLEO), ended) == []
    assert gone(*known, replace(ended, engagement_id=UUID(int=0xE2))) == []


def test_a_visitor_who_is_let_in_anew_with_fewer_roles_leaves_what_took_them() -> None:
    access = EngagementAccessGranted(
        person=CLEO,
        home=OTHERS_HOME,
        engagement_id=ENGAGEMENT,
        roles=(Role.AUDITOR, Role.DATA_OWNER),
        until=date(2026, 6, 30),
    )
    less = replace(access, roles=(Role.AUDITOR,))
    known = (PersonRegistered(person=CLEO), access, sources.SOURCE_REGISTERED)
    assert gone(*known, less) == [replace(OF_A_SOURCE, reason=NO_ROLE)]
    assert gone(*known, replace(access, until=date(2026, 7, 31))) == []
    assert gone(*known, of(Role.DATA_OWNER, CLEO), less) == []
    assert gone(*known[:1], sources.SOURCE_REGISTERED, less) == []  # named before they were let in


def test_whoever_acted_in_a_role_that_they_are_lent_no_more_leaves_what_took_it() -> None:
    sponsor, manager = of(Role.SPONSOR, BO), of(Role.MANAGER)
    day = date(2026, 6, 30)
    lent = RoleDelegated(person=DEE, delegator=BO, role=Role.SPONSOR, until=day, apart_after=day, reason="Leave")
    ended = DelegationEnded(person=DEE, delegator=BO, role=Role.SPONSOR, reason="Back", ender=BO)
    there = (PersonRegistered(person=DEE), PersonRegistered(person=BO), manager, sponsor)
    known = (*there, lent, accountability.ACCOUNTABILITY_ASSIGNED)
    assert gone(*known, ended) == [replace(OF_THE_MODEL, reason=NO_ROLE)]
    assert gone(*known, of(Role.SPONSOR), ended) == []


def test_whether_an_access_is_over_goes_by_the_tenants_day() -> None:
    lead = of(Role.ENGAGEMENT_LEAD, BO)
    until = NOW.date() - timedelta(days=1)
    access = EngagementAccessGranted(
        person=BO, home=OTHERS_HOME, engagement_id=ENGAGEMENT, roles=(Role.DATA_OWNER,), until=until
    )
    known = (PersonRegistered(person=BO), lead, access, gaps.OWNED, revoked(lead))
    assert gone(*known) == [replace(OF_A_GAP, reason=NO_ROLE)]
    west = replace(ENGLISH, time_zone="Pacific/Pago_Pago")
    assert NOW.astimezone(ZoneInfo(west.time_zone)).date() == until
    assert gone(west, *known) == []


def test_nobody_answers_for_the_model_then_and_whoever_was_named_since_stays() -> None:
    given = Scenario(decider=ACCOUNTABILITY).given
    named = (STARTED, accountability.ACCOUNTABILITY_ASSIGNED)
    given(*named).when(OF_THE_MODEL).then(accountability.ACCOUNTABILITY_VACATED)
    given(*named, accountability.ACCOUNTABILITY_VACATED).when(OF_THE_MODEL).then_nothing()
    given(*named, replace(accountability.ACCOUNTABILITY_ASSIGNED, person=BO)).when(OF_THE_MODEL).then_nothing()
    accept = AcceptModelAccountability(engagement_id=ENGAGEMENT)
    given(*named, accountability.ACCOUNTABILITY_VACATED).when(accept, by=as_role(DEE, Role.SPONSOR)).refused(
        NotAssignedToYou
    )
    assert ACCOUNTABILITY.permits[VacateModelAccountability] == frozenset()


def test_a_gap_has_no_owner_then_unless_it_is_closed() -> None:
    given = Scenario(decider=GAP).given
    owned = (gaps.OPENED, gaps.OWNED)
    given(*owned).when(OF_A_GAP).then(gaps.OWNER_LEFT)
    given(*owned, gaps.OWNER_LEFT).when(OF_A_GAP).then_nothing()
    given(*owned, gaps.OWNER_LEFT).when(StartGap(gap_id=gaps.GAP_ID)).refused(GapHasNoOwner)
    given(*owned, replace(gaps.OWNED, owner=CLEO)).when(OF_A_GAP).then_nothing()
    given(*owned, gaps.CANCELLED).when(OF_A_GAP).then_nothing()
    given(*owned, gaps.BEGUN, gaps.RESOLVED, gaps.VERIFIED).when(OF_A_GAP).then_nothing()
    assert GAP.permits[VacateGapOwner] == frozenset()


@pytest.mark.req("RA6")
def test_a_gap_whose_owner_left_keeps_the_register_from_its_baseline() -> None:
    given = Scenario(decider=BASELINING).given
    left = (STARTED, gaps.OPENED, gaps.OWNED, gaps.OWNER_LEFT)
    given(*left).when(BaselineGapRegister(engagement_id=ENGAGEMENT)).refused(GapsWithoutOwner)


@pytest.mark.req("RSG2")
def test_a_stage_has_no_lead_then_and_is_not_entered_without_one() -> None:
    given = Scenario(decider=STAGE).given
    led = (STARTED, SCOPE_DEFINED, stages.LEAD_NAMED)
    given(*led).when(OF_A_STAGE).then(stages.LEAD_LEFT)
    given(*led, stages.LEAD_LEFT).when(OF_A_STAGE).then_nothing()
    given(*led, replace(stages.LEAD_NAMED, lead=ANA)).when(OF_A_STAGE).then_nothing()
    ready = (*stages.delivered(Stage.ASSESSMENT), passed(Stage.ASSESSMENT))
    enter = EnterStage(engagement_id=ENGAGEMENT, stage=Stage.CLOSURE)
    given(*led, *ready, stages.LEAD_LEFT).when(enter).refused(EntryCriteriaNotMet, saying="lead_named")
    beyond = (stages.entered(Stage.CLOSURE), stages.entered(Stage.HARDENING))
    given(*led, *ready, *beyond).when(OF_A_STAGE).then_nothing()
    assert STAGE.permits[VacateStageLead] == frozenset()


@pytest.mark.req("RB1", "RH3")
def test_a_source_has_no_owner_then_and_what_they_approved_falls() -> None:
    given = Scenario(decider=SOURCE).given
    owned = (STARTED, sources.SOURCE_REGISTERED, sources.CLASSIFIED, sources.ACCESS_REQUESTED, sources.ACCESS_APPROVED)
    given(*owned).when(OF_A_SOURCE).then(sources.SOURCE_OWNER_LEFT)
    given(*owned, sources.SOURCE_OWNER_LEFT).when(OF_A_SOURCE).then_nothing()
    given(*owned, sources.SOURCE_OWNER_NAMED).when(OF_A_SOURCE).then_nothing()
    again = ApproveDataAccess(
        source_id=sources.SOURCE_ID, access_id=sources.ACCESS_ID, until=sources.ACCESS_APPROVED.until
    )
    cleo = as_role(CLEO, Role.DATA_OWNER)
    given(*owned, sources.SOURCE_OWNER_LEFT).when(again, by=cleo).refused(DataSourceHasNoOwner)
    assert SOURCE.permits[VacateDataSourceOwner] == frozenset()


@pytest.mark.req("RH3")
def test_nobody_approves_what_answers_rest_on_then() -> None:
    grounded = (sources.SOURCE_REGISTERED, hardening.GROUNDING_DECLARED, hardening.GROUNDING_SCOPED)
    approve = ApproveGroundingSource(source_id=sources.SOURCE_ID)
    given = Scenario(decider=GROUNDING).given
    given(*grounded, sources.SOURCE_OWNER_LEFT).when(approve, by=as_role(CLEO, Role.DATA_OWNER)).refused(
        GroundingSourceHasNoOwner
    )
