"""Obligations of an engagement: adopted, excluded, mapped, confirmed, one sentence per test."""

from dataclasses import replace

import pytest

from services.engagement.domain.compliance import (
    COMPLIANCE,
    AdoptObligationSet,
    ConfirmCompliance,
    ExcludeObligation,
    MapObligation,
    ReinstateObligation,
    WithdrawCompliance,
)
from services.engagement.domain.compliance.commands import (
    ComplianceCommand,
    EarlierEdition,
    NoDutiesThere,
    NoObligationSet,
    ObligationNotAdopted,
    ObligationNotMapped,
    ObligationOutOfForce,
    OwnMapping,
    OwnSet,
    UnknownEdition,
)
from services.engagement.domain.compliance.rules import duty_of
from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.obligations import CROSSWALKS, Jurisdiction
from shared.events.obligations import ObligationSetAdopted
from shared.events.people import Role
from shared.kernel.decider import Reach
from shared.kernel.refusal import NotWellFormed
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.obligations import (
    CONFIRMED,
    DATA,
    EXCLUDED,
    INVENTORY,
    MAPPED,
    REINSTATED,
    SET_ADOPTED,
    WITHDRAWN,
)
from tests.facts.people import ANA, BO, CLEO, DEE, ELI
from tests.scenario import Scenario

given = Scenario(decider=COMPLIANCE).given

ADOPT = AdoptObligationSet(
    engagement_id=ENGAGEMENT, edition=1, jurisdictions=(Jurisdiction.UNITED_STATES, Jurisdiction.EUROPEAN_UNION)
)
EXCLUDE = ExcludeObligation(engagement_id=ENGAGEMENT, instrument="osfi_e23", at="Principle 2.1", reason=EXCLUDED.reason)
REINSTATE = ReinstateObligation(
    engagement_id=ENGAGEMENT, instrument="osfi_e23", at="Principle 2.1", reason=REINSTATED.reason
)
MAP = MapObligation(
    engagement_id=ENGAGEMENT,
    instrument="osfi_e23",
    at="Principle 3.2",
    criteria=(13, 11, 13),
    how=MAPPED.how,
    evidence=MAPPED.evidence,
)
CONFIRM = ConfirmCompliance(
    engagement_id=ENGAGEMENT, instrument="osfi_e23", at="Principle 3.2", evidence=CONFIRMED.evidence
)
WITHDRAW = WithdrawCompliance(
    engagement_id=ENGAGEMENT, instrument="osfi_e23", at="Principle 3.2", reason=WITHDRAWN.reason
)
ADOPTED = (STARTED, SET_ADOPTED)
MET = (*ADOPTED, MAPPED)
COMPLIANT = (*MET, CONFIRMED)
OUT = (*ADOPTED, EXCLUDED)
ALL = (ADOPT, EXCLUDE, REINSTATE, MAP, CONFIRM, WITHDRAW)


def edition(number: int, *jurisdictions: Jurisdiction) -> ObligationSetAdopted:
    duties = tuple(duty_of(duty) for duty in CROSSWALKS[number].obligations if duty.jurisdiction in jurisdictions)
    names = tuple(sorted(jurisdictions))
    return replace(SET_ADOPTED, edition=number, jurisdictions=names, duties=duties)


def test_a_set_holds_all_duties_of_its_jurisdictions_in_that_edition() -> None:
    wanted = edition(1, Jurisdiction.EUROPEAN_UNION, Jurisdiction.UNITED_STATES)
    given(STARTED).when(ADOPT).then(wanted)
    given(STARTED, wanted).when(ADOPT, by=BO).then_nothing()
    fewer = replace(ADOPT, jurisdictions=(Jurisdiction.EUROPEAN_UNION,))
    given(STARTED, wanted).when(fewer).then(edition(1, Jurisdiction.EUROPEAN_UNION))


