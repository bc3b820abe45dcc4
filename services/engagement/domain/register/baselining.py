"""Baselining the register: what was found at close is on record, each gap with its owner; the rest comes later."""

from dataclasses import replace
from typing import TypeAlias, assert_never, get_args
from uuid import UUID

from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.roles import LEADS
from shared.events.engagements import EngagementEvent, EngagementStarted, GapRegisterBaselined
from shared.events.gaps import GapCancelled, GapOpened, GapOwnerAssigned, GapOwnerVacated, GapReopened
from shared.kernel.decider import Asked, Decider, engagement_scope
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class BaselineGapRegister:
    engagement_id: UUID


class EmptyRegister(Refused):
    """There is no gap in the register yet, so there is nothing to baseline."""


class GapsWithoutOwner(Refused):
    """Every gap in the register needs an owner first; without one so far: {count}."""


@record
class NotStarted:
    pass


@record
class Collecting:
    gaps: frozenset[UUID] = frozenset()
    owned: frozenset[UUID] = frozenset()
    cancelled: frozenset[UUID] = frozenset()


@record
class Baselined:
    pass


Baseline: TypeAlias = NotStarted | Collecting | Baselined
CollectedEvent: TypeAlias = GapOpened | GapOwnerAssigned | GapOwnerVacated | GapCancelled | GapReopened
BaselineEvent: TypeAlias = EngagementEvent | CollectedEvent


def evolve(baseline: Baseline, event: BaselineEvent) -> Baseline:
    match event:
        case EngagementStarted():
            return Collecting()
        case GapRegisterBaselined():
            return Baselined()
        case _ if isinstance(event, CollectedEvent) and isinstance(baseline, Collecting):
            return collected(baseline, event)
        case _:
            return baseline


def collected(register: Collecting, event: CollectedEvent) -> Collecting:
    match event:
        case GapOpened():
            return replace(register, gaps=register.gaps | {event.gap_id})
        case GapOwnerAssigned():
            return replace(register, owned=register.owned | {event.gap_id})
        case GapOwnerVacated():
            return replace(register, owned=register.owned - {event.gap_id})
        case GapCancelled():
            return replace(register, cancelled=register.cancelled | {event.gap_id})
        case GapReopened():
            return replace(register, cancelled=register.cancelled - {event.gap_id})
        case _:
            assert_never(event)


def decide(command: BaselineGapRegister, baseline: Baseline, _: Asked) -> list[BaselineEvent]:
    match baseline:
        case NotStarted():
            raise EngagementNotFound
        case Collecting():
            gaps = baseline.gaps - baseline.cancelled
            check(gaps, baseline.owned)
            return [GapRegisterBaselined(engagement_id=command.engagement_id, gaps=len(gaps))]
        case Baselined():
            return []
        case _:
            assert_never(baseline)


def check(gaps: frozenset[UUID], owned: frozenset[UUID]) -> None:
    if not gaps:
        raise EmptyRegister
    ownerless = gaps - owned
    if ownerless:
        raise GapsWithoutOwner(count=len(ownerless))


BASELINING: Decider[Baseline, BaselineGapRegister, BaselineEvent] = Decider(
    initial=NotStarted(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"engagement-{command.engagement_id}",
    permits={BaselineGapRegister: LEADS},
    looks_at=lambda command: (engagement_scope(command.engagement_id, *get_args(CollectedEvent)),),
    engagement=lambda command: command.engagement_id,
)
