"""What the read model of obligations shows of every turn, and what another edition leaves of it."""

from dataclasses import replace

import pytest

from services.engagement.domain.duty_state import DutyState
from services.engagement.projections.obligations import OBLIGATIONS, DutyEntry, ObligationSetEntry
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
from tests.history import rows


def shown(*facts: object) -> ObligationSetEntry:
    (row,) = rows(OBLIGATIONS, [SET_ADOPTED, *facts]).values()
    assert isinstance(row, ObligationSetEntry)
    return row


def duty(row: ObligationSetEntry, at: str) -> DutyEntry:
    (found,) = (each for each in row.duties if each.at == at)
    return found


def states(*facts: object) -> list[str]:
    return [each.state for each in shown(*facts).duties]


def test_every_duty_of_the_set_is_shown_with_its_state() -> None:
    assert states() == ["applicable", "applicable"]
    assert states(EXCLUDED) == ["excluded", "applicable"]
    assert states(EXCLUDED, REINSTATED) == ["applicable", "applicable"]
    assert states(MAPPED) == ["applicable", "mapped"]
    assert states(MAPPED, CONFIRMED) == ["applicable", "confirmed"]
    assert states(MAPPED, CONFIRMED, WITHDRAWN) == ["applicable", "mapped"]
    assert states(MAPPED, CONFIRMED, replace(MAPPED, how="Otherwise.")) == ["applicable", "mapped"]


def test_what_was_undone_is_shown_with_its_reason_until_something_comes_of_it() -> None:
    assert duty(shown(EXCLUDED, REINSTATED), INVENTORY.at).reason == REINSTATED.reason
    assert duty(shown(MAPPED, CONFIRMED, WITHDRAWN), DATA.at).reason == WITHDRAWN.reason
    assert duty(shown(MAPPED, CONFIRMED, WITHDRAWN, CONFIRMED), DATA.at).reason is None


def test_another_edition_keeps_what_reads_as_it_did_and_voids_what_does_not() -> None:
    kept = replace(SET_ADOPTED, edition=3)
    assert states(EXCLUDED, MAPPED, CONFIRMED, kept) == ["excluded", "confirmed"]
    moved = tuple(replace(each, digest="4c" * 32, criteria=(7,)) for each in (INVENTORY, DATA))
    row = shown(EXCLUDED, MAPPED, CONFIRMED, replace(SET_ADOPTED, edition=3, duties=moved))
    assert [each.state for each in row.duties] == [DutyState.APPLICABLE, DutyState.MAPPED]
    assert [each.criteria for each in row.duties] == [(7,), (7,)]
    assert (row.edition, row.version) == (3, 5)


def test_a_fact_about_a_duty_before_its_set_is_never_guessed_away() -> None:
    with pytest.raises(LookupError):
        rows(OBLIGATIONS, [MAPPED])