def test_a_later_edition_takes_the_place_of_an_earlier_one_and_never_the_other_way_round() -> None:
    first, second = (edition(number, Jurisdiction.EUROPEAN_UNION) for number in (1, 2))
    later = replace(ADOPT, edition=2, jurisdictions=(Jurisdiction.EUROPEAN_UNION,))
    given(STARTED, first).when(later).then(second)
    given(STARTED, second).when(ADOPT).refused(EarlierEdition, where=("input", "edition"), saying="2")
    assert first.duties == second.duties, "what reads alike has the same digest in both"


def test_a_set_is_of_an_edition_that_there_is_and_of_jurisdictions_that_it_knows() -> None:
    given(STARTED).when(replace(ADOPT, edition=99)).refused(UnknownEdition, where=("input", "edition"), saying="1, 2")
    nowhere = given(STARTED).when(replace(ADOPT, jurisdictions=()))
    nowhere.refused(NotWellFormed, where=("input", "jurisdictions"))
    before_canada = given(STARTED).when(replace(ADOPT, jurisdictions=(Jurisdiction.CANADA,)))
    before_canada.refused(NoDutiesThere, where=("input", "jurisdictions"), saying="canada")


def test_a_duty_is_excluded_with_a_reason_by_somebody_who_did_not_adopt_the_set() -> None:
    given(*ADOPTED).when(EXCLUDE, by=DEE).then(EXCLUDED)
    given(*OUT).when(EXCLUDE, by=DEE).then_nothing()
    other = replace(EXCLUDED, reason="It is none of ours.")
    given(*OUT).when(replace(EXCLUDE, reason=other.reason), by=DEE).then(other)
    given(*ADOPTED).when(EXCLUDE, by=ANA).refused(OwnSet)
    given(*ADOPTED).when(replace(EXCLUDE, reason=" "), by=DEE).refused(NotWellFormed, where=("input", "reason"))
    assert COMPLIANCE.permits[ExcludeObligation] == {Role.SPONSOR, Role.BUSINESS_OWNER}


def test_an_excluded_duty_is_reinstated_before_anything_else_is_said_of_it() -> None:
    for command in (MAP, CONFIRM, WITHDRAW):
        asked = given(*OUT).when(replace(command, at="Principle 2.1"), by=CLEO)
        asked.refused(ObligationOutOfForce)
    given(*OUT).when(REINSTATE, by=DEE).then(REINSTATED)
    given(*OUT, REINSTATED).when(REINSTATE, by=DEE).then_nothing()
    given(*OUT, REINSTATED).when(replace(MAP, at="Principle 2.1"), by=BO).then(replace(MAPPED, at="Principle 2.1"))


def test_what_was_said_of_a_duty_outlasts_its_exclusion_and_its_confirmation_does_not() -> None:
    out, back = replace(EXCLUDED, at="Principle 3.2"), replace(REINSTATED, at="Principle 3.2")
    given(*COMPLIANT, out, back).when(CONFIRM, by=CLEO).then(CONFIRMED)


def test_a_duty_is_mapped_to_criteria_with_evidence() -> None:
    given(*ADOPTED).when(MAP, by=BO).then(MAPPED)
    given(*MET).when(MAP, by=CLEO).then_nothing()
    given(*MET).when(replace(MAP, how="Otherwise."), by=CLEO).then(replace(MAPPED, how="Otherwise.", mapper=CLEO))
    for criteria in ((), (21,), (0, 5)):
        asked = given(*ADOPTED).when(replace(MAP, criteria=criteria), by=BO)
        asked.refused(NotWellFormed, where=("input", "criteria"), saying="1 to 20")


def test_compliance_is_confirmed_of_what_was_mapped_by_somebody_else() -> None:
    given(*ADOPTED).when(CONFIRM, by=CLEO).refused(ObligationNotMapped)
    given(*MET).when(CONFIRM, by=BO).refused(OwnMapping)
    given(*MET).when(CONFIRM, by=CLEO).then(CONFIRMED)
    given(*COMPLIANT).when(CONFIRM, by=ELI).then_nothing()
    anew = replace(CONFIRMED, evidence=MAPPED.evidence)
    given(*COMPLIANT).when(replace(CONFIRM, evidence=MAPPED.evidence), by=CLEO).then(anew)
    assert COMPLIANCE.permits[ConfirmCompliance] == {Role.GOVERNANCE_REVIEWER}


