"""Whether an observation may be taken: what it says, of whom, and whether its key is free."""

from collections.abc import Mapping
from decimal import Decimal

from services.measurement.domain.figures import figure
from services.measurement.domain.observations import verdicts
from services.measurement.domain.observations.commands import (
    CohortNotOfTheEngagement,
    DepartmentNotOfThePopulation,
    ObservationDiffers,
    ObservationWasWithdrawn,
    ShareOutOfRange,
)
from services.measurement.domain.observations.state import Day
from services.measurement.domain.observations.verdicts import RowVerdict
from shared.events.observations import Observation
from shared.events.series import Aggregation, SeriesDefined
from shared.kernel.record import record
from shared.kernel.refusal import NotWellFormed, Refused
from shared.kernel.text import line

SHARE = "share"
NONE, ONE = Decimal(0), Decimal(1)
LONGEST_TOLD = 200


@record
class Judged:
    """Those that can be taken, as they will be recorded, and what is said of the others."""

    taken: tuple[Observation, ...]
    others: tuple[RowVerdict, ...]


def judged(observations: tuple[Observation, ...], day: Day, series: SeriesDefined) -> Judged:
    taken: dict[str, Observation] = {}
    others: list[RowVerdict] = []
    for place, each in enumerate(observations):
        try:
            observation = checked(each, day, series)
            if repeats(observation, day.held) or repeats(observation, taken):
                others.append(verdicts.duplicate(place))
                continue
        except Refused as refusal:
            others.append(verdicts.refused(place, refusal))
            continue
        taken[observation.key] = observation
    return Judged(taken=tuple(taken.values()), others=tuple(others))


def repeats(observation: Observation, held: Mapping[str, Observation | None]) -> bool:
    """Whether the very same is held already. Raises Refused where something else has its key."""
    if observation.key not in held:
        return False
    standing = held[observation.key]
    if standing is None:
        raise ObservationWasWithdrawn(where=("input", "key"))
    if standing != observation:
        raise ObservationDiffers(where=("input", "key"))
    return True


def checked(given: Observation, day: Day, series: SeriesDefined) -> Observation:
    """As it will be recorded. Raises Refused."""
    value = figure("value", given.value)
    of = of_which(given.of, series.aggregation)
    in_range(value, of, series)
    if given.cohort_id is not None and given.cohort_id not in day.cohorts:
        raise CohortNotOfTheEngagement(where=("input", "cohort"))
    if given.department is not None and given.department not in day.departments:
        raise DepartmentNotOfThePopulation(where=("input", "department"), given=given.department[:LONGEST_TOLD])
    key = line("key", given.key)
    if key is given.key and value is given.value and of is given.of:
        return given
    return Observation(key=key, value=value, of=of, cohort_id=given.cohort_id, department=given.department)


def of_which(of: Decimal | None, aggregation: Aggregation) -> Decimal | None:
    """A ratio is of something, a sum of nothing; elsewhere it is a weight."""
    if of is None:
        if aggregation is Aggregation.RATIO:
            raise NotWellFormed(where=("input", "of"), problem="of says of how many, which a ratio takes")
        return None
    if aggregation is Aggregation.SUM:
        raise NotWellFormed(where=("input", "of"), problem="of is empty, since the values of this series add up")
    return positive(figure("of", of), at_least_zero=aggregation is Aggregation.RATIO)


def positive(of: Decimal, *, at_least_zero: bool) -> Decimal:
    if of < NONE or (of == NONE and not at_least_zero):
        raise NotWellFormed(where=("input", "of"), problem="of is more than nothing")
    return of


def in_range(value: Decimal, of: Decimal | None, series: SeriesDefined) -> None:
    """A share is no more than all of it."""
    if series.unit != SHARE:
        return
    most = of if series.aggregation is Aggregation.RATIO and of is not None else ONE
    if not NONE <= value <= most:
        raise ShareOutOfRange(where=("input", "value"), given=value)
