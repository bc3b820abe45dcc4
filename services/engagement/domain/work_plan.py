"""The work that is left, in the order in which it is done: what a forecast simulates.

What a gap that blocks go-live waits for comes before all else, then what is more severe, then what was opened earlier,
each after what it needs. Everybody works off their own gaps in this order, one after the other. The order is one over
all gaps that stand, closed ones included, and no estimate has a part in it: so it stays as it is when a gap is closed
or estimated anew, and neither a gap closed nor a smaller estimate makes anything end later.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from uuid import UUID

from services.engagement.domain.critical_path import Needs, needed_by, sequenced
from services.engagement.domain.forecast_policy import ForecastPolicy, ThreePoints
from services.engagement.domain.pace import Pace
from services.engagement.domain.working_days import worked
from shared.events.gaps import Severity
from shared.kernel.record import record

URGENCY = {Severity.BLOCKING: 0, Severity.MAJOR: 1, Severity.MINOR: 2}


@record
class Standing:
    """A gap that was not cancelled. `seed` is the position at which it was opened."""

    gap_id: UUID
    seed: int
    severity: Severity
    finished: bool
    owner: UUID | None = None
    estimate: ThreePoints | None = None
    started: date | None = None
    deferred_until: date | None = None


@record
class Task:
    """A gap that is left. `waits` are the places of earlier tasks: those it needs, and its owner's one before.

    `spent` and `release` are working days: that it has taken already, and before which it does not begin.
    """

    gap_id: UUID
    seed: int
    effort: ThreePoints
    pace: Fraction
    blocking: bool
    spent: int
    release: int
    waits: tuple[int, ...]


def plan(gaps: Sequence[Standing], needs: Needs, pace: Pace, today: date, policy: ForecastPolicy) -> tuple[Task, ...]:
    by_id = {gap.gap_id: gap for gap in gaps}
    left = [by_id[gap_id] for gap_id in order(by_id, needs) if not by_id[gap_id].finished]
    places = {gap.gap_id: place for place, gap in enumerate(left)}
    last: dict[UUID, int] = {}
    tasks: list[Task] = []
    for place, gap in enumerate(left):
        waits = {places[other] for other in needs.get(gap.gap_id, ()) if other in places}
        if gap.owner is not None:
            waits |= {last[gap.owner]} if gap.owner in last else set()
            last[gap.owner] = place
        tasks.append(task(gap, tuple(sorted(waits)), pace, today, policy))
    return tuple(tasks)


def task(gap: Standing, waits: tuple[int, ...], pace: Pace, today: date, policy: ForecastPolicy) -> Task:
    return Task(
        gap_id=gap.gap_id,
        seed=gap.seed,
        effort=gap.estimate or policy.unestimated,
        pace=pace.of(gap.owner),
        blocking=gap.severity is Severity.BLOCKING,
        spent=worked(gap.started, today) if gap.started else 0,
        release=worked(today, gap.deferred_until) if gap.deferred_until else 0,
        waits=waits,
    )


def order(gaps: Mapping[UUID, Standing], needs: Needs) -> list[UUID]:
    urgency = {gap_id: URGENCY[gap.severity] for gap_id, gap in gaps.items()}
    dependents = needed_by(needs)
    for gap_id in reversed(sequenced(dict.fromkeys(gaps, ()), needs)):
        urgency[gap_id] = min([urgency[gap_id], *(urgency[other] for other in dependents[gap_id])])
    return sequenced({gap_id: (urgency[gap_id], gap.seed) for gap_id, gap in gaps.items()}, needs)
