"""What is asked of the programme as a whole, and how all of its commands are decided."""

from typing import assert_never
from uuid import UUID

from services.engagement.domain.change.members import created, department_of, listed, population_of, role_of
from services.engagement.domain.change.network import decide_network
from services.engagement.domain.change.programme_commands import (
    ActivateNetwork,
    BriefChampions,
    ChangeProgramAlreadyCreated,
    CohortCommand,
    CreateChangeProgram,
    EquipManagers,
    GrantAccess,
    LaunchChangeProgram,
    MoreThanTheManagers,
    NetworkCommand,
    NominateChampion,
    PopulationNotCovered,
    ProgrammeCommand,
    PublishTraining,
    RecordStageMeasure,
    RecordTrainingCompletion,
    ReleaseChampion,
    ResistanceNotProfiled,
    WithdrawAccess,
)
from services.engagement.domain.change.state import Change, NotStarted, OfChange, Programme, Uncreated, evolve
from services.engagement.domain.change.taking_along import decide_cohort
from services.engagement.domain.change_policy import LATEST_CHANGE_POLICY
from services.engagement.domain.evidence import digested
from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.roles import CHANGE_LEADS
from shared.events.engagements import EngagementStarted
from shared.events.people import Role
from shared.events.population import (
    CohortDefined,
    CohortRevised,
    CohortWithdrawn,
    PopulationDefined,
    ResistanceProfiled,
)
from shared.events.programme import (
    ChangeProgramCreated,
    ChangeProgramLaunched,
    ManagersEquipped,
    ProgrammeEvent,
    TrainingPublished,
)
from shared.kernel.decider import Asked, Decider, Scope, stream_scope
from shared.kernel.refusal import NotWellFormed, OccurredBeforeLast
from shared.kernel.text import line

MOST_TOOLS = MOST_POINTS = 50


def create(command: CreateChangeProgram, change: Change) -> list[ProgrammeEvent]:
    name = line("name", command.name)
    match change:
        case NotStarted():
            raise EngagementNotFound
        case Uncreated():
            version = LATEST_CHANGE_POLICY.version
            return [ChangeProgramCreated(engagement_id=command.engagement_id, name=name, policy=version)]
        case Programme():
            if change.name != name:
                raise ChangeProgramAlreadyCreated(name=change.name)
            return []
        case _:
            assert_never(change)


def launch(command: LaunchChangeProgram, change: Programme, asked: Asked) -> list[ProgrammeEvent]:
    """Never told as of a day before what the launch stands on: the days up to go-live are counted from it."""
    population = population_of(change)
    if change.launched:
        return []
    missing = population.headcount - sum(cohort.headcount for cohort in change.cohorts.values())
    if missing:
        raise PopulationNotCovered(missing=missing, headcount=population.headcount)
    lacking = [each.name for each in population.departments if each.name not in change.resistance]
    if lacking:
        raise ResistanceNotProfiled(departments=", ".join(lacking))
    if asked.day < change.since:
        raise OccurredBeforeLast(where=("input", "occurredAt"), earliest=change.since)
    return [ChangeProgramLaunched(engagement_id=command.engagement_id, launched_on=asked.day)]


def publish(command: PublishTraining, change: Programme) -> list[ProgrammeEvent]:
    digested("digest", command.digest)
    fact = TrainingPublished(
        engagement_id=command.engagement_id,
        role=role_of(population_of(change), command.role),
        title=line("title", command.title),
        digest=command.digest,
    )
    return [] if change.trainings.get(fact.role) == fact else [fact]


def equip(command: EquipManagers, change: Programme) -> list[ProgrammeEvent]:
    department = department_of(change, command.department)
    if command.count < 0:
        raise NotWellFormed(where=("input", "count"), problem="count is not less than nobody")
    if command.count > department.managers:
        raise MoreThanTheManagers(
            where=("input", "count"), department=department.name, managers=department.managers, count=command.count
        )
    fact = ManagersEquipped(
        engagement_id=command.engagement_id,
        department=department.name,
        count=command.count,
        tools=listed("tools", command.tools, MOST_TOOLS),
        talking_points=listed("talkingPoints", command.talking_points, MOST_POINTS),
    )
    return [] if change.equipped.get(department.name) == fact else [fact]


def decide(command: ProgrammeCommand, state: Change, asked: Asked) -> list[ProgrammeEvent]:
    match command:
        case CreateChangeProgram():
            return create(command, state)
        case LaunchChangeProgram():
            return launch(command, created(state), asked)
        case PublishTraining():
            return publish(command, created(state))
        case EquipManagers():
            return equip(command, created(state))
        case _:
            return decide_part(command, created(state), asked)


def decide_part(command: NetworkCommand | CohortCommand, change: Programme, asked: Asked) -> list[ProgrammeEvent]:
    if isinstance(command, CohortCommand):
        return decide_cohort(command, change, asked)
    return decide_network(command, change)


STANDS_ON = (PopulationDefined, CohortDefined, CohortRevised, CohortWithdrawn, ResistanceProfiled)


def looks_at(command: ProgrammeCommand) -> tuple[Scope, ...]:
    engagement = stream_scope(f"engagement-{command.engagement_id}", EngagementStarted)
    return (engagement, stream_scope(f"population-{command.engagement_id}", *STANDS_ON))


def names(command: ProgrammeCommand) -> tuple[UUID, ...]:
    match command:
        case NominateChampion():
            return (command.person,)
        case _:
            return ()


PROGRAMME: Decider[Change, ProgrammeCommand, OfChange] = Decider(
    initial=NotStarted(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"programme-{command.engagement_id}",
    permits={
        CreateChangeProgram: CHANGE_LEADS,
        LaunchChangeProgram: CHANGE_LEADS,
        PublishTraining: CHANGE_LEADS,
        RecordTrainingCompletion: CHANGE_LEADS | {Role.MANAGER},
        NominateChampion: CHANGE_LEADS | {Role.MANAGER},
        ReleaseChampion: CHANGE_LEADS | {Role.MANAGER},
        ActivateNetwork: CHANGE_LEADS,
        BriefChampions: CHANGE_LEADS,
        EquipManagers: CHANGE_LEADS,
        RecordStageMeasure: CHANGE_LEADS,
        GrantAccess: CHANGE_LEADS | {Role.SYSTEM_OWNER},
        WithdrawAccess: CHANGE_LEADS | {Role.SYSTEM_OWNER},
    },
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id,
    names=names,
)
