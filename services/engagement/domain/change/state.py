"""A change programme and its population as decisions see them: both are told by streams that stand on each other."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from services.engagement.domain.change_policy import CHANGE_POLICIES, ChangePolicy
from shared.events.engagements import EngagementStarted
from shared.events.population import (
    CohortDefined,
    CohortRevised,
    CohortWithdrawn,
    PopulationDefined,
    PopulationEvent,
    ResistanceProfiled,
)
from shared.events.programme import (
    AccessGranted,
    AccessWithdrawn,
    ChampionLeft,
    ChampionNominated,
    ChampionsBriefed,
    ChangeProgramCreated,
    ChangeProgramLaunched,
    ChangeStage,
    ChangeStageMeasured,
    ManagersEquipped,
    NetworkActivated,
    ProgrammeEvent,
    TrainingCompleted,
    TrainingPublished,
)
from shared.kernel.record import record


@record
class Cohort:
    """`first` is how it was defined; `measures` holds what was measured last in each stage."""

    first: CohortDefined
    headcount: int
    trained: TrainingCompleted | None = None
    measures: Mapping[ChangeStage, ChangeStageMeasured] = field(default_factory=dict)
    has_access: bool = False


@record
class Champion:
    """`briefed` are the subjects since the network was activated."""

    department: str
    briefed: frozenset[str] = frozenset()


@record
class NotStarted:
    """The engagement was not started, or nobody asked."""


@record
class Uncreated:
    """The engagement is under way and has no programme."""


@record
class Programme:
    """`since` is the last day on which anything was said about the population."""

    name: str
    policy: ChangePolicy
    population: PopulationDefined | None = None
    cohorts: Mapping[UUID, Cohort] = field(default_factory=dict)
    withdrawn: frozenset[UUID] = frozenset()
    resistance: Mapping[str, ResistanceProfiled] = field(default_factory=dict)
    since: date = date.min
    launched: bool = False
    trainings: Mapping[str, TrainingPublished] = field(default_factory=dict)
    champions: Mapping[UUID, Champion] = field(default_factory=dict)
    active: bool = False
    equipped: Mapping[str, ManagersEquipped] = field(default_factory=dict)

    def placed(self, department: str) -> int:
        """How many of its people are in cohorts."""
        of_it = (cohort for cohort in self.cohorts.values() if cohort.first.department == department)
        return sum(cohort.headcount for cohort in of_it)


Change: TypeAlias = NotStarted | Uncreated | Programme
OfChange: TypeAlias = EngagementStarted | PopulationEvent | ProgrammeEvent
Network: TypeAlias = ChampionNominated | ChampionLeft | NetworkActivated | ChampionsBriefed
OfACohort: TypeAlias = TrainingCompleted | ChangeStageMeasured | AccessGranted | AccessWithdrawn


def evolve(change: Change, event: OfChange) -> Change:
    if isinstance(event, EngagementStarted):
        return Uncreated()
    if isinstance(event, ChangeProgramCreated):
        return Programme(name=event.name, policy=CHANGE_POLICIES[event.policy])
    if isinstance(change, Programme):
        return peopled(change, event) if isinstance(event, PopulationEvent) else run(change, event)
    raise LookupError("a programme's history begins with its creation")


def peopled(change: Programme, event: PopulationEvent) -> Programme:
    match event:
        case PopulationDefined():
            names = {department.name for department in event.departments}
            kept = {name: profile for name, profile in change.resistance.items() if name in names}
            return replace(change, population=event, resistance=kept, since=event.defined_on)
        case CohortDefined():
            cohort = Cohort(first=event, headcount=event.headcount)
            return having(replace(change, since=event.defined_on), event.cohort_id, cohort)
        case CohortRevised():
            cohort = replace(change.cohorts[event.cohort_id], headcount=event.headcount)
            return having(replace(change, since=event.revised_on), event.cohort_id, cohort)
        case CohortWithdrawn():
            left = {cohort_id: cohort for cohort_id, cohort in change.cohorts.items() if cohort_id != event.cohort_id}
            gone = change.withdrawn | {event.cohort_id}
            return replace(change, cohorts=left, withdrawn=gone, since=event.withdrawn_on)
        case ResistanceProfiled():
            resistance = {**change.resistance, event.department: event}
            return replace(change, resistance=resistance, since=event.profiled_on)
        case _:
            assert_never(event)


Running: TypeAlias = ChangeProgramLaunched | TrainingPublished | ManagersEquipped | Network | OfACohort


def run(change: Programme, event: Running) -> Programme:
    match event:
        case ChangeProgramLaunched():
            return replace(change, launched=True)
        case TrainingPublished():
            return replace(change, trainings={**change.trainings, event.role: event})
        case ManagersEquipped():
            return replace(change, equipped={**change.equipped, event.department: event})
        case TrainingCompleted() | ChangeStageMeasured() | AccessGranted() | AccessWithdrawn():
            return having(change, event.cohort_id, taken_along(change.cohorts[event.cohort_id], event))
        case _:
            return networked(change, event)


def networked(change: Programme, event: Network) -> Programme:
    champions = dict(change.champions)
    match event:
        case ChampionNominated():
            champions[event.person] = Champion(department=event.department)
        case ChampionLeft():
            del champions[event.person]
        case NetworkActivated():
            return replace(change, active=True)
        case ChampionsBriefed():
            for person in event.champions if change.active else ():
                before = champions[person]
                champions[person] = replace(before, briefed=before.briefed | {event.subject})
        case _:
            assert_never(event)
    return replace(change, champions=champions)


def taken_along(cohort: Cohort, event: OfACohort) -> Cohort:
    match event:
        case TrainingCompleted():
            return replace(cohort, trained=event)
        case ChangeStageMeasured():
            return replace(cohort, measures=latest(cohort.measures, event))
        case AccessGranted():
            return replace(cohort, has_access=True)
        case AccessWithdrawn():
            return replace(cohort, has_access=False)
        case _:
            assert_never(event)


def latest(
    measures: Mapping[ChangeStage, ChangeStageMeasured], event: ChangeStageMeasured
) -> Mapping[ChangeStage, ChangeStageMeasured]:
    """What was measured on a later day stands, also where an earlier measure is told afterwards."""
    before = measures.get(event.stage)
    return measures if before and before.measured_on > event.measured_on else {**measures, event.stage: event}


def having(change: Programme, cohort_id: UUID, cohort: Cohort) -> Programme:
    return replace(change, cohorts={**change.cohorts, cohort_id: cohort})