def test_a_duty_that_is_mapped_anew_is_confirmed_anew() -> None:
    by_cleo = replace(MAPPED, how="Otherwise.", mapper=CLEO)
    given(*COMPLIANT, by_cleo).when(CONFIRM, by=CLEO).refused(OwnMapping)
    given(*COMPLIANT, by_cleo).when(CONFIRM, by=ELI).then(replace(CONFIRMED, confirmer=ELI))


def test_compliance_is_withdrawn_with_a_reason() -> None:
    given(*COMPLIANT).when(WITHDRAW, by=DEE).then(WITHDRAWN)
    given(*COMPLIANT, WITHDRAWN).when(WITHDRAW, by=DEE).then_nothing()
    given(*MET).when(WITHDRAW, by=DEE).then_nothing()
    given(*COMPLIANT, WITHDRAWN).when(CONFIRM, by=CLEO).then(CONFIRMED)


def test_a_later_edition_voids_what_was_confirmed_of_duties_that_changed_and_of_no_others() -> None:
    same, changed = (replace(DATA, digest=digest) for digest in (DATA.digest, "4a" * 32))
    kept = replace(SET_ADOPTED, edition=3, duties=(same,))
    given(*COMPLIANT, kept).when(CONFIRM, by=CLEO).then_nothing()
    moved = replace(SET_ADOPTED, edition=3, duties=(changed, INVENTORY))
    given(*COMPLIANT, moved).when(CONFIRM, by=CLEO).then(CONFIRMED)
    given(*COMPLIANT, moved).when(CONFIRM, by=BO).refused(OwnMapping)


def test_a_later_edition_brings_back_an_excluded_duty_that_changed() -> None:
    moved = replace(SET_ADOPTED, edition=3, duties=(replace(INVENTORY, digest="4b" * 32),))
    given(*OUT, moved).when(replace(CONFIRM, at="Principle 2.1"), by=CLEO).refused(ObligationNotMapped)
    kept = replace(SET_ADOPTED, edition=3, duties=(INVENTORY,))
    given(*OUT, kept).when(replace(CONFIRM, at="Principle 2.1"), by=CLEO).refused(ObligationOutOfForce)


def test_a_duty_that_left_the_set_begins_anew_when_it_comes_back() -> None:
    without = replace(SET_ADOPTED, edition=3, duties=(INVENTORY,))
    given(*COMPLIANT, without).when(CONFIRM, by=CLEO).refused(ObligationNotAdopted, where=("input", "at"))
    again = replace(SET_ADOPTED, edition=4)
    given(*COMPLIANT, without, again).when(CONFIRM, by=CLEO).refused(ObligationNotMapped)


@pytest.mark.parametrize("command", ALL[1:])
def test_nothing_is_said_of_a_duty_before_a_set_is_adopted(command: ComplianceCommand) -> None:
    given(STARTED).when(command, by=CLEO).refused(NoObligationSet)


@pytest.mark.parametrize("command", ALL)
def test_they_are_those_of_an_engagement_that_was_started(command: ComplianceCommand) -> None:
    given().when(command, by=CLEO).refused(EngagementNotFound)
    (scope,) = COMPLIANCE.looks_at(command)
    assert (scope.reach, scope.id, scope.types) == (Reach.STREAM, f"engagement-{ENGAGEMENT}", ("EngagementStarted",))
    assert COMPLIANCE.stream(command) == f"obligations-{ENGAGEMENT}"
    assert COMPLIANCE.engagement(command) == ENGAGEMENT


def test_a_history_that_begins_with_a_mapping_is_no_history() -> None:
    with pytest.raises(LookupError):
        COMPLIANCE.replay([MAPPED])
