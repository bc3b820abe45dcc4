"""What a stopped or parked engagement refuses: decided here, once, for every command of this service.

Nothing new is laid down, recorded or reckoned of it, and nothing happens by itself. What is on record already may still
be put right, handed over or put to rest. One that is completed is measured as before: its ninety days are over, but
what comes in late or is corrected still counts for what is known of them today.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from services.measurement.domain.observations.commands import CorrectObservation
from services.measurement.domain.run_cost import CorrectRunCost, WithdrawRunCost
from services.measurement.domain.series.commands import HandOverSeries, RetireSeries
from services.measurement.domain.trigger.commands import AcknowledgeIntervention, CompleteIntervention, RetireTrigger
from shared.events.endings import EngagementParked, EngagementResumed, EngagementStopped
from shared.kernel.decider import Decider, Reach, Scope, stream_scope
from shared.kernel.halting import Halts, halting
from shared.kernel.refusal import Refused

STILL_OPEN = frozenset(
    {
        CorrectObservation,
        CorrectRunCost,
        WithdrawRunCost,
        HandOverSeries,
        RetireSeries,
        RetireTrigger,
        AcknowledgeIntervention,
        CompleteIntervention,
    }
)


class EngagementStoppedForGood(Refused):
    """The engagement was stopped: it goes no further."""


class EngagementIsParked(Refused):
    """The engagement is parked: resume it before it goes on."""


HALTS: Mapping[type, type[Refused] | None] = {
    EngagementStopped: EngagementStoppedForGood,
    EngagementParked: EngagementIsParked,
    EngagementResumed: None,
}
ENDS = tuple(HALTS)
NAMES = tuple(kind.__name__ for kind in ENDS)


def goes_on(decider: Decider[Any, Any, Any]) -> Decider[Any, Any, Any]:
    """The same decisions, as long as the engagement is neither stopped nor parked; Fairway's own come to nothing."""
    own = frozenset(kind for kind, roles in decider.permits.items() if not roles)
    return replace(
        halting(decider, Halts(by=HALTS, still_open=STILL_OPEN, silent=own)),
        looks_at=lambda command: looks_at(decider, command),
        looks_around={**decider.looks_around, **{kind: around(decider, kind) for kind in silent(decider)}},
    )


def looks_at(decider: Decider[Any, Any, Any], command: object) -> tuple[Scope, ...]:
    engagement_id, scopes = decider.engagement(command), decider.looks_at(command)
    if engagement_id is None or type(command) in STILL_OPEN:
        return scopes
    return with_ends(scopes, str(engagement_id))


def silent(decider: Decider[Any, Any, Any]) -> list[type]:
    """The commands that do not say which engagement they are about: they look around in that of their stream."""
    return [kind for kind in decider.permits if kind not in STILL_OPEN and "engagement_id" not in kind.__annotations__]


def around(decider: Decider[Any, Any, Any], kind: type) -> tuple[type, ...]:
    return (*decider.looks_around.get(kind, ()), *ENDS)


def with_ends(scopes: tuple[Scope, ...], engagement_id: str) -> tuple[Scope, ...]:
    """Where something of the whole engagement is looked at anyway, its end is seen there."""
    for scope in scopes:
        if scope.reach is Reach.ENGAGEMENT and scope.id == engagement_id:
            wider = replace(scope, types=(*scope.types, *NAMES))
            return tuple(wider if each is scope else each for each in scopes)
    return (*scopes, stream_scope(f"engagement-{engagement_id}", *ENDS))
