"""When access to data stands, and all that can stand in its way."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.engagement.domain.data_access import Approval, Ground, Obstacle, obstacles

DAY = date(2026, 3, 2)
GROUND = Ground(owner_seq=10, class_seq=11, owner_in_office=True)
APPROVAL = Approval(seq=20, until=DAY)


@pytest.mark.req("RB1")
def test_what_the_owner_approved_stands_to_the_end_of_its_last_day() -> None:
    assert obstacles(APPROVAL, GROUND, DAY, revoked=False) == ()
    assert obstacles(APPROVAL, GROUND, DAY + timedelta(days=1), revoked=False) == (Obstacle.EXPIRED,)


@pytest.mark.req("RB1")
@pytest.mark.parametrize(
    ("ground", "obstacle"),
    [
        (replace(GROUND, owner_seq=21), Obstacle.OWNER_CHANGED),
        (replace(GROUND, owner_in_office=False), Obstacle.OWNER_LEFT),
        pytest.param(replace(GROUND, class_seq=21), Obstacle.RECLASSIFIED, marks=pytest.mark.req("RB5")),
    ],
)
def test_an_approval_falls_with_what_it_rested_on(ground: Ground, obstacle: Obstacle) -> None:
    assert obstacles(APPROVAL, ground, DAY, revoked=False) == (obstacle,)


def test_every_obstacle_is_told() -> None:
    ground = Ground(owner_seq=21, class_seq=22, owner_in_office=False)
    found = obstacles(APPROVAL, ground, DAY + timedelta(days=1), revoked=False)
    assert found == (Obstacle.EXPIRED, Obstacle.OWNER_CHANGED, Obstacle.OWNER_LEFT, Obstacle.RECLASSIFIED)


def test_what_nobody_approved_or_what_was_revoked_has_that_one_obstacle() -> None:
    assert obstacles(None, GROUND, DAY, revoked=False) == (Obstacle.NOT_APPROVED,)
    assert obstacles(None, GROUND, DAY, revoked=True) == (Obstacle.REVOKED,)
    assert obstacles(APPROVAL, GROUND, DAY, revoked=True) == (Obstacle.REVOKED,)
