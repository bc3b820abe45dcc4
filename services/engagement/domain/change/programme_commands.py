"""What can be asked of a change programme, and why it is refused."""

from datetime import date
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from shared.events.programme import ChangeStage
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class CreateChangeProgram:
    engagement_id: UUID
    name: str


@record
class LaunchChangeProgram:
    """On the tenant's day on which it happens."""

    engagement_id: UUID


@record
class PublishTraining:
    """`digest` is the material's SHA-256; other material replaces what was published before."""

    engagement_id: UUID
    role: str
    title: str
    digest: str


@record
class RecordTrainingCompletion:
    """`count` is how many of the cohort have completed the present material by now."""

    engagement_id: UUID
    cohort_id: UUID
    count: int


@record
class NominateChampion:
    engagement_id: UUID
    department: str
    person: UUID


@record
class ReleaseChampion:
    engagement_id: UUID
    person: UUID
    reason: str


@record
class ActivateNetwork:
    engagement_id: UUID


@record
class BriefChampions:
    engagement_id: UUID
    subject: str
    champions: tuple[UUID, ...]


@record
class EquipManagers:
    """`count` is how many of the department's managers have the tools and the talking points by now."""

    engagement_id: UUID
    department: str
    count: int
    tools: tuple[str, ...]
    talking_points: tuple[str, ...]


@record
class RecordStageMeasure:
    """`favourable` is the percentage of the respondents who answered favourably."""

    engagement_id: UUID
    cohort_id: UUID
    stage: ChangeStage
    favourable: Decimal
    respondents: int
    measured_on: date


@record
class GrantAccess:
    engagement_id: UUID
    cohort_id: UUID


@record
class WithdrawAccess:
    engagement_id: UUID
    cohort_id: UUID
    reason: str


NetworkCommand: TypeAlias = NominateChampion | ReleaseChampion | ActivateNetwork | BriefChampions
CohortCommand: TypeAlias = RecordTrainingCompletion | RecordStageMeasure | GrantAccess | WithdrawAccess
ProgrammeCommand: TypeAlias = (
    CreateChangeProgram | LaunchChangeProgram | PublishTraining | EquipManagers | NetworkCommand | CohortCommand
)


class ChangeProgramNotCreated(Refused):
    """The engagement has no change programme of its own yet: create it first."""


class ChangeProgramAlreadyCreated(Refused):
    """The change programme was already created, as {name}."""


class ChangeProgramNotLaunched(Refused):
    """Nobody gets access before the change programme was launched."""


class PopulationNotCovered(Refused):
    """Before the launch everybody belongs to a cohort: {missing} of {headcount} people do not."""


class ResistanceNotProfiled(Refused):
    """Before the launch the resistance of every department is profiled; still lacking: {departments}."""


class TrainingNotPublished(Refused):
    """No training was published for the role {role} yet."""


class MoreThanTheCohort(Refused):
    """The cohort holds {headcount} people: {count} is more."""


class MoreThanTheManagers(Refused):
    """There are {managers} managers in {department}: {count} is more."""


class ChampionElsewhere(Refused):
    """This person is a champion of {department} already, and counts once."""


class ChampionNotFound(Refused):
    """The network has no such champion."""


class TooFewChampions(Refused):
    """The network is activated once every department has its champions; too few so far in: {departments}."""


class ChangeStagesNotComplete(Refused):
    """Access is for cohorts whose stages {stages} are at {share} % favourable; still lacking: {lacking}."""
