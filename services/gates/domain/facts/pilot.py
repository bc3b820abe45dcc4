"""The pilot: whether it is closed, and its results beside what success was said to be.

A result stands as it was once its pilot is closed. What success would have been can still be said: by the threshold of
the measure of quality that is called as the result's criterion is.
"""

from collections.abc import Mapping
from typing import TypeAlias, assert_never

from services.gates.domain.facts.model import Area, Facts, On
from services.gates.domain.facts.telling import at, count, counted, fact, one, only, truth
from shared.events.pilots import PilotClosed, PilotRegistered, PilotResultRecorded
from shared.events.quality_metrics import QualityMetricDefined, QualityThresholdSet
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

Handled: TypeAlias = PilotRegistered | PilotResultRecorded | PilotClosed | QualityMetricDefined | QualityThresholdSet

PILOT = "pilot"


@record
class Pilot:
    registered_at: int
    closed_at: int | None = None


@record
class Result:
    """By a criterion, recorded last."""

    criterion: str
    has_target: bool
    at: int


@record
class Measure:
    """Of quality, with what it has to reach since `threshold_at`."""

    name: str
    at: int
    threshold_at: int | None = None


Item: TypeAlias = Pilot | Result | Measure


def keys(recorded: Recorded[Handled]) -> tuple[str, ...]:
    match recorded.event:
        case PilotResultRecorded(criterion=criterion):
            return (f"result-{criterion}",)
        case QualityMetricDefined(metric_id=metric_id) | QualityThresholdSet(metric_id=metric_id):
            return (f"measure-{metric_id}",)
        case _:
            return (PILOT,)


def fold(item: Item | None, recorded: Recorded[Handled]) -> Item | None:
    event, seq = recorded.event, recorded.seq
    match event:
        case PilotRegistered():
            return Pilot(registered_at=seq)
        case PilotResultRecorded():
            return Result(criterion=event.criterion, has_target=event.target is not None, at=seq)
        case PilotClosed():
            return replaced(item, closed_at=seq) if isinstance(item, Pilot) else None
        case QualityMetricDefined():
            return Measure(name=event.name, at=seq)
        case QualityThresholdSet():
            return replaced(item, threshold_at=seq) if isinstance(item, Measure) else None
        case _:
            assert_never(event)


def tell(items: Mapping[str, Item], _: On) -> Facts:
    pilot, results = one(Pilot, items, PILOT), only(Result, items)
    if pilot is None:
        return {}
    registered = pilot.registered_at
    there = [at(registered, each.at) for each in results]
    said = {each.name: at(each.at, each.threshold_at) for each in only(Measure, items) if each.threshold_at}
    aimless = [each for each in results if not each.has_target and each.criterion not in said]
    aimed = (at(registered, each.at, *(() if each.has_target else said.get(each.criterion, ()))) for each in results)
    return {
        "pilot.closed": fact(pilot.closed_at is not None, registered, pilot.closed_at),
        "pilot.results": count(there, [at(registered)]),
        "pilot.results_without_target": count((at(registered, each.at) for each in aimless), [at(registered), *aimed]),
    }


PILOT_AREA: Area[Item] = Area(
    name="pilot",
    items=(Pilot, Result, Measure),
    handles=(PilotRegistered, PilotResultRecorded, PilotClosed, QualityMetricDefined, QualityThresholdSet),
    keys=keys,
    fold=fold,
    tell=tell,
    meanings=(
        truth("pilot.closed", "The pilot is closed", "Le pilote est clos"),
        counted("pilot.results", "Results of the pilot", "Résultats du pilote"),
        counted(
            "pilot.results_without_target",
            "Results for which nobody has said what success is",
            "Résultats pour lesquels personne n'a dit ce qu'est la réussite",
        ),
    ),
)
