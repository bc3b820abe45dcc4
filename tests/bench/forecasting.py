"""Forecasting an engagement of 1,000 gaps in 10,000 runs, against drawing as many numbers and doing nothing with them.

Each gap waits for one or two others and for its owner's gap before it; a third of them block go-live. The limit is
numpy's own generator, which draws a triangular number for every gap of every run.
"""

from collections.abc import Callable
from fractions import Fraction
from statistics import median
from time import perf_counter
from uuid import UUID

import numpy as np

from services.engagement.domain.forecast_policy import LATEST_FORECAST, ThreePoints
from services.engagement.domain.work_plan import Task
from services.engagement.forecasting.simulation import simulated
from tests.bench.measure import Measure

GAPS, ROUNDS = 1_000, 5
LIMIT = "drawing the numbers alone"


def tasks() -> list[Task]:
    """The work of eleven people."""
    return [
        Task(
            gap_id=UUID(int=number + 1),
            seed=7 * number + 3,
            effort=ThreePoints(
                low=Fraction(1 + number % 3), likely=Fraction(3 + number % 5), high=Fraction(9 + number % 11)
            ),
            pace=Fraction(11, 10),
            blocking=number % 3 == 0,
            spent=0,
            release=0,
            waits=tuple(sorted({before for before in (number - 11, number - 17) if before >= 0})),
        )
        for number in range(GAPS)
    ]


def draw() -> None:
    generator = np.random.default_rng(1)
    for _ in range(GAPS):
        generator.triangular(1, 3, 9, LATEST_FORECAST.runs)


async def run(_: str) -> list[Measure]:
    """Measure without any database."""
    work = tasks()
    draws, forecasts = [], []
    for _round in range(ROUNDS):
        draws.append(_seconds(draw))
        forecasts.append(_seconds(lambda: simulated(work, LATEST_FORECAST)))
    ratio = median(ours / theirs for ours, theirs in zip(forecasts, draws, strict=True))
    return [
        Measure(name=LIMIT, value=median(draws), unit="s"),
        Measure(name="forecast", value=median(forecasts), unit="s", limit_name=LIMIT, ratio=ratio),
    ]


def _seconds(contestant: Callable[[], object]) -> float:
    start = perf_counter()
    contestant()
    return perf_counter() - start
