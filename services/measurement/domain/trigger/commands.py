"""What can be asked of a trigger and of its interventions, and why it is refused."""

from datetime import date
from typing import TypeAlias
from uuid import UUID

from services.measurement.domain.trigger.judging import Sight
from shared.events.series import Cadence
from shared.events.triggers import TriggerSeverity, Watched
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class Terms:
    """When it fires, and what is to be done then. `clears` None: quiet until `expression` holds no more."""

    name: str
    watches: tuple[Watched, ...]
    expression: str
    clears: str | None
    consecutive: int
    severity: TriggerSeverity
    playbook: str
    owner: UUID
    due_in_days: int


@record
class DefineTrigger:
    """`template`: the shipped one that it was made from, if there is one."""

    engagement_id: UUID
    trigger_id: UUID
    cadence: Cadence
    terms: Terms
    template: str | None


@record
class ReviseTrigger:
    """All of it replaces what it was. Once the system is live, its rules stay as they are."""

    trigger_id: UUID
    terms: Terms
    reason: str


@record
class RetireTrigger:
    trigger_id: UUID
    reason: str


@record
class JudgeTrigger:
    """Given by Fairway itself when a window has closed. `sights` are the last ones, this window the last of them."""

    trigger_id: UUID
    window: int
    starts_on: date
    sights: tuple[Sight, ...]


@record
class AcknowledgeIntervention:
    trigger_id: UUID
    intervention_id: UUID


@record
class CompleteIntervention:
    """`outcome`: what was done, and what came of it as far as people can tell."""

    trigger_id: UUID
    intervention_id: UUID
    outcome: str


OnIntervention: TypeAlias = AcknowledgeIntervention | CompleteIntervention
OnTrigger: TypeAlias = ReviseTrigger | RetireTrigger | JudgeTrigger | OnIntervention
TriggerCommand: TypeAlias = DefineTrigger | OnTrigger


class TriggerNotFound(Refused):
    """There is no such trigger."""


class TriggerAlreadyDefined(Refused):
    """A trigger with this id was already defined, and reads differently: revise it."""


class TriggerHasRetired(Refused):
    """The trigger has retired: define another one."""


class TriggerAfterGoLive(Refused):
    """The system went live on {live_on}: what makes people step in is laid down before that."""


class TriggerTemplateNotFound(Refused):
    """There is no template {given}; there are {known}."""


class TriggerRuleWrong(Refused):
    """The rule goes wrong at character {at}: {problem}."""


class WatchedAtAnotherCadence(Refused):
    """{name} is looked at {cadence}: a trigger watches series of its own cadence."""


class InterventionNotFound(Refused):
    """The trigger has started no such intervention."""


class InterventionOfSomebodyElse(Refused):
    """An intervention is taken up and completed by its owner or by whoever leads, and that is not you."""


class InterventionAlreadyCompleted(Refused):
    """The intervention was completed already, with another outcome."""
