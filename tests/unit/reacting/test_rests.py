"""A timer whose command came to nothing rests, longer and longer, and is forgotten once it stands no longer."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from shared.reacting.rests import LONGEST, SHORTEST, Rests

TENANT, PLACE = UUID(int=1), ("review", "one", 7)
NOW = datetime(2026, 5, 4, tzinfo=UTC)


def test_each_rest_is_twice_as_long_up_to_a_day() -> None:
    rests, now, pauses = Rests(), NOW, []
    for _ in range(14):
        rests.begin(TENANT, PLACE, now)
        end = rests.next_end(TENANT, now)
        assert end is not None
        pauses.append(end - now)
        now = end
    assert pauses[:3] == [SHORTEST, 2 * SHORTEST, 4 * SHORTEST]
    assert pauses[-1] == LONGEST


def test_it_is_left_out_until_its_rest_is_over() -> None:
    rests = Rests()
    rests.begin(TENANT, PLACE, NOW)
    assert rests.resting(TENANT, NOW) == [PLACE]
    assert rests.resting(TENANT, NOW + SHORTEST) == []
    assert rests.resting(UUID(int=2), NOW) == []


def test_whatever_was_not_given_again_is_forgotten() -> None:
    rests = Rests()
    for _ in range(2):
        rests.begin(TENANT, PLACE, NOW)
    later = NOW + LONGEST + timedelta(hours=1)
    assert rests.resting(TENANT, later) == []
    rests.begin(TENANT, PLACE, later)
    assert rests.next_end(TENANT, later) == later + SHORTEST
