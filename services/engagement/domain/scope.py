"""What an engagement takes to production, and for whom: defined before the second stage, and anew where it changes."""

from typing import TypeAlias
from uuid import UUID

from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.roles import APPROVERS, LEADS
from shared.events.engagements import EngagementStarted
from shared.events.scope import ScopeDefined
from shared.kernel.decider import Asked, Decider, stream_scope
from shared.kernel.record import record
from shared.kernel.refusal import NotWellFormed
from shared.kernel.text import line

MOST = 50


@record
class DefineScope:
    """The whole scope: what is not named is not part of it."""

    engagement_id: UUID
    in_scope: tuple[str, ...]
    out_of_scope: tuple[str, ...]
    target_users: tuple[str, ...]
    sites: tuple[str, ...]


@record
class NotStarted:
    pass


@record
class Undefined:
    pass


Scoping: TypeAlias = NotStarted | Undefined | ScopeDefined


def evolve(_: Scoping, event: EngagementStarted | ScopeDefined) -> Scoping:
    return event if isinstance(event, ScopeDefined) else Undefined()


def decide(command: DefineScope, scope: Scoping, _: Asked) -> list[ScopeDefined]:
    if isinstance(scope, NotStarted):
        raise EngagementNotFound
    fact = ScopeDefined(
        engagement_id=command.engagement_id,
        in_scope=named("inScope", command.in_scope),
        out_of_scope=named("outOfScope", command.out_of_scope, at_least=0),
        target_users=named("targetUsers", command.target_users),
        sites=named("sites", command.sites),
    )
    if both := sorted(set(fact.in_scope) & set(fact.out_of_scope)):
        raise NotWellFormed(where=("input", "outOfScope"), problem=f"{both[0]} is either in scope or out of it")
    return [] if scope == fact else [fact]


def named(field: str, given: tuple[str, ...], at_least: int = 1) -> tuple[str, ...]:
    several = tuple(line(field, each) for each in given)
    if not at_least <= len(several) <= MOST or len(set(several)) < len(several):
        raise NotWellFormed(where=("input", field), problem=f"{field} names {at_least} to {MOST}, each once")
    return several


SCOPE: Decider[Scoping, DefineScope, EngagementStarted | ScopeDefined] = Decider(
    initial=NotStarted(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"scope-{command.engagement_id}",
    permits={DefineScope: LEADS | APPROVERS},
    looks_at=lambda command: (stream_scope(f"engagement-{command.engagement_id}", EngagementStarted),),
    engagement=lambda command: command.engagement_id,
)
