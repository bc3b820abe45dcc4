"""Prints a digest of the verdict of each of many random engagements. Run by a test, in other surroundings each time."""

import sys
from collections.abc import Iterator
from hashlib import sha256
from itertools import count

from services.gates.domain.facts.sheet import items_of, sheet
from services.gates.domain.verdict.evaluate import evaluate
from shared.events.verdicts import Verdict
from shared.kernel.canonical import canonical
from tests.fact_sheet import log
from tests.unit.engagement.projections.life import LIFE
from tests.unit.gates.domain.verdict.twenty import FAIRWAY, TODAY, facts


def chances(number: int) -> Iterator[float]:
    """From 0 to 1, the same for each number everywhere."""
    for step in count():
        yield int.from_bytes(sha256(f"{number} {step}".encode()).digest()[:4]) / 2**32


def at_random(number: int) -> Verdict:
    """Of some events of a life, in their order, and of some facts that would let its criteria pass."""
    dice = chances(number)
    share, lucky = next(dice), next(dice)
    events = [event for event in LIFE if next(dice) < share]
    told = sheet(items_of(log(events)), TODAY, FAIRWAY.evidence)
    green = {name: fact for name, fact in facts().items() if next(dice) < lucky}
    return evaluate([FAIRWAY], None, {**told, **green}, {}, TODAY)


if __name__ == "__main__":
    for number in range(int(sys.argv[1])):
        print(sha256(canonical(at_random(number))).hexdigest())  # noqa: T201 - what it is for
