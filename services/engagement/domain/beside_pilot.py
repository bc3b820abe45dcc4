"""What a pilot reached beside what runs of the model reached since, measure by measure.

A measure of quality is that of a pilot's result where a delta between the two was measured, or where they are called
the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from shared.events.pilots import Better
from shared.kernel.record import record


@record
class Reached:
    """A criterion of success, and what the pilot reached."""

    criterion: str
    unit: str
    better: Better
    target: Decimal | None
    actual: Decimal


@record
class Measured:
    """A measure of quality; `criterion` is the pilot's that it was compared with."""

    metric_id: UUID
    name: str
    unit: str
    better: Better
    threshold: Decimal | None
    criterion: str | None


@record
class Run:
    run_id: UUID
    metric_id: UUID
    ran_on: date
    value: Decimal


@record
class BesidePilot:
    """Under the pilot's name for it where it has one. `runs` are in the order of their days."""

    name: str
    unit: str
    better: Better
    pilot: Decimal | None
    target: Decimal | None
    metric_id: UUID | None
    threshold: Decimal | None
    runs: tuple[Run, ...]


def called(name: str) -> str:
    """Names that differ in case or in outer spaces are the same."""
    return name.strip().casefold()


def beside_pilot(results: Iterable[Reached], metrics: Sequence[Measured], runs: Iterable[Run]) -> list[BesidePilot]:
    """First the pilot's results, then the measures that it did not know."""
    by_metric = runs_by_metric(runs)
    left = list(metrics)
    told: list[BesidePilot] = []
    for result in results:
        own = measure_of(result, left)
        left = [each for each in left if each is not own]
        told.append(of_result(result, own, by_metric))
    return [*told, *(of_measure(each, by_metric) for each in left)]


def measure_of(result: Reached, metrics: Sequence[Measured]) -> Measured | None:
    compared = (each for each in metrics if each.criterion == result.criterion)
    named = (each for each in metrics if each.criterion is None and called(each.name) == called(result.criterion))
    return next(compared, None) or next(named, None)


def runs_by_metric(runs: Iterable[Run]) -> Mapping[UUID, tuple[Run, ...]]:
    found: dict[UUID, tuple[Run, ...]] = {}
    for run in sorted(runs, key=lambda each: each.ran_on):
        found[run.metric_id] = (*found.get(run.metric_id, ()), run)
    return found


def of_result(result: Reached, own: Measured | None, runs: Mapping[UUID, tuple[Run, ...]]) -> BesidePilot:
    return BesidePilot(
        name=result.criterion,
        unit=result.unit,
        better=result.better,
        pilot=result.actual,
        target=result.target,
        metric_id=own.metric_id if own else None,
        threshold=own.threshold if own else None,
        runs=runs.get(own.metric_id, ()) if own else (),
    )


def of_measure(metric: Measured, runs: Mapping[UUID, tuple[Run, ...]]) -> BesidePilot:
    return BesidePilot(
        name=metric.name,
        unit=metric.unit,
        better=metric.better,
        pilot=None,
        target=None,
        metric_id=metric.metric_id,
        threshold=metric.threshold,
        runs=runs.get(metric.metric_id, ()),
    )
