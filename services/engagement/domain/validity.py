"""Whether a run counts as validation, and where the delta to the pilot stands: derived from facts and the day."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from services.engagement.domain.gap_status import GapStatus
from services.engagement.domain.quality_metric import falls_short
from shared.events.pilots import Better
from shared.kernel.record import record


class RunObstacle(StrEnum):
    """Why a run does not count as validation."""

    NOT_REPRESENTATIVE = "not_representative"
    DATASET_REVISED = "dataset_revised"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    NO_THRESHOLD = "no_threshold"
    BELOW_THRESHOLD = "below_threshold"


@record
class RunGround:
    """A run beside what it rests on. `superseded`: the measure has a later run on data that count."""

    representative: bool
    dataset_version: int
    present_version: int
    superseded: bool
    fresh_until: date
    value: Decimal
    better: Better
    threshold: Decimal | None


def run_obstacles(run: RunGround, day: date) -> tuple[RunObstacle, ...]:
    found = {
        RunObstacle.NOT_REPRESENTATIVE: not run.representative,
        RunObstacle.DATASET_REVISED: run.dataset_version != run.present_version,
        RunObstacle.SUPERSEDED: run.superseded,
        RunObstacle.EXPIRED: day > run.fresh_until,
        RunObstacle.NO_THRESHOLD: run.threshold is None,
        RunObstacle.BELOW_THRESHOLD: run.threshold is not None and falls_short(run.better, run.value, run.threshold),
    }
    return tuple(obstacle for obstacle, stands in found.items() if stands)


class DeltaStatus(StrEnum):
    """A loss is open until somebody accepts it, or a gap that was not cancelled stands for it.

    All that was said of it lapses with a later run: what that one reached has to be measured.
    """

    NOT_MEASURED = "not_measured"
    SUPERSEDED = "superseded"
    NO_LOSS = "no_loss"
    OPEN = "open"
    ACCEPTED = "accepted"
    ADDRESSED = "addressed"


@record
class DeltaGround:
    """`loss` is how much worse production is than the pilot; less than nothing: better. `gap` is what addresses it.

    `superseded`: the measure has a later run on data that count than the one that was compared.
    """

    loss: Decimal | None
    accepted: bool
    gap: GapStatus | None
    superseded: bool = False


def loss_of(better: Better, delta: Decimal) -> Decimal:
    return -delta if better is Better.HIGHER else delta


def delta_status(ground: DeltaGround) -> DeltaStatus:
    if ground.loss is None:
        return DeltaStatus.NOT_MEASURED
    if ground.superseded:
        return DeltaStatus.SUPERSEDED
    if ground.loss <= 0:
        return DeltaStatus.NO_LOSS
    if ground.gap not in {None, GapStatus.CANCELLED}:
        return DeltaStatus.ADDRESSED
    return DeltaStatus.ACCEPTED if ground.accepted else DeltaStatus.OPEN
