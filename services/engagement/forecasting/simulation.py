"""The work that is left, simulated many times over: all runs of a gap at once, one gap after the other.

An estimate stands for a triangular distribution. Its three points are all that is known, so nothing else is assumed, as
the four in PERT's mean would; its tails are the heavier ones, which makes the later dates the safer ones; and drawing
from it takes a square root and no more. (D. Johnson, "The triangular distribution as a proxy for the beta distribution
in risk analysis", The Statistician 46, 1997, compares the two.)

Each gap draws from a stream of its own, seeded by the position of the log at which it was opened. So whatever happens
to one gap leaves the draws of all others as they were, and the same position gives the same answer, everywhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import field
from fractions import Fraction
from math import ceil, fsum, sqrt
from uuid import UUID

import numpy as np

from services.engagement.domain.forecast_policy import ForecastPolicy, ThreePoints
from services.engagement.domain.work_plan import Task
from services.engagement.forecasting.draws import (
    Numbers,
    Triangle,
    Wholes,
    share_below,
    steps,
    streams,
    triangle,
    units,
)
from shared.kernel.record import record

PERCENTILES = (50, 80, 95)
AT_ONCE = 2_500  # runs, so that what is being worked on stays close to the processor
MOST_DRAWS = 10_000_000  # what there is memory and patience for: beyond a thousand gaps there are fewer runs instead
LEAST_RUNS = 100


@record
class Spread:
    """Working days that suffice in 50, 80 and 95 of 100 runs."""

    p50: float
    p80: float
    p95: float


@record
class Driver:
    """`critical` is the number of runs in which the gap lies on a path that decides when all is ready.

    `sensitivity` is that share times the gap's own deviation, beside the deviation of the whole.
    """

    gap_id: UUID
    critical: int
    sensitivity: float


@record
class Simulated:
    """`ready`: nothing blocks go-live; `everything`: no gap is left. `drivers` stand in the order of their weight."""

    runs: int
    ready: Spread
    everything: Spread
    drivers: tuple[Driver, ...] = field(default=())


@record
class Left:
    """How long a task still takes, in working days. It has taken `spent`, below which `passed` of the triangle lies."""

    triangle: Triangle
    passed: float
    spent: float
    least: float

    def of(self, unit: Numbers) -> Numbers:
        if not self.spent:
            return self.triangle.at(unit)
        left = self.triangle.at(unit * (1.0 - self.passed) + self.passed)
        left -= self.spent
        return np.maximum(left, self.least, out=left)


def simulated(tasks: Sequence[Task], policy: ForecastPolicy) -> Simulated:
    number = runs_of(len(tasks), policy)
    ready, everything = np.zeros(number), np.zeros(number)
    critical = [0] * len(tasks)
    blocking = [place for place, task in enumerate(tasks) if task.blocking]
    lefts = [left(task, policy) for task in tasks]
    begun = streams([task.seed for task in tasks])
    for first in range(0, number if tasks else 0, AT_ONCE):
        runs = slice(first, min(first + AT_ONCE, number))
        starts, finishes = played(tasks, lefts, begun, steps(np.arange(runs.start, runs.stop, dtype=np.uint64)))
        np.max(finishes, axis=0, out=everything[runs])
        if blocking:
            np.max(finishes[blocking], axis=0, out=ready[runs])
            for place, count in counted(tasks, starts, finishes, ready[runs]):
                critical[place] += count
    return Simulated(
        runs=number,
        ready=spread(ready),
        everything=spread(everything),
        drivers=drivers(tasks, critical, ready, policy),
    )


def runs_of(gaps: int, policy: ForecastPolicy) -> int:
    """As many as the policy says, unless there are so many gaps that nobody would wait for the answer."""
    return min(policy.runs, max(LEAST_RUNS, MOST_DRAWS // max(1, gaps)))


def left(task: Task, policy: ForecastPolicy) -> Left:
    """What was begun takes no less than it has taken."""
    points = paced(task)
    return Left(
        triangle=triangle(points),
        passed=float(share_below(points, Fraction(task.spent))),
        spent=float(task.spent),
        least=float(policy.least_left),
    )


def paced(task: Task) -> ThreePoints:
    """The estimate in working days of whoever does it."""
    effort = task.effort
    return ThreePoints(low=effort.low * task.pace, likely=effort.likely * task.pace, high=effort.high * task.pace)


def played(tasks: Sequence[Task], lefts: Sequence[Left], begun: Wholes, come: Wholes) -> tuple[Numbers, Numbers]:
    """When each gap begins and ends in each run, in working days from today."""
    starts, finishes = np.empty((len(tasks), len(come))), np.empty((len(tasks), len(come)))
    for place, task in enumerate(tasks):
        start = starts[place]
        start.fill(task.release)
        for other in task.waits:
            np.maximum(start, finishes[other], out=start)
        np.add(start, lefts[place].of(units(begun[place], come)), out=finishes[place])
    return starts, finishes


def counted(tasks: Sequence[Task], starts: Numbers, finishes: Numbers, end: Numbers) -> Iterator[tuple[int, int]]:
    """In how many runs each gap is critical: it ends last of those that block, or a critical one begins as it ends."""
    critical = np.zeros(finishes.shape, dtype=np.bool_)
    for place in range(len(tasks) - 1, -1, -1):
        if tasks[place].blocking:
            critical[place] |= finishes[place] == end
        count = int(np.count_nonzero(critical[place]))
        if count:
            for other in tasks[place].waits:
                critical[other] |= critical[place] & (starts[place] == finishes[other])
            yield place, count


def drivers(
    tasks: Sequence[Task], critical: Sequence[int], ready: Numbers, policy: ForecastPolicy
) -> tuple[Driver, ...]:
    whole = deviation(ready)
    several = [
        Driver(
            gap_id=task.gap_id,
            critical=count,
            sensitivity=own_deviation(task) * count / len(ready) / whole if whole else 0.0,
        )
        for task, count in zip(tasks, critical, strict=True)
        if count
    ]
    return tuple(sorted(several, key=lambda each: (-each.critical, -each.sensitivity, each.gap_id))[: policy.drivers])


def deviation(values: Numbers) -> float:
    listed = values.tolist()
    mean = fsum(listed) / len(listed)
    return sqrt(fsum((value - mean) * (value - mean) for value in listed) / len(listed))


def own_deviation(task: Task) -> float:
    points = paced(task)
    low, likely, high = points.low, points.likely, points.high
    variance = (low * low + likely * likely + high * high - low * likely - low * high - likely * high) / 18
    return sqrt(float(variance))


def spread(values: Numbers) -> Spread:
    """The smallest values that are not exceeded in so many of the runs."""
    ordered = np.sort(values)
    p50, p80, p95 = (float(ordered[ceil(len(ordered) * each / 100) - 1]) for each in PERCENTILES)
    return Spread(p50=p50, p80=p80, p95=p95)
