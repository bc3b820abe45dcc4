"""What a stopped or parked engagement and an expired pilot refuse: decided here, once, for every command there is.

All that says which engagement it is about is refused, but for what ends an access or an office. A gap or a data source
that is on record already may still be put right: those commands name it alone.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from services.engagement.domain.accountability import VacateModelAccountability
from services.engagement.domain.change.programme_commands import ReleaseChampion
from services.engagement.domain.engagement import StartEngagement, VacateSystemOwner
from services.engagement.domain.source import RevokeDataAccess
from services.engagement.domain.stage import VacateStageLead
from shared.events.endings import EngagementCompleted, EngagementParked, EngagementResumed, EngagementStopped
from shared.events.pilots import PilotExpired
from shared.kernel.decider import Decider, Scope, stream_scope
from shared.kernel.halting import Halts, halting
from shared.kernel.refusal import Refused

STILL_OPEN = frozenset(
    {VacateSystemOwner, VacateModelAccountability, VacateStageLead, ReleaseChampion, RevokeDataAccess}
)


class EngagementStoppedForGood(Refused):
    """The engagement was stopped: it goes no further."""


class EngagementIsParked(Refused):
    """The engagement is parked: resume it before it goes on."""


class PilotExpiredAlready(Refused):
    """The pilot has expired: nothing comes of it any more."""


HALTS: Mapping[type, type[Refused] | None] = {
    EngagementStopped: EngagementStoppedForGood,
    EngagementParked: EngagementIsParked,
    EngagementResumed: None,
    PilotExpired: PilotExpiredAlready,
}


def goes_on(decider: Decider[Any, Any, Any]) -> Decider[Any, Any, Any]:
    """The same decisions, as long as nothing has ended and nothing rests; that all is done halts nobody."""

    def evolve(state: object, event: object) -> object:
        return state if isinstance(event, EngagementCompleted) else decider.evolve(state, event)

    return replace(
        halting(replace(decider, evolve=evolve), Halts(by=HALTS, still_open=STILL_OPEN)),
        looks_at=lambda command: (*decider.looks_at(command), *ends_at(decider, command)),
    )


def ends_at(decider: Decider[Any, Any, Any], command: object) -> tuple[Scope, ...]:
    """Where its end would be on record; the stream of the command itself is read anyway."""
    engagement_id = decider.engagement(command)
    if engagement_id is None or type(command) in STILL_OPEN:
        return ()
    ends = stream_scope(f"engagement-{engagement_id}", EngagementStopped, EngagementParked, EngagementResumed)
    pilot = stream_scope(f"pilot-{engagement_id}", PilotExpired)
    wanted = (ends, pilot) if isinstance(command, StartEngagement) else (ends,)
    return tuple(scope for scope in wanted if scope.id != decider.stream(command))
