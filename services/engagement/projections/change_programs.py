"""Change programmes: one row for each engagement that has one, with its population and all that is few."""

from datetime import date, datetime
from typing import TypeAlias, get_args
from uuid import UUID

from shared.events.population import (
    Department,
    PopulationDefined,
    PopulationEvent,
    ResistanceLevel,
    ResistanceProfiled,
)
from shared.events.programme import (
    ChangeProgramCreated,
    ChangeProgramLaunched,
    ManagersEquipped,
    NetworkActivated,
    ProgrammeEvent,
    TrainingPublished,
)
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class ResistanceEntry:
    """`policy` is the version that names the drivers."""

    department: str
    level: ResistanceLevel
    drivers: tuple[str, ...]
    policy: int
    profiled_at: datetime
    profiled_by: UUID


@record
class TrainingEntry:
    role: str
    title: str
    digest: str
    published_at: datetime
    published_by: UUID


@record
class EquipmentEntry:
    department: str
    count: int
    tools: tuple[str, ...]
    talking_points: tuple[str, ...]
    equipped_at: datetime


@record
class ChangeProgramEntry:
    """The resistance, the trainings and the equipment stand in the order in which they came; one for each name."""

    engagement_id: UUID
    name: str
    policy: int
    created_at: datetime
    created_by: UUID
    headcount: int | None = None
    departments: tuple[Department, ...] = ()
    roles: tuple[str, ...] = ()
    defined_at: datetime | None = None
    resistance: tuple[ResistanceEntry, ...] = ()
    launched_on: date | None = None
    launched_by: UUID | None = None
    trainings: tuple[TrainingEntry, ...] = ()
    activated_at: datetime | None = None
    activated_by: UUID | None = None
    activated_seq: int | None = None
    equipment: tuple[EquipmentEntry, ...] = ()
    version: int
    population_version: int = 0


Handled: TypeAlias = PopulationEvent | ProgrammeEvent


def keys(recorded: Recorded[Handled]) -> tuple[Key, ...]:
    return ((recorded.event.engagement_id,),)


def fold(entry: ChangeProgramEntry | None, recorded: Recorded[Handled]) -> ChangeProgramEntry:
    event = recorded.event
    if isinstance(event, ChangeProgramCreated):
        return created(event, recorded)
    if isinstance(event, PopulationEvent):
        return replaced(peopled(known(entry), event, recorded), population_version=recorded.version)
    return replaced(run(known(entry), event, recorded), version=recorded.version)


def created(event: ChangeProgramCreated, recorded: Recorded[Handled]) -> ChangeProgramEntry:
    return ChangeProgramEntry(
        engagement_id=event.engagement_id,
        name=event.name,
        policy=event.policy,
        created_at=recorded.occurred_at,
        created_by=recorded.actor,
        version=recorded.version,
    )


def run(entry: ChangeProgramEntry, event: ProgrammeEvent, recorded: Recorded[Handled]) -> ChangeProgramEntry:
    """What is told of cohorts and champions stands in rows of their own."""
    match event:
        case ChangeProgramLaunched():
            return replaced(entry, launched_on=event.launched_on, launched_by=recorded.actor)
        case NetworkActivated():
            activated = replaced(entry, activated_at=recorded.occurred_at, activated_seq=recorded.seq)
            return replaced(activated, activated_by=recorded.actor)
        case TrainingPublished():
            others = tuple(each for each in entry.trainings if each.role != event.role)
            return replaced(entry, trainings=(*others, published(event, recorded)))
        case ManagersEquipped():
            rest = tuple(each for each in entry.equipment if each.department != event.department)
            return replaced(entry, equipment=(*rest, equipment(event, recorded)))
        case _:
            return entry


def peopled(entry: ChangeProgramEntry, event: PopulationEvent, recorded: Recorded[Handled]) -> ChangeProgramEntry:
    match event:
        case PopulationDefined():
            return defined(entry, event, recorded)
        case ResistanceProfiled():
            others = tuple(each for each in entry.resistance if each.department != event.department)
            return replaced(entry, resistance=(*others, profiled(event, recorded)))
        case _:
            return entry


def defined(entry: ChangeProgramEntry, event: PopulationDefined, recorded: Recorded[Handled]) -> ChangeProgramEntry:
    """A department that is no longer there takes its profile with it."""
    names = {department.name for department in event.departments}
    return replaced(
        entry,
        headcount=event.headcount,
        departments=event.departments,
        roles=event.roles,
        defined_at=recorded.occurred_at,
        resistance=tuple(each for each in entry.resistance if each.department in names),
    )


def profiled(event: ResistanceProfiled, recorded: Recorded[Handled]) -> ResistanceEntry:
    return ResistanceEntry(
        department=event.department,
        level=event.level,
        drivers=event.drivers,
        policy=event.policy,
        profiled_at=recorded.occurred_at,
        profiled_by=recorded.actor,
    )


def published(event: TrainingPublished, recorded: Recorded[Handled]) -> TrainingEntry:
    return TrainingEntry(
        role=event.role,
        title=event.title,
        digest=event.digest,
        published_at=recorded.occurred_at,
        published_by=recorded.actor,
    )


def equipment(event: ManagersEquipped, recorded: Recorded[Handled]) -> EquipmentEntry:
    return EquipmentEntry(
        department=event.department,
        count=event.count,
        tools=event.tools,
        talking_points=event.talking_points,
        equipped_at=recorded.occurred_at,
    )


CHANGE_PROGRAMS = Projection(
    name="change_programs",
    version=1,
    row=ChangeProgramEntry,
    key=("engagement_id",),
    handles=(*get_args(PopulationEvent), *get_args(ProgrammeEvent)),
    keys=keys,
    fold=fold,
)
