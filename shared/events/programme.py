"""Facts about the programme that takes a population along. Stream `programme-{engagement_id}`, by engagement.

Training, surveys and managers are counted, never named; champions are person ids.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.kernel.record import record


class ChangeStage(StrEnum):
    """In the order in which a change is taken up."""

    AWARENESS = "awareness"
    DESIRE = "desire"
    KNOWLEDGE = "knowledge"
    ABILITY = "ability"
    REINFORCEMENT = "reinforcement"


@record
class ChangeProgramCreated:
    """The engagement's own programme; `policy` is the version of the policy that it runs under for good."""

    engagement_id: UUID
    name: str
    policy: int


@record
class ChangeProgramLaunched:
    """On that day of the tenant's: the earliest go-live is counted from it."""

    engagement_id: UUID
    launched_on: date


@record
class TrainingPublished:
    """The material for a role, by its SHA-256; what was completed of other material counts no longer."""

    engagement_id: UUID
    role: str
    title: str
    digest: str


@record
class TrainingCompleted:
    """So many of the cohort have completed the material by now; replaces the count before."""

    engagement_id: UUID
    cohort_id: UUID
    digest: str
    count: int


@record
class ChampionNominated:
    engagement_id: UUID
    department: str
    person: UUID


@record
class ChampionLeft:
    engagement_id: UUID
    department: str
    person: UUID
    reason: str


@record
class NetworkActivated:
    """Every department had its champions; `count` is how many there were in all."""

    engagement_id: UUID
    count: int


@record
class ChampionsBriefed:
    """What was told before the network was activated does not count as its briefing."""

    engagement_id: UUID
    subject: str
    champions: tuple[UUID, ...]


@record
class ManagersEquipped:
    """So many of the department's managers have these by now; replaces what was recorded before."""

    engagement_id: UUID
    department: str
    count: int
    tools: tuple[str, ...]
    talking_points: tuple[str, ...]


@record
class ChangeStageMeasured:
    """A survey of the cohort: which percentage of the respondents answered favourably."""

    engagement_id: UUID
    cohort_id: UUID
    stage: ChangeStage
    favourable: Decimal
    respondents: int
    measured_on: date


@record
class AccessGranted:
    """The cohort may use the system: its awareness and desire were complete."""

    engagement_id: UUID
    cohort_id: UUID


@record
class AccessWithdrawn:
    engagement_id: UUID
    cohort_id: UUID
    reason: str


ProgrammeEvent: TypeAlias = (
    ChangeProgramCreated
    | ChangeProgramLaunched
    | TrainingPublished
    | TrainingCompleted
    | ChampionNominated
    | ChampionLeft
    | NetworkActivated
    | ChampionsBriefed
    | ManagersEquipped
    | ChangeStageMeasured
    | AccessGranted
    | AccessWithdrawn
)
