"""Whether each activity and output of the engagement has a party that is accountable for it."""

from collections.abc import Mapping
from typing import TypeAlias

from services.gates.domain.facts.model import Area, Facts, On
from services.gates.domain.facts.policies import ACTIVITIES
from services.gates.domain.facts.telling import at, counted, fact
from shared.events.engagements import EngagementStarted
from shared.events.ownership import ResponsibilityAssigned
from shared.kernel.record import record
from shared.kernel.recorded import Recorded

STARTED = "started"

Handled: TypeAlias = EngagementStarted | ResponsibilityAssigned


@record
class Assigned:
    """Where the last word on it is; of the engagement, where it started."""

    at: int


def keys(recorded: Recorded[Handled]) -> tuple[str, ...]:
    event = recorded.event
    if isinstance(event, EngagementStarted):
        return (STARTED,)
    return (event.activity,) if event.activity else ()


def fold(_: Assigned | None, recorded: Recorded[Handled]) -> Assigned:
    return Assigned(at=recorded.seq)


def tell(items: Mapping[str, Assigned], _: On) -> Facts:
    missing = len(ACTIVITIES - items.keys())
    return {"responsibilities.missing": fact(missing, *at(*(each.at for each in items.values())))}


RESPONSIBILITIES: Area[Assigned] = Area(
    name="responsibilities",
    items=(Assigned,),
    handles=(EngagementStarted, ResponsibilityAssigned),
    keys=keys,
    fold=fold,
    tell=tell,
    meanings=(
        counted(
            "responsibilities.missing",
            "Activities and outputs that no party is accountable for",
            "Activités et livrables dont aucune partie n'est imputable",
        ),
    ),
)
