"""When a run counts as validation, where a delta stands, and when answers may rest on a source."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from services.engagement.domain.gap_status import GapStatus
from services.engagement.domain.grounding_standing import (
    OF_THE_APPROVAL,
    Approval,
    GroundingGround,
    GroundingObstacle,
    grounding_obstacles,
)
from services.engagement.domain.validity import (
    DeltaGround,
    DeltaStatus,
    RunGround,
    RunObstacle,
    delta_status,
    loss_of,
    run_obstacles,
)
from shared.events.pilots import Better

DAY = date(2026, 3, 2)
RUN = RunGround(
    representative=True,
    dataset_version=1,
    present_version=1,
    superseded=False,
    fresh_until=DAY,
    value=Decimal(70),
    better=Better.HIGHER,
    threshold=Decimal(70),
)
GROUND = GroundingGround(
    retired=False, controlled=True, revised_seq=10, scoped_seq=11, owner_seq=9, owner_in_office=True
)
APPROVAL = Approval(seq=20, fresh_until=DAY)
LOSS = DeltaGround(loss=Decimal(7), accepted=False, gap=None)


@pytest.mark.req("RH1")
def test_a_run_counts_to_the_end_of_its_last_day() -> None:
    assert run_obstacles(RUN, DAY) == ()
    assert run_obstacles(RUN, DAY + timedelta(days=1)) == (RunObstacle.EXPIRED,)


@pytest.mark.req("RH1")
@pytest.mark.parametrize(
    ("run", "obstacle"),
    [
        (replace(RUN, representative=False), RunObstacle.NOT_REPRESENTATIVE),
        (replace(RUN, present_version=2), RunObstacle.DATASET_REVISED),
        (replace(RUN, superseded=True), RunObstacle.SUPERSEDED),
        pytest.param(replace(RUN, threshold=None), RunObstacle.NO_THRESHOLD, marks=pytest.mark.req("RH4")),
        pytest.param(
            replace(RUN, threshold=Decimal("70.1")), RunObstacle.BELOW_THRESHOLD, marks=pytest.mark.req("RH4")
        ),
        (replace(RUN, better=Better.LOWER, threshold=Decimal("69.9")), RunObstacle.BELOW_THRESHOLD),
    ],
)
def test_a_run_does_not_count_and_says_why(run: RunGround, obstacle: RunObstacle) -> None:
    assert run_obstacles(run, DAY) == (obstacle,)


def test_every_obstacle_of_a_run_is_told() -> None:
    worst = replace(RUN, representative=False, present_version=2, superseded=True, threshold=Decimal(80))
    assert set(run_obstacles(worst, DAY + timedelta(days=1))) == set(RunObstacle) - {RunObstacle.NO_THRESHOLD}


@pytest.mark.req("RC3")
@pytest.mark.parametrize(("better", "loss"), [(Better.HIGHER, "7"), (Better.LOWER, "-7")])
def test_what_is_lost_depends_on_the_way_in_which_the_measure_improves(better: Better, loss: str) -> None:
    assert loss_of(better, Decimal(-7)) == Decimal(loss)


@pytest.mark.req("RH8")
@pytest.mark.parametrize(
    ("ground", "status"),
    [
        (replace(LOSS, loss=None), DeltaStatus.NOT_MEASURED),
        (replace(LOSS, loss=Decimal(0)), DeltaStatus.NO_LOSS),
        (replace(LOSS, loss=Decimal(-1), accepted=True), DeltaStatus.NO_LOSS),
        (LOSS, DeltaStatus.OPEN),
        (replace(LOSS, accepted=True), DeltaStatus.ACCEPTED),
        (replace(LOSS, gap=GapStatus.CANCELLED), DeltaStatus.OPEN),
        (replace(LOSS, gap=GapStatus.CANCELLED, accepted=True), DeltaStatus.ACCEPTED),
        (replace(LOSS, gap=GapStatus.OPEN), DeltaStatus.ADDRESSED),
        (replace(LOSS, gap=GapStatus.VERIFIED, accepted=True), DeltaStatus.ADDRESSED),
        (replace(LOSS, accepted=True, superseded=True), DeltaStatus.SUPERSEDED),
        (replace(LOSS, loss=Decimal(0), superseded=True), DeltaStatus.SUPERSEDED),
        (replace(LOSS, gap=GapStatus.OPEN, superseded=True), DeltaStatus.SUPERSEDED),
    ],
)
def test_a_loss_is_open_until_it_is_accepted_or_a_gap_stands_for_it(ground: DeltaGround, status: DeltaStatus) -> None:
    assert delta_status(ground) is status


@pytest.mark.req("RH3")
@pytest.mark.parametrize(
    ("ground", "obstacle"),
    [
        (replace(GROUND, retired=True), GroundingObstacle.RETIRED),
        (replace(GROUND, controlled=False), GroundingObstacle.NOT_ACCESS_CONTROLLED),
        (replace(GROUND, scoped_seq=None), GroundingObstacle.NOT_SCOPED),
        (replace(GROUND, revised_seq=21), GroundingObstacle.REVISED),
        (replace(GROUND, scoped_seq=21), GroundingObstacle.RESCOPED),
        (replace(GROUND, owner_seq=21, owner_in_office=False), GroundingObstacle.OWNER_CHANGED),
        (replace(GROUND, owner_in_office=False), GroundingObstacle.OWNER_LEFT),
    ],
)
def test_answers_may_not_rest_on_a_source_and_it_is_said_why(
    ground: GroundingGround, obstacle: GroundingObstacle
) -> None:
    assert grounding_obstacles(APPROVAL, ground, DAY) == (obstacle,)


@pytest.mark.req("RH3")
def test_an_approval_holds_to_the_end_of_its_last_day() -> None:
    assert grounding_obstacles(APPROVAL, GROUND, DAY) == ()
    after = grounding_obstacles(APPROVAL, GROUND, DAY + timedelta(days=1))
    assert after == (GroundingObstacle.APPROVAL_EXPIRED,)
    assert grounding_obstacles(None, GROUND, DAY) == (GroundingObstacle.NOT_APPROVED,)
    assert OF_THE_APPROVAL.issuperset(after)
