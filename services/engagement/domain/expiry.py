"""A pilot that nobody takes further expires, by a named reason: no engagement comes of it."""

from typing import TypeAlias
from uuid import UUID

from services.engagement.domain.end_reason import noted
from services.engagement.domain.halted import PilotExpiredAlready
from services.engagement.domain.not_found import PilotNotFound
from services.engagement.domain.roles import APPROVERS, LEADS
from shared.events.endings import EndReason
from shared.events.engagements import EngagementStarted
from shared.events.pilots import PilotEvent, PilotExpired, PilotRegistered
from shared.kernel.decider import Asked, Decider, stream_scope
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class ExpirePilot:
    pilot_id: UUID
    reason: EndReason
    note: str


class EngagementOnItsWay(Refused):
    """An engagement was started from this pilot: it is stopped, and the pilot does not expire."""


@record
class Unknown:
    pass


@record
class Alive:
    pass


@record
class OnItsWay:
    pass


Life: TypeAlias = Unknown | Alive | OnItsWay | PilotExpired


def evolve(life: Life, event: PilotEvent | EngagementStarted) -> Life:
    match event:
        case PilotRegistered():
            return Alive()
        case EngagementStarted():
            return OnItsWay()
        case PilotExpired():
            return event
        case _:
            return life


def decide(command: ExpirePilot, life: Life, _: Asked) -> list[PilotExpired]:
    fact = PilotExpired(pilot_id=command.pilot_id, reason=command.reason, note=noted(command.reason, command.note))
    match life:
        case Unknown():
            raise PilotNotFound
        case OnItsWay():
            raise EngagementOnItsWay
        case PilotExpired() if life != fact:
            raise PilotExpiredAlready
        case PilotExpired():
            return []
        case _:
            return [fact]


EXPIRY: Decider[Life, ExpirePilot, PilotEvent | EngagementStarted] = Decider(
    initial=Unknown(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"pilot-{command.pilot_id}",
    permits={ExpirePilot: LEADS | APPROVERS},
    looks_at=lambda command: (stream_scope(f"engagement-{command.pilot_id}", EngagementStarted),),
    engagement=lambda command: command.pilot_id,
)
