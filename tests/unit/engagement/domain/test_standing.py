"""What follows from days, hours and counts: where things stand, and what blocks the way."""

from datetime import date, timedelta
from itertools import product

import pytest

from services.engagement.domain.activities import ACTIVITIES, ActivitiesInvalid, read_activities
from services.engagement.domain.escalation import level_reached
from services.engagement.domain.standing import (
    OwnershipBlocker,
    ProvenanceBlocker,
    ReviewStatus,
    ownership_blockers,
    provenance_blockers,
    review_status,
)
from shared.events.ownership import Party
from tests.facts.ownership import LEVELS
from tests.facts.people import BO, CLEO, NOW

DUE = date(2026, 6, 2)
FIRST, LAST = LEVELS


@pytest.mark.req("RL12")
@pytest.mark.parametrize(
    ("late", "missed", "status"),
    [
        (-1, False, ReviewStatus.DUE),
        (0, False, ReviewStatus.DUE),
        (1, False, ReviewStatus.OVERDUE),
        (1, True, ReviewStatus.MISSED),
    ],
)
def test_a_review_is_overdue_by_its_day_and_missed_on_record(late: int, missed: object, status: ReviewStatus) -> None:
    today = DUE + timedelta(days=late)
    assert review_status(DUE, today, held=False, missed=bool(missed)) is status


@pytest.mark.req("RO3", "RL12")
@pytest.mark.parametrize(
    ("hours", "level"), [(0, FIRST), (23.99, FIRST), (24, LAST), (71.99, LAST), (72, LAST), (9000, LAST)]
)
def test_each_level_has_its_hours_and_the_last_is_asked_until_there_is_an_answer(hours: float, level: object) -> None:
    assert level_reached(LEVELS, NOW, NOW + timedelta(hours=hours)) == level


@pytest.mark.req("RO4")
def test_a_vacated_owner_blocks_at_once() -> None:
    found = ownership_blockers(owner=None, vacated=True, accepted_by=CLEO, has_path=True)
    assert found == (OwnershipBlocker.SYSTEM_OWNER_VACATED, OwnershipBlocker.OBLIGATIONS_NOT_ACCEPTED)


@pytest.mark.req("RO1", "RO2", "RO3")
def test_an_owner_obligations_and_a_path_are_all_needed() -> None:
    nothing = ownership_blockers(owner=None, vacated=False, accepted_by=None, has_path=False)
    assert nothing == (
        OwnershipBlocker.NO_SYSTEM_OWNER,
        OwnershipBlocker.OBLIGATIONS_NOT_ACCEPTED,
        OwnershipBlocker.NO_ESCALATION_PATH,
    )
    assert ownership_blockers(owner=CLEO, vacated=False, accepted_by=CLEO, has_path=True) == ()
    other = ownership_blockers(owner=BO, vacated=False, accepted_by=CLEO, has_path=True)
    assert other == (OwnershipBlocker.OBLIGATIONS_NOT_ACCEPTED,)


COUNTS = {
    ProvenanceBlocker.BROKEN_ASSUMPTION_WITHOUT_GAP: 1,
    ProvenanceBlocker.DECISION_NOT_RATIFIED: 2,
    ProvenanceBlocker.INFRASTRUCTURE_NOT_ACCEPTED: 3,
    ProvenanceBlocker.KNOWLEDGE_NOT_VERIFIED: 4,
}


@pytest.mark.req("RV1")
def test_only_where_a_vendor_ran_the_pilot_must_it_be_taken_over() -> None:
    assert provenance_blockers(COUNTS, vendor_run=True, components=3, transfers=4) == COUNTS
    own = provenance_blockers(COUNTS, vendor_run=False, components=0, transfers=0)
    assert own == {ProvenanceBlocker.BROKEN_ASSUMPTION_WITHOUT_GAP: 1}


@pytest.mark.req("RV2", "RV5")
def test_a_vendors_pilot_of_which_nothing_is_on_record_is_not_taken_over() -> None:
    none = dict.fromkeys(COUNTS, 0)
    assert provenance_blockers(none, vendor_run=True, components=0, transfers=0) == {
        ProvenanceBlocker.NO_COMPONENTS_RECORDED: 1,
        ProvenanceBlocker.NO_KNOWLEDGE_TRANSFER_PLANNED: 1,
    }
    assert provenance_blockers(none, vendor_run=True, components=1, transfers=1) == {}


@pytest.mark.req("RF10")
def test_the_fifteen_outputs_and_what_leads_to_them_read_in_both_languages() -> None:
    assert len(ACTIVITIES) == 18
    assert ACTIVITIES["readiness_framework"].usual is ACTIVITIES["change_programme"].usual is Party.ADVISER
    assert ACTIVITIES["technical_deployment"].usual is Party.CLIENT
    assert ACTIVITIES["gap_register"].label.fr == "Registre des écarts et de leurs responsables"
    assert [name for name, activity in ACTIVITIES.items() if name != activity.name] == []


TEA = "{name: tea, usual: client, en: Tea, fr: Thé}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "version: 1",
        "{version: 2, activities: [" + TEA + "]}",
        "{version: 1, activities: []}",
        "{version: 1, more: 1, activities: [" + TEA + "]}",
        "{version: 1, activities: [" + TEA + ", " + TEA + "]}",
        "{version: 1, activities: [tea]}",
        "{version: 1, activities: [{name: tea, usual: nobody, en: Tea, fr: Thé}]}",
        "{version: 1, activities: [{name: tea, usual: client, en: Tea, fr: ''}]}",
        "{version: 1, activities: [{name: tea, usual: client, en: Tea, fr: Thé, de: Tee}]}",
    ],
)
def test_a_list_of_activities_that_says_less_is_refused(text: str) -> None:
    with pytest.raises(ActivitiesInvalid):
        read_activities(text)


def test_a_review_that_was_held_is_neither_due_nor_missed() -> None:
    for late, missed in product((-1, 0, 1), (False, True)):
        assert review_status(DUE, DUE + timedelta(days=late), held=True, missed=missed) is ReviewStatus.HELD
