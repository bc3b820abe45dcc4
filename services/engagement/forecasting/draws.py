"""Chance, the same on every machine: numbers from 0 to 1 by SplitMix64, and triangular ones made of them.

Beside whole numbers only sums, products, comparisons and square roots are used on the way, which IEEE 754 defines to
the last bit. (G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", 2014.)
"""

from fractions import Fraction
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from services.engagement.domain.forecast_policy import ThreePoints
from shared.kernel.record import record

Numbers: TypeAlias = NDArray[np.float64]
Wholes: TypeAlias = NDArray[np.uint64]

GOLDEN, FIRST, SECOND = (np.uint64(each) for each in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB))
ONE, UNUSED_BITS = np.uint64(1), np.uint64(11)
TO_UNIT = 2.0**-53


def streams(seeds: list[int]) -> Wholes:
    """Where the stream of each seed begins: far from those of its neighbours."""
    return mixed(steps(np.array(seeds, dtype=np.uint64)))


def steps(numbers: Wholes) -> Wholes:
    """How far a stream has come after so many numbers and one."""
    return (numbers + ONE) * GOLDEN


def units(stream: np.uint64, come: Wholes) -> Numbers:
    """From 0 to 1, for each place that the stream has come to."""
    numbers = mixed(come + stream)
    numbers >>= UNUSED_BITS
    unit: Numbers = numbers.astype(np.float64)
    unit *= TO_UNIT
    return unit


def mixed(numbers: Wholes) -> Wholes:
    """In place."""
    numbers ^= numbers >> np.uint64(30)
    numbers *= FIRST
    numbers ^= numbers >> np.uint64(27)
    numbers *= SECOND
    numbers ^= numbers >> np.uint64(31)
    return numbers


@record
class Triangle:
    """Made ready to draw from: `share` lies below the peak, `rising` and `falling` are what its sides are scaled by."""

    low: float
    high: float
    share: float
    rising: float
    falling: float

    def at(self, unit: Numbers) -> Numbers:
        """The value below which this share of the triangle lies."""
        below = unit < self.share
        way = np.where(below, unit * self.rising, (1.0 - unit) * self.falling)
        np.sqrt(way, out=way)
        return np.where(below, way + self.low, self.high - way)


def triangle(points: ThreePoints) -> Triangle:
    width = points.high - points.low
    return Triangle(
        low=float(points.low),
        high=float(points.high),
        share=float(share_below(points, points.likely)),
        rising=float(width * (points.likely - points.low)),
        falling=float(width * (points.high - points.likely)),
    )


def share_below(points: ThreePoints, value: Fraction) -> Fraction:
    """The share of the triangle that lies below the value."""
    if value <= points.low:
        return Fraction(0)
    if value >= points.high:
        return Fraction(1)
    width = points.high - points.low
    if value < points.likely:
        return (value - points.low) ** 2 / (width * (points.likely - points.low))
    return 1 - (points.high - value) ** 2 / (width * (points.high - points.likely))
