"""The pilot: whether it is closed, and its results beside what success was said to be."""

from collections.abc import Mapping
from typing import TypeAlias, assert_never

from services.gates.domain.facts.model import Area, Facts, On
from services.gates.domain.facts.telling import at, count, counted, fact, one, only, truth
from shared.events.pilots import PilotClosed, PilotRegistered, PilotResultRecorded
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

Handled: TypeAlias = PilotRegistered | PilotResultRecorded | PilotClosed

PILOT = "pilot"


@record
class Pilot:
    registered_at: int
    closed_at: int | None = None


@record
class Result:
    """By a criterion, recorded last."""

    has_target: bool
    at: int


Item: TypeAlias = Pilot | Result


def keys(recorded: Recorded[Handled]) -> tuple[str, ...]:
    event = recorded.event
    return (f"result-{event.criterion}",) if isinstance(event, PilotResultRecorded) else (PILOT,)


def fold(item: Item | None, recorded: Recorded[Handled]) -> Item | None:
    event, seq = recorded.event, recorded.seq
    match event:
        case PilotRegistered():
            return Pilot(registered_at=seq)
        case PilotResultRecorded():
            return Result(has_target=event.target is not None, at=seq)
        case PilotClosed():
            return replaced(item, closed_at=seq) if isinstance(item, Pilot) else None
        case _:
            assert_never(event)


def tell(items: Mapping[str, Item], _: On) -> Facts:
    pilot, results = one(Pilot, items, PILOT), only(Result, items)
    if pilot is None:
        return {}
    registered = pilot.registered_at
    there = [at(registered, each.at) for each in results]
    aimless = (at(registered, each.at) for each in results if not each.has_target)
    return {
        "pilot.closed": fact(pilot.closed_at is not None, registered, pilot.closed_at),
        "pilot.results": count(there, [at(registered)]),
        "pilot.results_without_target": count(aimless, [at(registered), *there]),
    }


PILOT_AREA: Area[Item] = Area(
    name="pilot",
    items=(Pilot, Result),
    handles=(PilotRegistered, PilotResultRecorded, PilotClosed),
    keys=keys,
    fold=fold,
    tell=tell,
    meanings=(
        truth("pilot.closed", "The pilot is closed", "Le pilote est clos"),
        counted("pilot.results", "Results of the pilot", "Résultats du pilote"),
        counted(
            "pilot.results_without_target",
            "Results for which nobody had said what success is",
            "Résultats pour lesquels personne n'avait dit ce qu'est la réussite",
        ),
    ),
)
