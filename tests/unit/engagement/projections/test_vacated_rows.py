"""What read models show of a role whose holder left, and once somebody else is named."""

from dataclasses import replace

import pytest

from services.engagement.projections.accountabilities import ACCOUNTABILITIES
from services.engagement.projections.data_sources import DATA_SOURCES
from services.engagement.projections.gap_register import GAP_REGISTER
from services.engagement.projections.stages import STAGES
from shared.events.stages import Stage
from tests.facts import accountability, gaps, sources, stages
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.people import BO, CLEO, DEE
from tests.history import rows

pytestmark = pytest.mark.req("RO4")


def test_a_gap_shows_who_left_it_until_somebody_takes_over() -> None:
    left = rows(GAP_REGISTER, [gaps.OPENED, gaps.OWNED, gaps.OWNER_LEFT])[gaps.GAP_ID,]
    assert (left.owner, left.former_owner) == (None, BO)
    taken_over = [gaps.OPENED, gaps.OWNED, gaps.OWNER_LEFT, replace(gaps.OWNED, owner=CLEO)]
    then = rows(GAP_REGISTER, taken_over)[gaps.GAP_ID,]
    assert (then.owner, then.former_owner) == (CLEO, None)


def test_a_source_shows_who_left_it_until_somebody_takes_over() -> None:
    left = rows(DATA_SOURCES, [sources.SOURCE_REGISTERED, sources.SOURCE_OWNER_LEFT])[sources.SOURCE_ID,]
    assert (left.owner, left.owned_at, left.owner_seq, left.former_owner) == (None, None, 2, CLEO)
    taken_over = [sources.SOURCE_REGISTERED, sources.SOURCE_OWNER_LEFT, sources.SOURCE_OWNER_NAMED]
    then = rows(DATA_SOURCES, taken_over)[sources.SOURCE_ID,]
    assert (then.owner, then.former_owner) == (sources.SOURCE_OWNER_NAMED.owner, None)


def test_the_model_shows_when_and_why_nobody_answers_for_it() -> None:
    named = [accountability.ACCOUNTABILITY_ASSIGNED, accountability.ACCOUNTABILITY_ACCEPTED]
    left = rows(ACCOUNTABILITIES, [*named, accountability.ACCOUNTABILITY_VACATED])[ENGAGEMENT,]
    assert (left.person, left.accepted_at, left.vacated_reason) == (DEE, None, "The person was erased.")
    assert left.vacated_at is not None
    bo = replace(accountability.ACCOUNTABILITY_ASSIGNED, person=BO)
    again = [*named, accountability.ACCOUNTABILITY_VACATED, bo]
    then = rows(ACCOUNTABILITIES, again)[ENGAGEMENT,]
    assert (then.person, then.vacated_at, then.vacated_reason) == (BO, None, None)


def test_a_stage_has_no_lead_once_they_left() -> None:
    row = rows(STAGES, [STARTED, stages.LEAD_NAMED, stages.LEAD_LEFT])[ENGAGEMENT,]
    (closure,) = (each for each in row.stages if each.stage is Stage.CLOSURE)
    assert closure.lead is None
