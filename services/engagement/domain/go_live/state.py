"""The way to going live as its decisions see it: all that may block, the day that is planned, the day it happened."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from services.engagement.domain.gap import state as gap
from services.engagement.domain.launch_lead import earliest_after
from services.engagement.domain.provenance import state as provenance
from services.engagement.domain.release import standing as proof
from services.engagement.domain.stage import state as stage
from shared.events.accountability import ModelAccountabilityAssigned, ModelAccountabilityVacated
from shared.events.engagements import EngagementStarted, SystemOwnerAssigned, SystemOwnerVacated
from shared.events.gaps import GapEvent
from shared.events.gates import DecisionEvent
from shared.events.go_live import (
    GoLiveEvent,
    GoLivePlanned,
    GoLiveRescheduled,
    HandOverAccepted,
    LeadTimeViolated,
    WentLive,
)
from shared.events.ownership import ObligationsAccepted
from shared.events.pilots import PilotRegistered
from shared.events.population import CohortDefined, CohortRevised, CohortWithdrawn, PopulationDefined
from shared.events.programme import ChangeProgramCreated, ChangeProgramLaunched
from shared.events.provenance import ProvenanceEvent
from shared.events.sources import DataSourceOwnerNamed, DataSourceOwnerVacated
from shared.events.stages import StageEvent
from shared.kernel.record import record

Owned: TypeAlias = SystemOwnerAssigned | SystemOwnerVacated | ObligationsAccepted
People: TypeAlias = PopulationDefined | CohortDefined | CohortRevised | CohortWithdrawn
Launch: TypeAlias = ChangeProgramCreated | ChangeProgramLaunched
Answering: TypeAlias = ModelAccountabilityAssigned | ModelAccountabilityVacated
OwningData: TypeAlias = DataSourceOwnerNamed | DataSourceOwnerVacated
Beside: TypeAlias = PilotRegistered | EngagementStarted | Owned | Launch | People | Answering | OwningData
Blocking: TypeAlias = GapEvent | StageEvent | DecisionEvent | ProvenanceEvent | proof.Proof
Handled: TypeAlias = GoLiveEvent | Beside | Blocking


@record
class Way:
    """`accepted_by` accepted the system's obligations, `taken_over_by` the system as it runs.

    `headcount` are the people of the population, `cohorts` how many of them are in which.
    `unanswered`: whoever answered for the model left, `unowned`: the sources whose owner did; nobody was named since.
    `change_policy` is the version of the policy that the change programme runs under. `violation` is what is on record
    of the day that is planned.
    """

    stages: stage.Stages = field(default_factory=stage.NotStarted)
    gaps: Mapping[UUID, gap.Gap] = field(default_factory=dict)
    origin: provenance.Provenance = field(default_factory=provenance.NotStarted)
    owner: UUID | None = None
    accepted_by: UUID | None = None
    release: proof.History = field(default_factory=proof.History)
    headcount: int = 0
    cohorts: Mapping[UUID, int] = field(default_factory=dict)
    unanswered: bool = False
    unowned: frozenset[UUID] = frozenset()
    change_policy: int | None = None
    launched_on: date | None = None
    planned_on: date | None = None
    violation: LeadTimeViolated | None = None
    live: WentLive | None = None
    taken_over_by: UUID | None = None

    @property
    def earliest(self) -> date | None:
        """The first day that keeps the lead time of the programme, once that is launched."""
        return earliest_after(self.launched_on, self.change_policy)

    @property
    def uncovered(self) -> int:
        return self.headcount - sum(self.cohorts.values())


def evolve(way: Way, event: Handled) -> Way:
    match event:
        case GoLivePlanned() | GoLiveRescheduled() | LeadTimeViolated() | WentLive() | HandOverAccepted():
            return gone_on(way, event)
        case _ if isinstance(event, GapEvent):
            before = way.gaps.get(event.gap_id, gap.Unknown())
            return replace(way, gaps={**way.gaps, event.gap_id: gap.evolve(before, event)})
        case _ if isinstance(event, StageEvent | DecisionEvent):
            return replace(way, stages=stage.evolve(way.stages, event))
        case _ if isinstance(event, ProvenanceEvent):
            return replace(way, origin=provenance.evolve(way.origin, event))
        case _ if isinstance(event, proof.Proof):
            return replace(way, release=proof.evolve(way.release, event))
        case _:
            return arranged(way, event)


def peopled(way: Way, event: People) -> Way:
    match event:
        case PopulationDefined():
            return replace(way, headcount=event.headcount)
        case CohortDefined() | CohortRevised():
            return replace(way, cohorts={**way.cohorts, event.cohort_id: event.headcount})
        case CohortWithdrawn():
            return replace(way, cohorts={key: one for key, one in way.cohorts.items() if key != event.cohort_id})
        case _:
            assert_never(event)


def arranged(way: Way, event: Beside) -> Way:
    match event:
        case PilotRegistered():
            return replace(way, origin=provenance.evolve(way.origin, event))
        case EngagementStarted():
            origin, stages = provenance.evolve(way.origin, event), stage.evolve(way.stages, event)
            return replace(way, origin=origin, stages=stages)
        case SystemOwnerAssigned():
            return replace(way, owner=event.owner)
        case SystemOwnerVacated():
            return replace(way, owner=None)
        case ObligationsAccepted():
            return replace(way, accepted_by=event.owner)
        case _:
            return taken_along(way, event)


def taken_along(way: Way, event: Launch | People | Answering | OwningData) -> Way:
    if isinstance(event, Answering | OwningData):
        return answered(way, event)
    if isinstance(event, People):
        return peopled(way, event)
    if isinstance(event, ChangeProgramCreated):
        return replace(way, change_policy=event.policy)
    return replace(way, launched_on=event.launched_on)


def answered(way: Way, event: Answering | OwningData) -> Way:
    """By whoever was named; vacated, until somebody else is."""
    match event:
        case ModelAccountabilityAssigned() | ModelAccountabilityVacated():
            return replace(way, unanswered=isinstance(event, ModelAccountabilityVacated))
        case DataSourceOwnerNamed():
            return replace(way, unowned=way.unowned - {event.source_id})
        case DataSourceOwnerVacated():
            return replace(way, unowned=way.unowned | {event.source_id})
        case _:
            assert_never(event)


def gone_on(way: Way, event: GoLiveEvent) -> Way:
    match event:
        case GoLivePlanned():
            return replace(way, planned_on=event.planned_on)
        case GoLiveRescheduled():
            return replace(way, planned_on=event.new, violation=None)
        case LeadTimeViolated():
            return replace(way, violation=event)
        case WentLive():
            return replace(way, live=event)
        case HandOverAccepted():
            return replace(way, taken_over_by=event.owner)
        case _:
            assert_never(event)
